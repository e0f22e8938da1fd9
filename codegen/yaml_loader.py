"""Read YAML as JSON with comments: JSON's scalars, JSON's keys, and the place of every value.

YAML 1.1 readers turn ``no`` into False, ``010`` into 8, ``12:30:00`` into 45000 and ``2015-09-15`` into a
date, and keep the last of two equal keys. Here an unquoted value is a number, ``true``, ``false`` or ``null``
only where JSON would read it so; everything else is the text that is written: ``no``, ``yes``, ``on``,
``off``, ``~``, ``010``, ``0x1f``, ``12:30:00``, ``2015-09-15``, ``1e3`` (a number with an exponent needs its
dot), ``=`` and ``.inf`` are strings. A value that is left out is null, as in YAML. Anchors, aliases, tags and
merge keys are refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NoReturn

import yaml
from attrs import field, frozen

from .findings import Finding, Place, SpecError

_LITERALS: Final[dict[str, bool | None]] = {"": None, "null": None, "true": True, "false": False}
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][+-]?[0-9]+)?")
_NOT_PRINTABLE: Final = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEEPEST: Final = 100
"""Levels of nesting; far beyond a readable spec, far below Python's recursion limit."""
_WRITE_OUT: Final = "Use $ref, or write it out."
_LONGEST_INTEGER: Final = 300
"""Digits; float() still takes as many, int() up to 4,300."""


@frozen
class Marks:
    """The place of a value, and of the values in it."""

    line: int
    column: int
    children: dict[str, Marks] = field(factory=dict)
    """By member name, or by index written as text."""

    def find(self, tokens: tuple[str, ...]) -> tuple[Marks, bool]:
        """Follow member names and indexes inwards, as far as they are known; and whether all are."""
        marks = self
        for token in tokens:
            inner = marks.children.get(token)
            if inner is None:
                return marks, False
            marks = inner
        return marks, True


@frozen
class YamlFile:
    """One file as plain data, with the place of every value."""

    file: str
    data: Any
    marks: Marks

    def place(self, tokens: tuple[str, ...] = ()) -> Place:
        """Find the place of a value: its key, or the item of a list; the nearest ancestor's if unknown."""
        marks, _ = self.marks.find(tokens)
        return Place(self.file, marks.line, marks.column)

    def has(self, tokens: tuple[str, ...]) -> bool:
        """Whether a value is written in the file."""
        return self.marks.find(tokens)[1]


def parse(content: bytes, file: str) -> YamlFile:
    """Read one YAML document strictly.

    Args:
        content: The file's bytes, UTF-8.
        file: Its name for messages.

    Returns:
        The data and its places.

    Raises:
        SpecError: With every violation that could be found, each with its place.
    """
    text = _decode(content, file)
    try:
        builder = _Builder(file, yaml.parse(text, Loader=yaml.CSafeLoader))
        data, marks = builder.document()
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        problem = " ".join(part for part in (exc.context, exc.problem) if part)
        raise SpecError([_syntax(place, problem)]) from exc
    if builder.findings:
        raise SpecError(builder.findings)
    return YamlFile(file, data, marks)


def _decode(content: bytes, file: str) -> str:
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        finding = Finding(
            Place(file, 1, 1),
            "yaml-byte-order-mark",
            "the file begins with a byte order mark",
            "Tools disagree on whether the mark belongs to the first key.",
            "Save the file as UTF-8 without a byte order mark.",
        )
        raise SpecError([finding])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as exc:
        before = content[: exc.start].decode("utf-8")
        finding = Finding(
            _place_after(before, file),
            "yaml-encoding",
            f"byte 0x{content[exc.start]:02x} is not UTF-8",
            "A spec is read as UTF-8 on every machine, whatever its locale.",
            "Save the file as UTF-8.",
        )
        raise SpecError([finding]) from exc
    if odd := _NOT_PRINTABLE.search(text):
        place = _place_after(text[: odd.start()], file)
        raise SpecError([_syntax(place, f"character U+{ord(odd.group()):04X} is not allowed in YAML")])
    return text


