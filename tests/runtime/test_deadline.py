"""One deadline over all of a call: queueing, connecting, login, attempts and pauses. Over real connections."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from codegen.runtime.common.deadline import NEVER, Deadline, DeadlinePassedError
from codegen.runtime.common.errors import ApiError, ConnectionFailedError, OutcomeUnknownError, ValidationError
from codegen.runtime.common.http import AsyncExchange, SyncExchange
from codegen.runtime.common.operation import Operation, Resend
from codegen.runtime.common.options import Timeout
from codegen.runtime.openim.client import AsyncOpenIM, SyncOpenIM
from codegen.runtime.top.client import AsyncTop, SyncTop

from .pauses import paced
from .raw_server import Behaviour, RawServer, Received, answer, answer_json, slow
from .samples import (
    EVERY_TRANSPORT,
    HALVES,
    Half,
    Result,
    Sample,
    login_data,
    openim,
    openim_operation,
    top,
    top_operation,
)

pytestmark = [pytest.mark.anyio, *EVERY_TRANSPORT]
both = pytest.mark.parametrize("half", HALVES)

SAFE = top_operation(Resend("safe"))
NEVER_AGAIN = top_operation()
YES = answer_json({"sample_send_response": {"id": "1"}})
THROTTLED = answer_json({"error_response": {"code": 7, "msg": "App Call Limited"}})
LOGGED_IN = answer_json(login_data())
SOON = 0.3
"""Seconds until the deadlines below."""
ONE_READ = 0.6
"""Seconds that a call may outlive its deadline: a read takes less, and the machine may be busy."""


@contextlib.contextmanager
def ends_in_time() -> Iterator[None]:
    """What is inside ends at the deadline, neither before nor much later."""
    started = time.monotonic()
    yield
    assert SOON - 0.01 <= time.monotonic() - started < SOON + ONE_READ


def trickle(whole: bytes) -> Behaviour:
    """Send this a byte at a time, thirty a second."""

    def behave(connection: socket.socket, _: Received) -> None:
        for index in range(len(whole)):
            connection.sendall(whole[index : index + 1])
            time.sleep(0.03)

    return behave


def chunked(pieces: bytes) -> bytes:
    """A packed body that unpacks to nothing for long."""
    head = b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
    return head + b"".join(b"1\r\n" + bytes([byte]) + b"\r\n" for byte in pieces)


def body_after_head(behaviour: Behaviour) -> Behaviour:
    """The head at once, then this."""

    def behave(connection: socket.socket, request: Received) -> None:
        connection.sendall(b"HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n")
        behaviour(connection, request)

    return behave


TRICKLES = {
    "head": trickle(b"HTTP/1.1 200 X\r\nX-Long: " + b"x" * 200),
    "body": body_after_head(trickle(b"x" * 200)),
    "packed body": trickle(chunked(gzip.compress(b"{}" * 1000))[:200]),
    "silence": slow(YES, 1.0),
    "silence after the head": body_after_head(slow(YES, 1.0)),
}


def users_client(half: Half, **options: Any) -> Any:
    """A user's client of the half."""
    return httpx.Client(**options) if half == "sync" else httpx.AsyncClient(**options)


async def close(client: Any) -> None:
    """Close a user's client."""
    if isinstance(client, httpx.Client):
        client.close()
    else:
        await client.aclose()


