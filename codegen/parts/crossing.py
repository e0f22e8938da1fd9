"""What no method file can show alone: two of them that want one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..findings import Finding
from ..lint import lint
from ..lint.clashes import imported_name, resource_clash
from ..lint.names import component_clash
from ..lint.operations import call_path_clash, module_clash
from ..load import ENTRY, ApiSpec, Members
from ..yaml_loader import Marks, YamlFile
from .part import Part

_RULES = (call_path_clash, module_clash, resource_clash, component_clash, imported_name)
"""The rules that hold one method against all others."""


def collide(spec: ApiSpec, parts: dict[str, Part]) -> bool:
    """Whether names of method files meet; what exactly is wrong, lint of the whole spec says.

    Args:
        spec: what all methods share.
        parts: by file.
    """
    names = Counter(name for part in parts.values() for name in part.names)
    if any(number > 1 for number in names.values()):
        return True
    return bool(lint(_skeleton(spec, parts), _RULES))


def _skeleton(spec: ApiSpec, parts: dict[str, Part]) -> ApiSpec:
    """A spec with every path and every name, and nothing else in them."""
    names = {name: {"type": "object"} for part in parts.values() for name in part.components.get("schemas", {})}
    paths: dict[str, Members] = {path: {"post": {}} for part in parts.values() for path in part.paths}
    origin = {tokens: file for file, part in parts.items() for tokens in part.names}
    document = {"x-package": spec.document["x-package"], "paths": paths, "components": {"schemas": names}}
    sources = {file: YamlFile(file, None, Marks(1, 1)) for file in (ENTRY, *parts)}
    return ApiSpec(spec.name, spec.folder, document, {}, (), sources, origin)


def settled(findings: Iterable[tuple[Finding, ...]]) -> list[Finding]:
    """What is wrong with a spec, of what is wrong with its parts, each finding once."""
    return sorted({finding for found in findings for finding in found}, key=lambda finding: finding.order)
