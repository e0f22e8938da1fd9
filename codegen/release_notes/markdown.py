"""`RELEASE.md`: what teams that install the packages read about a new version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from codegen.review.changes_markdown import exchange_blocks, operation, values
from codegen.review.marks import code, prose, table, text
from codegen.review.report import ApiReview, Review
from codegen.versioning.changelog import Changelog, markdown
from codegen.versioning.numbers import Version

_NEEDS: Final = {
    "breaking": "Some calls that worked fail or mean something else. See how to migrate.",
    "python": "Code has to be changed; what goes over the wire has not. See how to migrate.",
    "compatible": "Code that works goes on working.",
    "none": "The API is the same.",
}


def release_markdown(review: Review, changelog: Changelog) -> str:
    """The whole text.

    Args:
        review: The comparison with the last release.
        changelog: What the entries of the new versions are quoted of.
    """
    apis = [api for api in review.apis if api.version]
    parts = [
        f"# {', '.join(_title(api) for api in apis)}",
        f"Compared with {text(review.base)}." if review.base else "The first release.",
        *(part for api in review.apis for part in _api(api, changelog)),
    ]
    return "\n\n".join(parts) + "\n"


def _title(api: ApiReview) -> str:
    return f"{api.package} {api.version.now}" if api.version else api.package


def _api(api: ApiReview, changelog: Changelog) -> Iterator[str]:
    if api.version is None:
        yield f"## {api.package} is gone\n\nThere is no new version of it; the last one goes on working."
        return
    yield f"## {_title(api)}"
    yield _verdict(api)
    now = Version.parse(api.version.now)
    entry = changelog.entry(api.package, now) if now else None
    if entry and api.version.before != api.version.now:
        yield f"### In short\n\n{markdown(entry.changes, level=4)}"
    if api.status == "added":
        paths = api.changes[0].change.operations
        yield "### Methods\n\n" + "\n".join(f"- {operation(path, api)}" for path in paths)
        return
    yield from _tables(api)
    yield from _migration(api)


def _verdict(api: ApiReview) -> str:
    assert api.version is not None
    if api.status == "added":
        return "New."
    before, now = api.version.before, api.version.now
    if before == now:
        return "Not released again." if api.is_quiet else f"Still {now}."
    needs = _NEEDS["python" if api.verdict in ("compatible", "none") and _python_breaks(api) else api.verdict]
    old, new = Version.parse(before), Version.parse(now)
    rise = old.rise_to(new) if old and new else "none"
    return f"{before} → {now}{f', a {rise} version' if rise != 'none' else ''}. {needs}"


def _python_breaks(api: ApiReview) -> bool:
    return any(reviewed.change.breaks for reviewed in api.python)


def _tables(api: ApiReview) -> Iterator[str]:
    changes = [reviewed.change for reviewed in api.changes if reviewed.change.verdict != "documentation"]
    if changes:
        rows = [(change.verdict, prose(change.message), values(change.old, change.new)) for change in changes]
        yield f"### The API\n\n{table(('for callers', 'what changed', 'old → new'), rows)}"
    python = sorted((reviewed.change for reviewed in api.python), key=lambda change: (not change.breaks, change.path))
    if python:
        rows = [("breaking" if item.breaks else "compatible", code(item.path), prose(item.message)) for item in python]
        yield f"### The Python API\n\n{table(('for callers', 'path', 'what changed'), rows)}"


def _migration(api: ApiReview) -> Iterator[str]:
    breaking = [reviewed for reviewed in api.changes if reviewed.change.verdict in ("breaking", "python")]
    python = [reviewed for reviewed in api.python if reviewed.change.breaks]
    if not breaking and not python:
        return
    yield "### How to migrate"
    reasons = [(item.change.message, item.approval) for item in breaking]
    reasons += [(f"`{item.change.path}`: {item.change.message}", item.approval) for item in python]
    why = [f"- {prose(message)}{f' ({prose(approval.reason)})' if approval else ''}" for message, approval in reasons]
    yield "\n".join(why)
    paths = {path for item in breaking for path in item.change.operations}
    for exchange in api.exchanges:
        if exchange.changed and exchange.operation in paths:
            yield f"#### {operation(exchange.operation, api)}"
            yield from exchange_blocks(exchange)
