"""The file of release notes."""

from __future__ import annotations

from pathlib import Path

from codegen.review.comparison import compare
from codegen.review.engines import Engines
from codegen.review.request import Request

from .last_release import last_release
from .markdown import release_markdown


def write_notes(base: str | None, spec: Path, generated: Path, out: Path, engines: Engines) -> str:
    """Compare with a base, or with the last release, and write the notes.

    Returns:
        What it was compared with; empty for a first release.

    Raises:
        CannotCompareError: The comparison could not be made; then there is no file.
    """
    out.unlink(missing_ok=True)
    found = base if base is not None else last_release(spec)
    review = compare(Request(found, spec, generated), engines).review
    changelog = spec.resolve().parent / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8") if changelog.is_file() else ""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(release_markdown(review, text), encoding="utf-8", newline="\n")
    return review.base
