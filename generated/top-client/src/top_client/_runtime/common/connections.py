"""What carries one exchange at a time and can be cut from outside."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

from .deadline import Deadline
from .exchange import Answer, OneShotBody, Outgoing
from .loops import asyncio


class Lane(Protocol):
    """A connection for threads."""

    def exchanged(self, outgoing: Outgoing, body: OneShotBody, /) -> Answer:
        """Send once."""
        ...

    def cut(self) -> None:
        """End the exchange that another thread waits for."""
        ...

    def close(self) -> None:
        """Close it."""
        ...


class Use:
    """An exchange of a task on a lane."""

    __slots__ = ("_ended", "_interrupt", "_over")

    def __init__(self, interrupt: Callable[[], None]) -> None:
        self._interrupt = interrupt
        self._over = False
        self._ended: asyncio.Future[None] | None = None

    def end(self) -> None:
        """It is over."""
        self._over = True
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(None)

    def cut(self) -> asyncio.Future[None] | None:
        """End it; what is returned is done when it has ended."""
        if self._over:
            return None
        self._interrupt()
        if self._ended is None:
            self._ended = asyncio.get_running_loop().create_future()
        return self._ended


class Cuttable:
    """What carries exchanges of tasks that can be cut from outside."""

    _use: Use | None = None
    _timer: asyncio.Timeout | None = None
    """Around what nothing but its time-out can end."""

    @asynccontextmanager
    async def timed(self, deadline: Deadline) -> AsyncGenerator[None]:
        """A block that ends with the deadline, or when it is cut.

        Raises:
            DeadlinePassedError: it was ended.
        """
        async with deadline.timer() as self._timer:
            try:
                yield
            finally:
                self._timer = None

    def used(self) -> Use:
        """An exchange begins. The lane may go to another before it ends."""
        self._use = use = Use(self.interrupt)
        return use

    def cut(self) -> asyncio.Future[None] | None:
        """End the exchange that a task waits for; what is returned is done when it has ended."""
        return None if self._use is None else self._use.cut()

    def interrupt(self) -> None:
        """Let what the exchange waits for fail."""
        if self._timer is not None and not self._timer.expired():
            self._timer.reschedule(0)


class ThreadStream:
    """What carries exchanges of threads over a stream of our own."""

    __slots__ = ()
    _stream: Any
    """The `SocketStream`, once there is one."""

    def cut(self) -> None:
        """End the exchange that another thread waits for. Its own thread closes the socket."""
        stream = self._stream
        if stream is not None:
            with suppress(OSError):
                stream.cut()


class TaskStream(Cuttable):
    """What carries exchanges of tasks over a stream of our own."""

    _stream: Any
    """The `AsyncioStream`, once there is one."""

    def interrupt(self) -> None:
        """Let what the exchange waits for fail."""
        super().interrupt()
        if self._stream is not None:
            self._stream.cut()

    def abandon(self) -> None:
        """Close the connection from wherever this is called, sooner or later."""
        if self._stream is not None:
            self._stream.abandon()


class AnyAsyncLane(Protocol):
    """A connection for the tasks of an event loop."""

    async def exchanged(self, outgoing: Outgoing, body: OneShotBody, /) -> Answer:
        """Send once."""
        ...

    def used(self) -> Use:
        """An exchange begins."""
        ...

    def cut(self) -> asyncio.Future[None] | None:
        """End the exchange that a task waits for; what is returned is done when it has ended."""
        ...

    async def aclose(self) -> None:
        """Close it."""
        ...

    def abandon(self) -> None:
        """Close it from wherever this is called, sooner or later."""
        ...
