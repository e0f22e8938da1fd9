"""Where a changed statement comes from: the document it was read in, and on what basis."""

from __future__ import annotations

from attrs import frozen

from codegen.findings import Place
from codegen.lint.document import mapping
from codegen.load import ApiSpec, Tokens, pointer, pointer_tokens


@frozen
class Trace:
    """The source of one place of a spec."""

    document: str
    basis: str
    """Documented, observed or assumed."""
    place: Place
    """Where the spec says so."""
    deviation: str = ""
    """Why the spec departs from the document at this place."""


def trace(spec: ApiSpec, where: str) -> Trace | None:
    """Find the source of a place.

    Args:
        spec: The version that the place is in.
        where: A JSON pointer into it.

    Returns:
        The nearest x-source of the place or of what it is part of; None if there is none, or not a whole one.
    """
    tokens, nodes = pointer_tokens(where), _nodes(spec, pointer_tokens(where))
    for depth in range(len(nodes) - 1, -1, -1):
        source = mapping(nodes[depth]).get("x-source")
        if source is not None:
            document, basis = mapping(source).get("document"), mapping(source).get("basis")
            if not (isinstance(document, str) and isinstance(basis, str)):
                return None
            place = spec.place(pointer(*tokens[:depth], "x-source"))
            return Trace(document, basis, place, _deviation(nodes))
    return None


def needs_source(where: str) -> bool:
    """Whether a place says something about the API that a reviewer must be able to look up."""
    tokens = pointer_tokens(where)
    return len(tokens) > 1 and (tokens[0] == "paths" or tokens[:2] == ("components", "schemas"))


def _nodes(spec: ApiSpec, tokens: Tokens) -> list[object]:
    """What stands at each step of the way, as far as it goes, from the whole document on."""
    nodes: list[object] = [spec.document]
    for token in tokens:
        node = nodes[-1]
        if isinstance(node, dict) and token in node:
            nodes.append(node[token])
        elif isinstance(node, list) and token.isdigit() and int(token) < len(node):
            nodes.append(node[int(token)])
        else:
            break
    return nodes


def _deviation(nodes: list[object]) -> str:
    for node in reversed(nodes):
        found = mapping(node).get("x-deviation")
        if found is not None:
            return (
                found if isinstance(found, str) else "; ".join(f"{key}: {why}" for key, why in mapping(found).items())
            )
    return ""
