"""The catalogue as data: one method a line, gzipped or not, and why a line is none."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import frozen

_GZIP: Final = b"\x1f\x8b"
_LIMITS: Final = ("maxLength", "maxListSize", "minValue", "maxValue")


class RefusalError(Exception):
    """A method cannot become a spec file; says why, in words that fit many methods."""


@frozen
class Parameter:
    """A parameter of a request or an answer."""

    name: str
    type: str
    """The vendor's word without spaces, such as ``Number[]`` or ``Address``; empty where the catalogue has none."""
    required: bool
    description: str
    limits: tuple[tuple[str, int], ...]
    """``maxLength``, ``maxListSize``, ``minValue`` and ``maxValue``, those that are given."""
    members: tuple[Parameter, ...] = ()


@frozen
class Definition:
    """A method."""

    name: str
    title: str
    description: str
    request: tuple[Parameter, ...]
    answer: tuple[Parameter, ...]


@frozen
class Line:
    """One line of a catalogue."""

    number: int
    name: str
    """Of the method, as far as it could be read; for messages."""
    definition: Definition | None
    refusal: str
    """Why there is no definition."""


def read(path: Path) -> list[Line]:
    """Every line of a catalogue that is not empty.

    Raises:
        OSError: the file cannot be read.
        UnicodeDecodeError: it is not UTF-8.
    """
    content = path.read_bytes()
    if content.startswith(_GZIP):
        content = gzip.decompress(content)
    lines = content.decode("utf-8").split("\n")
    return [_line(number, text) for number, text in enumerate(lines, 1) if text.strip()]


def _line(number: int, text: str) -> Line:
    try:
        raw = json.loads(text)
    except ValueError:
        return Line(number, "", None, "the line is not JSON")
    name = raw.get("name") if isinstance(raw, dict) else None
    shown = name if isinstance(name, str) else ""
    try:
        return Line(number, shown, _definition(raw), "")
    except RefusalError as refusal:
        return Line(number, shown, None, str(refusal))


def _definition(raw: object) -> Definition:
    if not isinstance(raw, dict):
        raise RefusalError("the line is not an object")
    name = _text(raw, "name")
    if not name:
        raise RefusalError("the method has no name")
    return Definition(
        name=name,
        title=_text(raw, "apiChineseName"),
        description=_text(raw, "description"),
        request=tuple(_parameters(raw.get("requestParams"))),
        answer=tuple(_parameters(raw.get("responseParams"))),
    )


def _parameters(raw: object) -> Iterator[Parameter]:
    if raw is None:
        return
    if not isinstance(raw, list):
        raise RefusalError("its parameters are no list")
    for item in raw:
        yield _parameter(item)


def _parameter(raw: object) -> Parameter:
    if not isinstance(raw, dict):
        raise RefusalError("a parameter is no object")
    name = _text(raw, "name")
    if not name:
        raise RefusalError("a parameter has no name")
    return Parameter(
        name=name,
        type="".join(_text(raw, "type").split()),
        required=raw.get("required") is True,
        description=_text(raw, "description"),
        limits=tuple((key, raw[key]) for key in _LIMITS if _is_whole(raw.get(key))),
        members=tuple(_parameters(raw.get("subParams"))),
    )


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(raw: Mapping[str, Any], key: str) -> str:
    """A text on one line, without what YAML cannot hold; empty where there is none."""
    value = raw.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RefusalError(f"a {key} is no text")
    return " ".join("".join(map(_printable, value)).split())


def _printable(character: str) -> str:
    return character if character.isprintable() else " "
