"""Full examples of every model, built from the bundled spec in the wheel and not from the models themselves.

Every value differs from every other, so that members which a model swaps, drops or reads from the wrong key show.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from importlib.resources import files
from types import ModuleType
from typing import Any

DEPTH = 2
"""How often a component may stand inside itself."""


class Spec:
    """The bundled spec of an installed package."""

    def __init__(self, package: ModuleType) -> None:
        self.document: dict[str, Any] = json.loads(files(package).joinpath("openapi.json").read_text("utf-8"))
        self.schemas: dict[str, Any] = self.document["components"]["schemas"]
        self.numbers = itertools.count(1)

    def members(self, component: str) -> Iterator[tuple[str, dict[str, Any], bool]]:
        """Wire name, schema and required flag of every member, those of bases included."""
        parts = list(self.parts(component))
        required = {name for part in parts for name in part.get("required", ())}
        for part in parts:
            for name, schema in part.get("properties", {}).items():
                yield name, schema, name in required

    def parts(self, component: str) -> Iterator[dict[str, Any]]:
        """The schema and everything that its allOf holds."""
        schema = self.schemas[component]
        for entry in schema.get("allOf", ()):
            if "$ref" in entry:
                yield from self.parts(reference(entry))
            else:
                yield entry
        yield schema

    def is_union(self, component: str) -> bool:
        """Whether the component is a choice of others."""
        return "oneOf" in self.schemas[component]

    def example(self, component: str, within: tuple[str, ...] = ()) -> dict[str, Any]:
        """A full example: every member, each value distinct."""
        inside = (*within, component)
        return {
            name: self.value(name, schema, inside)
            for name, schema, _ in self.members(component)
            if not self.too_deep(schema, inside)
        }

    def too_deep(self, schema: dict[str, Any], inside: tuple[str, ...]) -> bool:
        """Whether a member would repeat a component that holds itself once more."""
        target = schema.get("items", schema)
        return "$ref" in target and inside.count(reference(target)) >= DEPTH

    def value(self, name: str, schema: dict[str, Any], inside: tuple[str, ...]) -> Any:
        """A value of that schema that no other member has."""
        if "$ref" in schema:
            component = reference(schema)
            target = self.schemas[component]
            if "enum" in target:
                return target["enum"][0]
            if "oneOf" in target:
                return self.example(reference(target["oneOf"][0]), inside)
            return self.example(component, inside)
        if "const" in schema:
            return schema["const"]
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = next(item for item in kind if item != "null")
        number = next(self.numbers)
        match kind:
            case "string" if "contentMediaType" in schema:
                return self.json_text(schema.get("contentSchema", {}), number)
            case "string":
                return f"{name} {number} 值"
            case "integer":
                return min(number + schema.get("minimum", 0), schema.get("maximum", 2**31 - 1))
            case "number":
                return number + 0.5
            case "boolean":
                return True
            case "array":
                return [self.value(name, schema["items"], inside) for _ in range(2)]
            case _:
                return {f"key {number}": [number, None, {"inner": f"text {number}"}]}

    def json_text(self, schema: dict[str, Any], number: int) -> str:
        """JSON text of the shape that a contentSchema tells."""
        value: Any = [number, number + 1] if schema.get("type") == "array" else {f"key {number}": number}
        return json.dumps(value)


def reference(schema: dict[str, Any]) -> str:
    """The component that a `$ref` names."""
    return str(schema["$ref"]).rpartition("/")[2]
