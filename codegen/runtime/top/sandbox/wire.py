"""Read the parameters of a call as they came over the wire: query string, form body, multipart body.

Values are decoded exactly, for the signature is computed over what arrived.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from ..multipart import read_header, read_parts

_FORM: Final = "application/x-www-form-urlencoded"


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
    pairs += [(name, value.decode()) for name, value, is_file in read_parts(content_type, body) if not is_file]
    if read_header(content_type or _FORM).get_content_type() == _FORM:  # a body without a type is taken for a form
        pairs += _urlencoded(body)
    parameters: dict[str, str] = {}
    for name, value in pairs:
        parameters.setdefault(name, value)
    return parameters


def read_files(content_type: str, body: bytes) -> dict[str, bytes]:
    """The files of a call, by parameter.

    Args:
        content_type: The request's ``Content-Type`` header, empty if it has none.
        body: The request's body.
    """
    return {name: content for name, content, is_file in read_parts(content_type, body) if is_file}


def _urlencoded(text: bytes) -> list[tuple[str, str]]:
    return parse_qsl(text.decode(), keep_blank_values=True, encoding="utf-8", errors="strict")
