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
    split = {folder: files for folder in folders if (files := _split(folder, include))}
    specs = {folder: load_api(folder) for folder in folders if folder not in split}
    found = [finding for spec in specs.values() for finding in lint(spec)]
    if found:
        raise ConventionError(found)
    return [_in_parts(split[folder], include) if folder in split else _whole(specs[folder]) for folder in folders]


def _split(folder: Path, include: Sequence[str]) -> Folder | None:
    """The files of an API that is made in parts; None for one that is made whole."""
    if include:
        return read(folder, include)
    methods = [path for path in folder.glob("*.yaml") if path.name not in SHARED_FILES]
    found = read(folder) if len(methods) >= MANY else None
    return found if found and found.can_be_split else None


def _whole(spec: ApiSpec) -> Project:
    started = time.perf_counter()
    package, files = generate.generate(spec)
    seconds = time.perf_counter() - started
    return Project(package.name, files, len(package.operations), len(package.modules), seconds)


def _in_parts(found: Folder, include: Sequence[str]) -> Project:
    started, folder = time.perf_counter(), found.path
    store = Store(FOLDER / f"{folder.name}-{write.digest(str(folder.resolve()).encode())[:8]}")
    if not found.methods:
        raise UsageError(f"{folder.name} has no method like {' or '.join(include)}.")
    if not found.can_be_split:
        raise UsageError(f"the methods of {folder.name} share components: generate them together.")
    with bar(f"Generating {folder.name}", len(found.methods)) as advance:
        made = make(found, store, is_whole=not include, advance=advance)
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
