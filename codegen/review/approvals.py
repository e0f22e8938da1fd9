"""`spec/approvals.toml`: the changes that a person has approved, each with the reason.

```toml
[[approve]]
api = "openim"
rule = "member-required"
pointer = "/components/schemas/SendRequest/properties/text"
reason = "The server has refused requests without it since v3.8."
```

An approval is for one finding and for this comparison: one that nothing needs is a finding itself, so that a reason
given once cannot cover a later change.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final, cast

from attrs import frozen

from codegen.findings import Place

KEYS: Final = ("api", "rule", "pointer", "reason")
FILE: Final = "approvals.toml"
_HEADER: Final = re.compile(r"\s*\[\[\s*approve\s*\]\]\s*(#.*)?")
_WORD: Final = re.compile(r"[^\W\u4e00-\u9fff]+|[\u4e00-\u9fff]")
_WORDS_OF_A_SENTENCE: Final = 4
"""A Chinese character counts as one."""


@frozen
class Approval:
    """A reviewer's consent to one finding."""

    api: str
    rule: str
    pointer: str
    """Where the finding is: a JSON pointer, or a dotted path of the Python API."""
    reason: str
    place: Place
    rule_place: Place
    """Where it names the rule."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is held against."""
        return (self.api, self.rule, self.pointer)


@frozen
class ApprovalProblem:
    """Something in the file that approves nothing."""

    place: Place
    message: str


@frozen
class Approvals:
    """What the file says."""

    entries: tuple[Approval, ...]
    problems: tuple[ApprovalProblem, ...]


def read_approvals(path: Path, apis: Collection[str]) -> Approvals:
    """Read the file; there need not be one.

    Args:
        path: Where it is.
        apis: The APIs that there are.

    Returns:
        Its entries, and what is wrong with it. An entry with something wrong approves nothing.
    """
    shown = f"{path.resolve().parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Approvals((), ())
    except (OSError, UnicodeDecodeError) as exc:
        return Approvals((), (ApprovalProblem(Place(shown, 1, 1), f"the file cannot be read: {exc}"),))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        return Approvals((), (ApprovalProblem(Place(shown, _line_in(str(exc)), 1), f"this is not TOML: {exc}"),))
    return _Reader(shown, text, apis).read(data)


class _Reader:
    def __init__(self, shown: str, text: str, apis: Collection[str]) -> None:
        self._shown = shown
        self._lines = text.splitlines()
        self._apis = apis
        self._starts = [number for number, line in enumerate(self._lines, 1) if _HEADER.fullmatch(line)]

    def read(self, data: dict[str, Any]) -> Approvals:
        problems = [self._problem(1, f"{key}: the file holds [[approve]] only") for key in data if key != "approve"]
        tables = data.get("approve", [])
        if not isinstance(tables, list) or len(tables) != len(self._starts):
            return Approvals((), (*problems, self._problem(1, "each approval begins with a line [[approve]]")))
        entries: dict[tuple[str, str, str], Approval] = {}
        for start, table in zip(self._starts, cast("list[dict[str, object]]", tables), strict=True):
            found = list(self._table_problems(start, table))
            problems += found
            if not found:
                entry = self._entry(start, {key: str(table[key]) for key in KEYS})
                if entry.key in entries:
                    problems.append(self._problem(start, f"the same is approved at {entries[entry.key].place}"))
                entries.setdefault(entry.key, entry)
        return Approvals(tuple(entries.values()), tuple(problems))

    def _table_problems(self, start: int, table: dict[str, object]) -> Iterator[ApprovalProblem]:
        for key in table:
            if key not in KEYS:
                yield self._problem(self._line(start, key), f"{key} is no key of an approval; {', '.join(KEYS)} are")
        for key in KEYS:
            value = table.get(key)
            if not isinstance(value, str) or not value.strip():
                yield self._problem(self._line(start, key), f"{key} is missing or empty")
            elif key == "api" and value not in self._apis:
                known = ", ".join(sorted(self._apis))
                yield self._problem(self._line(start, key), f"there is no API {value}; there is {known}")
            elif key == "reason" and len(_WORD.findall(value)) < _WORDS_OF_A_SENTENCE:
                yield self._problem(self._line(start, key), "the reason is a sentence: why callers can bear it")

    def _entry(self, start: int, values: dict[str, str]) -> Approval:
        rule_place = Place(self._shown, self._line(start, "rule"), 1)
        return Approval(**values, place=Place(self._shown, start, 1), rule_place=rule_place)

    def _line(self, start: int, key: str) -> int:
        """The line of a key of the table that starts there; the start itself if the key is not in it."""
        end = min((number for number in self._starts if number > start), default=len(self._lines) + 1)
        pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        return next((number for number in range(start, end) if pattern.match(self._lines[number - 1])), start)

    def _problem(self, line: int, message: str) -> ApprovalProblem:
        return ApprovalProblem(Place(self._shown, line, 1), message)


def _line_in(message: str) -> int:
    """The line that the TOML parser names."""
    found = re.search(r"line (\d+)", message)
    return int(found[1]) if found else 1
