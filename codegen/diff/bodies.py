"""Compares what parameters, bodies and answers hold: media types, their encodings, and headers."""

from __future__ import annotations

from typing import Final

from .keywords import Effect, compare_keywords, consequence, verdict_of, written
from .nodes import Node
from .report import Scope
from .schemas import compare_schemas
from .views import view

_ELSEWHERE: Final = frozenset({"schema", "encoding"})


def compare_content(scope: Scope, old: Node, new: Node, title: str) -> None:
    """Compare the media types of a body, an answer or a parameter.

    Args:
        scope: For whom.
        old: What has ``content``, or has not.
        new: The same in the new version.
        title: What messages name it.
    """
    before, after = old.below("content"), new.below("content")
    for kind in sorted(before.keys() - after.keys()):
        scope.add("media-type-removed", "breaking", before[kind], f"{title} is never {kind} any more")
    for kind in sorted(after.keys() - before.keys()):
        verdict = verdict_of("widened", scope.direction) if before else "compatible"
        message = f"{title} may be {kind}: {consequence('widened', scope.direction)}"
        scope.add("media-type-added", verdict, after[kind], message)
    for kind in sorted(before.keys() & after.keys()):
        _compare_media_type(scope, before[kind], after[kind], title)


def _compare_media_type(scope: Scope, old: Node, new: Node, title: str) -> None:
    compare_keywords(scope, old, new, but=_ELSEWHERE)
    before, after = old.get("schema"), new.get("schema")
    if before and after:
        compare_schemas(scope, before, after)
    elif at := before or after:
        effect: Effect = "narrowed" if after else "widened"
        message = f"the schema of {title} is {'new' if after else 'gone'}: {consequence(effect, scope.direction)}"
        scope.add(f"schema-{'added' if after else 'removed'}", verdict_of(effect, scope.direction), at, message)
    _compare_encodings(scope, old, new, title)


def _compare_encodings(scope: Scope, old: Node, new: Node, title: str) -> None:
    """How members of a form are written; a member's own entry comes and goes with the member."""
    before, after = old.below("encoding"), new.below("encoding")
    for key in sorted(before.keys() | after.keys()):
        values = [side[key].value if key in side else None for side in (before, after)]
        if values[0] == values[1] or not (_has_member(old, key) and _has_member(new, key)):
            continue
        at = after.get(key) or before[key]
        message = f"{key} of {title} is written as {written(values[1])}, and was as {written(values[0])}"
        scope.add("encoding-changed", "breaking", at, message, values[0], values[1])


def _has_member(media_type: Node, key: str) -> bool:
    schema = media_type.get("schema")
    return schema is not None and key in view(schema).properties


def compare_headers(scope: Scope, old: Node, new: Node, title: str) -> None:
    """Compare the headers of an answer; their names have no case."""
    before, after = (_headers(node) for node in (old, new))
    for name in sorted(before.keys() - after.keys()):
        scope.add("header-removed", "breaking", before[name], f"header {name} is missing from {title}")
    for name in sorted(after.keys() - before.keys()):
        scope.add("header-added", "compatible", after[name], f"header {name} of {title} is new")
    for name in sorted(before.keys() & after.keys()):
        _compare_header(scope, before[name], after[name], f"header {name} of {title}")


def _headers(answer: Node) -> dict[str, Node]:
    return {name.lower(): node.followed() for name, node in answer.below("headers").items()}


def _compare_header(scope: Scope, old: Node, new: Node, title: str) -> None:
    always, is_always = bool(old.members.get("required")), bool(new.members.get("required"))
    if always and not is_always:
        scope.add("header-optional", "breaking", new, f"{title} is not always there any more")
    elif is_always and not always:
        scope.add("header-required", "compatible", new, f"{title} is always there now")
    compare_keywords(scope, old, new, but={"schema", "required"})
    before, after = old.get("schema"), new.get("schema")
    if before and after:
        compare_schemas(scope, before, after)
