"""Read the parameters of a call as they came over the wire: query string, form body, multipart body.

Values are decoded exactly, for the signature is computed over what arrived.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from typing import Final
from urllib.parse import parse_qsl

_FORM: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"


def read_parameters(query: bytes, content_type: str, body: bytes) -> dict[str, str]:
    """Collect the text parameters of a call.

    Where the query and the body give a parameter twice, the first one counts. Files are left out: they are
    not signed (TOP document 101617).

    Args:
        query: The query string, percent-encoded.
        content_type: The request's ``Content-Type`` header, empty if it has none.
        body: The request's body.

    Raises:
        UnicodeDecodeError: The parameters are not UTF-8.
    """
    pairs = list(_urlencoded(query))
    header = _header(content_type)
    if header.get_content_type() == _MULTIPART:
        pairs += _multipart(body, str(header.get_param("boundary", "")))
    elif header.get_content_type() == _FORM:
        pairs += _urlencoded(body)
    parameters: dict[str, str] = {}
    for name, value in pairs:
        parameters.setdefault(name, value)
    return parameters


def _header(content_type: str) -> Message:
    header = Message()
    # A body without a type is taken for a form; a mail header without one would mean plain text.
    header["content-type"] = content_type or _FORM
    return header


def _urlencoded(text: bytes) -> list[tuple[str, str]]:
    return parse_qsl(text.decode(), keep_blank_values=True, encoding="utf-8", errors="strict")


def _multipart(body: bytes, boundary: str) -> Iterator[tuple[str, str]]:
    if not boundary:
        return
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:]:
        head, _, value = part.partition(b"\r\n\r\n")
        headers = BytesParser().parsebytes(head.lstrip(), headersonly=True)
        name = headers.get_param("name", header="content-disposition")
        if isinstance(name, str) and headers.get_filename() is None:
            yield name, value.decode()
