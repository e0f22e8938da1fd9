"""One client for many threads or tasks: its end with calls in flight, cancellation, event loops, forks."""

from __future__ import annotations

import asyncio
import gc
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import trio

from codegen.runtime.common.errors import (
    ApiError,
    ClientClosedError,
    ConnectionFailedError,
    EventLoopError,
    OutcomeUnknownError,
    ValidationError,
)
from codegen.runtime.common.exchange import Answer, Outgoing
from codegen.runtime.common.http import AsyncExchange, SyncExchange
from codegen.runtime.common.lanes import MAX_CONNECTIONS, AsyncLanes, Size, SyncLanes
from codegen.runtime.common.options import Timeout
from tests.benchmarks.answerer import answerer
from tests.benchmarks.stall import longest_stall
from tests.benchmarks.variant import USERS

from .raw_server import RawServer, Received, answer_json, slow
from .samples import (
    EVERY_TRANSPORT,
    HALVES,
    AsyncOpenIMClient,
    AsyncTopClient,
    Half,
    OpenIM,
    Sample,
    Top,
    openim_operation,
    top,
    top_operation,
)

pytestmark = [pytest.mark.anyio, *EVERY_TRANSPORT]
both = pytest.mark.parametrize("half", HALVES)

OPERATION = top_operation()
YES = answer_json({"sample_send_response": {"id": "1"}})


def hang(connection: socket.socket, _: Received) -> None:
    """Answer nothing until the peer goes away."""
    connection.recv(1)


class Exchange:
    """An exchange of either half, used the same way."""

    def __init__(self, half: Half, http_client: Any = None, **options: Any) -> None:
        kind: Callable[..., Any] = SyncExchange if half == "sync" else AsyncExchange
        self.half, self.inner = half, kind(http_client, user_agent="tests", **options)

    def start(self, url: str, body: bytes = b"x", timeout: Timeout | None = None) -> asyncio.Task[Answer]:
        """Send in a task; the sync half in a thread below it."""
        outgoing = Outgoing(url, {}, body, timeout, interrupted="it had left")
        return asyncio.ensure_future(self._send(outgoing))

    async def _send(self, outgoing: Outgoing) -> Answer:
        if self.half == "sync":
            found: Answer = await asyncio.to_thread(self.inner.send, outgoing)
        else:
            self.inner.ensure_usable()
            found = await self.inner.send(outgoing)
        return found

    async def close(self) -> None:
        """Close."""
        if self.half == "sync":
            self.inner.close()
        else:
            await self.inner.aclose()


async def until(condition: Callable[[], object]) -> None:
    """Wait until something is true."""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < 5
        await asyncio.sleep(0.005)


async def outcome(task: asyncio.Task[Answer]) -> Answer | ApiError:
    """What became of a send."""
    try:
        return await asyncio.wait_for(task, 5)
    except ApiError as error:
        return error


