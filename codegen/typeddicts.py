"""The one module that imports datamodel-code-generator: the wire as TypedDicts, a second reading of the spec.

It writes one source; `split` sorts its definitions into one section a method.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from attrs import frozen
from datamodel_code_generator import generate
from datamodel_code_generator.enums import DataModelType, InputFileType
from datamodel_code_generator.format import Formatter, PythonVersion


@frozen
class WireModule:
    """A module of TypedDicts."""

    typing_names: tuple[str, ...]
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    """Sibling module and the names taken from it."""
    source: str
    names: tuple[str, ...]


def typed_dicts(document: dict[str, Any]) -> str:
    """The source of a TypedDict (or alias) for every component of a normalised document."""
    source = generate(
        {**document, "paths": {}},
        input_file_type=InputFileType.OpenAPI,
        output_model_type=DataModelType.TypingTypedDict,
        target_python_version=PythonVersion.PY_311,
        disable_timestamp=True,
        use_closed_typed_dict=False,
        ignore_enum_constraints=True,
        use_union_operator=True,
        use_standard_collections=True,
        formatters=[Formatter.BUILTIN],
    )
    if not isinstance(source, str):
        raise TypeError("one module of TypedDicts expected")
    return source


def split(source: str, modules: Mapping[str, str]) -> dict[str, WireModule]:
    """Sort definitions into modules; those that no listed name reaches are left out.

    Args:
        source: what `typed_dicts` gave.
        modules: module of every component that has to be there.

    Raises:
        LookupError: a component has no definition.
    """
    statements = ast.parse(source).body
    definitions = _definitions(statements, source.split("\n"))
    typing_names = _typing_names(statements)
    missing = sorted(modules.keys() - definitions.keys())
    if missing:
        raise LookupError(f"datamodel-code-generator defined no {', '.join(missing)}")
    homes = _homes(definitions, modules)
    found: dict[str, WireModule] = {}
    for module in sorted(set(homes.values())):
        names = [name for name in definitions if homes.get(name) == module]
        found[module] = _wire_module(module, names, definitions, homes, typing_names)
    return found


@frozen
class _Definition:
    node: ast.stmt
    source: str
    uses: frozenset[str]


def _definitions(statements: list[ast.stmt], lines: list[str]) -> dict[str, _Definition]:
    found: dict[str, _Definition] = {}
    for node in statements:
        name = _defined(node)
        if name is not None:
            uses = frozenset(_names(node) - {name})
            found[name] = _Definition(node, "\n".join(lines[node.lineno - 1 : node.end_lineno]), uses)
    return found


def _typing_names(statements: list[ast.stmt]) -> frozenset[str]:
    """What a source takes from `typing`."""
    imports = [node for node in statements if isinstance(node, ast.ImportFrom)]
    return frozenset(alias.name for node in imports if node.module == "typing" for alias in node.names)


def _defined(node: ast.stmt) -> str | None:
    match node:
        case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return None


def _names(node: ast.AST) -> set[str]:
    return {found.id for found in ast.walk(node) if isinstance(found, ast.Name)}


def _homes(definitions: Mapping[str, _Definition], modules: Mapping[str, str]) -> dict[str, str]:
    """The module of every definition to keep: those listed, and the bases they use, beside their first user."""
    homes = dict(modules)
    queue = sorted(modules)
    while queue:
        name = queue.pop(0)
        for used in sorted(definitions[name].uses & definitions.keys() - homes.keys()):
            homes[used] = homes[name]
            queue.append(used)
    return homes


def _wire_module(
    module: str,
    names: list[str],
    definitions: Mapping[str, _Definition],
    homes: Mapping[str, str],
    typing_names: frozenset[str],
) -> WireModule:
    uses = frozenset().union(*(definitions[name].uses for name in names))
    imports: dict[str, set[str]] = {}
    for used in uses & homes.keys():
        if homes[used] != module:
            imports.setdefault(homes[used], set()).add(used)
    return WireModule(
        typing_names=tuple(sorted(typing_names & uses)),
        imports=tuple((home, tuple(sorted(taken))) for home, taken in sorted(imports.items())),
        source="\n\n\n".join(definitions[name].source for name in names),
        names=tuple(sorted(names)),
    )
