"""The file of release notes."""

from __future__ import annotations

from pathlib import Path

from codegen.findings import UsageError
from codegen.review.comparison import compare
from codegen.review.engines import Engines
from codegen.review.request import Request
from codegen.versioning import changelog
from codegen.versioning.changelog import Changelog, ChangelogError

from .last_release import last_release
from .markdown import release_markdown


def write_notes(base: str | None, spec: Path, generated: Path, out: Path, engines: Engines) -> str:
    """Compare with a base, or with the last release, and write the notes.

    Returns:
        What it was compared with; empty for a first release.

    Raises:
        UsageError: The comparison could not be made, or the changelog cannot be read; then there is no file.
    """
    out.unlink(missing_ok=True)
    found = base if base is not None else last_release(spec)
    review = compare(Request(found, spec, generated), engines).review
    text = release_markdown(review, _changelog(spec.resolve().parent / changelog.FILE))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8", newline="\n")
    return review.base


def _changelog(path: Path) -> Changelog:
    """What users are told of each version; nothing where there is no file."""
    if not path.is_file():
        return Changelog(())
    try:
        return changelog.read(path)
    except ChangelogError as exc:
        raise UsageError(f"{path.name} cannot be quoted.\n{exc}") from exc
