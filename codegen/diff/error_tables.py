"""Compares two error tables: what an error of the server means, and what it proves about the message."""

from __future__ import annotations

import json
from typing import Any, Final

from attrs import frozen

from codegen.load import ApiSpec, pointer

from .changes import Change, Side, Verdict
from .keywords import written
from .report import Report, short

_PROVES: Final = frozenset({"delivery", "retry"})
_TEXTS: Final = frozenset({"name", "meaning", "remedy", "fault"})
_IDENTITY: Final = ("code", "pattern", "from", "to", "detail_prefix", "detail_contains")


@frozen
class Row:
    """One row of a table, and where it is."""

    spec: ApiSpec
    side: Side
    section: str
    index: int
    members: dict[str, Any]

    @property
    def key(self) -> tuple[str, str]:
        """What tells rows apart: the errors that it holds for."""
        return self.section, json.dumps({key: self.members[key] for key in _IDENTITY if key in self.members})

    @property
    def title(self) -> str:
        """How a message names it."""
        return " ".join(f"{key} {self.members[key]}" for key in _IDENTITY if key in self.members) or self.section


def compare_error_tables(report: Report, old: ApiSpec, new: ApiSpec) -> None:
    """Report every change from one table to the other."""
    before, after = ({row.key: row for row in _rows(spec, side)} for spec, side in ((old, "old"), (new, "new")))
    for key in before.keys() - after.keys():
        message = f"the error {before[key].title} is not known any more: its class and what it proves are the rest's"
        _add(report, before[key], "error-removed", "breaking", message)
    for key in after.keys() - before.keys():
        _add(report, after[key], "error-added", "compatible", f"the error {after[key].title} is known now")
    for key in before.keys() & after.keys():
        _compare_rows(report, before[key], after[key])
    _compare_order(report, list(before.values()), list(after.values()))


def _rows(spec: ApiSpec, side: Any) -> list[Row]:
    return [
        Row(spec, side, section, index, entry)
        for section, entries in spec.errors.items()
        for index, entry in enumerate(entries)
    ]


def _add(report: Report, row: Row, rule: str, verdict: Verdict, message: str, *keys: str, old: Any = None) -> None:
    where = pointer(row.section, row.index, *keys)
    new = row.members.get(keys[0]) if keys else None
    place = row.spec.errors_place(where)
    change = Change(rule, verdict, "response", (), row.side, f"/errors{where}", place, message, short(old), short(new))
    report.add(change)


def _compare_rows(report: Report, old: Row, new: Row) -> None:
    for key in sorted(old.members.keys() | new.members.keys()):
        before, after = old.members.get(key), new.members.get(key)
        if before == after:
            continue
        row = new if key in new.members else old
        verdict, meaning = _judged(key)
        message = f"{key} of the error {new.title} was {written(before)} and is {written(after)}: {meaning}"
        _add(report, row, f"error-{key}-changed", verdict, message, key, old=before)


def _judged(key: str) -> tuple[Verdict, str]:
    if key in _PROVES:
        return "breaking", "callers that repeat on it repeat something else"
    if key == "kind":
        return "python", "code that catches the old class does not catch it any more"
    return ("documentation", "the text differs") if key in _TEXTS else ("breaking", "nothing is known of this key")


def _compare_order(report: Report, old: list[Row], new: list[Row]) -> None:
    """Of splits, sub-codes and ranges the first row that fits holds; codes are found by themselves."""
    for section in sorted({row.section for row in new} - {"codes"}):
        before, after = ([row for row in rows if row.section == section] for rows in (old, new))
        shared = {row.key for row in before} & {row.key for row in after}
        orders = [[row.key for row in rows if row.key in shared] for rows in (before, after)]
        if orders[0] != orders[1]:
            moved = next(
                row for row, key in zip((r for r in after if r.key in shared), orders[0], strict=True) if row.key != key
            )
            message = f"{section} are tried in another order: an error may fit another row first"
            _add(report, moved, "error-order-changed", "breaking", message)
