"""The generated code of two versions, as a patch.

Both sides are made by this codegen, so that the patch shows what the change of the spec does and nothing else.
"""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from .errors import CannotCompareError
from .repository import run_git

_OPTIONS = ("--no-index", "--no-prefix", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--text")


@frozen
class Patch:
    """How one tree becomes another."""

    text: bytes
    files: int
    added: int
    """Lines."""
    removed: int
    """Lines."""


def compare_trees(parent: Path, old: str, new: str) -> Patch:
    """Compare two folders.

    Args:
        parent: What holds both.
        old: The first, relative to it, such as ``a/generated/top-client``; the patch names files by it.
        new: The second.

    Raises:
        CannotCompareError: git could not compare them.
    """
    counts = _diff(parent, "--numstat", old, new).decode().splitlines()
    lines = [line.split("\t")[:2] for line in counts]
    added, removed = (sum(int(line[column]) for line in lines) for column in (0, 1))
    return Patch(_diff(parent, "--patch", old, new), len(lines), added, removed)


def _diff(parent: Path, form: str, old: str, new: str) -> bytes:
    finished = run_git(parent, "diff", *_OPTIONS, form, "--", old, new, quiet_configuration=True)
    if finished.returncode not in (0, 1) or finished.stderr:
        reason = finished.stderr.decode(errors="replace").strip()
        raise CannotCompareError(f"the generated code cannot be compared: {reason}.")
    return finished.stdout
