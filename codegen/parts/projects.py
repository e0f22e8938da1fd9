"""The projects of APIs, made whole or in parts, and what is said about them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen
from rich.table import Table

from .. import generate, write
from ..findings import ConventionError, UsageError
from ..lint import lint
from ..load import SHARED_FILES, ApiSpec, load_api
from ..progress import bar
from .folder import Folder, read
from .store import FOLDER, Store
from .whole import make

MANY: Final = 100
"""Method files from which an API is made in parts."""


@frozen
class Project:
    """A project that was made."""

    name: str
    files: Mapping[str, bytes]
    methods: int
    models: int
    seconds: float


def projects(folders: Sequence[Path], include: Sequence[str]) -> list[Project]:
    """The projects of APIs; none is made before all specs of few methods were checked.

    Args:
        folders: of their specs.
        include: patterns of method names; all methods by default.

    Raises:
        ConventionError: a spec breaks a convention.
        SpecError: something else is wrong with a spec, or not supported.
        UsageError: no method fits, or methods cannot be made apart.
    """
    many = {path: folder for path in folders if (folder := _many(path, include))}
    specs = {path: load_api(path) for path in folders if path not in many}
    found = [finding for spec in specs.values() for finding in lint(spec)]
    if found:
        raise ConventionError(found)
    return [_in_parts(many[path], include) if path in many else _whole(specs[path]) for path in folders]


def _many(path: Path, include: Sequence[str]) -> Folder | None:
    """A folder whose methods are made in parts; None where all are made at once."""
    if include:
        return read(path, include)
    if sum(file.name not in SHARED_FILES for file in path.glob("*.yaml")) < MANY:
        return None
    found = read(path)
    return found if found.can_be_split else None


def _whole(spec: ApiSpec) -> Project:
    started = time.perf_counter()
    package, files = generate.generate(spec)
    seconds = time.perf_counter() - started
    return Project(package.name, files, len(package.operations), len(package.modules), seconds)


def _in_parts(folder: Folder, include: Sequence[str]) -> Project:
    started = time.perf_counter()
    name = folder.path.name
    store = Store(FOLDER / f"{name}-{write.digest(str(folder.path.resolve()).encode())[:8]}")
    if not folder.methods:
        raise UsageError(f"{name} has no method like {' or '.join(include)}.")
    if not folder.can_be_split:
        raise UsageError(f"the methods of {name} share components: generate them together.")
    with bar(f"Generating {name}", len(folder.methods)) as advance:
        made = make(folder, store, is_whole=not include, advance=advance)
    return Project(made.package.name, made.files, made.methods, made.models, time.perf_counter() - started)


def table(rows: Sequence[tuple[Project, write.Difference]]) -> Table:
    """What was made and what became of it, one project a line."""
    shown = Table(box=None, pad_edge=False)
    for heading in ("project", "methods", "models", "written", "unchanged", "removed", "seconds"):
        shown.add_column(heading, justify="left" if heading == "project" else "right")
    for project, difference in rows:
        written = len(difference.changed) + len(difference.missing)
        kept = len(project.files) - written
        numbers = (project.methods, project.models, written, kept, len(difference.foreign))
        shown.add_row(project.name, *map(str, numbers), f"{project.seconds:.1f}")
    return shown
