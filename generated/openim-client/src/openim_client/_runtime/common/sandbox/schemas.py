"""Check values against the document's schemas, as the server behind them would.

jsonschema-rs does the checking. What it leaves out is added before the schemas are compiled: the range of
``int32`` and ``int64``, whole numbers written as ``101.0``, JSON inside strings, and unions that say which
branch was meant. What only the client refuses (``x-client-only``) is taken out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import jsonschema_rs
from attrs import frozen

from . import jsontext
from .document import Document, Schema, branches

_RANGES: Final = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}
_MAPS: Final = frozenset({"properties", "patternProperties", "$defs", "dependentSchemas"})
_LISTS: Final = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_UNKNOWN_MEMBER: Final = frozenset({"additionalProperties", "unevaluatedProperties"})
_SINGLES: Final = frozenset({"items", "not", "if", "then", "else"}) | _UNKNOWN_MEMBER
_WHOLE: Final = "x-sandbox-whole"
_JSON: Final = "x-sandbox-json"


@frozen
class Fault:
    """One rule that a value breaks."""

    path: tuple[str | int, ...]
    """Where in the value; for a missing or unknown member its own path, not its parent's."""
    rule: str
    """The keyword of the schema, such as ``maxLength``."""
    message: str
    """The rule in words, without the value."""

    @property
    def is_unknown_member(self) -> bool:
        """Whether the value has a member that the schema does not know."""
        return self.rule in _UNKNOWN_MEMBER


class Checker:
    """A compiled schema."""

    def __init__(self, validator: jsonschema_rs.Validator) -> None:
        self._validator = validator

    def faults(self, value: object) -> list[Fault]:
        """List the broken rules, unknown members last.

        ``unevaluatedProperties`` blames known members as well when another rule is broken, so it counts only alone.
        """
        found = [fault for error in self._validator.iter_errors(value) for fault in _faults(error)]
        certain = [fault for fault in found if fault.rule != "unevaluatedProperties"]
        return sorted(certain or found, key=lambda fault: fault.is_unknown_member)


class Schemas:
    """The schemas of one document, ready to be compiled."""

    def __init__(self, document: Document) -> None:
        self._document = document
        components: Mapping[str, Schema] = document.get("components", {}).get("schemas", {})
        self._components = {name: self._prepare(schema) for name, schema in components.items()}

    def checker(self, schema: Schema) -> Checker:
        """Compile a schema of the document."""
        return Checker(self._compile(self._prepare(schema)))

    def _compile(self, prepared: Any) -> jsonschema_rs.Validator:
        root = {"allOf": [prepared], "components": {"schemas": self._components}}
        keywords: dict[str, type[jsonschema_rs.KeywordValidator]] = {
            _WHOLE: _Whole,
            _JSON: _json_keyword(self._compile),
        }
        return jsonschema_rs.Draft202012Validator(root, mask="value", keywords=keywords)

    def _prepare(self, schema: Any) -> Any:
        if not isinstance(schema, Mapping):
            return schema
        kept = without_client_rules(cast("Schema", schema))
        union = branches(self._document, kept) if "oneOf" in kept else None
        if union is not None:
            kept = _as_conditions(kept, *union)
        return {**_added_rules(kept), **{key: self._inner(key, value) for key, value in kept.items()}}

    def _inner(self, key: str, value: Any) -> Any:
        if key in _MAPS:
            return {name: self._prepare(schema) for name, schema in value.items()}
        if key in _LISTS:
            return [self._prepare(schema) for schema in value]
        if key in _SINGLES:
            return self._prepare(value)
        return self._prepare(value) if key == _JSON else value


def without_client_rules(schema: Schema) -> Schema:
    """Drop the keywords that ``x-client-only`` names, and the JSON keywords that are checked otherwise."""
    dropped = {"x-client-only", *schema.get("x-client-only", ())}
    if "if" in dropped:
        dropped |= {"then", "else"}
    kept = {key: value for key, value in schema.items() if key not in dropped}
    if kept.pop("contentMediaType", None) == "application/json":
        kept[_JSON] = kept.pop("contentSchema", True)
    return kept


def _added_rules(schema: Schema) -> dict[str, Any]:
    """The range of an integer, to be overruled by a narrower one in the schema."""
    if schema.get("type") != "integer":
        return {}
    low, high = _RANGES.get(str(schema.get("format")), (None, None))
    return {_WHOLE: True} | ({} if low is None else {"minimum": low, "maximum": high})


def _as_conditions(schema: Schema, tag: str, options: Mapping[Any, Schema]) -> Schema:
    """Write a union so that only the branch that the tag names is checked."""
    chosen = [
        {"if": {"properties": {tag: {"const": value}}, "required": [tag]}, "then": option}
        for value, option in options.items()
    ]
    rest = {key: value for key, value in schema.items() if key != "oneOf"}
    known = {"properties": {tag: {"enum": list(options)}}, "required": [tag]}
    return {**rest, "allOf": [*rest.get("allOf", ()), known, *chosen]}


def _faults(error: jsonschema_rs.ValidationError) -> list[Fault]:
    path = tuple(error.instance_path)
    kind = error.kind
    if isinstance(kind, jsonschema_rs.ValidationErrorKind.Required):
        return [Fault((*path, str(kind.property)), "required", "is required")]
    if isinstance(
        kind,
        jsonschema_rs.ValidationErrorKind.AdditionalProperties
        | jsonschema_rs.ValidationErrorKind.UnevaluatedProperties,
    ):
        return [Fault((*path, name), kind.name, "is not a known member") for name in kind.unexpected]
    rule = {_WHOLE: "type", _JSON: "contentSchema"}.get(kind.name, kind.name)
    return [Fault(path, rule, error.message)]


class _Whole:
    """Refuses 101.0 where an integer is asked for: JSON Schema takes it, typed servers do not."""

    def __init__(self, parent_schema: dict[str, Any], value: Any, schema_path: list[str | int]) -> None:
        pass

    def validate(self, instance: object) -> None:
        if isinstance(instance, float):
            raise ValueError('value is not of type "integer"')


def _json_keyword(compile_schema: Any) -> type[jsonschema_rs.KeywordValidator]:
    """Make the keyword that looks into a string with JSON text."""

    class JsonText:
        def __init__(self, parent_schema: dict[str, Any], value: Any, schema_path: list[str | int]) -> None:
            self._checker = Checker(compile_schema(value))

        def validate(self, instance: object) -> None:
            if not isinstance(instance, str):
                return
            try:
                value = jsontext.loads(instance)
            except ValueError as exc:
                raise ValueError(f"value is not JSON text: {exc}") from exc
            for fault in self._checker.faults(value):
                raise ValueError(f"in its JSON text: {dotted(fault.path)}{fault.message}")

    return JsonText


def dotted(path: Sequence[str | int], end: str = ": ") -> str:
    """Write a path as ``content.items[0].name`` with `end` behind it; nothing for the whole value."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
    return f"{text}{end}" if text else ""
