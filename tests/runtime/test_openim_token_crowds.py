"""Whole clients, many callers at once, and a sandbox that counts the logins over real connections."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from codegen.runtime.openim.errors import TokenError
from codegen.runtime.openim.sandbox import SECRET, OpenIMControl, Override, RunningSandbox, create_app, serve

from .batches import SEND, Answer, document, message
from .crowds import LIMIT
from .samples import HALVES, NOW, Half, OpenIM, openim

pytestmark = pytest.mark.anyio
both = pytest.mark.parametrize("half", HALVES)
CALLERS = 100


class Clock:
    """The time of server and client."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Stands still."""
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[RunningSandbox[OpenIMControl]]:
    """Tokens last 1000 seconds."""
    with serve(create_app(document(), clock=clock, expire_time_seconds=1000)) as running:
        yield running


async def crowd(call: Any, callers: int = CALLERS, views: Callable[[Any], Any] = lambda client: client) -> list[Answer]:
    """So many calls at the same moment, within the time limit."""
    if call.half == "async":
        async with asyncio.timeout(LIMIT):
            calls: list[Awaitable[Answer]] = [
                views(call.client).call(SEND, message(f"u{number}")) for number in range(callers)
            ]
            return await asyncio.gather(*calls)
    start = threading.Barrier(callers, timeout=LIMIT)

    def one(number: int) -> Answer:
        start.wait()
        found: Answer = views(call.client).call(SEND, message(f"u{number}"))
        return found

    threads = ThreadPoolExecutor(callers)
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(LIMIT):
            return await asyncio.gather(*(loop.run_in_executor(threads, one, number) for number in range(callers)))
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


@both
async def test_cold_cache(half: Half, server: RunningSandbox[OpenIMControl], clock: Clock) -> None:
    """A hundred callers, one login, and a hundred messages."""
    async with openim(half, server.url, secret=SECRET, clock=clock) as call:
        found = await crowd(call)
    assert [answer.delivery for answer in found] == ["accepted"] * CALLERS
    assert (server.control.logins, server.control.ledger.count) == (1, CALLERS)


@both
async def test_views(half: Half, server: RunningSandbox[OpenIMControl], clock: Clock) -> None:
    """Views share the token, the waiting and the login."""
    async with openim(half, server.url, secret=SECRET, clock=clock) as call:
        await crowd(call, 20, lambda client: client.with_options(timeout=20))
        await call(SEND, message("a"))
    assert server.control.logins == 1


@both
@pytest.mark.parametrize("event", ["kick", "expire_tokens", "forget_tokens"])
async def test_all_refused_at_once(half: Half, server: RunningSandbox[OpenIMControl], clock: Clock, event: str) -> None:
    """One renewal, and each call is sent once more and only once."""
    async with openim(half, server.url, secret=SECRET, clock=clock) as call:
        await call(SEND, message("a"))
        getattr(server.control, event)()
        found = await crowd(call)
    assert [answer.delivery for answer in found] == ["accepted"] * CALLERS
    assert (server.control.logins, server.control.ledger.count) == (2, CALLERS + 1)


@both
async def test_last_minutes(half: Half, server: RunningSandbox[OpenIMControl], clock: Clock) -> None:
    """One of a hundred renews."""
    async with openim(half, server.url, secret=SECRET, clock=clock) as call:
        await call(SEND, message("a"))
        clock.now += 800
        await crowd(call)
    assert (server.control.logins, server.control.ledger.count) == (2, CALLERS + 1)


@both
async def test_run_out(half: Half, server: RunningSandbox[OpenIMControl], clock: Clock) -> None:
    """A token whose time is over is not even tried."""
    async with openim(half, server.url, secret=SECRET, clock=clock) as call:
        await call(SEND, message("a"))
        clock.now += 1001
        outcomes = await asyncio.gather(*(call.outcome(SEND, message(f"u{number}")) for number in range(10)))
    assert {len(outcome.attempts) for outcome in outcomes} == {1}
    assert server.control.logins == 2


