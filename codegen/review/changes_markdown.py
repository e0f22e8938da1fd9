"""The evidence of a review as Markdown: changes, failing examples, exchanges before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from codegen.diff.changes import Change
from codegen.markdown import fenced

from .approvals import Approval
from .marks import changed, code, prose, table, text
from .report import ApiReview, Exchange, ReviewedChange, ReviewedExample, ReviewedPython

_ICONS: Final = {
    "breaking": "🔴 breaking",
    "python": "🟠 python",
    "compatible": "🟢 compatible",
    "documentation": "⚪ text",
}
_MOST: Final = 40
"""Rows of a table of changes that break nothing; the rest is in review.json."""
_MOST_EXCHANGES: Final = 2
"""Examples of an operation that are shown; the rest is in the patch."""
_LONGEST: Final = 80
"""Characters of a value in a table."""


def changes(api: ApiReview) -> Iterator[str]:
    """The changes of the spec, by what they reach."""
    groups = groupby(sorted(api.changes, key=_group), key=_group)
    for paths, group in groups:
        yield f"### {_title(paths, api)}"
        rows = [_row(reviewed) for reviewed in group]
        yield table(("verdict", "what changed", "old → new", "where", "source"), rows[:_MOST])
        if len(rows) > _MOST:
            yield f"And {len(rows) - _MOST} more, in `review.json`."


def _group(reviewed: ReviewedChange) -> tuple[str, ...]:
    return reviewed.change.operations


def _title(paths: tuple[str, ...], api: ApiReview) -> str:
    if not paths:
        return "Outside of operations"
    return ", ".join(operation(path, api) for path in paths)


def operation(path: str, api: ApiReview) -> str:
    """An operation by its path, or the TOP method in it, and what it is called in Python."""
    vendor = path.partition("#")[2] or f"POST {path}"
    return f"{code(vendor)} ({code(f'{api.operations[path]}(...)')})" if path in api.operations else code(vendor)


def _row(reviewed: ReviewedChange) -> tuple[str, ...]:
    change, trace = reviewed.change, reviewed.trace
    source = f"{text(trace.document)}, {text(trace.basis)}" if trace else "—"
    if trace and trace.deviation:
        source += f"; deviates: {prose(trace.deviation)}"
    side = " (base)" if change.side == "old" else ""
    where = f"{code(str(change.place))}{side} {code(change.pointer or '/')}"
    what = f"{code(change.rule)} {prose(change.message)}"
    return _verdict(change, reviewed.approval), what, values(change.old, change.new), where, source


def _verdict(change: Change, approval: Approval | None) -> str:
    shown = _ICONS[change.verdict]
    if change.verdict in ("breaking", "python"):
        shown += ", approved" if approval else ", **not approved**"
    return f"{shown} ({change.direction})" if change.direction else shown


def values(old: Any, new: Any) -> str:
    """A value before and after, in a table."""
    return "" if old is None and new is None else f"{_value(old)} → {_value(new)}"


def _value(value: Any) -> str:
    if value is None:
        return "—"
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return code(shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…")


def python_changes(api: ApiReview) -> Iterator[str]:
    """The changes of the Python API, those that break first."""
    if not api.python:
        return
    ordered = sorted(api.python, key=lambda reviewed: (not reviewed.change.breaks, reviewed.change.path))
    yield f"### Python API of {code(api.package)}"
    shown = [reviewed for index, reviewed in enumerate(ordered) if reviewed.change.breaks or index < _MOST]
    yield table(("verdict", "path", "what changed", "old → new"), [_python_row(reviewed) for reviewed in shown])
    if len(ordered) > len(shown):
        yield f"And {len(ordered) - len(shown)} more that break nothing, in `review.json`."


def _python_row(reviewed: ReviewedPython) -> tuple[str, ...]:
    change = reviewed.change
    verdict = "🟢 compatible"
    if change.breaks:
        verdict = "🟠 breaking, approved" if reviewed.approval else "🟠 breaking, **not approved**"
    shown = values(change.old, change.new)
    return verdict, code(change.path), f"{code(change.kind)} {prose(change.message)}", shown


def failed_examples(api: ApiReview) -> Iterator[str]:
    """Examples that were right and are wrong on the other side."""
    if not api.examples:
        return
    yield "### Examples that fail"
    for key, group in groupby(api.examples, key=_example):
        yield _failed(list(group), key[0], api)


def _example(reviewed: ReviewedExample) -> tuple[str, str, str]:
    return reviewed.failure.operation, reviewed.failure.pointer, reviewed.failure.name


def _failed(group: list[ReviewedExample], path: str, api: ApiReview) -> str:
    failure = group[0].failure
    what = "a request that callers send" if failure.direction == "request" else "a new answer"
    against = "the new spec refuses it" if failure.direction == "request" else "callers of the base do not expect it"
    lines = [
        f"{operation(path, api)}: {text(failure.name)}, {what} ({code(str(failure.place))}); {against}:\n",
        *(f"- {code(item.failure.member or 'the whole')}: {text(item.failure.message)}" for item in group),
        "",
        fenced("json", json.dumps(failure.value, ensure_ascii=False, indent=2)),
    ]
    return "\n".join(lines)


def exchanges(api: ApiReview) -> Iterator[str]:
    """Calls, requests and what is signed, before and after."""
    if not api.exchanges:
        return
    yield "### Calls, before and after"
    for path, group in groupby(api.exchanges, key=lambda exchange: exchange.operation):
        found = list(group)
        yield f"#### {operation(path, api)}"
        if not any(exchange.changed for exchange in found):
            yield "Its examples are the same before and after."
        for exchange in found[:_MOST_EXCHANGES]:
            yield from exchange_blocks(exchange)
        rest = [text(exchange.name) for exchange in found[_MOST_EXCHANGES:]]
        if rest:
            yield f"Also changed, see the patch: {', '.join(rest)}."


def exchange_blocks(exchange: Exchange) -> Iterator[str]:
    """One example."""
    yield f"**{text(exchange.name)}**"
    for block in exchange.blocks:
        same = block.before == block.after
        note = "unchanged" if same else "new" if not block.before else "gone" if not block.after else "before and after"
        shown = changed(block.language, block.before, block.after)
        summary = f"{block.caption}, {note}"
        if same:
            yield f"<details><summary>{text(summary)}</summary>\n\n{shown}\n\n</details>"
        else:
            yield f"{text(summary)}:\n\n{shown}"
