"""Wheels that a test changes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from codegen.release.wheel import read, record_entry


def contents(path: Path) -> dict[str, bytes]:
    """The members of a wheel, to be changed."""
    return dict(read(path).members)


def packed(members: Mapping[str, bytes], path: Path, *, recorded: bool = False) -> Path:
    """A wheel of some members; with a RECORD that tells of them if wished."""
    if recorded:
        members = {**members, **_record(members)}
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _record(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """RECORD as whoever changed a wheel with care would write it."""
    name = next(name for name in members if name.endswith(".dist-info/RECORD"))
    lines = [",".join([each, *record_entry(content)]) for each, content in members.items() if each != name]
    return {name: "\n".join([*lines, f"{name},,"]).encode() + b"\n"}
