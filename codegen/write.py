"""Generated projects on disk: compared, then written file by file without a moment of half a file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

IGNORED = frozenset({"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"})
"""Folders that tools leave behind anywhere in the tree; never part of it."""
IGNORED_AT_THE_TOP = frozenset({"build", "dist"})
"""Folders that builds leave behind at the project's root."""


@frozen
class Difference:
    """How a tree on disk differs from what was generated."""

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    foreign: tuple[str, ...]
    """Files that nothing generates."""

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.foreign)


def digest(content: bytes) -> str:
    """SHA-256, in hex."""
    return hashlib.sha256(content).hexdigest()


def compare(root: Path, files: Mapping[str, bytes]) -> Difference:
    """Compare the tree at root with its generated files."""
    present = _present(root)
    changed = [name for name in sorted(files.keys() & present) if (root / name).read_bytes() != files[name]]
    return Difference(
        changed=tuple(changed),
        missing=tuple(sorted(files.keys() - present)),
        foreign=tuple(sorted(present - files.keys())),
    )


def write(root: Path, files: Mapping[str, bytes]) -> Difference:
    """Make the tree at root equal to the generated files; what is equal already is left alone.

    Returns:
        What was changed, added and removed.
    """
    difference = compare(root, files)
    for name in difference.foreign:
        (root / name).unlink()
    _remove_empty_folders(root)
    for name in (*difference.changed, *difference.missing):
        replace(root / name, files[name])
    return difference


def _present(root: Path) -> set[str]:
    found = set()
    for folder, folders, names in os.walk(root):
        left_out = IGNORED | IGNORED_AT_THE_TOP if Path(folder) == root else IGNORED
        folders[:] = sorted(name for name in folders if name not in left_out)
        inside = Path(folder).relative_to(root)
        prefix = "" if inside == Path() else f"{inside.as_posix()}/"
        found |= {prefix + name for name in names}
    return found


def replace(target: Path, content: bytes) -> None:
    """Write a file in one step: nobody finds half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.new")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _remove_empty_folders(root: Path) -> None:
    for folder, _, _ in os.walk(root, topdown=False):
        path = Path(folder)
        if path != root and not any(path.iterdir()):
            path.rmdir()
