"""Exchanges over one connection of our own, straight through httpcore: a call needs nothing of what httpx adds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import httpcore

from .collecting import CollectedBody, header_dict
from .connections import TaskStream, ThreadStream
from .deadline import Deadline
from .define import define, frozen
from .exchange import Answer, OneShotBody, Outgoing
from .failures import LocalProtocolError, ProtocolError, RemoteProtocolError
from .manner import Manner, Place, place_of
from .options import Timeout
from .socket_stream import SocketStream

if TYPE_CHECKING:
    from .asyncio_stream import AsyncioStream

C = TypeVar("C", httpcore.HTTP11Connection, httpcore.AsyncHTTP11Connection)
S = TypeVar("S", SocketStream, "AsyncioStream")


@frozen
class _BodyStream:
    """A one-shot body as httpcore wants it."""

    _body: OneShotBody

    def __iter__(self) -> Iterator[bytes]:
        yield self._body.pull()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body.pull()


@lru_cache(maxsize=64)
def _url_of(place: Place) -> httpcore.URL:
    return httpcore.URL(scheme=place.scheme, host=place.host, port=place.port, target=place.target)


def _request(manner: Manner, outgoing: Outgoing, place: Place, body: OneShotBody, waits: Timeout) -> httpcore.Request:
    """A request that is ready to leave."""
    extensions = {"timeout": {"read": waits.read, "write": waits.write}}
    request = httpcore.Request(b"POST", _url_of(place), content=_BodyStream(body), extensions=extensions)
    request.headers = manner.headers(outgoing, place)
    return request


@define(eq=False)
class _Joining:
    """The first piece of a request, which waits for the second, so that both leave together."""

    _held: bytes | None = None
    _begins: bool = True

    def written(self, piece: bytes) -> bytes:
        """What is to leave, now that this is written."""
        if self._begins:
            self._begins, self._held = False, piece
            return b""
        return self.rest() + piece

    def read(self) -> bytes:
        """What is to leave before anything is read: after it another request begins."""
        self._begins = True
        return self.rest()

    def rest(self) -> bytes:
        """What waits."""
        held, self._held = self._held, None
        return held or b""


class _Stream(httpcore.NetworkStream):
    """A connection of a thread, as httpcore takes it."""

    def __init__(self, stream: SocketStream) -> None:
        self._stream = stream
        self._joining = _Joining()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._send(self._joining.read(), timeout)
        return self._stream.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._send(self._joining.written(buffer), timeout)

    def _send(self, data: bytes, timeout: float | None) -> None:
        if data:
            self._stream.write(data, timeout)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.is_readable() if info == "is_readable" else None


class _AsyncStream(httpcore.AsyncNetworkStream):
    """A connection of a task, as httpcore takes it."""

    def __init__(self, stream: AsyncioStream) -> None:
        self._stream = stream
        self._joining = _Joining()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        await self._send(self._joining.read(), timeout)
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._send(self._joining.written(buffer), timeout)

    async def _send(self, data: bytes, timeout: float | None) -> None:
        if data:
            await self._stream.write(data, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.is_readable() if info == "is_readable" else None


@define(eq=False)
class _Lane(Generic[C, S]):
    """What the sync and the async lane share: a connection, opened when it is needed."""

    _manner: Manner
    _connection: C | None = None
    _stream: S | None = None

    def _usable(self, place: Place) -> C | None:
        """The connection, if the server keeps it."""
        found = self._connection
        if found is None or not (found.can_handle_request(_url_of(place).origin) and found.is_idle()):
            return None
        return None if found.has_expired() else found


@define(eq=False)
class SyncLane(_Lane[httpcore.HTTP11Connection, SocketStream], ThreadStream):
    """A connection for threads, one after the other."""

    def exchanged(self, outgoing: Outgoing, body: OneShotBody) -> Answer:
        """Send once."""
        try:
            return self._exchanged(outgoing, body)
        except (httpcore.LocalProtocolError, httpcore.RemoteProtocolError) as error:
            raise _as_ours(error) from error

    def _exchanged(self, outgoing: Outgoing, body: OneShotBody) -> Answer:
        place = place_of(outgoing.url)
        waits = outgoing.waits
        request = _request(self._manner, outgoing, place, body, waits)
        connection = self._usable(place) or self._opened(place, outgoing.deadline.cut(waits.connect))
        assert self._stream is not None
        self._stream.deadline = outgoing.deadline
        response = connection.handle_request(request)
        headers = header_dict(response.headers)
        stream: Any = response.stream
        try:
            whole = CollectedBody(headers)
            for chunk in stream:
                whole.add(chunk)
            if has_surplus(stream):
                connection.close()
        finally:
            stream.close()
        return Answer(response.status, headers, whole.joined())

    def _opened(self, place: Place, timeout: float | None) -> httpcore.HTTP11Connection:
        self.close()
        stream = self._stream = self._manner.opened(place, timeout)
        expiry = self._manner.keepalive_expiry
        self._connection = httpcore.HTTP11Connection(_url_of(place).origin, _Stream(stream), expiry)
        return self._connection

    def close(self) -> None:
        """Close the connection; the next exchange opens another."""
        connection, self._connection, self._stream = self._connection, None, None
        if connection is not None:
            connection.close()


class _NoLock:
    """In place of httpcore's lock, which goes round the event loop twice a call: a lane has one user at a time."""

    async def __aenter__(self) -> None:
        pass

    async def __aexit__(self, *_: object) -> None:
        pass


