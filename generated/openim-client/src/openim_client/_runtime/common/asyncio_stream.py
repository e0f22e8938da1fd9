"""A connection in asyncio, as httpcore takes it.

httpcore's own goes through anyio, which takes more time for a small call than all of HTTP.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import ssl
from typing import Any, Final, cast

import httpcore

from .socket_stream import is_readable

_ENOUGH: Final = 256 * 1024
"""Bytes that may wait to be read; more stay with the system."""
_HAPPY_EYEBALLS: Final = 0.25
"""Seconds until the next address is tried (RFC 8305, 8)."""


async def dial(host: str, port: int, timeout: float | None) -> AsyncioStream:
    """A new connection.

    Raises:
        httpcore.ConnectTimeout: there was none in time.
        httpcore.ConnectError: there is none.
    """
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(timeout):
            delay = _HAPPY_EYEBALLS if await _has_choice(loop, host, port) else None
            _, stream = await loop.create_connection(
                lambda: AsyncioStream(loop), host, port, happy_eyeballs_delay=delay
            )
    except TimeoutError as error:
        raise httpcore.ConnectTimeout(str(error)) from error
    except OSError as error:
        raise httpcore.ConnectError(str(error)) from error
    return stream


async def _has_choice(loop: asyncio.AbstractEventLoop, host: str, port: int) -> bool:
    """Whether a host can be reached by IPv4 and by IPv6. Only then is it worth a race, whose losers asyncio forgets."""
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(host)
        return False
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return len({family for family, *_ in found}) > 1


class AsyncioStream(asyncio.Protocol, httpcore.AsyncNetworkStream):
    """A connection. One task reads and writes at a time."""

    _transport: asyncio.Transport

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._arrived = bytearray()
        self._ended = False
        self._error: Exception | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._reading_paused = False
        self._writing_paused = False
        self._held: bytes | None = None
        """The head of a request, which waits for the body, so that both leave together."""
        self._begins = True
        """Whether the next bytes begin a request."""

    # What the event loop tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is open."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Something arrived."""
        self._arrived += data
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
        self._wake()

    def pause_writing(self) -> None:
        """The peer does not keep up."""
        self._writing_paused = True

    def resume_writing(self) -> None:
        """It does again."""
        self._writing_paused = False
        self._wake()

    # What httpcore asks for

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What arrived, at most so many bytes; none at the end."""
        self._begins = True
        self._write_held(b"")
        while not (self._arrived or self._ended):
            await self._wait(timeout, httpcore.ReadTimeout)
        if not self._arrived and self._error is not None:
            raise httpcore.ReadError(str(self._error)) from self._error
        data = bytes(self._arrived[:max_bytes])
        del self._arrived[:max_bytes]
        if self._reading_paused and not self._ended:
            self._reading_paused = False
            self._transport.resume_reading()
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it, the first piece of a request together with the second."""
        if not buffer:
            return
        if self._ended:
            raise httpcore.WriteError("the peer closed the connection")
        if self._begins:
            self._begins, self._held = False, buffer
            return
        self._write_held(buffer)
        await self._drained(timeout)

    async def send(self, request: bytes, timeout: float | None = None) -> None:
        """Send all of a request."""
        if self._ended:
            raise httpcore.WriteError("the peer closed the connection")
        self._transport.write(request)
        await self._drained(timeout)

    async def aclose(self) -> None:
        """Close it at once. What did not leave yet does not."""
        self._transport.abort()
        await asyncio.sleep(0)

    def abandon(self) -> None:
        """Close it from any thread. The event loop holds on to what nobody else does."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._transport.abort)

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> AsyncioStream:
        """Encrypt from here on. It is closed if that fails."""
        try:
            async with asyncio.timeout(timeout):
                encrypted = await self._loop.start_tls(
                    self._transport, self, ssl_context, server_hostname=server_hostname
                )
        except BaseException as error:
            await self.aclose()
            if isinstance(error, TimeoutError):
                raise httpcore.ConnectTimeout(str(error)) from error
            if isinstance(error, OSError):
                raise httpcore.ConnectError(str(error)) from error
            raise
        self._transport = cast("asyncio.Transport", encrypted)
        return self

    def get_extra_info(self, info: str) -> Any:
        """What httpcore wants to know: whether there is something to read where nothing should be."""
        if info == "is_readable":
            return self._ended or bool(self._arrived) or is_readable(self._transport.get_extra_info("socket"))
        return self._transport.get_extra_info(info)

    async def _drained(self, timeout: float | None) -> None:
        while self._writing_paused:
            await self._wait(timeout, httpcore.WriteTimeout)

    def _write_held(self, more: bytes) -> None:
        if self._held is not None:
            more, self._held = self._held + more, None
        if more:
            self._transport.write(more)

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def _wait(self, timeout: float | None, too_late: type[Exception]) -> None:
        """Wait for the event loop to tell something."""
        waiter = self._waiter = self._loop.create_future()
        timer = None if timeout is None else self._loop.call_later(timeout, _expire, waiter, too_late)
        try:
            await waiter
        finally:
            self._waiter = None
            if timer is not None:
                timer.cancel()


def _expire(waiter: asyncio.Future[None], too_late: type[Exception]) -> None:
    if not waiter.done():
        waiter.set_exception(too_late())
