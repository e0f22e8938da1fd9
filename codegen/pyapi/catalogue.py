"""The public names of two versions of a package, and which of them mean the same object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from .describe import describe
from .public import Target
from .renames import renames
from .surface import Item, Module
from .types import Naming

_MASK: Final = "?"


@frozen
class Names:
    """The public names of one version."""

    targets: Mapping[str, Target]
    others: frozenset[str]
    """The names that the other version has."""

    def _rank(self, path: str) -> tuple[bool, int, str]:
        return (path not in self.others, path.count("."), path)

    def best(self) -> dict[str, str]:
        """The best name of every object, by the path where it is defined."""
        return {self.targets[path].path: path for path in sorted(self.targets, key=self._rank, reverse=True)}

    def alone(self) -> dict[str, Target]:
        """Objects that the other version has under none of their names, by the best one."""
        kept = {self.targets[path].path for path in self.targets.keys() & self.others}
        best = self.best()
        return {best[each.path]: each for each in self.targets.values() if each.path not in kept}

    def further(self) -> list[str]:
        """Names that the other version lacks, of objects that it has under another."""
        kept = {self.targets[path].path for path in self.targets.keys() & self.others}
        return [path for path, each in self.targets.items() if path not in self.others and each.path in kept]


def outermost(paths: Iterable[str]) -> list[str]:
    """The paths that are not below another of them."""
    given = set(paths)
    return sorted(path for path in given if not any(above in given for above in _above(path)))


def renamed_objects(old: Names, new: Names) -> dict[str, str]:
    """Objects of the old version that the new one has under other names only."""
    return renames(_masked(old), _masked(new))


def _masked(names: Names) -> dict[str, Item]:
    """The objects of one version alone, with no name in them that the other lacks; modules are told by their names."""
    alone = names.alone()
    hidden = {target.path: _MASK for target in alone.values()}
    naming = Naming({**names.best(), **hidden})
    items = {path: describe(target, naming) for path, target in alone.items()}
    return {path: item for path, item in items.items() if not isinstance(item, Module)}


def _above(path: str) -> Iterable[str]:
    parts = path.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts)))