def _place_after(text: str, file: str) -> Place:
    return Place(file, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _syntax(place: Place, problem: str) -> Finding:
    why = "The file cannot be read as YAML from here on."
    return Finding(place, "yaml-syntax", problem, why, "Correct the indentation, quotes or brackets here.")


class _Builder:
    """Builds data and marks from the parser's events, and collects what is not strict on the way."""

    def __init__(self, file: str, events: Iterator[yaml.Event]) -> None:
        self.findings: list[Finding] = []
        self._file = file
        self._events = events

    def document(self) -> tuple[Any, Marks]:
        next(self._events)  # StreamStart
        start = next(self._events)
        if not isinstance(start, yaml.DocumentStartEvent):
            self._refuse(start, "yaml-empty", "the file is empty", "It describes nothing.", "Write it or delete it.")
        data, marks = self._value(next(self._events), 0)
        next(self._events)  # DocumentEnd
        more = next(self._events)
        if not isinstance(more, yaml.StreamEndEvent):
            why = "Only one could be used, and nobody would see which."
            self._refuse(more, "yaml-documents", "a second document begins", why, "Make it a file of its own.")
        return data, marks

    def _value(self, event: yaml.Event, depth: int) -> tuple[Any, Marks]:
        self._check(event)
        marks = _marks_at(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event), marks
        if depth == _DEEPEST:
            why = "No document of ours comes near it."
            self._refuse(event, "yaml-depth", f"more than {_DEEPEST} levels", why, "Check the brackets.")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(depth, marks), marks
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(depth, marks), marks
        return None, marks  # an alias: refused above

    def _sequence(self, depth: int, marks: Marks) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            item, inner = self._value(event, depth + 1)
            marks.children[str(len(items))] = inner
            items.append(item)
        return items

    def _mapping(self, depth: int, marks: Marks) -> dict[str, Any]:
        members: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key, _ = self._value(event, depth + 1)
            value, inner = self._value(next(self._events), depth + 1)
            if self._is_usable_key(key, event, marks.children):
                at = _marks_at(event)
                marks.children[key] = Marks(at.line, at.column, inner.children)
                members[key] = value
        return members

    def _scalar(self, event: yaml.ScalarEvent) -> str | int | float | bool | None:
        text = event.value
        if event.style:  # quoted, or a block
            return text
        if text in _LITERALS:
            return _LITERALS[text]
        if _INTEGER.fullmatch(text) and len(text) <= _LONGEST_INTEGER:
            return int(text)
        if not _INTEGER.fullmatch(text) and not _FLOAT.fullmatch(text):
            return text
        number = float(text)
        if math.isinf(number) or "." not in text:
            why = "No reader of JSON would keep its value."
            self._add(event, "yaml-number", "the number is too large", why, "Quote it if it is text.")
        return number

    def _is_usable_key(self, key: object, event: yaml.Event, known: Mapping[str, Marks]) -> bool:
        if not isinstance(key, str):
            written = event.value if isinstance(event, yaml.ScalarEvent) else "a list or a mapping"
            fix = f"Quote it: '{written}':" if isinstance(event, yaml.ScalarEvent) else "Use a string."
            self._add(
                event,
                "yaml-key",
                f"the key {written} is not a string",
                "JSON has string keys only; status 200 and '200' would be two different keys.",
                fix,
            )
            return False
        if key == "<<" and isinstance(event, yaml.ScalarEvent) and not event.style:
            why = "What a reader sees would not be what is there."
            self._add(event, "yaml-merge-key", "merge keys are not allowed", why, _WRITE_OUT)
            return False
        if first := known.get(key):
            self._add(
                event,
                "yaml-duplicate-key",
                f"the key {key} is here twice, first in line {first.line}",
                "Most readers keep the last one and say nothing.",
                "Keep one of the two.",
            )
            return False
        return True

    def _check(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            name = event.anchor
            why = "What a reader sees would not be what is there, and JSON has no such thing."
            self._add(event, "yaml-alias", f"the alias *{name} is not allowed", why, _WRITE_OUT)
        elif isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            name = event.anchor
            why = "Anchors are only good for aliases, and those are not allowed."
            self._add(event, "yaml-anchor", f"the anchor &{name} is not allowed", why, "Delete it.")
        tag: str | None = getattr(event, "tag", None)
        if tag is not None:
            why = "A value is what JSON would make of it; quotes make a string."
            self._add(event, "yaml-tag", f"the tag {tag} is not allowed", why, "Delete it; quote text.")

    def _add(self, event: yaml.Event, rule: str, message: str, why: str, fix: str) -> None:
        marks = _marks_at(event)
        self.findings.append(Finding(Place(self._file, marks.line, marks.column), rule, message, why, fix))

    def _refuse(self, event: yaml.Event, rule: str, message: str, why: str, fix: str) -> NoReturn:
        self._add(event, rule, message, why, fix)
        raise SpecError(self.findings)


def _marks_at(event: yaml.Event) -> Marks:
    mark = event.start_mark
    if mark is None:
        return Marks(1, 1)
    return Marks(mark.line + 1, mark.column + 1)
