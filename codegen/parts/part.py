"""What one method file gives to a package, as JSON text between processes and runs.

It is two lines: what the package as a whole needs of it, and what only the modules need that hold it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import asdict, frozen

from ..emit.layout import Outline
from ..emit.resources import Method
from ..emit.sections import Section
from ..load import Tokens


@frozen
class Texts:
    """What of a part is text already."""

    files: Mapping[str, str]
    """Files of its own, by their path in the project."""
    sections: Mapping[str, Section]
    """What it gives to the models and to the wire."""


@frozen
class Part:
    """What one method file gives to a package."""

    outline: Outline
    paths: Mapping[str, str]
    """Its paths in the bundled document, as text."""
    components: Mapping[str, Mapping[str, str]]
    """Its components there, by kind and name."""
    text: Callable[[], str]
    """Gives the whole text of the part."""

    @classmethod
    def of(cls, line: str, text: Callable[[], str]) -> Part:
        """The part that a text describes.

        Args:
            line: its first line.
            text: gives all of it. Few parts are asked for what else they hold.
        """
        data = json.loads(line)
        return cls(_outline(data["outline"]), data["paths"], data["components"], text)

    @property
    def names(self) -> list[Tokens]:
        """Its paths and its components in the bundled document."""
        return [
            *(("paths", path) for path in self.paths),
            *(("components", kind, name) for kind, found in self.components.items() for name in found),
        ]

    @property
    def section(self) -> str:
        """The name of what it gives to modules."""
        (name,) = self.outline.homes
        return name

    @property
    def module(self) -> str:
        """The module of its resource."""
        return self.outline.homes[self.section]

    def read_texts(self) -> Texts:
        """What of it is text already."""
        data = json.loads(self.text().partition("\n")[2])
        return Texts(data["files"], {kind: Section(**section) for kind, section in data["sections"].items()})


def text(outline: Outline, paths: Mapping[str, str], components: Mapping[str, Mapping[str, str]], texts: Texts) -> str:
    """A part as text."""
    shown = {
        "methods": [_method(method) for method in outline.methods],
        "modules": dict(outline.modules),
        "homes": dict(outline.homes),
        "secret_members": sorted(outline.secret_members),
        "has_files": outline.has_files,
    }
    lines = ({"outline": shown, "paths": paths, "components": components}, asdict(texts))
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


def merged(outlines: Iterable[Outline]) -> Outline:
    """The outline of a package, of those of its parts; methods in the order of the API's paths."""
    found = list(outlines)
    return Outline(
        methods=tuple(sorted((one for part in found for one in part.methods), key=lambda one: one.name)),
        modules={name: section for part in found for name, section in part.modules.items()},
        homes={section: module for part in found for section, module in part.homes.items()},
        secret_members=frozenset(name for part in found for name in part.secret_members),
        has_files=any(part.has_files for part in found),
    )


def _method(method: Method) -> dict[str, Any]:
    return {
        "resource": method.resource,
        "name": method.name,
        "call": method.call,
        "context": method.context,
        "imports": method.imports,
    }


def _outline(data: Mapping[str, Any]) -> Outline:
    return Outline(
        methods=tuple(Method(**one | {"resource": tuple(one["resource"])}) for one in data["methods"]),
        modules=data["modules"],
        homes=data["homes"],
        secret_members=frozenset(data["secret_members"]),
        has_files=data["has_files"],
    )