@both
class TestCloseWithCallsInFlight:
    """close() ends them."""

    async def test_sent(self, half: Half, server: RawServer) -> None:
        """What left is unknown, and its caller is told at once."""
        server.then(hang)
        exchange = Exchange(half)
        tasks = [exchange.start(server.url) for _ in range(5)]
        await until(lambda: len(server.received) == 5)
        started = time.monotonic()
        await exchange.close()
        found = [await outcome(task) for task in tasks]
        assert time.monotonic() - started < 1
        assert {type(error) for error in found} == {OutcomeUnknownError}
        assert {str(error) for error in found} == {
            "the request left, and the client was closed before the answer came (unknown)"
        }
        assert not exchange.inner._lanes.busy

    async def test_on_a_kept_connection(self, half: Half, server: RawServer) -> None:
        """A connection that was opened for an earlier call is cut too."""
        server.then(YES, hang)
        exchange = Exchange(half)
        await exchange.start(server.url)
        task = exchange.start(server.url)
        await until(lambda: len(server.received) == 2)
        started = time.monotonic()
        await exchange.close()
        assert isinstance(await outcome(task), OutcomeUnknownError)
        assert (time.monotonic() - started < 1, server.connections) == (True, 1)

    async def test_queueing(self, half: Half, server: RawServer) -> None:
        """What waits for a connection was not sent."""
        server.then(hang)
        exchange = Exchange(half, max_connections=1)
        first = exchange.start(server.url)
        await until(lambda: server.received)
        others = [exchange.start(server.url) for _ in range(3)]
        await until(lambda: len(exchange.inner._lanes._waiting) == 3)
        await exchange.close()
        assert isinstance(await outcome(first), OutcomeUnknownError)
        for task in others:
            error = await outcome(task)
            assert isinstance(error, ClientClosedError)
            assert (error.delivery, error.resend_is_safe, error.retryable) == ("not_sent", True, False)
        assert len(server.received) == 1

    async def test_before_the_body(self, half: Half, server: RawServer) -> None:
        """What is on its way and has not left does not leave, over a http_client of the caller's either."""
        server.then(YES)
        reached, go_on = threading.Event(), threading.Event()

        def sync_hook(_: httpx.Request) -> None:
            reached.set()
            go_on.wait(5)

        async def async_hook(_: httpx.Request) -> None:
            reached.set()
            await asyncio.to_thread(go_on.wait, 5)

        kind: Any = httpx.Client if half == "sync" else httpx.AsyncClient
        http_client = kind(event_hooks={"request": [sync_hook if half == "sync" else async_hook]})
        exchange = Exchange(half, http_client)
        task = exchange.start(server.url)
        await until(reached.is_set)
        await exchange.close()
        go_on.set()
        found = await outcome(task)
        assert isinstance(found, ClientClosedError)
        assert str(found) == "the client was closed before the request left (not_sent)"
        await (asyncio.to_thread(http_client.close) if half == "sync" else http_client.aclose())
        assert server.received == []

    async def test_callers_client_finishes(self, half: Half, server: RawServer) -> None:
        """What left over the caller's own http_client is answered."""
        server.then(slow(YES, 0.2))
        http_client: Any = httpx.Client() if half == "sync" else httpx.AsyncClient()
        exchange = Exchange(half, http_client)
        task = exchange.start(server.url)
        await until(lambda: server.received)
        await exchange.close()
        found = await outcome(task)
        assert isinstance(found, Answer)
        await (asyncio.to_thread(http_client.close) if half == "sync" else http_client.aclose())

    async def test_through_a_client(self, half: Half, server: RawServer) -> None:
        """The error knows the call, and is not repeated."""
        server.then(hang)
        async with top(half, server.url, retries=3) as call:
            task = asyncio.ensure_future(call(top_operation()))
            await until(lambda: server.received)
            await call.close()
            with pytest.raises(OutcomeUnknownError) as caught:
                await task
            with pytest.raises(ClientClosedError):
                await call(OPERATION)
        assert (caught.value.operation, len(caught.value.attempts)) == ("taobao.sample.send", 1)
        assert len(server.received) == 1

    async def test_closing_twice_at_once(self, half: Half, server: RawServer) -> None:
        """A second close, while the first is under way or after it, is fine."""
        server.then(hang)
        exchange = Exchange(half)
        task = exchange.start(server.url)
        await until(lambda: server.received)
        await asyncio.gather(exchange.close(), exchange.close())
        await exchange.close()
        assert isinstance(await outcome(task), OutcomeUnknownError)


@both
class TestSettings:
    """How many connections there may be, and for how long."""

    async def test_options(self, half: Half, server: RawServer) -> None:
        """Both are options of the clients."""
        server.then(slow(YES, 0.05))
        async with top(half, server.url, max_connections=2, keepalive_expiry=0.1) as call:
            await asyncio.gather(*(call(OPERATION) for _ in range(6)))
            assert server.connections == 2
            await asyncio.sleep(0.3)
            await call(OPERATION)
            assert server.connections == 3
            assert call.client._exchange._lanes.made == 1

    @pytest.mark.parametrize("options", [{"max_connections": 0}, {"max_connections": 1.5}, {"max_connections": True}])
    async def test_bad_numbers(self, half: Half, options: dict[str, Any]) -> None:
        """What is no number of connections is refused."""
        with pytest.raises(ValidationError, match=r"max_connections: (int expected|must be 1 or more)"):
            async with top(half, "http://x", **options):
                pass

    @pytest.mark.parametrize("value", [0, -1, float("nan"), "1"])
    async def test_bad_seconds(self, half: Half, value: object) -> None:
        """What is no time is refused; None is none."""
        with pytest.raises(ValidationError, match="keepalive_expiry: "):
            async with top(half, "http://x", keepalive_expiry=value):
                pass
        async with top(half, "http://x", keepalive_expiry=None):
            pass


