"""The judgements that a review brings together, from the rest of codegen."""

from __future__ import annotations

from pathlib import Path

from codegen import diff, docs, pyapi, versioning
from codegen.versioning import changelog
from codegen.versioning.changelog import Changelog, ChangelogError

from .comparison import Outcome
from .engines import Engines, VersionQuestion


def engines() -> Engines:
    """The judgements that the command asks for."""
    return Engines(compare=diff.compare, compare_python=pyapi.compare, judge=judge)


def docs_page(outcome: Outcome) -> str:
    """The new specs' documentation as one page."""
    return docs.single_page(docs.site(outcome.specs))


def judge(question: VersionQuestion) -> versioning.VersionVerdict:
    """Judge a version by the changelogs of both sides; a new changelog that cannot be read is what is wrong with it."""
    try:
        now = changelog.read(question.tree / changelog.FILE)
    except ChangelogError as exc:
        return _unjudged(question, *(f"{found.place} {found.rule}: {found.message}" for found in exc.findings))
    except OSError as exc:
        return _unjudged(question, f"{changelog.FILE} cannot be read: {exc.strerror}.")
    return versioning.judge(
        question.package,
        question.before,
        question.now,
        diff.overall(question.changes),
        question.python,
        question.code_changed,
        now,
        changes=question.changes,
        base_changelog=_base_changelog(question.base / changelog.FILE),
    )


def _unjudged(question: VersionQuestion, *problems: str) -> versioning.VersionVerdict:
    return versioning.VersionVerdict("none", question.now, problems, "", ())


def _base_changelog(path: Path) -> Changelog | None:
    """The base's changelog; None where it is not in the form of now, which then says alone what is released."""
    try:
        return changelog.read(path)
    except (ChangelogError, OSError):
        return None
