"""The review of one API: every judgement asked for, every finding held against the approvals."""

from __future__ import annotations

from attrs import evolve, frozen

from codegen.diff.changes import Change
from codegen.pyapi import ApiChange

from .engines import Engines, VersionQuestion
from .exchanges import exchanges, path_key, python_names
from .ledger import Ledger
from .objections import EXAMPLE_RULE, objections
from .proof import FailedExample, Proof, prove
from .report import (
    ApiReview,
    ReviewedChange,
    ReviewedExample,
    ReviewedPython,
    Status,
    TreeDifference,
    Version,
)
from .sides import Made, same_files
from .trace import trace
from .trees import Patch
from .workplace import Workplace


@frozen(eq=False)
class Examination:
    """The two versions of one API, and what is needed to judge them."""

    api: str
    old: Made | None
    """None for an API that is new."""
    new: Made
    workplace: Workplace
    engines: Engines
    ledger: Ledger


def examine(case: Examination) -> tuple[ApiReview, bytes]:
    """Review an API.

    Returns:
        The review, and the patch of the generated code; empty where it is the same.
    """
    before = case.old.files if case.old else {}
    name = case.old.package.name if case.old else case.new.package.name
    patch = case.workplace.lay_out((name, before), (case.new.package.name, case.new.files))
    changes = _changes(case)
    python = _python(case)
    proof = prove(case.old.spec, case.new.spec) if case.old else Proof(0, 0, ())
    old, new = case.old.package if case.old else None, case.new.package
    review = ApiReview(
        api=case.api,
        package=new.name,
        status=_status(case),
        changes=tuple(_reviewed(case, change) for change in changes),
        python=tuple(_reviewed_python(case, change) for change in python),
        requests_held=proof.requests,
        answers_held=proof.responses,
        examples=tuple(_reviewed_example(case, failure, changes) for failure in proof.failures),
        exchanges=exchanges(old, new, {path for change in changes for path in change.operations}),
        tree=_tree(case, patch),
        version=_version(case, changes, python),
        operations=python_names(old, new),
    )
    return evolve(review, findings=objections(review, case.new, case.workplace)), patch.text


def _tree(case: Examination, patch: Patch) -> TreeDifference:
    by_codegen = case.workplace.changed_by_codegen(case.old) if case.old else 0
    name = f"{case.api}.patch" if patch.text else ""
    return TreeDifference(name, patch.files, patch.added, patch.removed, by_codegen)


def _status(case: Examination) -> Status:
    if case.old is None:
        return "added"
    return "unchanged" if same_files(case.old.spec, case.new.spec) else "changed"


def _changes(case: Examination) -> tuple[Change, ...]:
    if case.old is None:
        paths = tuple(sorted(path_key(operation) for operation in case.new.package.operations))
        place = case.new.spec.place("/paths")
        return (Change("api-added", "compatible", None, paths, "new", "/paths", place, f"{case.api} is new"),)
    return case.engines.compare(case.old.spec, case.new.spec)


def _python(case: Examination) -> tuple[ApiChange, ...]:
    if case.old is None or case.old.package.module != case.new.package.module:
        return ()
    old, new = case.workplace.old_sources(case.old), case.workplace.new_sources(case.new)
    return case.engines.compare_python(old, new, case.new.package.module)


def _version(case: Examination, changes: tuple[Change, ...], python: tuple[ApiChange, ...]) -> Version:
    before, now = case.old.package.version if case.old else "", case.new.package.version
    question = VersionQuestion(
        package=case.new.package.name,
        before=before or now,
        now=now,
        changes=changes if case.old else (),
        python=python,
        code_changed=case.old is not None and case.workplace.code_changed(case.old, case.new),
        base=case.workplace.base,
        tree=case.workplace.tree,
    )
    return Version(before, now, case.engines.judge(question))


def _reviewed(case: Examination, change: Change) -> ReviewedChange:
    spec = case.old.spec if case.old and change.side == "old" else case.new.spec
    needed = change.verdict in ("breaking", "python")
    approval = case.ledger.take(case.api, change.rule, change.pointer) if needed else None
    return ReviewedChange(change, trace(spec, change.pointer), approval)


def _reviewed_python(case: Examination, change: ApiChange) -> ReviewedPython:
    return ReviewedPython(change, case.ledger.take(case.api, change.kind, change.path) if change.breaks else None)


def _reviewed_example(case: Examination, failure: FailedExample, changes: tuple[Change, ...]) -> ReviewedExample:
    explained = any(
        change.verdict == "breaking"
        and change.direction == failure.direction
        and failure.operation in change.operations
        for change in changes
    )
    approval = None if explained else case.ledger.take(case.api, EXAMPLE_RULE, failure.pointer)
    return ReviewedExample(failure, explained, approval)
