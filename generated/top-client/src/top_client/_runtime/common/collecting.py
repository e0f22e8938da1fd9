"""Reading an answer with bounds: what arrives of its body, and what that unpacks to, is measured before it is kept."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol

MAX_ANSWER: Final = 16 * 1024 * 1024
"""Bytes of an answer's body, packed and unpacked, that are read before it is given up. The largest answer known, about
a thousand recipients, has 150 KB; what JSON makes of a body may take thirty times its size."""
_PIECE: Final = 64 * 1024
"""Bytes that are unpacked at a time: a small body can unpack to a thousand times its size."""
_GZIP_MAGIC: Final = b"\x1f\x8b"
_DIGITS: Final = 18
"""That the length of a body may have."""


class OversizedError(Exception):
    """The answer is larger than MAX_ANSWER."""


class UnpackingError(Exception):
    """The answer's body is not packed as its head says, or ends too early."""


def header_dict(raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers of an answer, as httpx reads them: names in lower case, values of the same name joined."""
    for coding in ("ascii", "utf-8"):
        try:
            return _decoded(raw, coding)
        except UnicodeDecodeError:
            continue
    return _decoded(raw, "latin-1")


def _decoded(raw: Sequence[tuple[bytes, bytes]], coding: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode(coding).lower(), value.decode(coding)
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


class CollectedBody:
    """The pieces of an answer's body, unpacked, up to MAX_ANSWER."""

    def __init__(self, headers: Mapping[str, str] | None = None) -> None:
        """Begin.

        Args:
            headers: those of the answer, for its length and its packing.

        Raises:
            OversizedError: the head promises too much.
        """
        found = headers or {}
        self._unpacking: Unpacking | None = None
        self._body = bytearray()
        self._arrived = 0
        if "content-encoding" in found:
            coding = found["content-encoding"].strip().lower()
            self._unpacking = Unpacking(coding) if coding in ("gzip", "x-gzip", "deflate") else None
        length = found.get("content-length", "").strip()
        if length.isdecimal() and length.isascii() and len(length) <= _DIGITS:
            self._check(int(length))

    def add(self, piece: bytes) -> None:
        """Keep a piece as it came over the wire.

        Raises:
            OversizedError: it is too much.
            UnpackingError: it cannot be unpacked.
        """
        self._arrived += len(piece)
        self._check(self._arrived)
        for unpacked in [piece] if self._unpacking is None else self._unpacking.pieces(piece):
            self._check(len(self._body) + len(unpacked))
            self._body += unpacked

    def joined(self) -> bytes:
        """The whole body.

        Raises:
            UnpackingError: the packed body ends too early.
        """
        if self._unpacking is not None and self._arrived:
            self._unpacking.finish()
        return bytes(self._body)

    def _check(self, size: int) -> None:
        if size > MAX_ANSWER:
            raise OversizedError(f"the answer is larger than {MAX_ANSWER} bytes")


class Inflater(Protocol):
    """What `zlib.decompressobj` gives."""

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What followed the end."""
        ...

    @property
    def unconsumed_tail(self) -> bytes:
        """What there was no room for yet."""
        ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Some more of the unpacked data."""
        ...


class Unpacking:
    """gzip and deflate, unpacked in pieces of bounded size."""

    def __init__(self, coding: str) -> None:
        self._gzip = coding != "deflate"
        self._inflater: Inflater | None = None

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Unpack some more.

        Raises:
            UnpackingError: it cannot be unpacked.
        """
        data = self._begun(data)
        more = bool(data)
        while more and self._inflater is not None:
            try:
                piece = self._inflater.decompress(data, _PIECE)
            except zlib.error:
                raise UnpackingError("the answer's body is not packed as its head says") from None
            yield piece
            ended = self._inflater.eof
            data = self._begun(self._inflater.unused_data) if ended else self._inflater.unconsumed_tail
            more = bool(data) or (len(piece) == _PIECE and not ended)

    def finish(self) -> None:
        """Check that the end was reached.

        Raises:
            UnpackingError: it was not.
        """
        if self._inflater is not None and not self._inflater.eof:
            raise UnpackingError("the answer's packed body ends too early")

    def _begun(self, data: bytes) -> bytes:
        """The data, with something to unpack it; nothing of what follows the end, unless it is gzip again."""
        if self._inflater is None:
            self._inflater = zlib.decompressobj(self._window(data))
        elif self._inflater.eof:
            if not (self._gzip and data.startswith(_GZIP_MAGIC)):  # RFC 1952, 2.2: a file may have many members
                return b""
            self._inflater = zlib.decompressobj(self._window(data))
        return data

    def _window(self, start: bytes) -> int:
        """zlib's name for the format. Deflate means zlib's own (RFC 9110, 8.4.1.2), but some servers send it bare."""
        if self._gzip:
            return zlib.MAX_WBITS | 16
        is_zlib = start[:1] == b"" or start[0] & 0x0F == zlib.DEFLATED
        return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS
