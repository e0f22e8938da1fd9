"""A connection of a thread, as httpcore takes it, whose reads end at the deadline of the call."""

from __future__ import annotations

import select
import socket
import ssl
from typing import Any

import httpcore

from .deadline import NEVER, Deadline


def dial(host: str, port: int, timeout: float | None) -> SocketStream:
    """A new connection.

    Raises:
        httpcore.ConnectTimeout: there was none in time.
        httpcore.ConnectError: there is none.
    """
    try:
        opened = socket.create_connection((host, port), timeout)
    except TimeoutError as error:
        raise httpcore.ConnectTimeout(str(error)) from error
    except OSError as error:
        raise httpcore.ConnectError(str(error)) from error
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return SocketStream(opened)


class SocketStream(httpcore.NetworkStream):
    """A connection. One thread reads and writes at a time."""

    def __init__(self, opened: socket.socket) -> None:
        self._socket = opened
        self.deadline: Deadline = NEVER
        """Of the call that uses it."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What arrived, at most so many bytes; none at the end.

        Raises:
            DeadlinePassedError: no time is left.
        """
        try:
            self._socket.settimeout(self.deadline.cut(timeout))
            return self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        if not buffer:
            return
        try:
            self._socket.settimeout(timeout)
            while buffer:
                buffer = buffer[self._socket.send(buffer) :]
        except TimeoutError as error:
            raise httpcore.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        """Close it."""
        self._socket.close()

    def shut_down(self) -> None:
        """End what another thread waits for. That thread closes the socket."""
        # Not SSLSocket.shutdown, which takes the TLS state from under the other thread.
        socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> SocketStream:
        """Encrypt from here on. It is closed if that fails."""
        try:
            self._socket.settimeout(timeout)
            self._socket = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except BaseException as error:
            self.close()
            if isinstance(error, TimeoutError):
                raise httpcore.ConnectTimeout(str(error)) from error
            if isinstance(error, OSError):
                raise httpcore.ConnectError(str(error)) from error
            raise
        return self

    def get_extra_info(self, info: str) -> Any:
        """What httpcore wants to know: whether there is something to read where nothing should be."""
        return is_readable(self._socket) if info == "is_readable" else None


def is_readable(found: socket.socket) -> bool:
    """Whether there is something to read, such as the peer's end."""
    if found.fileno() < 0:
        return True
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([found], [], [], 0)[0])
    poll = select.poll()
    poll.register(found, select.POLLIN)
    return bool(poll.poll(0))