@both
class TestExchange:
    """The deadline ends an exchange, however little of an answer keeps coming."""

    @pytest.mark.parametrize("name", TRICKLES)
    @pytest.mark.parametrize("users", [False, True], ids=["own", "http_client"])
    async def test_body_pulled(self, half: Half, server: RawServer, name: str, users: bool) -> None:
        """Unknown, and neither body nor head outlive the deadline by more than one read."""
        server.then(TRICKLES[name])
        client = users_client(half) if users else None
        async with top(half, server.url, deadline=SOON, retries=2, http_client=client) as call:
            with ends_in_time(), pytest.raises(OutcomeUnknownError) as caught:
                await call(SAFE)
        found = caught.value
        assert (found.delivery, found.deadline_exceeded, len(found.attempts)) == ("unknown", True, 1)
        if client is not None:
            await close(client)

    async def test_kept_connection(self, half: Half, server: RawServer) -> None:
        """A connection that served before has the deadline of the call that uses it now."""
        server.then(YES, TRICKLES["head"])
        async with top(half, server.url) as call:
            await call(SAFE)
            view = type(call)(call.client.with_options(deadline=SOON), half)
            with ends_in_time(), pytest.raises(OutcomeUnknownError):
                await view(SAFE)
        assert server.connections == 1

    async def test_connecting(self, half: Half, server: RawServer) -> None:
        """A TLS handshake that hangs: not sent, and no attempt follows."""
        server.before_reading = lambda connection: time.sleep(1)
        url = server.url.replace("http:", "https:")
        async with top(half, url, deadline=SOON, retries=2) as call:
            with ends_in_time(), pytest.raises(ConnectionFailedError) as caught:
                await call(SAFE)
        found = caught.value
        assert (found.delivery, found.deadline_exceeded, len(found.attempts)) == ("not_sent", True, 1)

    @pytest.mark.parametrize("users", [False, True], ids=["own", "http_client"])
    async def test_queue(self, half: Half, server: RawServer, users: bool) -> None:
        """A call that waits for a connection: not sent, and no attempt follows. The other is answered."""
        server.then(slow(YES, 0.8))
        client = users_client(half, limits=httpx.Limits(max_connections=1)) if users else None
        async with top(half, server.url, retries=2, http_client=client) as call:
            if client is None:
                exchange: Any = SyncExchange if half == "sync" else AsyncExchange
                call.client._exchange = exchange(None, user_agent="test", max_connections=1)
            first = asyncio.ensure_future(call(SAFE))
            while not server.received:
                await asyncio.sleep(0.01)
            view = type(call)(call.client.with_options(deadline=SOON), half)
            with ends_in_time(), pytest.raises(ConnectionFailedError) as caught:
                await view(SAFE)
            await first
        found = caught.value
        assert (found.delivery, found.deadline_exceeded, len(found.attempts)) == ("not_sent", True, 1)
        assert len(server.received) == 1
        if client is not None:
            await close(client)

    async def test_none(self, half: Half, server: RawServer) -> None:
        """None is no limit."""
        server.then(slow(YES, 0.4))
        async with top(half, server.url, deadline=SOON) as call:
            view = type(call)(call.client.with_options(deadline=None), half)
            assert (await view(SAFE)).data == {"id": "1"}


@both
class TestLogin:
    """A call whose time is over before it has a token was not sent."""

    async def test_own_login(self, half: Half, server: RawServer) -> None:
        """The login ends with the call that it is for."""
        server.then(slow(LOGGED_IN, 1.0))
        async with openim(half, server.url, deadline=SOON, retries=2) as call:
            with ends_in_time(), pytest.raises(ApiError) as caught:
                await call(openim_operation())
        assert (caught.value.delivery, caught.value.deadline_exceeded) == ("not_sent", True)
        assert caught.value.operation == "msg.sample"
        assert len(server.received) == 1

    async def test_login_of_another_call(self, half: Half, server: RawServer) -> None:
        """Who waits for somebody else's login waits until its own deadline, and the login goes on."""
        server.then(slow(LOGGED_IN, 0.8), answer_json({"errCode": 0, "data": {"id": "1"}}))
        async with openim(half, server.url) as call:
            first = asyncio.ensure_future(call(openim_operation()))
            while not server.received:
                await asyncio.sleep(0.01)
            view = type(call)(call.client.with_options(deadline=SOON), half)
            with ends_in_time(), pytest.raises(ApiError) as caught:
                await view(openim_operation())
            assert (await first).data == {"id": "1"}
        assert (caught.value.delivery, caught.value.deadline_exceeded) == ("not_sent", True)
        assert len(server.received) == 2

    async def test_login_and_call_share_it(self, half: Half, server: RawServer) -> None:
        """What the login took is no longer there for the call."""
        server.then(slow(LOGGED_IN, 0.2), slow(YES, 1.0))
        async with openim(half, server.url, deadline=SOON) as call:
            with ends_in_time(), pytest.raises(OutcomeUnknownError) as caught:
                await call(openim_operation())
        assert caught.value.deadline_exceeded
        assert caught.value.attempts[0].elapsed < SOON - 0.1


