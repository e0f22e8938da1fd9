"""A connection of a thread, whose reads end at the deadline of the call."""

from __future__ import annotations

import select
import socket
import ssl
from collections.abc import Callable

from .deadline import NEVER, Deadline
from .failures import ConnectError, ConnectTimeout, ReadError, ReadTimeout, WriteTimeout


def dial(host: str, port: int, timeout: float | None) -> SocketStream:
    """A new connection.

    Raises:
        ConnectTimeout: there was none in time.
        ConnectError: there is none.
    """
    try:
        opened = socket.create_connection((host, port), timeout)
    except TimeoutError as error:
        raise ConnectTimeout(str(error)) from error
    except OSError as error:
        raise ConnectError(str(error)) from error
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return SocketStream(opened)


class SocketStream:
    """A connection. One thread reads and writes at a time."""

    def __init__(self, opened: socket.socket) -> None:
        self.deadline: Deadline = NEVER
        """Of the call that uses it."""
        self._socket = opened
        self._timeout = opened.gettimeout()
        self._readable: Callable[[], bool] | None = None

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What arrived, at most so many bytes; none at the end.

        Raises:
            DeadlinePassedError: no time is left.
            ReadTimeout: nothing came in time.
            ReadError: the connection broke.
        """
        try:
            self._wait_for(self.deadline.cut(timeout))
            return self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise ReadTimeout(str(error)) from error
        except OSError as error:
            raise ReadError(str(error)) from error

    def write(self, data: bytes, timeout: float | None = None) -> None:
        """Send all of it. If the peer closed the connection, reading tells: it may have answered before.

        Raises:
            DeadlinePassedError: no time is left.
            WriteTimeout: the peer did not take it in time.
        """
        try:
            self._wait_for(self.deadline.cut(timeout))
            while data:
                data = data[self._socket.send(data) :]
        except TimeoutError as error:
            raise WriteTimeout(str(error)) from error
        except OSError:
            pass

    def close(self) -> None:
        """Close it."""
        self._socket.close()

    def cut(self) -> None:
        """End what another thread waits for. That thread closes the socket."""
        # Not SSLSocket.shutdown, which takes the TLS state from under the other thread.
        socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> SocketStream:
        """Encrypt from here on. It is closed if that fails.

        Raises:
            ConnectTimeout: it took too long.
            ConnectError: the peer is not trusted, or speaks no TLS.
        """
        try:
            self._wait_for(timeout)
            self._socket = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except BaseException as error:
            self.close()
            if isinstance(error, TimeoutError):
                raise ConnectTimeout(str(error)) from error
            if isinstance(error, OSError):
                raise ConnectError(str(error)) from error
            raise
        return self

    def _wait_for(self, seconds: float | None) -> None:
        """How long the next steps may take. Telling the system takes as long as sending."""
        if seconds != self._timeout:
            self._socket.settimeout(seconds)
            self._timeout = seconds

    def is_readable(self) -> bool:
        """Whether there is something to read, such as the peer's end, though nothing was asked for."""
        if self._readable is None:
            self._readable = readiness(self._socket)
        return self._readable()


def readiness(found: socket.socket) -> Callable[[], bool]:
    """Tells whether there is something to read from a socket, such as the peer's end."""
    if not hasattr(select, "poll"):  # Windows
        return lambda: found.fileno() < 0 or bool(select.select([found], [], [], 0)[0])
    poll = select.poll()
    if found.fileno() >= 0:
        poll.register(found, select.POLLIN)
    return lambda: found.fileno() < 0 or bool(poll.poll(0))
