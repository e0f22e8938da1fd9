"""What one method file gives to a package, as JSON text between processes and runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import asdict, frozen

from ..emit.layout import Outline
from ..emit.resources import Method
from ..emit.sections import Section


@frozen
class Part:
    """What one method file gives to a package."""

    files: Mapping[str, str]
    """Files of its own, by their path in the project."""
    sections: Mapping[str, Section]
    """What it gives to the models and to the wire."""
    outline: Outline
    paths: Mapping[str, str]
    """Its paths in the bundled document, as text."""
    components: Mapping[str, Mapping[str, str]]
    """Its components there, by kind and name."""

    def text(self) -> str:
        """This part as JSON."""
        methods = [_method(method) for method in self.outline.methods]
        outline = {
            "methods": methods,
            "modules": dict(self.outline.modules),
            "homes": dict(self.outline.homes),
            "secret_members": sorted(self.outline.secret_members),
            "has_files": self.outline.has_files,
        }
        sections = {kind: asdict(section) for kind, section in self.sections.items()}
        rest = {"files": self.files, "sections": sections, "paths": self.paths, "components": self.components}
        return json.dumps({**rest, "outline": outline}, ensure_ascii=False)

    @classmethod
    def of(cls, text: str) -> Part:
        """The part that a text describes."""
        data = json.loads(text)
        sections = {kind: Section(**section) for kind, section in data["sections"].items()}
        return cls(data["files"], sections, _outline(data["outline"]), data["paths"], data["components"])


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
