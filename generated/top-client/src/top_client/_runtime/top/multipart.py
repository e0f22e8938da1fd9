"""TOP's form with files: a multipart body, whose texts are signed and whose files are not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from email.message import Message

MULTIPART: Final = "multipart/form-data"
_NAME: Final = "file"
_TYPE: Final = "application/octet-stream"


class File(bytes):
    """The content of a file, with the name and the type that go with it. Plain bytes will do where neither matters."""

    name: str
    content_type: str

    def __new__(cls, content: bytes = b"", *, name: str = _NAME, content_type: str = _TYPE) -> File:
        """A file.

        Args:
            content: its bytes.
            name: with the suffix by which the gateway may tell what it is.
            content_type: its media type.
        """
        made = super().__new__(cls, content)
        made.name, made.content_type = name, content_type
        return made


def taken_apart(members: Mapping[str, object]) -> tuple[Mapping[str, object], dict[str, bytes]]:
    """The members of a request that are sent as texts, and those that are sent as files."""
    files = {name: value for name, value in members.items() if isinstance(value, bytes)}
    return {name: value for name, value in members.items() if name not in files} if files else members, files


def multipart_body(
    params: Mapping[str, str], files: Mapping[str, bytes], boundary: str | None = None
) -> tuple[str, bytes]:
    """The content type and the body of a form with files.

    Args:
        params: the texts, in UTF-8.
        files: their contents by parameter.
        boundary: what parts the parts; one that no text holds by default.
    """
    kind = f"{MULTIPART}; boundary={boundary or os.urandom(16).hex()}"
    from ..common.through_httpx import multipart  # takes long to import, and few send files

    return kind, multipart(kind, params, {name: _part(content) for name, content in files.items()})


def _part(content: bytes) -> tuple[str, bytes, str]:
    if isinstance(content, File):
        return content.name, content, content.content_type
    return _NAME, content, _TYPE


def read_parts(content_type: str, body: bytes) -> Iterator[tuple[str, bytes, bool]]:
    """Each part of a multipart body: its name, its content, and whether it is a file. A body of another type has none.

    Args:
        content_type: the request's header.
        body: the request's body.
    """
    from email.parser import BytesParser  # takes long to import, and clients read no requests

    header = read_header(content_type)
    boundary = header.get_param("boundary")
    if header.get_content_type() != MULTIPART or not isinstance(boundary, str) or not boundary:
        return
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:]:
        head, _, value = part.partition(b"\r\n\r\n")
        headers = BytesParser().parsebytes(head.lstrip(), headersonly=True)
        name = headers.get_param("name", header="content-disposition")
        if isinstance(name, str):
            yield name, value, headers.get_filename() is not None


def read_header(content_type: str) -> Message:
    """A ``Content-Type`` header, which HTTP writes as mail does."""
    from email.message import Message

    header = Message()
    header["content-type"] = content_type
    return header
