"""The folder that a review is written to: it holds all of one review, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

_MADE: Final = ("review.md", "review.json", "docs.html", "*.patch")


def remove_old(out: Path) -> None:
    """Remove an earlier review: nothing old can be read as new."""
    for pattern in _MADE:
        for path in out.glob(pattern):
            path.unlink()


def write_files(out: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a review."""
    out.mkdir(parents=True, exist_ok=True)
    try:
        for name, content in files.items():
            (out / name).write_bytes(content)
    except BaseException:  # half a review reads like a whole one
        remove_old(out)
        raise
