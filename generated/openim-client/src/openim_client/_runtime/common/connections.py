"""One connection of our own, which carries one exchange at a time and can be cut from outside."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Generator, Mapping
from typing import Any

from .deadline import bound_reads


class SyncLane:
    """One connection of our own, and the way to cut it."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self._stream: Any = None

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Callback of httpcore: keep the stream of the connection that was opened."""
        bound_reads(event, info)
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._stream = info["return_value"]

    def cut(self) -> None:
        """End the exchange that another thread waits for. Its own thread closes the socket."""
        found = None if self._stream is None else self._stream.get_extra_info("socket")
        if isinstance(found, socket.socket):
            with contextlib.suppress(OSError):
                # Not SSLSocket.shutdown, which takes the TLS state from under the other thread.
                socket.socket.shutdown(found, socket.SHUT_RDWR)


class AsyncLane:
    """One connection of our own, and the way to cut it."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self._use: tuple[asyncio.Timeout, asyncio.Future[None]] | None = None

    @contextlib.contextmanager
    def used(self, timer: asyncio.Timeout) -> Generator[None]:
        """An exchange, inside a timer. The lane may have gone to another before it ends."""
        use = self._use = timer, asyncio.get_running_loop().create_future()
        try:
            yield
        finally:
            use[1].set_result(None)
            if self._use is use:
                self._use = None

    def cut(self) -> asyncio.Future[None] | None:
        """End the exchange that a task waits for; what is returned is done when it has ended."""
        if self._use is None:
            return None
        timer, ended = self._use
        if not timer.expired():
            timer.reschedule(0)
        return ended