@both
class TestPauses:
    """A pause that would reach the deadline is not begun."""

    @pytest.mark.parametrize(
        ("behaviours", "delivery", "code"),
        [
            ([answer("", 502)], "unknown", None),
            ([THROTTLED], "refused", 7),
            ([answer("", 502), THROTTLED], "unknown", 7),
        ],
        ids=["unknown", "refused", "unknown before"],
    )
    async def test_back_off(
        self, half: Half, server: RawServer, behaviours: list[Behaviour], delivery: str, code: int | None
    ) -> None:
        """Deadline during back-off: the last error, with the worst that the attempts prove."""
        server.then(*behaviours)
        async with top(half, server.url, deadline=3.0, retries=9) as call:
            pauses = paced(call, fake_clock=True)
            with pytest.raises(ApiError) as caught:
                await call(SAFE)
        found = caught.value
        assert pauses.slept == [0.5, 1.0]  # the next would be 2 of the 1.5 seconds left
        assert (found.delivery, found.code, found.deadline_exceeded) == (delivery, code, True)
        assert len(found.attempts) == len(server.received) == 3

    async def test_what_the_server_asks_for(self, half: Half, server: RawServer) -> None:
        """More than is left is not waited for, and the caller learns how much it is."""
        server.then(answer("", 429, {"Retry-After": "30"}))
        async with top(half, server.url, deadline=20, retries=2) as call:
            pauses = paced(call)
            with pytest.raises(ApiError) as caught:
                await call(SAFE)
        assert (caught.value.retry_after, caught.value.deadline_exceeded, pauses.slept) == (30.0, True, [])

    async def test_no_retries_left(self, half: Half, server: RawServer) -> None:
        """An error that would not have been repeated anyway is no matter of the deadline."""
        server.then(answer("", 502))
        async with top(half, server.url, deadline=3.0, retries=1) as call:
            paced(call, fake_clock=True)
            with pytest.raises(ApiError) as caught:
                await call(SAFE)
        assert not caught.value.deadline_exceeded

    async def test_later_attempts_have_what_is_left(self, half: Half) -> None:
        """Each attempt's time-outs are cut to what is left."""
        seen: list[dict[str, float]] = []

        def answering(request: httpx.Request) -> httpx.Response:
            seen.append(request.extensions["timeout"])
            return httpx.Response(502)

        client = users_client(half, transport=httpx.MockTransport(answering))
        async with top(half, "http://x", deadline=11.0, retries=2, http_client=client) as call:
            pauses = paced(call, fake_clock=True)
            with pytest.raises(ApiError):
                await call(SAFE)
        assert pauses.slept == [0.5, 1.0]
        assert seen == [
            {"connect": 10.0, "read": 11.0, "write": 11.0, "pool": 11.0},
            {"connect": 10.0, "read": 10.5, "write": 10.5, "pool": 10.5},
            {"connect": 9.5, "read": 9.5, "write": 9.5, "pool": 9.5},
        ]


@both
class TestRecipients:
    """The server sends to one recipient after the other, so many take longer."""

    @pytest.mark.parametrize(
        ("members", "options", "read"),
        [
            ({"recvIDs": ["u"] * 100}, {}, 30.0),
            ({"recvIDs": ["u"] * 110}, {}, 31.0),
            ({"recvIDs": ["u"] * 1000}, {}, 120.0),
            ({"recvIDs": [], "isSendAll": True}, {}, 120.0),
            ({"recvIDs": ["u"] * 1000}, {"timeout": 5}, 5.0),
            ({"recvIDs": ["u"] * 1000}, {"timeout": Timeout(connect=1)}, 30.0),
            ({"recvIDs": ["u"] * 1000}, {"deadline": 60}, 60.0),
        ],
    )
    async def test_read_time_out(
        self, half: Half, members: dict[str, Any], options: dict[str, Any], read: float
    ) -> None:
        """A tenth of a second for each above a hundred, unless the caller says how long to wait."""
        seen = await self.read_time_outs(half, members, options)
        assert seen[-1] == pytest.approx(read, abs=1.0)

    async def test_users_client(self, half: Half) -> None:
        """The time-outs of a user's http_client are the user's choice too."""
        seen = await self.read_time_outs(half, {"recvIDs": ["u"] * 1000}, {}, client_timeout=7)
        assert seen[-1] == 7

    async def read_time_outs(
        self, half: Half, members: dict[str, Any], options: dict[str, Any], **client_options: Any
    ) -> list[float]:
        """The read time-outs of the login and of the call."""
        seen: list[float] = []

        def answering(request: httpx.Request) -> httpx.Response:
            seen.append(request.extensions["timeout"]["read"])
            return httpx.Response(200, json={**login_data(), "data": {"token": "t", "expireTimeSeconds": 9000}})

        given = {"timeout": client_options["client_timeout"]} if client_options else {}
        client = users_client(half, transport=httpx.MockTransport(answering), **given)
        async with openim(half, "http://x", http_client=client, **{"deadline": None, **options}) as call:
            await call(openim_operation(), Sample(members))
        return seen


