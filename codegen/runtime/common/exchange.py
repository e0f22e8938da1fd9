"""What goes into an exchange and what comes out, whatever carries it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from .deadline import NEVER, Deadline
from .options import Timeout

MAX_ANSWER: Final = 64 * 1024 * 1024
"""Bytes of an answer's body, decompressed, that are read before it is given up."""


@frozen
class Outgoing:
    """A POST that is ready to leave."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    timeout: Timeout | None = None
    """None for the client's own."""
    interrupted: str | None = None
    """The note for an interruption, such as a cancellation, that comes after the body left."""
    deadline: Deadline = NEVER
    """When the exchange has to be over."""
    longer: float = 0.0
    """Seconds that the answer may take beyond the usual, for what takes the server long; not where `timeout` or the
    user's own http_client says how long to wait."""


@frozen
class Answer:
    """A whole answer."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case."""
    body: bytes = field(repr=False)
    """Decompressed."""


class AlreadyPulledError(Exception):
    """Somebody tried to send a body a second time."""


class OneShotBody:
    """A body that can be pulled once and knows whether it may have left."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._pulled = False
        self.may_have_left = not content
        """Whether anybody got the bytes. An empty body proves nothing: a request without one is complete."""

    def peek(self) -> bytes:
        """The bytes, for hooks and for transports that take only bytes. It ends the proof."""
        self.may_have_left = True
        return self._content

    def pull(self) -> bytes:
        """The bytes, once.

        Raises:
            AlreadyPulledError: they were pulled before.
        """
        if self._pulled:
            raise AlreadyPulledError("a request is sent once; let the client repeat it")
        self._pulled = self.may_have_left = True
        return self._content


class OversizedError(Exception):
    """The answer is larger than MAX_ANSWER."""


class CollectedBody:
    """The pieces of an answer's body, up to MAX_ANSWER."""

    def __init__(self, deadline: Deadline = NEVER) -> None:
        self._pieces: list[bytes] = []
        self._size = 0
        self._deadline = deadline

    def add(self, piece: bytes) -> None:
        """Keep a piece.

        Raises:
            OversizedError: it is too much.
            DeadlinePassedError: it came too late, and the end would come later still.
        """
        self._deadline.check()
        self._size += len(piece)
        if self._size > MAX_ANSWER:
            raise OversizedError(f"the answer is larger than {MAX_ANSWER} bytes")
        self._pieces.append(piece)

    def joined(self) -> bytes:
        """The whole body."""
        return b"".join(self._pieces)
