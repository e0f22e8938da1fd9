"""Exchanges over one connection of our own, straight through httpcore: a call needs nothing of what httpx adds."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from typing import Any, Generic, TypeVar

import httpcore
from attrs import define, frozen

from . import asyncio_stream, socket_stream
from .collecting import CollectedBody, header_dict
from .connections import Cuttable
from .exchange import Answer, OneShotBody, Outgoing
from .manner import Manner, Place, place_of

C = TypeVar("C", httpcore.HTTP11Connection, httpcore.AsyncHTTP11Connection)


@frozen
class _BodyStream:
    """A one-shot body as httpcore wants it."""

    _body: OneShotBody

    def __iter__(self) -> Iterator[bytes]:
        yield self._body.pull()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body.pull()


def _request(manner: Manner, outgoing: Outgoing, place: Place, body: OneShotBody) -> httpcore.Request:
    """A request that is ready to leave."""
    content, extensions = _BodyStream(body), {"timeout": outgoing.times()}
    request = httpcore.Request(b"POST", place.url, content=content, extensions=extensions)
    request.headers = manner.headers(outgoing, place)
    return request


@define(eq=False)
class _Lane(Generic[C]):
    """What the sync and the async lane share: a connection, opened when it is needed."""

    _manner: Manner
    _connection: C | None = None

    def _usable(self, place: Place) -> C | None:
        """The connection, if the server keeps it."""
        found = self._connection
        if found is None or not (found.can_handle_request(place.origin) and found.is_idle()):
            return None
        return None if found.has_expired() else found


@define(eq=False)
class SyncLane(_Lane[httpcore.HTTP11Connection]):
    """A connection for threads, one after the other."""

    _stream: socket_stream.SocketStream | None = None

    def exchanged(self, outgoing: Outgoing, body: OneShotBody) -> Answer:
        """Send once."""
        place = place_of(outgoing.url)
        request = _request(self._manner, outgoing, place, body)
        connection = self._usable(place) or self._opened(place, request)
        assert self._stream is not None
        self._stream.deadline = outgoing.deadline
        response = connection.handle_request(request)
        headers = header_dict(response.headers)
        stream: Any = response.stream
        try:
            whole = CollectedBody(headers)
            for chunk in stream:
                outgoing.deadline.check()
                whole.add(chunk)
            if has_surplus(stream):
                connection.close()
        finally:
            stream.close()
        return Answer(response.status, headers, whole.joined())

    def _opened(self, place: Place, request: httpcore.Request) -> httpcore.HTTP11Connection:
        self.close()
        stream = self._stream = self._manner.opened(place, request.extensions["timeout"]["connect"])
        self._connection = httpcore.HTTP11Connection(place.origin, stream, self._manner.keepalive_expiry)
        return self._connection

    def close(self) -> None:
        """Close the connection; the next exchange opens another."""
        connection, self._connection, self._stream = self._connection, None, None
        if connection is not None:
            connection.close()

    def cut(self) -> None:
        """End the exchange that another thread waits for. Its own thread closes the socket."""
        stream = self._stream
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.shut_down()


class _NoLock:
    """In place of httpcore's lock, which goes round the event loop twice a call: a lane has one user at a time."""

    async def __aenter__(self) -> None:
        pass

    async def __aexit__(self, *_: object) -> None:
        pass


_NO_LOCK: Any = _NoLock()


@define(eq=False)
class AsyncLane(_Lane[httpcore.AsyncHTTP11Connection], Cuttable):
    """A connection for the tasks of a loop, one after the other."""

    _stream: asyncio_stream.AsyncioStream | None = None

    async def exchanged(self, outgoing: Outgoing, body: OneShotBody) -> Answer:
        """Send once."""
        place = place_of(outgoing.url)
        request = _request(self._manner, outgoing, place, body)
        connection = self._usable(place) or await self._opened(place, request)
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

    async def _opened(self, place: Place, request: httpcore.Request) -> httpcore.AsyncHTTP11Connection:
        await self.aclose()
        stream = self._stream = await self._manner.opened_async(place, request.extensions["timeout"]["connect"])
        connection = httpcore.AsyncHTTP11Connection(place.origin, stream, self._manner.keepalive_expiry)
        if hasattr(connection, "_state_lock"):
            connection._state_lock = _NO_LOCK
        self._connection = connection
        return connection

    async def aclose(self) -> None:
        """Close the connection; the next exchange opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.aclose()

    def abandon(self) -> None:
        """Close the connection from wherever this is called, sooner or later."""
        if self._stream is not None:
            self._stream.abandon()


def has_surplus(stream: object) -> bool:
    """Whether more arrived than the answer. It would be taken for the answer to the next request.

    httpcore keeps it in its parser, and has no public way to tell.

    Args:
        stream: httpcore's, of the answer.
    """
    state: Any = getattr(getattr(stream, "_connection", None), "_h11_state", None)
    return bool(getattr(state, "trailing_data", (b"",))[0])