BAD: list[tuple[dict[str, object], str]] = [
    ({"deadline": 0}, "deadline: must be positive and finite; None means no limit (not_sent)"),
    ({"deadline": -1}, "deadline: must be positive and finite; None means no limit (not_sent)"),
    ({"deadline": float("nan")}, "deadline: must be positive and finite; None means no limit (not_sent)"),
    ({"deadline": "5"}, "deadline: seconds expected, not str (not_sent)"),
    ({"retries": -1}, "retries: must not be negative; 0 means one attempt (not_sent)"),
    ({"retries": 1.5}, "retries: int expected, not float (not_sent)"),
    ({"retries": True}, "retries: int expected, not bool (not_sent)"),
]


@pytest.mark.parametrize("make", [SyncTop, AsyncTop, SyncOpenIM, AsyncOpenIM])
@pytest.mark.parametrize(("change", "message"), BAD)
def test_bad_settings(make: Callable[..., Any], change: dict[str, object], message: str) -> None:
    """Checked when the client or the view is made."""
    top_half = make in (SyncTop, AsyncTop)
    given = {"app_key": "1", "app_secret": "s"} if top_half else {"base_url": "http://x", "secret": "s"}
    with pytest.raises(ValidationError) as caught:
        make(**given, **change)
    assert str(caught.value) == message
    with pytest.raises(ValidationError) as caught:
        make(**given).with_options(**change)
    assert str(caught.value) == message


@pytest.mark.parametrize("make", [SyncTop, AsyncTop, SyncOpenIM, AsyncOpenIM])
def test_defaults(make: Callable[..., Any]) -> None:
    """Two retries in two minutes; a view keeps what it is not given."""
    top_half = make in (SyncTop, AsyncTop)
    given = {"app_key": "1", "app_secret": "s"} if top_half else {"base_url": "http://x", "secret": "s"}
    client = make(**given)
    view = client.with_options(retries=5).with_options(deadline=7)
    limits = [made._options.limits if top_half else made._limits for made in (client, view)]
    assert [(found.retries, found.deadline) for found in limits] == [(2, 120.0), (5, 7.0)]


async def test_event_loop_is_never_blocked(server: RawServer) -> None:
    """The longest stall of the loop while calls log in, are signed, wait and are repeated."""
    server.then(slow(LOGGED_IN, 0.2), answer_json({"errCode": 500, "errMsg": "x", "errDlt": ""}))
    longest = 0.0

    async def tick() -> None:
        nonlocal longest
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.001)
            longest = max(longest, time.monotonic() - before)

    async with openim("async", server.url, retries=2) as im, top("async", server.url, retries=1) as call:
        ticking = asyncio.ensure_future(tick())
        big = Sample({"content": "x" * 10_000})
        calls: list[tuple[Any, Operation[Result]]] = [(im, openim_operation())] * 20
        await asyncio.gather(*(one(operation, big) for one, operation in calls), return_exceptions=True)
        server.behaviours[:] = [answer("", 502), YES]
        await call(SAFE, big)
        ticking.cancel()
    assert longest < 0.15


class TestValue:
    """The deadline itself, with a clock that a reader can follow."""

    def test_left_and_cut(self) -> None:
        """What is left of ten seconds."""
        now = [100.0]
        deadline = Deadline.after(10, lambda: now[0])
        assert (deadline.left(), deadline.passed, deadline.cut(3), deadline.cut(None)) == (10.0, False, 3, 10.0)
        now[0] = 108.0
        assert (deadline.left(), deadline.cut(3), deadline.cut(1)) == (2.0, 2.0, 1)
        now[0] = 110.0
        assert deadline.passed
        with pytest.raises(DeadlinePassedError):
            deadline.cut(3)

    def test_no_limit(self) -> None:
        """Nothing is cut."""
        assert (NEVER.cut(3), NEVER.cut(None), NEVER.passed) == (3, None, False)
        assert not Deadline.after(None).passed
