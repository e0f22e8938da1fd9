"""The folders that a review reads and writes."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from attrs import frozen

from codegen import write

from .sides import Made
from .trees import Patch, compare_trees

OLD, NEW = "a", "b"
"""The sides of a patch."""

Project: TypeAlias = tuple[str, dict[str, bytes]]
"""A package's name and its files."""


@frozen
class Workplace:
    """Where the two versions lie."""

    tree: Path
    """The top of the working tree."""
    generated: Path
    """The working tree's generated projects."""
    base: Path
    """The base's files: spec/, generated/ and what else was asked for, by the names of the working tree."""
    base_generated: Path
    """The base's generated projects, as they were committed."""
    made: Path
    """Where the projects of both sides are written, as this codegen makes them."""

    def lay_out(self, old: Project, new: Project) -> Patch:
        """Write the projects of both sides, and compare them."""
        folders = []
        for side, (name, files) in ((OLD, old), (NEW, new)):
            folder = self.project(side, name)
            folder.mkdir(parents=True, exist_ok=True)
            write.write(folder, files)
            folders.append(folder.relative_to(self.made).as_posix())
        return compare_trees(self.made, *folders)

    def committed(self, name: str) -> dict[str, bytes]:
        """The files of one of the base's projects, as they were committed."""
        folder = self.base_generated / name
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}

    def project(self, side: str, name: str) -> Path:
        """Where a project of one side is written."""
        return self.made / side / self.generated.name / name

    def old_sources(self, made: Made) -> Path:
        """The base's package as its users have it: as it was committed, or else as this codegen makes it."""
        committed = self.base_generated / made.package.name
        project = committed if committed.is_dir() else self.project(OLD, made.package.name)
        return project / "src"

    def new_sources(self, made: Made) -> Path:
        """The new package."""
        return self.project(NEW, made.package.name) / "src"

    def code_changed(self, old: Made, new: Made) -> bool:
        """Whether any byte differs from what users of the base's package have."""
        return (self.committed(old.package.name) or old.files) != new.files

    def changed_by_codegen(self, made: Made) -> int:
        """How many of the base's committed files this codegen makes otherwise of the same spec."""
        committed = self.base_generated / made.package.name
        return _count(write.compare(committed, made.files)) if committed.is_dir() else 0

    def stale(self, made: Made) -> tuple[str, ...]:
        """The files of the working tree's project that are not what its spec says."""
        difference = write.compare(self.generated / made.package.name, made.files)
        return (*difference.changed, *difference.missing, *difference.foreign)


def _count(difference: write.Difference) -> int:
    return len(difference.changed) + len(difference.missing) + len(difference.foreign)
