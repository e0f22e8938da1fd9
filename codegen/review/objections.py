"""What stands against merging the change of one API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from codegen.lint import lint
from codegen.load import pointer

from .marks import counted
from .report import ApiReview, Finding, ReviewedChange, ReviewedExample, ReviewedPython, Version
from .sides import Made
from .trace import needs_source
from .workplace import Workplace

EXAMPLE_RULE: Final = "example-fails"


def objections(review: ApiReview, new: Made, workplace: Workplace) -> tuple[Finding, ...]:
    """Everything that nobody has approved, and everything that cannot be approved."""
    return (
        *change_findings(review.api, review.changes),
        *_python_findings(review.api, review.python),
        *_example_findings(review.api, review.examples),
        *(_version_findings(review.api, review.version, new) if review.version else ()),
        *_tree_findings(review.api, new, workplace),
    )


def change_findings(api: str, changes: tuple[ReviewedChange, ...]) -> Iterator[Finding]:
    """Changes of the spec that nobody has approved, or of which nobody says where they come from."""
    for reviewed in changes:
        change = reviewed.change
        at = (change.rule, change.pointer, str(change.place))
        if change.verdict in ("breaking", "python") and reviewed.approval is None:
            fix = "Take it back, or approve it with a reason."
            yield Finding("changes", api, *at, change.message, fix, approvable=True)
        if reviewed.trace is None and needs_source(change.pointer):
            message = f"nothing says where this comes from: {change.message}"
            fix = "Write `x-source: {document: ..., basis: documented}` there, or at the head of the file."
            yield Finding("sources", api, "source-missing", *at[1:], message, fix)


def _python_findings(api: str, changes: tuple[ReviewedPython, ...]) -> Iterator[Finding]:
    for reviewed in changes:
        change = reviewed.change
        if change.breaks and reviewed.approval is None:
            fix = "Keep the name or the type, or approve it with a reason."
            yield Finding("python", api, change.kind, change.path, "", change.message, fix, approvable=True)


def _example_findings(api: str, examples: tuple[ReviewedExample, ...]) -> Iterator[Finding]:
    for reviewed in examples:
        failure = reviewed.failure
        if not reviewed.explained and reviewed.approval is None:
            where = f" at {failure.member}" if failure.member else ""
            message = f"no breaking change explains why {failure.name} fails{where}: {failure.message}"
            fix = "Find the change that breaks it; approve it where callers can bear it."
            at = (EXAMPLE_RULE, failure.pointer, str(failure.place))
            yield Finding("examples", api, *at, message, fix, approvable=True)


def _version_findings(api: str, version: Version, new: Made) -> Iterator[Finding]:
    where = pointer("info", "x-package-version")
    fix = f"Version {version.answer.suggested} would do."
    for problem in version.answer.problems:
        yield Finding("version", api, "version", where, str(new.spec.place(where)), problem, fix)


def _tree_findings(api: str, new: Made, workplace: Workplace) -> Iterator[Finding]:
    for found in lint(new.spec):
        yield Finding("lint", api, found.rule, "", str(found.place), found.message, found.fix)
    stale = workplace.stale(new)
    if stale:
        project = f"{workplace.generated.name}/{new.package.name}"
        message = f"{project} is not what the spec says: {counted(len(stale), 'file')}, such as {stale[0]}"
        yield Finding("generated", api, "generated-stale", "", "", message, "Run `nox -s generate`.")
