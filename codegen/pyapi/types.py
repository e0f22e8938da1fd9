"""Annotations and defaults, so written that equal ones are equal."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen
from griffe import (
    Attribute,
    Class,
    Expr,
    ExprAttribute,
    ExprBinOp,
    ExprList,
    ExprName,
    ExprSubscript,
    ExprTuple,
    Module,
    Object,
)

from .resolving import foreign_path, path_of, scope_of, target_of
from .surface import UNANNOTATED, Type

_QUALIFIERS: Final = frozenset({"ClassVar", "Final", "NotRequired", "ReadOnly", "Required"})
_TYPING: Final = frozenset({"typing", "typing_extensions"})
_DEPTH: Final = 10
"""How deep a private alias of an alias is looked into; recursive ones end there."""


@frozen
class Naming:
    """What each object of a package is called, so that two versions of the package agree."""

    public: Mapping[str, str]
    """The public path of an object, by the path where it is defined."""

    def type(self, annotation: str | Expr | None, *, prefix: str = "") -> Type:
        """An annotation; `prefix` goes before each member of its union."""
        members = self._members(annotation, _DEPTH)
        shown = "nothing" if annotation is None else str(annotation)
        return Type(f"{prefix}{shown}", frozenset(f"{prefix}{each}" for each in members), frozenset(names(annotation)))

    def of(self, target: Object) -> str:
        """The public path of an object; a private one's own name, for it may move."""
        return self.public.get(target.path, f"_.{target.name}")

    def _members(self, annotation: str | Expr | None, depth: int) -> frozenset[str]:
        if annotation is None:
            return UNANNOTATED
        if isinstance(annotation, ExprBinOp) and annotation.operator == "|":
            return self._members(annotation.left, depth) | self._members(annotation.right, depth)
        if isinstance(annotation, ExprSubscript):
            return self._subscript(annotation, depth)
        if isinstance(annotation, ExprName | ExprAttribute):
            return self._name(annotation, depth)
        if isinstance(annotation, ExprList):
            return frozenset({f"[{self._joined(annotation.elements, depth)}]"})
        return frozenset({str(annotation)})

    def _subscript(self, annotation: ExprSubscript, depth: int) -> frozenset[str]:
        items = _items(annotation.slice)
        module, _, name = path_of(annotation.left).rpartition(".")
        if module in _TYPING and name == "Literal":
            return frozenset(f"Literal[{item}]" for item in items)
        items = [_named(item, annotation.left) for item in items]
        if module in _TYPING:
            if name in ("Union", "Optional"):
                none = {"None"} if name == "Optional" else set()
                return frozenset(none).union(*(self._members(item, depth) for item in items))
            if name == "Annotated" or name in _QUALIFIERS:
                return self._members(items[0], depth)
        return frozenset({f"{self._text(annotation.left, depth)}[{self._joined(items, depth)}]"})

    def _name(self, name: ExprName | ExprAttribute, depth: int) -> frozenset[str]:
        target = target_of(name)
        if target is None:
            return frozenset({foreign_path(name.modernize())})
        if isinstance(target, Attribute) and target.path not in self.public and depth and is_alias(target):
            return self._members(target.value, depth - 1)
        return frozenset({self.of(target)})

    def _text(self, annotation: str | Expr, depth: int) -> str:
        return " | ".join(sorted(self._members(annotation, depth)))

    def _joined(self, items: Sequence[str | Expr], depth: int) -> str:
        return ", ".join(self._text(item, depth) for item in items)

    def default(self, value: str | Expr | None) -> str | None:
        """The text of a default, with the values of constants in place of their names."""
        target = target_of(value)
        if isinstance(target, Attribute) and target.value is not None and not _is_enum_member(target):
            return self.default(target.value) if target_of(target.value) else str(target.value)
        if target is None:
            return None if value is None else str(value)
        return self.of(target)


def names(annotation: str | Expr | None) -> set[str]:
    """The paths of the objects of the package that an annotation mentions, where they are defined."""
    if not isinstance(annotation, Expr):
        return set()
    found = (target_of(part) for part in annotation.iterate(flat=True) if isinstance(part, Expr))
    return {target.path for target in found if target is not None}


def is_alias(attribute: Attribute) -> bool:
    """Whether a module's attribute is a name for a type."""
    if "module-attribute" not in attribute.labels:
        return False
    if path_of(attribute.annotation).rpartition(".")[2] == "TypeAlias":
        return True
    is_plain = attribute.annotation is None or path_of(attribute.annotation).rpartition(".")[2] == "Final"
    return is_plain and isinstance(attribute.value, ExprBinOp | ExprSubscript)


def literal(value: str | Expr | None) -> str | None:
    """The text of a constant; None for what has to be computed."""
    if value is None:
        return None
    try:
        return repr(ast.literal_eval(str(value)))
    except (SyntaxError, ValueError):
        return None


def _named(item: str | Expr, beside: str | Expr) -> str | Expr:
    """A forward reference as the name that it is."""
    scope = scope_of(beside)
    if isinstance(item, str) and item[:1] in ("'", '"') and item[1:-1].isidentifier():
        return ExprName(item[1:-1], parent=scope if isinstance(scope, Class | Module) else None)
    return item


def _items(inner: str | Expr) -> Sequence[str | Expr]:
    return inner.elements if isinstance(inner, ExprTuple) else [inner]


def _is_enum_member(attribute: Attribute) -> bool:
    return attribute.parent is not None and attribute.parent.is_class
