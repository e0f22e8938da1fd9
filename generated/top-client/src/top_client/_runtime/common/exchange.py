"""What goes into an exchange and what comes out, whatever carries it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from attrs import evolve, field

from .deadline import NEVER, Deadline
from .define import define
from .options import DEFAULT_TIMEOUT, READ, Timeout

_HTTPX_DEFAULT: Final = {"connect": 5.0, "read": 5.0, "write": 5.0, "pool": 5.0}
"""The time-outs of a client of httpx that was given none."""


@define
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
    """When the exchange has to be over. The exchange sees to it: time-outs are cut to what is left (`Deadline.cut`),
    and streams of our own cut each wait. Through httpx an async one runs inside `Deadline.timer`, a sync one inside
    `reads_until`, with `bound_reads` for its ``trace``."""
    longer: float = 0.0
    """Seconds that the answer may take beyond the usual, for what takes the server long; not where `timeout` or the
    user's own http_client says how long to wait."""

    @property
    def waits(self) -> Timeout:
        """The time-outs, for what cuts each of its waits to the deadline."""
        if self.timeout is not None:
            return self.timeout
        return evolve(DEFAULT_TIMEOUT, read=READ + self.longer) if self.longer else DEFAULT_TIMEOUT

    def times(self, users: Mapping[str, float | None] | None = None) -> dict[str, float | None]:
        """The time-outs, as httpx names them, none beyond the deadline.

        Args:
            users: those of the user's own http_client. They count if they were set and none are given here.

        Raises:
            DeadlinePassedError: no time is left.
        """
        waits = self.waits
        times = {"connect": waits.connect, "read": waits.read, "write": waits.write, "pool": waits.pool}
        if self.timeout is None and users is not None and users != _HTTPX_DEFAULT:
            times = dict(users)
        left = self.deadline.cut(None)
        if left is None:
            return times
        return {name: left if seconds is None or left < seconds else seconds for name, seconds in times.items()}

    def patience(self) -> float | None:
        """Seconds to wait for a connection of our own; None for as long as it takes.

        Raises:
            DeadlinePassedError: no time is left.
        """
        return self.deadline.cut(self.waits.pool)


@define
class Answer:
    """A whole answer."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case."""
    body: bytes = field(repr=False)
    """Decompressed."""


class AlreadyPulledError(Exception):
    """Somebody tried to send a body a second time."""


def _open() -> None:
    """A gate that lets everything pass."""


class OneShotBody:
    """A body that can be pulled once and knows whether it may have left."""

    __slots__ = ("_content", "_gate", "_pulled", "may_have_left")

    def __init__(self, content: bytes, gate: Callable[[], None] = _open) -> None:
        """A body.

        Args:
            content: its bytes.
            gate: called before they are handed out. What it raises keeps them here.
        """
        self._content = content
        self._gate = gate
        self._pulled = False
        self.may_have_left = not content
        """Whether anybody got the bytes. An empty body proves nothing: a request without one is complete."""

    def peek(self) -> bytes:
        """The bytes, for hooks and for transports that take only bytes. It ends the proof."""
        if not self.may_have_left:
            self._gate()
        self.may_have_left = True
        return self._content

    def pull(self) -> bytes:
        """The bytes, once.

        Raises:
            AlreadyPulledError: they were pulled before.
        """
        if self._pulled:
            raise AlreadyPulledError("a request is sent once; let the client repeat it")
        self._gate()
        self._pulled = self.may_have_left = True
        return self._content

    def kept(self) -> None:
        """Whoever pulled it proved that nothing of it left."""
        self.may_have_left = not self._content
