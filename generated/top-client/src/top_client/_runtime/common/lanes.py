"""Connections that carry one exchange at a time, and the queue of those who wait for one.

A pool of httpx gets slow out of proportion when it is large, for each request walks over all its connections. So each
connection has a pool of its own here, and what is free is known.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Final, Generic, Protocol, TypeVar

from .define import frozen
from .errors import ClientClosedError, ValidationError
from .loops import asyncio
from .options import checked_seconds

MAX_CONNECTIONS: Final = 100
"""Connections of a client. They are opened when they are needed, so few calls at a time open few."""
KEEPALIVE_EXPIRY: Final = 15.0
"""Seconds an idle connection is kept: less than the usual idle time-outs of servers and proxies."""

L = TypeVar("L")


@frozen
class Size:
    """How many connections there may be, and for how long."""

    limit: int = MAX_CONNECTIONS
    idle_limit: float | None = KEEPALIVE_EXPIRY
    """Seconds after which an unused one is given up; None for never."""


def checked_size(max_connections: object, keepalive_expiry: object) -> Size:
    """The size that a caller asked for.

    Raises:
        ValidationError: one of the two is wrong. It names the parameter.
    """
    if not isinstance(max_connections, int) or isinstance(max_connections, bool):
        raise ValidationError(f"int expected, not {type(max_connections).__name__}", path=("max_connections",))
    if max_connections < 1:
        raise ValidationError("must be 1 or more", path=("max_connections",))
    return Size(max_connections, checked_seconds(keepalive_expiry, "keepalive_expiry"))


class Turn(Protocol):
    """A place in the queue: a future of either kind."""

    def done(self) -> bool:
        """Whether it has a lane or an error, or was given up."""
        ...

    def cancel(self) -> bool:
        """Give it up; False if it is done."""
        ...

    def cancelled(self) -> bool:
        """Whether it was given up."""
        ...

    def result(self) -> Any:
        """The lane."""
        ...

    def exception(self) -> BaseException | None:
        """The error."""
        ...

    def set_result(self, result: Any, /) -> None:
        """Hand over a lane."""
        ...

    def set_exception(self, exception: BaseException, /) -> None:
        """Refuse a lane."""
        ...


class Lanes(Generic[L]):
    """Lanes, made when they are needed. The halves below add the waiting and the locks."""

    def __init__(
        self,
        make: Callable[[], L],
        size: Size,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """No lanes yet.

        Args:
            make: gives a new lane.
            size: how many there may be, and for how long.
            monotonic: the clock, in seconds.
        """
        self._make = make
        self._size = size
        self._monotonic = monotonic
        self._free: deque[tuple[L, float]] = deque()
        self._waiting: deque[Turn] = deque()
        self.busy: set[L] = set()
        """The lanes that are in use."""
        self.closed = False

    @property
    def made(self) -> int:
        """How many lanes there are."""
        return len(self._free) + len(self.busy)

    def _take(self) -> L | None:
        """The lane that was used last, or a new one; None if all are busy."""
        if self.closed:
            raise closed_error()
        if self._free:
            lane = self._free.pop()[0]
        elif len(self.busy) < self._size.limit:
            lane = self._make()
        else:
            return None
        self.busy.add(lane)
        return lane

    def _give_back(self, lane: L, *, usable: bool) -> list[L]:
        """Take a lane back, for the next in the queue. Returns the lanes that the caller has to close."""
        self.busy.discard(lane)
        gone = [] if usable and not self.closed else [lane]
        if not gone:
            self._free.append((lane, self._monotonic()))
        self._serve()
        return gone + self._expired()

    def _expired(self) -> list[L]:
        gone: list[L] = []
        if self._size.idle_limit is not None:
            oldest = self._monotonic() - self._size.idle_limit
            while self._free and self._free[0][1] < oldest:
                gone.append(self._free.popleft()[0])
        return gone

    def _serve(self) -> None:
        """Hand what is free to the first who still waits."""
        while self._waiting and not self.closed:
            turn = self._waiting.popleft()
            if turn.done():
                continue
            try:
                turn.set_result(self._take())
            except Exception as error:
                turn.set_exception(error)
            return

    def _withdraw(self, turn: Turn) -> list[L]:
        """Leave the queue; the lane that came at the last moment goes to the next. Returns lanes to close."""
        if turn.cancel() or turn.cancelled() or turn.exception() is not None:
            return []
        return self._give_back(turn.result(), usable=True)

    def _close(self) -> list[L]:
        """Refuse all who wait and all who come. Returns the lanes that the caller has to close."""
        self.closed = True
        for turn in self._waiting:
            if not turn.done():
                turn.set_exception(closed_error())
        idle = [lane for lane, _ in self._free]
        self._waiting.clear()
        self._free.clear()
        return idle


class SyncLanes(Lanes[L]):
    """Lanes for threads."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._lock = threading.Lock()

    def acquire(self, timeout: float | None) -> L:
        """A lane; those who come first get it first.

        Raises:
            TimeoutError: all were busy for `timeout` seconds.
            ClientClosedError: the lanes are closed.
        """
        with self._lock:
            lane = self._take()
            if lane is not None:
                return lane
            turn: Future[L] = Future()
            self._waiting.append(turn)
        try:
            return turn.result(timeout)
        except BaseException:
            with self._lock:
                self._withdraw(turn)
            raise

    def release(self, lane: L, *, usable: bool) -> list[L]:
        """Give a lane back; one that is not usable is not used again. Returns lanes that the caller has to close."""
        with self._lock:
            return self._give_back(lane, usable=usable)

    def close(self) -> list[L]:
        """Refuse all who wait and all who come. Returns the idle lanes, which the caller has to close."""
        with self._lock:
            return self._close()


class AsyncLanes(Lanes[L]):
    """Lanes for the tasks of one event loop."""

    async def acquire(self, timeout: float | None) -> L:
        """As `SyncLanes.acquire`."""
        lane = self._take()
        if lane is not None:
            return lane
        turn: asyncio.Future[L] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(timeout):
                return await turn
        except BaseException:
            self._withdraw(turn)
            raise

    def release(self, lane: L, *, usable: bool) -> list[L]:
        """As `SyncLanes.release`."""
        return self._give_back(lane, usable=usable)

    def close(self) -> list[L]:
        """As `SyncLanes.close`."""
        return self._close()


def closed_error() -> ClientClosedError:
    """The error of whoever comes after `close()`."""
    return ClientClosedError(message="the client is closed")
