"""Build a wheel twice, under conditions that must not matter, and hold the two files against each other."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from codegen import write
from codegen.release.building import build


class NotReproducibleError(Exception):
    """Two builds of the same files are two files; names the first member that differs."""


def build_twice(project: Path, out: Path) -> Path:
    """Build the wheel of a project twice: in another folder, with other times and with another hash seed.

    Args:
        project: the folder with pyproject.toml.
        out: where the wheel goes; an older one of the same name is replaced.

    Returns:
        The wheel's path.

    Raises:
        BuildError: there is no wheel.
        NotReproducibleError: the two builds differ.
    """
    with tempfile.TemporaryDirectory(prefix="wheels-") as name:
        folder = Path(name)
        first = build(project, folder / "first")
        second = build(_copy(project, folder / "copy"), folder / "second", hash_seed="7")
        difference = first_difference(first, second)
        if difference is not None:
            raise NotReproducibleError(f"two builds of {first.name} differ: {difference}")
        out.mkdir(parents=True, exist_ok=True)
        write.replace(out / first.name, first.read_bytes())
    return out / first.name


def first_difference(first: Path, second: Path) -> str | None:
    """Where two wheels first differ; None if they are the same file."""
    if first.name != second.name:
        return f"{first.name} and {second.name}"
    if first.read_bytes() == second.read_bytes():
        return None
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as two:
        return next(_differences(one, two), "the archive around equal members")


def _differences(one: zipfile.ZipFile, two: zipfile.ZipFile) -> Iterator[str]:
    for left, right in zip_longest(one.infolist(), two.infolist()):
        if left is None or right is None or left.filename != right.filename:
            names = [entry.filename if entry else "nothing" for entry in (left, right)]
            yield f"{names[0]} stands where {names[1]} stands in the other"
        elif one.read(left) != two.read(right):
            yield f"{left.filename} has other contents"
        elif (left.date_time, left.external_attr) != (right.date_time, right.external_attr):
            yield f"{left.filename} has another time or mode"


def _copy(project: Path, target: Path) -> Path:
    """A copy of a project with old files, which nobody but their owner may read."""
    ignored = shutil.ignore_patterns(*write.IGNORED, *write.IGNORED_AT_THE_TOP)
    shutil.copytree(project, target, ignore=ignored, copy_function=shutil.copyfile)
    for path in target.rglob("*"):
        os.utime(path, (1, 1_000_000_000))
        path.chmod(0o700 if path.is_dir() else 0o600)
    return target