@both
async def test_clock_of_the_client_is_slow(half: Half, server: RunningSandbox[OpenIMControl], clock: Clock) -> None:
    """The server's refusal counts, not the client's belief."""
    async with openim(half, server.url, secret=SECRET, clock=lambda: NOW) as call:
        await call(SEND, message("a"))
        clock.now += 1001
        outcome = await call.outcome(SEND, message("b"))
    assert [attempt.code for attempt in outcome.attempts] == [1501, None]
    assert (server.control.logins, server.control.ledger.count) == (2, 2)


@both
async def test_missing_token_is_no_reason_to_log_in(
    half: Half, server: RunningSandbox[OpenIMControl], clock: Clock
) -> None:
    """Code 1001 "header must have token" says that somebody in between took the header."""
    body = b'{"errCode":1001,"errMsg":"ArgsError","errDlt":"header must have token"}'
    server.control.answer_next(Override(body=body, operation=SEND.name), times=2)
    async with openim(half, server.url, secret=SECRET, clock=clock) as call:
        with pytest.raises(Exception, match="header must have token"):
            await call(SEND, message("a"))
        with pytest.raises(Exception, match="header must have token"):
            await call(SEND, message("a"))
    assert server.control.logins == 1


@both
async def test_server_that_refuses_every_token(half: Half, server: RunningSandbox[OpenIMControl], clock: Clock) -> None:
    """One renewal a call, no more, however many retries there are."""
    body = b'{"errCode":1507,"errMsg":"TokenNotExistError","errDlt":""}'
    server.control.answer_next(Override(body=body, operation=SEND.name), times=9)
    async with openim(half, server.url, secret=SECRET, clock=clock, retries=5) as call:
        with pytest.raises(TokenError) as caught:
            await call(SEND, message("a"))
    assert (caught.value.delivery, len(caught.value.attempts)) == ("refused", 2)
    assert server.control.logins == 2


async def test_cancelled_leader(server: RunningSandbox[OpenIMControl], clock: Clock) -> None:
    """Its login ends with it, and another caller logs in."""
    async with openim("async", server.url, secret=SECRET, clock=clock) as call:
        callers = [asyncio.ensure_future(call(SEND, message(f"u{number}"))) for number in range(10)]
        await asyncio.sleep(0)
        callers[0].cancel()
        async with asyncio.timeout(LIMIT):
            found = await asyncio.gather(*callers, return_exceptions=True)
    assert isinstance(found[0], asyncio.CancelledError)
    assert [answer.delivery for answer in found[1:] if isinstance(answer, Answer)] == ["accepted"] * 9
    assert server.control.ledger.count == 9


async def test_cancelled_crowd(server: RunningSandbox[OpenIMControl], clock: Clock) -> None:
    """Callers cancelled at any moment leave a client that works."""
    async with openim("async", server.url, secret=SECRET, clock=clock) as call:
        for steps in range(30):
            server.control.kick()
            callers = [asyncio.ensure_future(call(SEND, message("a"))) for _ in range(5)]
            for _ in range(steps):
                await asyncio.sleep(0)
            for caller in callers[:4]:
                caller.cancel()
            async with asyncio.timeout(LIMIT):
                found = await asyncio.gather(*callers, return_exceptions=True)
            assert isinstance(found[4], Answer), found


def test_interrupted_leader(server: RunningSandbox[OpenIMControl], clock: Clock) -> None:
    """A KeyboardInterrupt in the login of one thread frees the others, and one of them logs in."""
    interrupt = [True]

    class Interrupted(OpenIM):
        def _login(self, *arguments: Any) -> Any:
            found = super()._login(*arguments)
            if interrupt.pop() if interrupt else False:
                raise KeyboardInterrupt
            return found

    with Interrupted(server.url, secret=SECRET, clock=clock) as client, ThreadPoolExecutor(10) as threads:
        calls = [threads.submit(client.call, SEND, message(f"u{number}")) for number in range(10)]
        failures = [call.exception(LIMIT) for call in calls]
    assert [type(failure) for failure in failures if failure] == [KeyboardInterrupt]
    assert (server.control.logins, server.control.ledger.count) == (2, 9)
