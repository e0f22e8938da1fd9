"""How much more memory a process takes at its peak for answers that are too large. Prints bytes for each as JSON."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import resource
import socket
import sys
import zlib
from collections.abc import Iterator

import tests.conftest  # noqa: F401  # where the runtime is
from codegen.runtime.common.errors import OutcomeUnknownError
from tests.runtime.raw_server import Behaviour, RawServer, Received
from tests.runtime.samples import Half, top, top_operation

MB = 1024 * 1024


def streamed(head: str, pieces: list[bytes], times: int) -> Behaviour:
    """Answer piece by piece, so that the server takes no memory itself."""

    def behave(connection: socket.socket, request: Received) -> None:
        assert request.body
        connection.sendall(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode())
        for _ in range(times):
            for piece in pieces:
                connection.sendall(piece)

    return behave


def bomb(megabytes: int) -> Iterator[bytes]:
    """Nothing but zeros, a thousandth of the size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for _ in range(megabytes):
        yield packer.compress(bytes(MB))
    yield packer.flush()


async def main(half: Half) -> dict[str, int]:
    """The growth of the peak for each answer."""
    packed = b"".join(bomb(1024))
    members = gzip.compress(bytes(MB))
    cases = {
        "first": streamed("Content-Length: 0", [], 0),
        "plain, length": streamed(f"Content-Length: {100 * MB}", [bytes(MB)], 100),
        "plain, no length": streamed("Connection: close", [bytes(MB)], 100),
        "gzip": streamed(f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}", [packed], 1),
        "gzip members": streamed("Content-Encoding: gzip\r\nConnection: close", [members], 1024),
    }
    grown: dict[str, int] = {}
    with RawServer() as server:
        for name, behaviour in cases.items():
            server.behaviours = [behaviour]
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            async with top(half, server.url) as call:
                try:
                    await call(top_operation())
                except OutcomeUnknownError:
                    pass
                except Exception:
                    if name != "first":
                        raise
            grown[name] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    del grown["first"]  # it only warmed up
    return grown


if __name__ == "__main__":
    logging.disable()
    chosen: Half = "sync" if sys.argv[1] == "sync" else "async"
    sys.stdout.write(json.dumps(asyncio.run(main(chosen))))
