"""A server below HTTP: it reads requests from sockets, counts them, and does what a test wants next."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

import trustme
from attrs import define, field, frozen


def untrusted_tls() -> ssl.SSLContext:
    """The TLS settings of a server whose certificate nobody trusts, made anew: a repository holds no keys."""
    return _tls(trustme.CA())


def trusted_tls(authority: Path) -> ssl.SSLContext:
    """The TLS settings of a server whose certificate is trusted by those who trust an authority.

    Args:
        authority: where its certificate is written.
    """
    made = trustme.CA()
    made.cert_pem.write_to_path(authority)
    return _tls(made)


def _tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@frozen
class Received:
    """A request as its bytes came in."""

    head: bytes
    body: bytes

    @property
    def path(self) -> str:
        """What the request line names."""
        return self.head.split(b" ", 2)[1].decode()

    @property
    def headers(self) -> dict[str, str]:
        """Names in lower case."""
        lines = self.head.decode("latin-1").split("\r\n")[1:]
        pairs = (line.partition(":") for line in lines if line)
        return {name.lower(): value.strip() for name, _, value in pairs}


Behaviour = Callable[[socket.socket, Received], None]
"""What to do when a whole request is there."""


@define
class RawServer:
    """Serves one request a connection, or more while the behaviour leaves the connection open."""

    behaviours: list[Behaviour] = field(factory=list[Behaviour])
    """One for each request; the last one stays."""
    before_reading: Callable[[socket.socket], None] | None = None
    """What to do with a connection before anything is read from it."""
    after_head: Callable[[socket.socket], None] | None = None
    """What to do when the head is there and the body has not been read."""
    tls: ssl.SSLContext | None = None
    received: list[Received] = field(factory=list[Received])
    connections: int = 0
    _listener: socket.socket = field(factory=lambda: socket.create_server(("127.0.0.1", 0)))
    _open: list[socket.socket] = field(factory=list[socket.socket])
    _threads: list[threading.Thread] = field(factory=list[threading.Thread])

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        """Its address."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    @property
    def talking(self) -> bool:
        """Whether somebody holds a connection."""
        return any(thread.is_alive() for thread in self._threads[1:])

    def then(self, *behaviours: Behaviour) -> Self:
        """Do this with the next requests."""
        self.behaviours.extend(behaviours)
        return self

    def __enter__(self) -> Self:
        self._listener.settimeout(0.02)
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self._threads[0].join(5)  # the one that accepts, first: it may be about to take one more connection
        self._hang_up()
        for thread in self._threads:
            thread.join(5)
        self._hang_up()  # on what a handshake has made in the meantime

    def _hang_up(self) -> None:
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def _start(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            self.connections += 1
            connection.settimeout(5)
            self._open.append(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ssl.SSLError):
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)
                self._open.append(connection)
            if self.before_reading is not None:
                self.before_reading(connection)
            while True:
                request = self._read(connection)
                if request is None:
                    break
                self.received.append(request)
                behaviour = self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]
                behaviour(connection, request)

    def _read(self, connection: socket.socket) -> Received | None:
        data = b""
        while b"\r\n\r\n" not in data:
            piece = connection.recv(65536)
            if not piece:
                return None
            data += piece
        head, _, body = data.partition(b"\r\n\r\n")
        if self.after_head is not None:
            self.after_head(connection)
            return None
        length = int(Received(head, b"").headers.get("content-length", "0"))
        while len(body) < length:
            piece = connection.recv(65536)
            if not piece:
                return None
            body += piece
        return Received(head, body)


def answer(
    body: bytes | str = b"", status: int = 200, headers: Mapping[str, str] | None = None, length: int | None = None
) -> Behaviour:
    """Answer with these bytes; `length` is what the head says of them."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(content) if length is None else length}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    whole = "\r\n".join(lines).encode() + b"\r\n\r\n" + content

    def behave(connection: socket.socket, _: Received) -> None:
        connection.sendall(whole)
        if length is not None:
            connection.close()

    return behave


def answer_json(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Behaviour:
    """Answer with JSON."""
    return answer(json.dumps(value, ensure_ascii=False), status, headers)


def slow(behaviour: Behaviour, seconds: float) -> Behaviour:
    """The same, later."""

    def behave(connection: socket.socket, request: Received) -> None:
        time.sleep(seconds)
        behaviour(connection, request)

    return behave


def drop(connection: socket.socket, _: object = None) -> None:
    """Reset the connection."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def refused_url() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    return f"http://127.0.0.1:{port}"
