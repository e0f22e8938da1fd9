"""Rules about what a spec says of itself: its package, its sources and its deviations from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..load import pointer
from .document import Document, Node, mapping
from .rules import Problem, rule

_BASES: Final = ("documented", "observed", "assumed")
_SUBJECTS: Final = ("type", "required", "example", "presence", "name")
_PACKAGE: Final = {
    "name": (re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*"), "top-client"),
    "module": (re.compile(r"[a-z][a-z0-9_]*"), "top_client"),
    "client": (re.compile(r"[A-Z][A-Za-z0-9]*"), "TopClient"),
    "error": (re.compile(r"[A-Z][A-Za-z0-9]*"), "TopError"),
}


@rule("package", "The wheel's name, version and public classes are made from it.")
def package(document: Document) -> Iterator[Problem]:
    """x-package is complete, and the package has a version of three numbers."""
    value = mapping(document.root.value.get("x-package"))
    for key, (form, example) in _PACKAGE.items():
        found = value.get(key)
        if not isinstance(found, str) or not form.fullmatch(found):
            message = f"x-package.{key} is like {example}, not {found}" if key in value else f"x-package has no {key}"
            yield Problem(("x-package", key), message, f"Write a name like `{key}: {example}`.")
    info = mapping(document.root.value.get("info"))
    for key in ("title", "version"):
        if key not in info:
            yield Problem(("info", key), f"info has no {key}", f"Add `{key}:`.")
    version = info.get("x-package-version")
    if not isinstance(version, str) or not re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", version):
        message = f"x-package-version is like 1.0.0, not {version}"
        yield Problem(("info", "x-package-version"), message, "Write three numbers with dots, as text.")


@rule("source", "A reviewer has to know whether a line is documented, observed or assumed.")
def source(document: Document) -> Iterator[Problem]:
    """Every operation and component has an x-source, inherited or its own, with a document and a basis."""
    for node in (*document.nodes["operation"], *document.schemas.values()):
        if "x-source" not in node.value:
            file = document.spec.file_of(pointer(*node.at))
            fix = "Write `x-source: {document: ..., basis: documented}` at the head of the file."
            yield Problem((*node.at, "x-source"), f"{file}.yaml has no x-source", fix)
    for node in document.by_place.values():
        if "x-source" in node.value:
            yield from _source(node)


def _source(node: Node) -> Iterator[Problem]:
    at, value = (*node.at, "x-source"), mapping(node.value["x-source"])
    if set(value) != {"document", "basis"}:
        yield Problem(at, "x-source has the keys document and basis", "Write `{document: ..., basis: documented}`.")
        return
    if not isinstance(value["document"], str) or not value["document"].strip():
        yield Problem((*at, "document"), "x-source names no document", "Name the document or the server.")
    if value["basis"] not in _BASES:
        message = f"the basis is {', '.join(_BASES[:-1])} or {_BASES[-1]}, not {value['basis']}"
        yield Problem((*at, "basis"), message, "Choose one of the three.")


@rule("deviation", "A deviation without a reason looks like a mistake.")
def deviation(document: Document) -> Iterator[Problem]:
    """x-deviation is a reason, or says for each subject why the spec differs from the document."""
    fix = f"Write a sentence, or `{{type: why}}`; subjects are {', '.join(_SUBJECTS)}."
    for node in document.by_place.values():
        if "x-deviation" not in node.value:
            continue
        at, value = (*node.at, "x-deviation"), node.value["x-deviation"]
        if not _is_reason(value) and not mapping(value):
            yield Problem(at, f"x-deviation of {node.name} gives no reason", fix)
        for subject, reason in mapping(value).items():
            if subject not in _SUBJECTS:
                yield Problem((*at, subject), f"{subject} is no subject of a deviation", fix)
            elif not _is_reason(reason):
                yield Problem((*at, subject), f"x-deviation of {node.name} gives no reason for {subject}", fix)


def _is_reason(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