@both
class TestQueue:
    """Who waits for a connection."""

    async def test_pool_timeout(self, half: Half, server: RawServer) -> None:
        """Whoever waits too long was not sent, and need not try again at once."""
        server.then(hang)
        exchange = Exchange(half, max_connections=1)
        first = exchange.start(server.url)
        await until(lambda: server.received)
        found = await outcome(exchange.start(server.url, timeout=Timeout(pool=0.1)))
        assert isinstance(found, ConnectionFailedError)
        assert (str(found), found.retryable) == ("nothing was sent: all connections were busy (not_sent)", False)
        await exchange.close()
        await outcome(first)

    async def test_more_callers_than_connections(self, half: Half, server: RawServer) -> None:
        """Many callers share few connections, and each gets the answer to its own request."""
        server.then(lambda connection, request: answer_json({"body": request.body.decode()})(connection, request))
        exchange = Exchange(half, max_connections=3)
        tasks = [exchange.start(server.url, f"n{number}".encode()) for number in range(60)]
        found = [(await task).body.decode() for task in tasks]
        assert found == [f'{{"body": "n{number}"}}' for number in range(60)]
        assert server.connections <= 3
        await exchange.close()

    async def test_failed_exchange_frees_its_place(self, half: Half, server: RawServer) -> None:
        """After failures there are as many places as before."""
        exchange = Exchange(half, max_connections=2)
        server.then(*[lambda connection, _: connection.close()] * 6, YES)
        for _ in range(6):
            assert isinstance(await outcome(exchange.start(server.url)), OutcomeUnknownError)
        assert [isinstance(await outcome(exchange.start(server.url)), Answer) for _ in range(4)] == [True] * 4
        await exchange.close()


class TestLanes:
    """The queue itself."""

    def test_first_come_first_served(self) -> None:
        """A thread that comes back at once does not overtake those who wait."""
        lanes: SyncLanes[object] = SyncLanes(object, Size(1))
        lane, order = lanes.acquire(None), list[int]()

        def wait(number: int) -> None:
            mine = lanes.acquire(5)
            order.append(number)
            lanes.release(mine, usable=True)

        threads = []
        for number in range(5):
            threads.append(threading.Thread(target=wait, args=(number,)))
            threads[-1].start()
            while len(lanes._waiting) <= number and not order:
                time.sleep(0.001)
        lanes.release(lane, usable=True)
        lanes.release(lanes.acquire(5), usable=True)
        for thread in threads:
            thread.join()
        assert order == [0, 1, 2, 3, 4]

    def test_idle_lanes_are_given_up(self) -> None:
        """The one that was used last is used next; those that idle too long are handed out to be closed."""
        now = [0.0]
        lanes: SyncLanes[object] = SyncLanes(object, Size(5, 10.0), lambda: now[0])
        first, second = lanes.acquire(None), lanes.acquire(None)
        assert lanes.release(first, usable=True) == lanes.release(second, usable=True) == []
        now[0] = 9.0
        assert lanes.acquire(None) is second
        now[0] = 11.0
        assert lanes.release(second, usable=True) == [first]
        assert lanes.made == 1

    def test_lane_that_cannot_be_made(self) -> None:
        """The error goes to whoever needs the lane, and takes no place."""
        broken = [True]

        def make() -> object:
            if broken[0]:
                raise OSError("no lane")
            return object()

        lanes: SyncLanes[object] = SyncLanes(make, Size(1))
        with pytest.raises(OSError, match="no lane"):
            lanes.acquire(None)
        broken[0] = False
        lanes.release(lanes.acquire(0.1), usable=True)

    async def test_cancelled_at_the_moment_of_its_turn(self) -> None:
        """A lane that was handed to a task that is cancelled goes to the next."""
        lanes: AsyncLanes[object] = AsyncLanes(object, Size(1))
        lane = await lanes.acquire(None)
        second, third = (asyncio.ensure_future(lanes.acquire(None)) for _ in range(2))
        await asyncio.sleep(0)
        lanes.release(lane, usable=True)
        second.cancel()
        assert await asyncio.wait_for(third, 1) is lane
        assert second.cancelled()

    async def test_cancelled_in_the_queue(self) -> None:
        """Whoever left the queue is passed over."""
        lanes: AsyncLanes[object] = AsyncLanes(object, Size(1))
        lane = await lanes.acquire(None)
        second, third = (asyncio.ensure_future(lanes.acquire(None)) for _ in range(2))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.sleep(0)
        lanes.release(lane, usable=True)
        assert await asyncio.wait_for(third, 1) is lane


