"""Parts of one version of a spec, each with the pointer that leads to it."""

from __future__ import annotations

from typing import Any, cast

from attrs import evolve, frozen

from codegen.findings import Place
from codegen.load import ApiSpec, Tokens, pointer, pointer_tokens

from .changes import Side

_LONGEST_CHAIN = 32
"""References to references; more of them go in a circle."""


@frozen(eq=False)
class Node:
    """A value of the bundled document, and where it is."""

    spec: ApiSpec
    side: Side
    at: Tokens
    value: Any

    @property
    def pointer(self) -> str:
        """JSON pointer into the bundled document."""
        return pointer(*self.at)

    @property
    def place(self) -> Place:
        """Where the value is written."""
        return self.spec.place(self.pointer)

    @property
    def members(self) -> dict[str, Any]:
        """The value where it is a mapping; otherwise nothing."""
        return cast("dict[str, Any]", self.value) if isinstance(self.value, dict) else {}

    def get(self, *keys: str) -> Node | None:
        """What lies below, followed key by key."""
        node = self
        for key in keys:
            if key not in node.members:
                return None
            node = Node(self.spec, self.side, (*node.at, key), node.members[key])
        return node

    def below(self, *keys: str) -> dict[str, Node]:
        """Every member, by its name, of what lies there; nothing where nothing does."""
        node = self.get(*keys)
        return node.children() if node else {}

    def listed(self, *keys: str) -> list[Node]:
        """Every entry of the list that lies there; nothing where none does."""
        node = self.get(*keys)
        return node.entries() if node else []

    def children(self) -> dict[str, Node]:
        """Every member by its name."""
        return {key: Node(self.spec, self.side, (*self.at, key), value) for key, value in self.members.items()}

    def entries(self) -> list[Node]:
        """Every entry of a list."""
        values = self.value if isinstance(self.value, list) else []
        return [Node(self.spec, self.side, (*self.at, str(index)), value) for index, value in enumerate(values)]

    @property
    def component(self) -> str | None:
        """Name of the component that this is, or is a reference to."""
        tokens = pointer_tokens(self.members["$ref"]) if isinstance(self.members.get("$ref"), str) else self.at
        return tokens[2] if len(tokens) == 3 and tokens[0] == "components" else None

    def followed(self) -> Node:
        """What a reference leads to; the node itself where it is none."""
        node = self
        for _ in range(_LONGEST_CHAIN):
            reference = node.members.get("$ref")
            if not isinstance(reference, str):
                break
            target = root(self.spec, self.side).get(*pointer_tokens(reference))
            if target is None:
                break
            node = target
        return node


def root(spec: ApiSpec, side: Side) -> Node:
    """The whole document."""
    return Node(spec, side, (), spec.document)


def name(node: Node) -> str:
    """How a message names a part: ``SendRequest.recvIDs[]``, or by its way through an operation."""
    at = node.at
    if at[:2] == ("components", "schemas") and len(at) > 2:
        return at[2] + _way(at[3:])
    if at[:1] == ("paths",) and "schema" in at:
        cut = at.index("schema")
        return _holder(at[3:cut]) + _way(at[cut + 1 :])
    if at[:1] == ("components",) and len(at) > 2:
        return f"{at[2]}{_way(at[3:])}"
    if at[:1] == ("paths",) and len(at) > 1:
        return ".".join(at[3:]) or at[1]
    return ".".join(at) or "the document"


def owner(node: Node) -> str:
    """How a message names the schema that a keyword's value, or an entry of its list, belongs to."""
    inner = 2 if node.at[-1].isdigit() else 1
    return name(evolve(node, at=node.at[:-inner]))


def _holder(at: Tokens) -> str:
    if at[:1] == ("requestBody",):
        return "the body"
    if at[:1] == ("responses",) and len(at) > 1:
        return f"answer {at[1]}"
    return "parameter " + ".".join(at[1:]) if at[:1] == ("parameters",) else ".".join(at)


def _way(at: Tokens) -> str:
    """Keywords of schemas as a path of members."""
    shown, position = "", 0
    while position < len(at):
        token, rest = at[position], len(at) - position
        if token == "properties" and rest > 1:
            shown += f".{at[position + 1]}"
            position += 2
        elif token in ("oneOf", "anyOf", "allOf", "prefixItems") and rest > 1:
            shown += "" if token == "allOf" else f" (variant {int(at[position + 1]) + 1})"
            position += 2
        else:
            shown += {"items": "[]", "contentSchema": " (the JSON in it)", "schema": ""}.get(token, f".{token}")
            position += 1
    return shown
