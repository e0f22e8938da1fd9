"""A spec as the rules look at it: every object with its kind and place, however broken the rest is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from attrs import field, frozen

from ..load import ApiSpec, Members, Tokens, pointer_tokens
from .grammar import KINDS

FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"
JSON: Final = "application/json"
TYPES: Final = frozenset({"object", "array", "string", "integer", "number", "boolean", "null"})

_VALUES: Final[Mapping[str, tuple[str, tuple[type, ...]]]] = {
    "text": ("text", (str,)),
    "flag": ("true or false", (bool,)),
    "number": ("a number", (int, float)),
    "count": ("a whole number from 0", (int,)),
}


@frozen(eq=False)
class Node:
    """An object of a known kind."""

    kind: str
    at: Tokens
    value: Members
    via: str = ""
    """The keyword it stands under; a member's schema stands under ``properties``."""
    parent: Node | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Its key: a member's or component's name, a path, or the keyword itself."""
        return self.at[-1] if self.at else ""


@frozen
class Mistyped:
    """A keyword whose value is of the wrong type."""

    at: Tokens
    expected: str
    value: object


@frozen(eq=False)
class Operation:
    """A POST operation."""

    path: str
    node: Node
    is_top: bool

    @property
    def method(self) -> str:
        """The method name in the path of a TOP operation; empty for others."""
        return self.path.partition("#")[2]

    def at(self, *tokens: str) -> Tokens:
        """The place of something in the operation."""
        return (*self.node.at, *tokens)


class Document:
    """The bundled document of one API, taken apart once for all rules."""

    def __init__(self, spec: ApiSpec) -> None:
        self.spec = spec
        self.mistyped: list[Mistyped] = []
        self.nodes: dict[str, list[Node]] = {kind: [] for kind in KINDS}
        self.by_place: dict[Tokens, Node] = {}
        self._visit("document", (), spec.document, "", None)
        self.components: dict[str, dict[str, Node]] = {}
        for at, node in self.by_place.items():
            if at[:1] == ("components",) and len(at) == 3:
                self.components.setdefault(at[1], {})[at[2]] = node
        self.schemas: dict[str, Node] = self.components.get("schemas", {})
        self.operations = [self._operation(node) for node in self.nodes["operation"]]

    @property
    def root(self) -> Node:
        """The document as a whole."""
        return self.nodes["document"][0]

    def target(self, value: object) -> Node | None:
        """The component that an object refers to by its ``$ref``."""
        reference = mapping(value).get("$ref")
        if not isinstance(reference, str):
            return None
        return self.by_place.get(pointer_tokens(reference))

    def resolve(self, node: Node) -> Node:
        """Follow references to a component; a node without one is its own target."""
        seen: set[Tokens] = set()
        while (target := self.target(node.value)) is not None and target.at not in seen:
            seen.add(target.at)
            node = target
        return node

    def child(self, node: Node, *tokens: str) -> Node | None:
        """An object below another, references followed before the first step and after the last."""
        found = self.by_place.get((*self.resolve(node).at, *tokens))
        return self.resolve(found) if found else None

    def content(self, node: Node | None) -> dict[str, Node]:
        """The media types of a request body or response, by content type."""
        if node is None:
            return {}
        names = mapping(self.resolve(node).value.get("content"))
        found = {name: self.child(node, "content", name) for name in names}
        return {name: media for name, media in found.items() if media}

    def request_body(self, operation: Operation) -> Node | None:
        """The schema of what an operation sends, its reference followed."""
        for media in self.content(self.child(operation.node, "requestBody")).values():
            return self.child(media, "schema")
        return None

    def success(self, operation: Operation) -> Node | None:
        """The schema of the answer with status 200, its reference followed."""
        for media in self.content(self.child(operation.node, "responses", "200")).values():
            return self.child(media, "schema")
        return None

    def _operation(self, node: Node) -> Operation:
        path = node.at[1]
        is_top = self.spec.name == "top" or "#" in path or "x-top-method" in node.value
        return Operation(path, node, is_top)

    def _visit(self, kind: str, at: Tokens, value: object, via: str, parent: Node | None) -> None:
        if not isinstance(value, dict):
            self.mistyped.append(Mistyped(at, "a mapping", value))
            return
        node = Node(kind, at, cast("Members", value), via, parent)
        self.nodes[kind].append(node)
        self.by_place[at] = node
        for keyword, inner in node.value.items():
            form = KINDS[kind].keywords.get(keyword, "any")
            self._descend(form, (*at, keyword), inner, keyword, node)

    def _descend(self, form: str, at: Tokens, value: object, via: str, parent: Node) -> None:
        if form == "any":
            return
        if form in KINDS:
            self._visit(form, at, value, via, parent)
        elif form[0] == "[":
            self._descend_list(form[1:-1], at, value, via, parent)
        elif form[0] == "{":
            if not isinstance(value, dict):
                self.mistyped.append(Mistyped(at, "a mapping", value))
                return
            for name, inner in cast("Members", value).items():
                self._descend(form[1:-1], (*at, name), inner, via, parent)
        elif not _fits(form, value):
            expected = "a type name, or a list of them" if form == "type" else _VALUES[form][0]
            self.mistyped.append(Mistyped(at, expected, value))

    def _descend_list(self, form: str, at: Tokens, value: object, via: str, parent: Node) -> None:
        if not isinstance(value, list):
            self.mistyped.append(Mistyped(at, "a list", value))
            return
        for index, inner in enumerate(cast("list[object]", value)):
            self._descend(form, (*at, str(index)), inner, via, parent)


def _fits(form: str, value: object) -> bool:
    if form == "type":
        names = cast("list[object]", value) if isinstance(value, list) else [value]
        return bool(names) and all(isinstance(name, str) and name in TYPES for name in names)
    if isinstance(value, bool):
        return form == "flag"
    return isinstance(value, _VALUES[form][1]) and not (form == "count" and cast("int", value) < 0)


def mapping(value: object) -> Members:
    """The value where it is a mapping, otherwise an empty one."""
    return cast("Members", value) if isinstance(value, dict) else {}


def sequence(value: object) -> list[Any]:
    """The value where it is a list, otherwise an empty one."""
    return cast("list[object]", value) if isinstance(value, list) else []


def texts(value: object) -> list[str]:
    """The strings of a list; nothing where it is no list."""
    return [item for item in sequence(value) if isinstance(item, str)]


def types(schema: Members) -> list[str]:
    """The type names of a schema, one or several."""
    named = schema.get("type")
    return [named] if isinstance(named, str) else texts(named)


def value_types(schema: Members) -> list[str]:
    """The type names of a schema without null."""
    return [name for name in types(schema) if name != "null"]
