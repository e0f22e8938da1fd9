"""One exchange: what proves that a request left, and whose settings count. Over real connections, both halves."""

from __future__ import annotations

import asyncio
import gzip
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from codegen.runtime.common import collecting
from codegen.runtime.common.errors import (
    ApiError,
    ClientClosedError,
    ConnectionFailedError,
    EventLoopError,
    HttpStatusError,
    MalformedResponseError,
    OutcomeUnknownError,
)
from codegen.runtime.common.lanes import KEEPALIVE_EXPIRY, MAX_CONNECTIONS
from codegen.runtime.common.options import Timeout
from codegen.runtime.common.redirects import refuse_cross_host_redirects

from .raw_server import RawServer, answer, answer_json, drop, refused_url, slow, trusted_tls, untrusted_tls
from .samples import EVERY_TRANSPORT, HALVES, AsyncTopClient, Half, Sample, Top, top, top_operation

pytestmark = [pytest.mark.anyio, *EVERY_TRANSPORT]
both = pytest.mark.parametrize("half", HALVES)

OPERATION = top_operation()
YES = answer_json({"sample_send_response": {"id": "1"}})


class Wrapping(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport of a user's around those of httpx."""

    def __init__(self) -> None:
        self.sync = httpx.HTTPTransport()
        self.loop = httpx.AsyncHTTPTransport()


class Retrying(Wrapping):
    """Sends again after any failure and any 5xx, as popular retry transports do."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Try three times."""
        for _ in range(2):
            try:
                response = self.sync.handle_request(request)
            except Exception:
                continue
            if response.status_code < 500:
                return response
            response.close()
        return self.sync.handle_request(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Try three times."""
        for _ in range(2):
            try:
                response = await self.loop.handle_async_request(request)
            except Exception:
                continue
            if response.status_code < 500:
                return response
            await response.aclose()
        return await self.loop.handle_async_request(request)


class Raising(Wrapping):
    """Raises an error, before or after the body was pulled."""

    def __init__(self, error: Exception, *, pull: bool) -> None:
        super().__init__()
        self.error, self.pull = error, pull

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raise."""
        if self.pull:
            assert isinstance(request.stream, httpx.SyncByteStream)
            list(request.stream)
        raise self.error

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raise."""
        if self.pull:
            assert isinstance(request.stream, httpx.AsyncByteStream)
            async for _ in request.stream:
                pass
        raise self.error


def http_client(half: Half, **options: Any) -> Any:
    """A user's client of the half."""
    return httpx.Client(**options) if half == "sync" else httpx.AsyncClient(**options)


async def close(client: Any) -> None:
    """Close a user's client."""
    if isinstance(client, httpx.Client):
        client.close()
    else:
        await client.aclose()


async def failure(half: Half, url: str, **options: Any) -> ApiError:
    """The error of a call."""
    async with top(half, url, **options) as call:
        with pytest.raises(ApiError) as caught:
            await call(OPERATION)
    return caught.value


@both
class TestProof:
    """The body decides, not the exception's class."""

    @pytest.mark.parametrize("error", [httpx.ReadTimeout("x"), httpx.ReadError("x"), httpx.RemoteProtocolError("x")])
    async def test_body_never_pulled(self, half: Half, error: Exception) -> None:
        """Whatever a transport raises, a body that it never pulled has not left."""
        client = http_client(half, transport=Raising(error, pull=False))
        found = await failure(half, "http://x", http_client=client)
        assert isinstance(found, ConnectionFailedError)
        assert (found.delivery, found.resend_is_safe, found.retryable) == ("not_sent", True, True)
        assert found.__cause__ is error

    @pytest.mark.parametrize("error", [httpx.ConnectTimeout("x"), httpx.ConnectError("x"), httpx.PoolTimeout("x")])
    async def test_body_pulled(self, half: Half, error: Exception) -> None:
        """A connect error after the body was pulled proves nothing."""
        client = http_client(half, transport=Raising(error, pull=True))
        found = await failure(half, "http://x", http_client=client)
        assert isinstance(found, OutcomeUnknownError)
        assert (found.delivery, found.resend_is_safe, found.retryable) == ("unknown", False, True)

    async def test_full_pool_is_not_retryable(self, half: Half) -> None:
        """A pool time-out is not sent, and not worth an immediate repetition."""
        client = http_client(half, transport=Raising(httpx.PoolTimeout("x"), pull=False))
        found = await failure(half, "http://x", http_client=client)
        assert (found.delivery, found.retryable) == ("not_sent", False)

    async def test_foreign_errors_are_mapped_without_their_text(self, half: Half) -> None:
        """What is no error of httpx may say anything, so only its class is told."""
        client = http_client(half, transport=Raising(ValueError("hidden"), pull=False))
        found = await failure(half, "http://x", http_client=client)
        assert str(found) == "nothing was sent: ValueError (not_sent)"
        assert not found.retryable

    async def test_transport_that_takes_only_bytes(self, half: Half) -> None:
        """A transport that asks for the bytes ends the proof: its failures are unknown, its answers are answers."""

        def fail(request: httpx.Request) -> httpx.Response:
            assert b"method=taobao.sample.send" in request.content
            raise httpx.ConnectError("x")

        def succeed(request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, json={"sample_send_response": {"id": str(len(request.content) > 100)}})

        found = await failure(half, "http://x", http_client=http_client(half, transport=httpx.MockTransport(fail)))
        assert found.delivery == "unknown"
        client = http_client(half, transport=httpx.MockTransport(succeed))
        async with top(half, "http://x", http_client=client) as call:
            assert (await call(OPERATION)).data == {"id": "True"}

    async def test_hook_that_reads_the_body(self, half: Half, server: RawServer) -> None:
        """A hook may read the request; the body still leaves once."""
        seen: list[bytes] = []

        def sync_hook(request: httpx.Request) -> None:
            seen.append(request.read())

        async def async_hook(request: httpx.Request) -> None:
            seen.append(await request.aread())

        server.then(YES)
        hook = sync_hook if half == "sync" else async_hook
        client = http_client(half, event_hooks={"request": [hook]})
        async with top(half, server.url, http_client=client) as call:
            await call(OPERATION)
        await close(client)
        assert [received.body for received in server.received] == seen


@both
class TestSentOnce:
    """A user's http_client does not send twice."""

    async def test_retrying_transport_after_502(self, half: Half, server: RawServer) -> None:
        """The transport's own repetition after a 5xx is refused."""
        server.then(answer("bad", 502), YES)
        client = http_client(half, transport=Retrying())
        found = await failure(half, server.url, http_client=client)
        await close(client)
        assert found.delivery == "unknown"
        assert len(server.received) == 1

    async def test_retrying_transport_after_a_drop(self, half: Half, server: RawServer) -> None:
        """The transport's own repetition after a dropped connection is refused."""
        server.then(drop, YES)
        client = http_client(half, transport=Retrying())
        found = await failure(half, server.url, http_client=client)
        await close(client)
        assert found.delivery == "unknown"
        assert len(server.received) == 1

    async def test_retrying_transport_that_reads_first(self, half: Half, server: RawServer) -> None:
        """Reading the request does not turn the body into one that can be sent again."""
        server.then(drop, YES)

        async def async_hook(request: httpx.Request) -> None:
            await request.aread()

        def sync_hook(request: httpx.Request) -> None:
            request.read()

        hook = sync_hook if half == "sync" else async_hook
        client = http_client(half, transport=Retrying(), event_hooks={"request": [hook]})
        found = await failure(half, server.url, http_client=client)
        await close(client)
        assert found.delivery == "unknown"
        assert len(server.received) == 1

    async def test_retrying_transport_before_the_body_left(self, half: Half) -> None:
        """Repeating a refused connection is the transport's right, and stays provable."""
        client = http_client(half, transport=Retrying())
        found = await failure(half, refused_url(), http_client=client)
        await close(client)
        assert found.delivery == "not_sent"

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    async def test_redirects_are_not_followed(self, half: Half, server: RawServer, status: int) -> None:
        """Not even where the user's client follows them."""
        server.then(answer("", status, {"Location": "/elsewhere"}), YES)
        client = http_client(half, follow_redirects=True)
        found = await failure(half, server.url, http_client=client)
        await close(client)
        assert isinstance(found, HttpStatusError)
        assert (found.status, found.delivery) == (status, "refused")
        assert len(server.received) == 1

    async def test_refusing_hook_on_a_users_client(self, half: Half, server: RawServer) -> None:
        """The hook against redirects to other hosts keeps its own error."""
        server.then(answer("", 307, {"Location": "http://elsewhere.example/"}))
        client = http_client(half, event_hooks={"response": [refuse_cross_host_redirects]})
        found = await failure(half, server.url, http_client=client)
        await close(client)
        assert isinstance(found, HttpStatusError)
        assert found.delivery == "refused"


@both
class TestUsersClient:
    """A user's http_client keeps its settings."""

    async def test_headers_hooks_and_auth_work(self, half: Half, server: RawServer) -> None:
        """Its default headers, its cookies and its authentication are on the request."""
        server.then(YES)
        client = http_client(half, headers={"X-Mine": "1"}, cookies={"c": "2"}, auth=("user", "pass"))
        async with top(half, server.url, http_client=client) as call:
            await call(OPERATION)
        await close(client)
        headers = server.received[0].headers
        assert headers["x-mine"] == "1"
        assert headers["cookie"] == "c=2"
        assert headers["authorization"].startswith("Basic ")
        assert headers["accept-encoding"] == "gzip, deflate"

    async def test_is_left_open(self, half: Half, server: RawServer) -> None:
        """Closing our client leaves it usable."""
        server.then(YES)
        client = http_client(half)
        async with top(half, server.url, http_client=client) as call:
            await call(OPERATION)
        assert not client.is_closed
        await close(client)

    async def test_closed_by_the_user(self, half: Half, server: RawServer) -> None:
        """A client that the user closed is a closed client."""
        client = http_client(half)
        await close(client)
        found = await failure(half, server.url, http_client=client)
        assert isinstance(found, ClientClosedError)
        assert (found.delivery, server.connections) == ("not_sent", 0)

    @pytest.mark.parametrize(
        ("own", "given", "expected"),
        [
            (None, None, {"connect": 10.0, "read": 30.0, "write": 30.0, "pool": None}),
            (httpx.Timeout(7), None, {"connect": 7, "read": 7, "write": 7, "pool": 7}),
            (httpx.Timeout(7), 2, {"connect": 2.0, "read": 2.0, "write": 2.0, "pool": None}),
            (None, Timeout(read=None), {"connect": 10.0, "read": None, "write": 30.0, "pool": None}),
        ],
    )
    async def test_timeouts(
        self, half: Half, own: httpx.Timeout | None, given: Timeout | float | None, expected: dict[str, float | None]
    ) -> None:
        """Ours count if given; else the client's own, unless they are httpx's five seconds for everything."""
        seen: list[object] = []

        def answering(request: httpx.Request) -> httpx.Response:
            seen.append(request.extensions["timeout"])
            return httpx.Response(200, json={"sample_send_response": {}})

        more = {} if own is None else {"timeout": own}
        client = http_client(half, transport=httpx.MockTransport(answering), **more)
        async with top(half, "http://x", http_client=client, timeout=given, deadline=None) as call:
            await call(OPERATION)
        assert seen == [expected]


@both
class TestOwnClient:
    """The client that we make."""

    async def test_limits(self, half: Half, server: RawServer) -> None:
        """A connection is kept alive for less than servers keep it."""
        server.then(YES)
        async with top(half, server.url) as call:
            await call(OPERATION)
            lanes = call.client._exchange._lanes
            lane = lanes._free[0][0]
        assert lane._manner.keepalive_expiry == lanes._size.idle_limit == KEEPALIVE_EXPIRY == 15.0
        assert lanes._size.limit == MAX_CONNECTIONS == 100

    async def test_head(self, half: Half, server: RawServer) -> None:
        """The head says what it has to and nothing else."""
        server.then(YES)
        async with top(half, server.url) as call:
            await call(OPERATION)
        received = server.received[0]
        assert received.head.startswith(b"POST /router/rest HTTP/1.1\r\n")
        assert received.headers == {
            "host": f"127.0.0.1:{server.port}",
            "content-type": "application/x-www-form-urlencoded;charset=utf-8",
            "accept-encoding": "gzip, deflate",
            "accept": "*/*",
            "user-agent": "top-client",
            "content-length": str(len(received.body)),
        }

    async def test_connection_is_kept_and_cookies_are_not(self, half: Half, server: RawServer) -> None:
        """Two calls share a connection; what the server sets is not sent back."""
        server.then(answer_json({"sample_send_response": {}}, headers={"Set-Cookie": "a=b"}))
        async with top(half, server.url) as call:
            await call(OPERATION)
            await call(OPERATION)
        assert server.connections == 1
        assert "cookie" not in server.received[1].headers

    async def test_proxy_variables_are_honoured(
        self, half: Half, server: RawServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The environment's proxy gets the request."""
        monkeypatch.setenv("HTTP_PROXY", server.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        server.then(YES)
        async with top(half, "http://gateway.example") as call:
            await call(OPERATION)
        assert server.received[0].path == "http://gateway.example/router/rest"

    @pytest.mark.parametrize("encode", [gzip.compress, zlib.compress])
    async def test_compressed_answers(self, half: Half, server: RawServer, encode: Callable[[bytes], bytes]) -> None:
        """gzip and deflate are read."""
        name = "gzip" if encode is gzip.compress else "deflate"
        server.then(answer(encode(b'{"sample_send_response": {"id": "1"}}'), headers={"Content-Encoding": name}))
        async with top(half, server.url) as call:
            assert (await call(OPERATION)).data == {"id": "1"}

    async def test_broken_compression(self, half: Half, server: RawServer) -> None:
        """A body that cannot be unpacked is no whole answer."""
        server.then(answer(b"no gzip", headers={"Content-Encoding": "gzip"}))
        found = await failure(half, server.url)
        assert isinstance(found, OutcomeUnknownError)

    async def test_oversized_answer(self, half: Half, server: RawServer, monkeypatch: pytest.MonkeyPatch) -> None:
        """A body beyond the cap is given up, compressed or not."""
        monkeypatch.setattr(collecting, "MAX_ANSWER", 100_000)
        server.then(answer(gzip.compress(b"x" * 200_000), headers={"Content-Encoding": "gzip"}))
        found = await failure(half, server.url)
        assert isinstance(found, OutcomeUnknownError)
        assert "the answer is larger than 100000 bytes" in str(found)


@both
class TestTls:
    """Certificates."""

    async def test_untrusted_certificate(self, half: Half) -> None:
        """An untrusted certificate is not sent to, and not retried."""
        with RawServer(tls=untrusted_tls()) as server:
            server.then(YES)
            found = await failure(half, server.url)
        assert isinstance(found, ConnectionFailedError)
        assert (found.delivery, found.retryable) == ("not_sent", False)
        assert server.received == []

    async def test_trusted_certificate(self, half: Half, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A certificate whose authority the environment names is trusted, and its connection is kept."""
        authority = tmp_path / "authority.pem"
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
        with RawServer(tls=trusted_tls(authority)) as server:
            server.then(YES)
            async with top(half, server.url) as call:
                for _ in range(2):
                    assert (await call(OPERATION)).data == {"id": "1"}
        assert server.connections == 1

    async def test_no_tls_at_all(self, half: Half, server: RawServer) -> None:
        """A server without TLS is no server for https."""
        server.then(YES)
        found = await failure(half, server.url.replace("http:", "https:"), timeout=Timeout(connect=0.2))
        assert found.delivery == "not_sent"
        assert server.received == []

    async def test_proxy_that_refuses_to_connect(self, half: Half, server: RawServer) -> None:
        """The proxy's CONNECT failed, so nothing was sent."""
        server.then(answer("", 407))
        client = http_client(half, proxy=server.url)
        found = await failure(half, "https://gateway.example", http_client=client)
        await close(client)
        assert isinstance(found, ConnectionFailedError)
        assert found.delivery == "not_sent"


@both
class TestClosing:
    """After close()."""

    async def test_closed(self, half: Half, server: RawServer) -> None:
        """After close(), twice, a call is refused before anything is sent."""
        async with top(half, server.url) as call:
            await call.close()
            await call.close()
            with pytest.raises(ClientClosedError) as caught:
                await call(OPERATION)
        assert str(caught.value) == "the client is closed (not_sent)"
        assert (caught.value.operation, caught.value.attempts) == ("taobao.sample.send", ())
        assert server.connections == 0

    async def test_context_manager(self, half: Half) -> None:
        """Leaving the block closes; entering a closed client is refused."""
        if half == "sync":
            with Top(app_key="1", app_secret="s") as sync:
                pass
            with pytest.raises(ClientClosedError), sync:
                pass
        else:
            async with AsyncTopClient(app_key="1", app_secret="s") as client:
                pass
            with pytest.raises(ClientClosedError):
                await client.__aenter__()


class TestInterruption:
    """Cancellation and KeyboardInterrupt pass as they are."""

    async def test_cancellation_after_the_request_left(self, server: RawServer) -> None:
        """A note on CancelledError says what is not known."""
        server.then(slow(YES, 0.5))
        async with top("async", server.url) as call:
            task = asyncio.ensure_future(call(OPERATION))
            while not server.received:
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
        note = "taobao.sample.send: the request had left; whether it took effect is unknown"
        assert caught.value.__notes__ == [note]

    async def test_cancellation_before_the_request_left(self) -> None:
        """While nothing was sent there is nothing to warn of."""
        started = asyncio.Event()

        async def hang(request: httpx.Request) -> None:
            started.set()
            await asyncio.sleep(10)

        client = httpx.AsyncClient(event_hooks={"request": [hang]})
        async with top("async", refused_url(), http_client=client) as call:
            task = asyncio.ensure_future(call(OPERATION))
            await started.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
        await client.aclose()
        assert not hasattr(caught.value, "__notes__")

    def test_interrupt_of_a_thread(self) -> None:
        """The same note on KeyboardInterrupt."""

        def interrupted(request: httpx.Request) -> httpx.Response:
            request.read()
            raise KeyboardInterrupt

        http_client = httpx.Client(transport=httpx.MockTransport(interrupted))
        client = Top(app_key="1", app_secret="s", http_client=http_client)
        with pytest.raises(KeyboardInterrupt) as caught:
            client.call(OPERATION, Sample())
        assert "the request had left" in caught.value.__notes__[0]


class TestLoops:
    """Where async clients work."""

    def test_trio(self) -> None:
        """trio is refused in words."""
        trio = pytest.importorskip("trio", reason="trio needs a newer attrs than the clients")

        async def main() -> None:
            client = AsyncTopClient(app_key="1", app_secret="s")
            with pytest.raises(EventLoopError) as caught:
                await client.call(OPERATION, Sample())
            assert str(caught.value) == "async clients run under asyncio, not under trio (not_sent)"

        trio.run(main)

    def test_no_loop(self) -> None:
        """A coroutine that is driven by hand is refused in words."""
        client = AsyncTopClient(app_key="1", app_secret="s")
        with pytest.raises(EventLoopError) as caught:
            client.call(OPERATION, Sample()).send(None)
        assert str(caught.value) == "async clients need a running asyncio event loop (not_sent)"

    def test_another_loop(self, server: RawServer) -> None:
        """A client stays with the loop that it was first used in."""
        server.then(YES)
        client = AsyncTopClient(app_key="1", app_secret="s", base_url=server.url)
        with asyncio.Runner() as first, asyncio.Runner() as second:
            first.run(client.call(OPERATION, Sample()))
            with pytest.raises(EventLoopError) as caught:
                second.run(client.call(OPERATION, Sample()))
            first.run(client.aclose())
        assert caught.value.delivery == "not_sent"
        assert len(server.received) == 1


@both
async def test_slow_answer(half: Half, server: RawServer) -> None:
    """An answer later than the read time-out leaves the outcome unknown."""
    server.then(slow(YES, 1.0))
    started = time.monotonic()
    found = await failure(half, server.url, timeout=Timeout(read=0.2))
    assert isinstance(found, OutcomeUnknownError)
    assert 0.2 <= time.monotonic() - started < 1.0
    assert 0.2 <= found.attempts[0].elapsed < 1.0
    assert len(server.received) == 1


@both
async def test_unreadable_redirect(half: Half, server: RawServer) -> None:
    """A redirect without a readable target is not taken for a success."""
    server.then(answer("", 302, {"Location": "http://[broken"}))
    found = await failure(half, server.url)
    assert found.delivery in ("refused", "unknown")
    assert not isinstance(found, MalformedResponseError)
