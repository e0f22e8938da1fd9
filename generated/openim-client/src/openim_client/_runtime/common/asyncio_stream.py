"""A connection in asyncio.

That of httpcore goes through anyio, which takes more time for a small call than all of HTTP.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import math
import socket
import ssl
from collections.abc import Callable, Generator
from functools import partial
from typing import Final, cast

from .deadline import NEVER, Deadline
from .failures import ConnectError, ConnectTimeout, ReadError, ReadTimeout, WriteTimeout
from .socket_stream import readiness

_ENOUGH: Final = 256 * 1024
"""Bytes that may wait to be read; more stay with the system."""
_HAPPY_EYEBALLS: Final = 0.25
"""Seconds until the next address is tried (RFC 8305, 8)."""


async def dial(host: str, port: int, timeout: float | None) -> AsyncioStream:
    """A new connection.

    Raises:
        ConnectTimeout: there was none in time.
        ConnectError: there is none.
    """
    loop = asyncio.get_running_loop()
    with _as_connecting():
        async with asyncio.timeout(timeout):
            delay = _HAPPY_EYEBALLS if await _has_choice(loop, host, port) else None
            make = partial(AsyncioStream, loop)
            _, stream = await loop.create_connection(make, host, port, happy_eyeballs_delay=delay)
            return stream


async def _has_choice(loop: asyncio.AbstractEventLoop, host: str, port: int) -> bool:
    """Whether a host can be reached by IPv4 and by IPv6. Only then is it worth a race, whose losers asyncio forgets."""
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(host)
        return False
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return len({family for family, *_ in found}) > 1


@contextlib.contextmanager
def _as_connecting() -> Generator[None]:
    """Let what fails have failed to connect."""
    try:
        yield
    except TimeoutError as error:
        raise ConnectTimeout(str(error)) from error
    except OSError as error:
        raise ConnectError(str(error)) from error


class AsyncioStream(asyncio.Protocol):
    """A connection. One task reads and writes at a time."""

    __slots__ = (
        "_arrived",
        "_ended",
        "_error",
        "_loop",
        "_patience",
        "_readable",
        "_reading_paused",
        "_too_late",
        "_transport",
        "_waiter",
        "_writing_paused",
        "deadline",
    )
    _transport: asyncio.Transport

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.deadline: Deadline = NEVER
        """Of the call that uses it."""
        self._loop = loop
        self._arrived = b""
        """What was not read yet."""
        self._ended = False
        self._error: Exception | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._patience = _Patience(loop, self._give_up)
        self._too_late: type[ReadTimeout | WriteTimeout] = ReadTimeout
        self._reading_paused = False
        self._writing_paused = False
        self._readable: Callable[[], bool] | None = None

    # What the event loop tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is open."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Something arrived."""
        self._arrived = self._arrived + data if self._arrived else data
        if len(self._arrived) > _ENOUGH:
            self._reading_paused = True
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        """The peer sends no more."""
        self._ended = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is closed."""
        self._ended, self._error = True, exc
        self._writing_paused = False
        self._patience.end()
        self._wake()

    def pause_writing(self) -> None:
        """The peer does not keep up."""
        self._writing_paused = True

    def resume_writing(self) -> None:
        """It does again."""
        self._writing_paused = False
        self._wake()

    # What lanes ask for

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What arrived, at most so many bytes; none at the end.

        Raises:
            DeadlinePassedError: no time is left.
            ReadTimeout: nothing came in time.
            ReadError: the connection broke.
        """
        while not (self._arrived or self._ended):
            await self._wait(timeout, ReadTimeout)
        if not self._arrived:
            if self._error is not None:
                raise ReadError(str(self._error)) from self._error
            return b""
        data, self._arrived = self._arrived[:max_bytes], self._arrived[max_bytes:]
        if self._reading_paused and not self._ended:
            self._reading_paused = False
            self._transport.resume_reading()
        return data

    async def write(self, data: bytes, timeout: float | None = None) -> None:
        """Send all of it. If the peer closed the connection, reading tells: it may have answered before.

        Raises:
            DeadlinePassedError: no time is left.
            WriteTimeout: the peer did not take it in time.
        """
        if not self._ended:
            self._transport.write(data)
        while self._writing_paused:
            await self._wait(timeout, WriteTimeout)

    async def aclose(self) -> None:
        """Close it at once. What did not leave yet does not."""
        self.cut()
        await asyncio.sleep(0)

    def cut(self) -> None:
        """As `aclose`, without waiting for it."""
        self._transport.abort()

    def abandon(self) -> None:
        """Close it from any thread. The event loop holds on to what nobody else does."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._transport.abort)

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> AsyncioStream:
        """Encrypt from here on. It is closed if that fails.

        Raises:
            ConnectTimeout: it took too long.
            ConnectError: the peer is not trusted, or speaks no TLS.
        """
        start = partial(self._loop.start_tls, self._transport, self, ssl_context, server_hostname=server_hostname)
        try:
            with _as_connecting():
                async with asyncio.timeout(timeout):
                    self._transport = cast("asyncio.Transport", await start())
        except BaseException:
            await self.aclose()
            raise
        return self

    def is_readable(self) -> bool:
        """Whether there is something to read, such as the peer's end, though nothing was asked for."""
        if self._ended or self._arrived:
            return True
        if self._readable is None:
            self._readable = readiness(self._transport.get_extra_info("socket"))
        return self._readable()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def _wait(self, timeout: float | None, too_late: type[ReadTimeout | WriteTimeout]) -> None:
        """Wait for the event loop to tell something."""
        self._too_late = too_late
        self._patience.begin(self.deadline.cut(timeout))
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _give_up(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(self._too_late(""))


class _Patience:
    """One timer for many waits, most of which end long before: the loop has to sort each new one in."""

    __slots__ = ("_due", "_loop", "_over", "_timer")

    def __init__(self, loop: asyncio.AbstractEventLoop, over: Callable[[], None]) -> None:
        """None yet.

        Args:
            loop: whose time counts.
            over: called when a wait took too long, or long after its end.
        """
        self._loop = loop
        self._over = over
        self._due = math.inf
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, seconds: float | None) -> None:
        """A wait begins; None for one without end."""
        self._due = math.inf if seconds is None else self._loop.time() + seconds
        if self._timer is None or self._due < self._timer.when():
            self.end()
            if self._due != math.inf:
                self._timer = self._loop.call_at(self._due, self._ring)

    def end(self) -> None:
        """Nobody waits any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _ring(self) -> None:
        early = self._timer is not None and self._timer.when() < self._due
        self._timer = None
        if not early:
            self._over()
        elif self._due != math.inf:
            self._timer = self._loop.call_at(self._due, self._ring)