_NO_LOCK: Any = _NoLock()


@define(eq=False)
class AsyncLane(_Lane[httpcore.AsyncHTTP11Connection, "AsyncioStream"], TaskStream):
    """A connection for the tasks of a loop, one after the other."""

    async def exchanged(self, outgoing: Outgoing, body: OneShotBody) -> Answer:
        """Send once."""
        try:
            return await self._exchanged(outgoing, body)
        except (httpcore.LocalProtocolError, httpcore.RemoteProtocolError) as error:
            raise _as_ours(error) from error

    async def _exchanged(self, outgoing: Outgoing, body: OneShotBody) -> Answer:
        place = place_of(outgoing.url)
        waits = outgoing.waits
        request = _request(self._manner, outgoing, place, body, waits)
        connection = self._usable(place) or await self._opened(place, waits.connect, outgoing.deadline)
        assert self._stream is not None
        self._stream.deadline = outgoing.deadline
        response = await connection.handle_async_request(request)
        headers = header_dict(response.headers)
        stream: Any = response.stream
        try:
            whole = CollectedBody(headers)
            async for chunk in stream:
                whole.add(chunk)
            if has_surplus(stream):
                await connection.aclose()
        finally:
            await stream.aclose()
        return Answer(response.status, headers, whole.joined())

    async def _opened(self, place: Place, timeout: float | None, deadline: Deadline) -> httpcore.AsyncHTTP11Connection:
        await self.aclose()
        async with self.timed(deadline):
            stream = await self._manner.opened_async(place, deadline.cut(timeout))
        self._stream, expiry = stream, self._manner.keepalive_expiry
        connection = httpcore.AsyncHTTP11Connection(_url_of(place).origin, _AsyncStream(stream), expiry)
        unlocked: Any = connection
        if hasattr(unlocked, "_state_lock"):
            unlocked._state_lock = _NO_LOCK
        self._connection = connection
        return connection

    async def aclose(self) -> None:
        """Close the connection; the next exchange opens another."""
        connection, self._connection, self._stream = self._connection, None, None
        if connection is not None:
            await connection.aclose()


def _as_ours(error: httpcore.LocalProtocolError | httpcore.RemoteProtocolError) -> ProtocolError:
    """The one kind of error that does not come from our own streams."""
    remote = isinstance(error, httpcore.RemoteProtocolError)
    return (RemoteProtocolError if remote else LocalProtocolError)(str(error))


def has_surplus(stream: object) -> bool:
    """Whether more arrived than the answer. It would be taken for the answer to the next request.

    httpcore keeps it in its parser, and has no public way to tell.

    Args:
        stream: httpcore's, of the answer.
    """
    state: Any = getattr(getattr(stream, "_connection", None), "_h11_state", None)
    return bool(getattr(state, "trailing_data", (b"",))[0])
