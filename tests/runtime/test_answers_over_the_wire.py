"""What the bytes of an answer mean, whatever cuts them into pieces: the same for each transport, over real sockets."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence

import pytest
from attrs import frozen

from codegen.runtime.common.errors import OutcomeUnknownError

from .raw_server import Behaviour, RawServer, Received
from .samples import EVERY_TRANSPORT, HALVES, Half, top, top_operation

pytestmark = [pytest.mark.anyio, *EVERY_TRANSPORT]
both = pytest.mark.parametrize("half", HALVES)

OPERATION = top_operation()
YES = b'{"sample_send_response": {"id": "1"}}'
LENGTH = b"Content-Length: %d\r\n" % len(YES)
CHUNKED = b"Transfer-Encoding: chunked\r\n"
CHUNKS = b"5\r\n%b\r\n%x;name=value\r\n%b\r\n0\r\n" % (YES[:5], len(YES) - 5, YES[5:])
OK = b"HTTP/1.1 200 OK\r\n"


@frozen
class Case:
    """An answer, cut into pieces."""

    pieces: Sequence[bytes]
    reused: bool = True
    """Whether the connection serves the next call."""
    ends: bool = False
    """Whether the server closes the connection behind it."""


READ = {
    "length": Case([OK + LENGTH + b"\r\n" + YES]),
    "in two pieces": Case([OK + LENGTH + b"\r\n", YES]),
    "in many pieces": Case([bytes([byte]) for byte in OK + LENGTH + b"\r\n" + YES]),
    "chunks": Case([OK + CHUNKED + b"\r\n" + CHUNKS + b"\r\n"]),
    "chunks and trailers": Case([OK + CHUNKED + b"\r\n" + CHUNKS + b"X-Checksum: 3\r\n\r\n"]),
    "until the end": Case([OK + b"\r\n" + YES], reused=False, ends=True),
    "HTTP/1.0": Case([b"HTTP/1.0 200 OK\r\n" + LENGTH + b"\r\n" + YES], reused=False),
    "close": Case([OK + LENGTH + b"Connection: close\r\n\r\n" + YES], reused=False),
    "after 100": Case([b"HTTP/1.1 100 Continue\r\n\r\n" + OK + LENGTH + b"\r\n" + YES]),
    "after 103 with headers": Case([b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", OK + LENGTH + b"\r\n" + YES]),
    "an upgrade is offered": Case([OK + LENGTH + b"Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n" + YES]),
    "no reason": Case([b"HTTP/1.1 200 \r\n" + LENGTH + b"\r\n" + YES]),
    "bytes in a header": Case([OK + LENGTH + "X-Name: 淘宝\r\n\r\n".encode() + YES]),
    "another answer behind": Case([(OK + LENGTH + b"\r\n" + YES) * 2], reused=False),
    "nonsense behind": Case([OK + LENGTH + b"\r\n" + YES + b"\x00\x01"], reused=False),
}
UNREADABLE = {
    "nothing": Case([b""], ends=True),
    "half a head": Case([OK + b"Content-Le"], ends=True),
    "no body": Case([OK + LENGTH + b"\r\n"], ends=True),
    "half a body": Case([OK + LENGTH + b"\r\n" + YES[:9]], ends=True),
    "half the chunks": Case([OK + CHUNKED + b"\r\n" + CHUNKS[:9]], ends=True),
    "no last chunk": Case([OK + CHUNKED + b"\r\n" + CHUNKS[:-3]], ends=True),
    "a chunk without a size": Case([OK + CHUNKED + b"\r\nzz\r\n{}"], ends=True),
    "two lengths": Case([OK + LENGTH + b"Content-Length: 3\r\n\r\n" + YES], ends=True),
    "another coding": Case([OK + b"Transfer-Encoding: gzip\r\n\r\n" + YES], ends=True),
    "other protocols": Case([b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n" + YES]),
    "a TLS alert": Case([b"\x15\x03\x01\x00\x02\x02\x50"], ends=True),
    "no status": Case([b"HTTP/1.1 OK\r\n\r\n"], ends=True),
    "an endless head": Case([OK + b"X: " + b"y" * 200_000], ends=True),
    "endless hints": Case([b"HTTP/1.1 103 x\r\nLink: y\r\n\r\n" * 20_000], ends=True),
}


def says(case: Case) -> Behaviour:
    """Answer with these bytes."""

    def behave(connection: socket.socket, _: Received) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in case.pieces:
            connection.sendall(piece)
            if len(case.pieces) > 1:
                time.sleep(0.001)
        if case.ends:
            connection.close()

    return behave


@both
class TestReadable:
    """Answers that are understood."""

    @pytest.mark.parametrize("name", READ)
    async def test_result_and_connection(self, half: Half, server: RawServer, name: str) -> None:
        """The result is there, and the connection serves the next call where it can."""
        case = READ[name]
        server.then(says(case), says(READ["length"]))
        async with top(half, server.url) as call:
            assert (await call(OPERATION)).data == {"id": "1"}
            assert (await call(OPERATION)).data == {"id": "1"}
        assert server.connections == (1 if case.reused else 2)


@both
class TestUnreadable:
    """Answers that prove nothing."""

    @pytest.mark.parametrize("name", UNREADABLE)
    async def test_unknown(self, half: Half, server: RawServer, name: str) -> None:
        """The request may have been done; the connection is not used again."""
        server.then(says(UNREADABLE[name]), says(READ["length"]))
        async with top(half, server.url) as call:
            with pytest.raises(OutcomeUnknownError) as caught:
                await call(OPERATION)
            assert (await call(OPERATION)).data == {"id": "1"}
        assert caught.value.delivery == "unknown"
        assert server.connections == 2
