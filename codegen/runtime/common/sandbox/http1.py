"""HTTP/1.1 as far as a sandbox speaks it where it has faults: read a request, ask the application, write an answer.

uvicorn cannot be told to break off in the middle of a head, so the bytes are made here.
"""

from __future__ import annotations

import asyncio
import http
from collections.abc import Mapping, MutableMapping
from typing import Any, Final
from urllib.parse import unquote

from attrs import field, frozen
from starlette.types import ASGIApp

_CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"


class NotHTTPError(Exception):
    """What came in is no request."""


@frozen
class Head:
    """The request line and the headers."""

    method: str
    target: str
    version: str
    headers: list[tuple[bytes, bytes]] = field(repr=False)
    """Names in lower case."""

    @property
    def path(self) -> str:
        """The path of the target, decoded."""
        return unquote(self.target.partition("?")[0])

    @property
    def keeps_alive(self) -> bool:
        """Whether the client may use the connection again."""
        return self.version == "1.1" and self.value(b"connection").lower() != b"close"

    def value(self, name: bytes) -> bytes:
        """The value of a header; empty if it is not there."""
        return dict(self.headers).get(name, b"")


@frozen
class Reply:
    """An answer before it is written."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case."""
    body: bytes = field(repr=False)

    def head(self) -> bytes:
        """The status line and the headers; the length is that of the body unless the headers tell another."""
        framed = {"content-length", "transfer-encoding"} & self.headers.keys()
        headers = self.headers if framed else {**self.headers, "content-length": str(len(self.body))}
        lines = [f"HTTP/1.1 {self.status} {_phrase(self.status)}", *(f"{name}: {headers[name]}" for name in headers)]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"


async def read_head(reader: asyncio.StreamReader, start: bytes = b"") -> Head:
    """Read the head of a request.

    Args:
        reader: The connection.
        start: What was read of it already.

    Raises:
        NotHTTPError: It is no head, or a very long one.
        EOFError: The connection ended.
    """
    try:
        text = (start + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        line, *fields = text.removesuffix("\r\n\r\n").split("\r\n")
        method, target, version = line.split(" ")
        pairs = [text.partition(":") for text in fields]
    except (ValueError, asyncio.LimitOverrunError) as exc:
        raise NotHTTPError from exc
    headers = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, _, value in pairs]
    return Head(method, target, version.removeprefix("HTTP/"), headers)


async def read_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: Head) -> bytes:
    """Read the body that belongs to a head.

    Raises:
        NotHTTPError: Its length cannot be read.
        EOFError: The connection ended before it was complete.
    """
    if head.value(b"expect").lower() == b"100-continue":
        writer.write(_CONTINUE)
    try:
        if head.value(b"transfer-encoding").lower() == b"chunked":
            return await _read_chunks(reader)
        return await reader.readexactly(int(head.value(b"content-length") or 0))
    except ValueError as exc:
        raise NotHTTPError from exc


async def ask(app: ASGIApp, head: Head, body: bytes, server: tuple[str, int]) -> Reply:
    """Let an application answer a request."""
    started: MutableMapping[str, Any] = {"status": 500, "headers": []}
    pieces: list[bytes] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            started.update(message)
        else:
            pieces.append(message.get("body", b""))

    await app(_scope(head, server), receive, send)
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in started["headers"]}
    return Reply(started["status"], headers, b"" if head.method == "HEAD" else b"".join(pieces))


def _scope(head: Head, server: tuple[str, int]) -> dict[str, Any]:
    raw_path, _, query = head.target.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": head.version,
        "method": head.method,
        "scheme": "http",
        "path": head.path,
        "raw_path": raw_path.encode("latin-1"),
        "query_string": query.encode("latin-1"),
        "root_path": "",
        "headers": head.headers,
        "client": None,
        "server": server,
    }


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    chunks: list[bytes] = []
    while size := int((await reader.readuntil(b"\r\n")).partition(b";")[0], 16):
        chunks.append((await reader.readexactly(size + 2))[:size])
    while await reader.readuntil(b"\r\n") != b"\r\n":
        pass  # trailers say nothing here
    return b"".join(chunks)


def _phrase(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