class TestCancellation:
    """Cancelled tasks."""

    async def test_in_the_queue(self, server: RawServer) -> None:
        """Nothing was sent, so there is no note, and the queue goes on."""
        server.then(slow(YES, 0.3), YES)
        exchange = Exchange("async", max_connections=1)
        first = exchange.start(server.url)
        await until(lambda: server.received)
        second, third = exchange.start(server.url), exchange.start(server.url)
        await asyncio.sleep(0.01)
        second.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await second
        assert not hasattr(caught.value, "__notes__")
        assert [(await first).status, (await third).status] == [200, 200]
        await exchange.close()

    async def test_after_the_request_left(self, server: RawServer) -> None:
        """The note stays, and the place is free for others."""
        server.then(hang, YES)
        exchange = Exchange("async", max_connections=1)
        first = exchange.start(server.url)
        await until(lambda: server.received)
        first.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await first
        assert caught.value.__notes__ == ["it had left"]
        assert (await exchange.start(server.url)).status == 200
        await exchange.close()

    async def test_cancellation_while_closing(self, server: RawServer) -> None:
        """A task that is cancelled by its owner while close() ends its call is cancelled."""
        server.then(hang)
        exchange = Exchange("async")
        task = exchange.start(server.url)
        await until(lambda: server.received)
        closing = asyncio.ensure_future(exchange.close())
        await asyncio.sleep(0)
        task.cancel()
        await closing
        with pytest.raises((asyncio.CancelledError, OutcomeUnknownError)):
            await task

    async def test_many_cancellations(self, server: RawServer) -> None:
        """Two hundred cancelled calls leave a client that works."""
        server.then(slow(YES, 0.02))
        exchange = Exchange("async", max_connections=5)
        tasks = [exchange.start(server.url) for _ in range(200)]
        for number, task in enumerate(tasks):
            asyncio.get_running_loop().call_later(0.001 * number, task.cancel)
        found = Counter(type(result) for result in await asyncio.gather(*tasks, return_exceptions=True))
        assert set(found) <= {Answer, asyncio.CancelledError}
        assert found[asyncio.CancelledError] > 0
        assert [(await exchange.start(server.url)).status for _ in range(10)] == [200] * 10
        await exchange.close()


class TestManyAtOnce:
    """One client, shared."""

    @both
    async def test_shared(self, half: Half, server: RawServer) -> None:
        """Threads, or tasks, get their own answers."""
        server.then(lambda connection, _: YES(connection, _))
        async with top(half, server.url) as call:
            found = await asyncio.gather(*(call(OPERATION) for _ in range(100)))
        assert [result.data for result in found] == [{"id": "1"}] * 100
        assert len(server.received) == 100


class TestGather:
    """A thousand calls at once, on a client with its defaults, against a server that takes 50 ms for each."""

    async def test_tasks(self) -> None:
        """Each is answered: whoever waits for a connection waits, and does not fail."""
        with answerer(0.05) as url:
            async with AsyncOpenIMClient(url, secret="s") as client:
                calls = (client.call(openim_operation(), Sample()) for _ in range(1000))
                found = await asyncio.gather(*calls)
                lanes = client._exchange._lanes
                assert lanes is not None
                assert 1 < lanes.made <= MAX_CONNECTIONS
        assert len(found) == 1000
        assert all(len(result.data["results"]) == len(USERS) for result in found)

    async def test_threads(self) -> None:
        """The same for 200 threads."""
        loop = asyncio.get_running_loop()
        with answerer(0.05) as url, OpenIM(url, secret="s") as client, ThreadPoolExecutor(200) as threads:
            calls = (loop.run_in_executor(threads, client.call, openim_operation(), Sample()) for _ in range(1000))
            found = await asyncio.gather(*calls)
        assert len(found) == 1000

    async def test_longest_stall(self) -> None:
        """Nothing blocks the event loop: not the login, not the signing, not a thousand recipients.

        The bound is generous, for the machine may be busy: it is there to catch what sleeps or waits in the loop.
        `nox -s bench` shows the figure, which is some milliseconds.
        """
        assert await longest_stall() < 0.5


