"""The method files of a spec folder: which belong together, and what each part is made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Final

from attrs import frozen

from .. import provenance, write
from ..emit.manifest import TOOLS
from ..load import SHARED_FILES

_MIDDLE: Final = b".yaml#/components/"
_FILE: Final = re.compile(rb"[\w.\-]+$")
_KIND: Final = re.compile(rb"\w+")
_LONGEST: Final = 255
"""Bytes of a file's name."""
_ANY_REFERENCE: Final = re.compile(rb"#/components/(\w+)/(\w+)")
CHUNK: Final = 48
"""Method files that a process takes at a time: fewer start the tools more often, more make some of them quadratic."""


@frozen
class Folder:
    """The files of an API's spec."""

    path: Path
    shared: Mapping[str, bytes]
    methods: Mapping[str, bytes]

    @property
    def can_be_split(self) -> bool:
        """Whether no method uses a schema that others use too: those would have to be read together."""
        return not any(
            file in SHARED_FILES and kind == "schemas" for found in self._references.values() for file, kind in found
        )

    @cached_property
    def _references(self) -> dict[str, list[tuple[str, str]]]:
        """The file and the kind of component that each method file refers to in others."""
        return {name: list(_references(content)) for name, content in self.methods.items()}

    def leaves_unused(self, declared: Iterable[tuple[str, str]]) -> bool:
        """Whether no file refers to one of these components.

        Args:
            declared: kinds and names of what methods share.
        """
        text = b"\n".join([*self.methods.values(), *self.shared.values()])
        used = {(kind.decode(), name.decode()) for kind, name in _ANY_REFERENCE.findall(text)}
        return any(component not in used for component in declared)

    def groups(self) -> list[tuple[str, ...]]:
        """All method files that refer to others, and those others, stand in one group; each other file in its own.

        They could make a circle, if not of files, then of the modules that hold the models of a resource.
        """
        linked: set[str] = set()
        for name, found in self._references.items():
            others = {file for file, _ in found if file in self.methods and file != name}
            linked |= others | ({name} if others else set())
        alone = [(name,) for name in self.methods if name not in linked]
        return sorted([*alone, tuple(sorted(linked))] if linked else alone)

    def keys(self, salt: str) -> dict[str, str]:
        """The key of each method file's part: the digest of all that it is made from."""
        found: dict[str, str] = {}
        for names in self.groups():
            inputs = {**self.shared, **{name: self.methods[name] for name in names}}
            digest = write.digest(f"{salt}\n{provenance.combined(inputs)}".encode())
            found |= {name: write.digest(f"{digest}\n{name}".encode()) for name in names}
        return found


def _references(content: bytes) -> Iterator[tuple[str, str]]:
    """References to other files; split first, for a pattern of all would be tried at every word."""
    for before, after in pairwise(content.split(_MIDDLE)):
        file, kind = _FILE.search(before[-_LONGEST:]), _KIND.match(after)
        if file and kind:
            yield f"{file[0].decode()}.yaml", kind[0].decode()


def read(path: Path, include: Iterable[str] = ()) -> Folder:
    """Read an API's spec files.

    Args:
        path: the folder.
        include: patterns of method names, as a shell has them; all methods by default.
    """
    files = provenance.spec_files(sorted(path.glob("*.yaml")))
    patterns = [*include]
    methods = {name: content for name, content in files.items() if name not in SHARED_FILES}
    return Folder(
        path=path,
        shared={name: content for name, content in files.items() if name in SHARED_FILES},
        methods={name: methods[name] for name in methods if not patterns or _matches(name, patterns)},
    )


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name.removesuffix(".yaml"), pattern) for pattern in patterns)


def chunks(groups: Iterable[tuple[str, ...]], wanted: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Groups with a wanted file, several together."""
    missing, chunk = set(wanted), list[str]()
    for names in groups:
        if missing.isdisjoint(names):
            continue
        chunk += names
        if len(chunk) >= CHUNK:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


def salt() -> str:
    """The digest of everything but the spec that shapes a package, or says what is wrong with one."""
    files = [path for path in provenance.HERE.rglob("*") if path.suffix in (".py", ".jinja")]
    sources = {path.relative_to(provenance.HERE).as_posix(): provenance.content(path) for path in files}
    tools = " ".join(f"{name}=={version(name)}" for name in TOOLS)
    return write.digest(f"{tools}\n{provenance.combined(sources)}".encode())
