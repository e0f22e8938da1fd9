"""Parameters of a call out of what somebody captured of it: a form, a query, a curl command or JSON."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from typing import Final, cast
from urllib.parse import parse_qsl

_REQUEST_LINE: Final = re.compile(r"(?:(?:GET|POST)\s+)?(?:https?://|/)\S*", re.IGNORECASE)
_HEADER: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*:\s")
_CONTINUED: Final = re.compile(r"\\\r?\n")
"""The end of a line that goes on in the next: `shlex` would keep it."""
_DATA: Final = frozenset({"-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--data-urlencode"})
_FORM: Final = frozenset({"-F", "--form", "--form-string"})


def read_captured(data: bytes) -> dict[str, str]:
    """The parameters of a captured call, decoded.

    Args:
        data: a JSON object of texts, a curl command, or lines of which each is an address, a request line, a header
            or URL-encoded pairs.

    Raises:
        ValueError: it is none of them, or in another charset than UTF-8. The text does not hold what was captured.
    """
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise ValueError("what was captured is not in UTF-8") from None
    if text.startswith("{"):
        return _json(text)
    pieces = _curl(text) if text.startswith(("curl ", "$ curl ")) else _lines(text)
    params: dict[str, str] = {}
    for piece in pieces:
        params |= _pairs(piece)
    if not params:
        raise ValueError("no parameters were found")
    return params


def _json(text: str) -> dict[str, str]:
    try:
        members = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("what was captured begins like JSON and is none") from None
    params: dict[str, str] = {}
    for name, value in cast("dict[str, object]", members).items():
        if isinstance(value, dict | list):
            raise ValueError(f"the JSON member {name!r} must be the text that was sent, not an object or a list")
        if value is not None:
            params[name] = value if isinstance(value, str) else json.dumps(value)
    return params


def _curl(text: str) -> Iterator[str]:
    """The URL-encoded parts of a curl command."""
    try:
        words = shlex.split(_CONTINUED.sub(" ", text.removeprefix("$ ")))[1:]
    except ValueError:
        raise ValueError("the quotes of the curl command do not match") from None
    arguments = iter(words)
    for word in arguments:
        option, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if option in _FORM:
            raise ValueError("curl's multipart forms are not read: give the parameters as JSON")
        if option in _DATA:
            yield value if equals else next(arguments, "")
        elif word[:2] == "-d" and len(word) > 2:
            yield word[2:]
        elif "?" in word and _REQUEST_LINE.match(word):
            yield word.partition("?")[2]


def _lines(text: str) -> Iterator[str]:
    """The URL-encoded parts of addresses, request lines and bodies; headers are passed over."""
    for line in filter(None, map(str.strip, text.splitlines())):
        address = _REQUEST_LINE.match(line)
        if address is not None:
            yield address[0].partition("?")[2]
        elif not _HEADER.match(line):
            yield line.removeprefix("?")


def _pairs(piece: str) -> dict[str, str]:
    try:
        return dict(
            parse_qsl(piece.partition("#")[0], keep_blank_values=True, strict_parsing=bool(piece), errors="strict")
        )
    except UnicodeDecodeError:
        flaw = "the parameters are not URL-encoded in UTF-8, which is a mistake of its own: encode and sign in UTF-8"
    except ValueError:
        flaw = "a part of what was captured is not of the form name=value&name=value"
    raise ValueError(flaw)
