"""The one point in time by which a call is over: queueing, login, attempts and pauses included.

A time-out of httpx bounds one read, so a peer that sends a byte now and then outlives it. Async calls are cut off by
the event loop. Sync calls have their reads bounded one by one: httpcore tells a trace callback of each connection it
opens, and the callback puts the limit around the connection's `read`.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final, Self, TypeVar

from .define import frozen
from .errors import ConnectionFailedError
from .loops import asyncio

_RESOLUTION: Final = 0.001
"""Seconds that a timer may be early."""
_GRACE: Final = 0.02
"""Seconds that a task has beyond the deadline, so that time-outs which were cut to it come first. They close what they
interrupt; a cancelled TLS handshake leaves its socket open (httpcore 1.0.9)."""
_CONNECTED: Final = (".connect_tcp.complete", ".connect_unix_socket.complete", ".start_tls.complete")
"""How httpcore's events end after which there is a new stream."""

T = TypeVar("T")


class DeadlinePassedError(Exception):
    """No time is left. It stays inside: callers see what it proves."""


@frozen
class Deadline:
    """A point in time."""

    at: float = math.inf
    """By `monotonic`."""
    monotonic: Callable[[], float] = time.monotonic
    """The clock for durations, in seconds."""

    @classmethod
    def after(cls, seconds: float | None, monotonic: Callable[[], float] = time.monotonic) -> Self:
        """So many seconds from now; None for no limit."""
        return cls(math.inf if seconds is None else monotonic() + seconds, monotonic)

    def left(self) -> float:
        """Seconds from now; infinite without a limit, negative when it is over."""
        return self.at - self.monotonic()

    @property
    def passed(self) -> bool:
        """Whether no time is left."""
        return self.left() < _RESOLUTION

    def check(self) -> None:
        """Raise DeadlinePassedError if no time is left."""
        if self.passed:
            raise DeadlinePassedError("the deadline passed")

    def cut(self, seconds: float | None) -> float | None:
        """A time-out, no longer than what is left; None for no limit.

        Raises:
            DeadlinePassedError: no time is left.
        """
        left = self.left()
        if left < _RESOLUTION:
            raise DeadlinePassedError("the deadline passed")
        if left == math.inf:
            return seconds
        return left if seconds is None or left < seconds else seconds

    @asynccontextmanager
    async def timer(self) -> AsyncGenerator[asyncio.Timeout]:
        """A block of a coroutine that is cut off.

        Raises:
            DeadlinePassedError: it was.
        """
        left = self.left()
        timer = asyncio.timeout(None if left == math.inf else max(left, 0.0) + _GRACE)
        try:
            async with timer:
                yield timer
        except TimeoutError as error:
            if timer.expired():
                raise DeadlinePassedError("the deadline passed") from error
            raise


NEVER: Final = Deadline()
"""No limit."""


async def not_sent_after(deadline: Deadline, action: Callable[[], Awaitable[T]]) -> T:
    """Await what comes before the sending, such as a login that another task does.

    Raises:
        ConnectionFailedError: the deadline passed first.
    """
    try:
        async with deadline.timer():
            return await action()
    except DeadlinePassedError as error:
        raise token_overdue() from error


def token_overdue() -> ConnectionFailedError:
    """The error of a call whose deadline passed before it had a token."""
    message = "nothing was sent: the deadline passed before a token was there"
    return ConnectionFailedError(message=message, fault="network", deadline_exceeded=True)


class _Reading(threading.local):
    """The deadline of the exchange that this thread is in."""

    deadline: Deadline = NEVER


_reading: Final = _Reading()


@contextmanager
def reads_until(deadline: Deadline) -> Generator[None]:
    """Reads of this thread, on connections that were opened with `bound_reads`, end at the deadline."""
    outer, _reading.deadline = _reading.deadline, deadline
    try:
        yield
    finally:
        _reading.deadline = outer


def bound_reads(event: str, info: Mapping[str, Any]) -> None:
    """Callback for the extension ``trace`` of a sync request: let `reads_until` bound a new connection's reads."""
    if not event.endswith(_CONNECTED):
        return
    stream = info["return_value"]
    read: Callable[[int, float | None], bytes] = stream.read

    def bounded(max_bytes: int, timeout: float | None = None) -> bytes:
        return read(max_bytes, _reading.deadline.cut(timeout))

    stream.read = bounded
