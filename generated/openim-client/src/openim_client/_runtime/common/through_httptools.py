"""Exchanges over one connection of our own, read by httptools: the fastest install.

Its parser is llhttp, that of Node.js, in C. What is sent, when, and what a failure proves are as with httpcore.
"""

from __future__ import annotations

import time
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from .collecting import CollectedBody, header_dict
from .connections import TaskStream, ThreadStream
from .define import define
from .exchange import Answer, OneShotBody, Outgoing
from .failures import LocalProtocolError, RemoteProtocolError
from .manner import Manner, Place, fixed_headers, place_of
from .socket_stream import SocketStream

if TYPE_CHECKING:
    from .asyncio_stream import AsyncioStream

S = TypeVar("S", SocketStream, "AsyncioStream")

_PIECE: Final = 64 * 1024
"""Bytes that are read at a time."""
_MAX_HEAD: Final = 100 * 1024
"""Bytes that the head of an answer may have, as with httpcore."""


class AnswerParser:
    """The answers of one connection, one after the other. The methods whose names begin with ``on`` are httptools'."""

    __slots__ = ("_body", "_head_size", "_parser", "_pieces", "_raw", "_status", "complete", "headers", "reusable")

    def __init__(self) -> None:
        self._parser = HttpResponseParser(self)
        self.begin()

    def begin(self) -> None:
        """Expect the answer to another request."""
        self.complete = False
        self.reusable = False
        """Whether the connection can carry another request, once this answer is complete."""
        self._head_size = 0
        self._expect_head()

    def _expect_head(self) -> None:
        self._status = 0
        self._raw: list[tuple[bytes, bytes]] = []
        self._pieces: list[bytes] = []
        self._body: CollectedBody | None = None
        self.headers: dict[str, str] = {}

    def feed(self, data: bytes) -> None:
        """Take what arrived; nothing if the peer sends no more.

        Raises:
            RemoteProtocolError: it is no answer, or ends too early.
            OversizedError: it is too large.
            UnpackingError: its body is not packed as its head says.
        """
        if not data:
            self._end()
            return
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade) as error:
            if not self.complete:
                raise RemoteProtocolError(f"the answer is not HTTP/1.1: {error}") from error
            self.reusable = False  # what cannot be read came after it
        if self._body is None:
            self._head_size += len(data)
            if self._head_size > _MAX_HEAD and not self._status:
                raise RemoteProtocolError("the answer's head is too large")
        if self._status:
            self._collect()

    def answer(self) -> Answer:
        """The answer, complete, which is not kept here.

        Raises:
            UnpackingError: its body is packed and ends too early.
        """
        assert self._body is not None
        answer = Answer(self._status, self.headers, self._body.joined())
        self._expect_head()
        return answer

    def _collect(self) -> None:
        if self._body is None:
            self.headers = header_dict(self._raw)
            self._body = CollectedBody(self.headers)
        for piece in self._pieces:
            self._body.add(piece)
        self._pieces.clear()

    def _end(self) -> None:
        """The peer sends no more, which is the end of a body whose head does not say how long it is."""
        if not self._status or not self.headers.keys().isdisjoint(("content-length", "transfer-encoding")):
            raise RemoteProtocolError("the peer closed the connection before the answer was complete")
        self.complete, self.reusable = True, False

    def on_message_begin(self) -> None:
        """Something starts. After the answer nothing should: it would be taken for the answer to the next request."""
        if self.complete:
            self.reusable = False

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header, or what follows the chunks of a body."""
        if not self._status:
            self._raw.append((name, value))

    def on_headers_complete(self) -> None:
        """The head ends."""
        if not self.complete:
            self._status = self._parser.get_status_code()

    def on_body(self, piece: bytes) -> None:
        """Some of the body."""
        if not self.complete:
            self._pieces.append(piece)

    def on_message_complete(self) -> None:
        """The answer ends, or something like ``100 Continue`` before it."""
        if self.complete:
            return
        if self._status < 200:
            self._expect_head()
        else:
            self.complete, self.reusable = True, self._parser.should_keep_alive()


@lru_cache(maxsize=64)
def _fixed(user_agent: bytes, place: Place) -> tuple[str, str]:
    """The request line, and the headers that all requests to the place have."""
    headers = b"".join(b"%b: %b\r\n" % header for header in fixed_headers(place, user_agent))
    return f"POST {place.target.decode('ascii')} HTTP/1.1\r\n", headers.decode("ascii")


@define(eq=False)
class _Lane(Generic[S]):
    """What the sync and the async lane share: a connection, opened when it is needed."""

    _manner: Manner
    _stream: S | None = None
    _place: Place | None = None
    _fixed: tuple[str, str] = ("", "")
    _parser: AnswerParser | None = None
    _idle_since: float = 0.0

    def _usable(self, place: Place) -> S | None:
        """The connection, if the server keeps it."""
        found, limit = self._stream, self._manner.keepalive_expiry
        if found is None or place is not self._place or not (self._parser and self._parser.reusable):
            return None
        if limit is not None and time.monotonic() - self._idle_since > limit:
            return None
        return None if found.is_readable() else found

    def _began(self, place: Place, stream: S) -> None:
        """A new connection."""
        self._stream, self._place, self._parser = stream, place, AnswerParser()
        self._fixed = _fixed(self._manner.user_agent, place)

    def _expecting(self) -> AnswerParser:
        """What reads the next answer."""
        assert self._parser is not None
        self._parser.begin()
        return self._parser

    def _head(self, outgoing: Outgoing) -> bytes:
        """The request up to its body."""
        line, fixed = self._fixed
        lines = [line]
        for name, value in outgoing.headers.items():
            if not value.isprintable():
                raise LocalProtocolError("a header holds an invisible character")
            lines.append(f"{name}: {value}\r\n")
        return f"{''.join(lines)}{fixed}Content-Length: {len(outgoing.body)}\r\n\r\n".encode("ascii")

    def _answered(self, parser: AnswerParser) -> Answer:
        self._idle_since = time.monotonic()
        return parser.answer()


@define(eq=False)
class SyncFastLane(_Lane[SocketStream], ThreadStream):
    """A connection for threads, one after the other."""

    def exchanged(self, outgoing: Outgoing, body: OneShotBody) -> Answer:
        """Send once."""
        place, waits = place_of(outgoing.url), outgoing.waits
        stream = self._usable(place)
        if stream is None:
            self.close()
            stream = self._manner.opened(place, outgoing.deadline.cut(waits.connect))
            self._began(place, stream)
        stream.deadline, head, parser = outgoing.deadline, self._head(outgoing), self._expecting()
        stream.write(head + body.pull(), waits.write)
        while not parser.complete:
            parser.feed(stream.read(_PIECE, waits.read))
        return self._answered(parser)

    def close(self) -> None:
        """Close the connection; the next exchange opens another."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()


@define(eq=False)
class AsyncFastLane(_Lane["AsyncioStream"], TaskStream):
    """A connection for the tasks of a loop, one after the other."""

    async def exchanged(self, outgoing: Outgoing, body: OneShotBody) -> Answer:
        """Send once."""
        place, waits = place_of(outgoing.url), outgoing.waits
        stream = self._usable(place)
        if stream is None:
            await self.aclose()
            async with self.timed(outgoing.deadline):
                stream = await self._manner.opened_async(place, outgoing.deadline.cut(waits.connect))
            self._began(place, stream)
        stream.deadline, head, parser = outgoing.deadline, self._head(outgoing), self._expecting()
        await stream.write(head + body.pull(), waits.write)
        while not parser.complete:
            parser.feed(await stream.read(_PIECE, waits.read))
        return self._answered(parser)

    async def aclose(self) -> None:
        """Close the connection; the next exchange opens another."""
        stream, self._stream = self._stream, None
        if stream is not None:
            await stream.aclose()