class TestLoops:
    """Where async clients work and end."""

    def test_after_the_first_loop_is_closed(self, server: RawServer) -> None:
        """A client stays with its loop, though that is closed; closing it then is fine."""
        server.then(YES)
        client = AsyncTopClient(app_key="1", app_secret="s", base_url=server.url)

        async def send() -> None:
            await client.call(OPERATION, Sample())

        async def send_and_drop() -> None:
            await send()
            lanes: Any = client._exchange._lanes
            lane = lanes._free[0][0]
            lane._connection = lane._stream = None  # the socket ends with them

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            asyncio.run(send_and_drop())
            gc.collect()
        with pytest.raises(EventLoopError) as caught:
            asyncio.run(send())
        assert str(caught.value) == "this client belongs to another event loop; make one for each loop (not_sent)"
        asyncio.run(client.aclose())
        asyncio.run(client.aclose())
        with pytest.raises(ClientClosedError):
            asyncio.run(send())
        assert len(server.received) == 1

    def test_closing_in_another_loop(self, server: RawServer) -> None:
        """A client is closed where it was used, as long as that is possible."""
        server.then(YES)
        client = AsyncTopClient(app_key="1", app_secret="s", base_url=server.url)
        with asyncio.Runner() as first, asyncio.Runner() as second:
            first.run(client.call(OPERATION, Sample()))
            with pytest.raises(EventLoopError, match="close it there"):
                second.run(client.aclose())
            first.run(client.call(OPERATION, Sample()))
            first.run(client.aclose())

    def test_trio(self) -> None:
        """trio is refused at the door."""

        async def main() -> None:
            client = AsyncTopClient(app_key="1", app_secret="s")
            with pytest.raises(EventLoopError, match="not under trio"):
                await client.__aenter__()
            await client.aclose()

        trio.run(main)


class TestLeftOpen:
    """Clients that nobody closed."""

    def left(self, make: Callable[[], Any]) -> list[str]:
        """The warnings of a client that goes away."""
        gc.collect()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            make()
            gc.collect()
        return [str(warning.message) for warning in caught if "was left open" in str(warning.message)]

    def test_sync(self, server: RawServer) -> None:
        """One warning for the client that has connections, however many views it had."""
        server.then(YES)

        def use() -> None:
            client = Top(app_key="1", app_secret="s", base_url=server.url)
            client.with_options(timeout=5).call(OPERATION, Sample())
            client.with_options(timeout=6).call(OPERATION, Sample())

        assert self.left(use) == ["a client of top-client was left open; use it in a with block, or close it"]

    def test_async(self, server: RawServer) -> None:
        """The same for the async client."""
        server.then(YES)

        async def use() -> None:
            await AsyncTopClient(app_key="1", app_secret="s", base_url=server.url).call(OPERATION, Sample())

        assert len(self.left(lambda: asyncio.run(use()))) == 1

    async def test_async_in_a_loop_that_goes_on(self, server: RawServer) -> None:
        """Its connections end, though the event loop would hold on to them."""
        server.then(YES)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            await AsyncTopClient(app_key="1", app_secret="s", base_url=server.url).call(OPERATION, Sample())
            gc.collect()
        await until(lambda: server.connections == 1 and not server.talking)

    def test_views_do_not_warn(self, server: RawServer) -> None:
        """A view that goes away leaves the client as it is."""
        server.then(YES)
        client = Top(app_key="1", app_secret="s", base_url=server.url)
        assert self.left(lambda: client.with_options(timeout=5).call(OPERATION, Sample())) == []
        client.close()

    def test_nothing_to_close(self, server: RawServer) -> None:
        """No warning for a closed client, one that opened nothing, and a http_client of the caller's."""
        server.then(YES)

        def use() -> None:
            Top(app_key="1", app_secret="s", base_url=server.url)
            with Top(app_key="1", app_secret="s", base_url=server.url) as closed:
                closed.call(OPERATION, Sample())
            with httpx.Client() as http_client:
                Top(app_key="1", app_secret="s", base_url=server.url, http_client=http_client).call(OPERATION, Sample())

        assert self.left(use) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")
class TestFork:
    """A process that forks with clients in it."""

    @pytest.mark.parametrize("case", ["sync", "busy", "token", "asynchronous"])
    def test_fork(self, case: str, transport: str) -> None:
        """Each case is a function of the script, which runs in a process of its own."""
        script = Path(__file__).with_name("fork_script.py")
        root = str(Path(__file__).parents[2])
        command = [sys.executable, "-W", "error", "-c", f"import runpy, sys; sys.path.insert(0, {root!r}); "]
        command[-1] += f"import tests.conftest; runpy.run_path({str(script)!r})[{case!r}]({transport!r})"
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
