"""The cases: pairs of specs, and what is to be said about them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal

import yaml
from attrs import field, frozen

from codegen.diff import Change, compare, overall
from codegen.load import ApiSpec, load_file

FOLDER: Final = Path(__file__).parent / "cases"
DIRECTIONS: Final[tuple[Literal["request", "response"], ...]] = ("request", "response")

_SKELETON: Final[dict[str, Any]] = {
    "openapi": "3.1.0",
    "info": {"title": "Cases", "version": "1.0.0"},
    "servers": [{"url": "https://example.test"}],
}


@frozen
class Case:
    """One change."""

    name: str
    old: dict[str, Any] = field(repr=False)
    """A whole document."""
    new: dict[str, Any] = field(repr=False)
    expected: str
    """The overall verdict, and the rules that say so, sorted."""
    path: str = ""
    """The path of the one operation, where the document can be put together with others."""
    redocly: str | None = None
    """Why `redocly diff` judges otherwise, where it does."""

    @property
    def verdict(self) -> str:
        """The overall verdict."""
        return self.expected.split()[0]


def judged(changes: tuple[Change, ...]) -> str:
    """What was found, as cases write it."""
    return " ".join([overall(changes), *sorted({change.rule for change in changes})])


def spec_of(document: dict[str, Any], folder: Path, name: str) -> ApiSpec:
    """Write a document to a file and read it as codegen does."""
    path = folder / f"{name}.yaml"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return load_file(path)


def changes_of(old: dict[str, Any], new: dict[str, Any], folder: Path) -> tuple[Change, ...]:
    """Compare two documents."""
    return compare(spec_of(old, folder, "old"), spec_of(new, folder, "new"))


def schema_cases() -> list[Case]:
    """Every case of schemas.yaml, in both directions."""
    entries = yaml.safe_load((FOLDER / "schemas.yaml").read_text(encoding="utf-8"))
    return [_schema_case(entry, direction) for entry in entries for direction in DIRECTIONS]


def _schema_case(entry: dict[str, Any], direction: Literal["request", "response"]) -> Case:
    title = f"{entry['case']} ({direction})"
    path = "/" + "".join(letter if letter.isalnum() else "-" for letter in title)
    documents = [
        _document(path, direction, entry[side], {**entry.get("components", {}), **entry.get(f"with_{side}", {})})
        for side in ("old", "new")
    ]
    return Case(title, documents[0], documents[1], entry[direction], path, entry.get("redocly", {}).get(direction))


def _document(path: str, direction: str, schema: Any, components: dict[str, Any]) -> dict[str, Any]:
    """A document with one operation, whose body or answer has the schema as a member."""
    holder = {"type": "object", "properties": {"value": schema}}
    content = {"content": {"application/json": {"schema": holder}}}
    operation: dict[str, Any] = {"operationId": "call", "responses": {"200": {"description": "Answer."}}}
    if direction == "request":
        operation["requestBody"] = content
    else:
        operation["responses"]["200"].update(content)
    return {**_SKELETON, "paths": {path: {"post": operation}}, "components": {"schemas": components}}


def operation_cases() -> list[Case]:
    """Every case of operations.yaml: edits of its own base."""
    text = yaml.safe_load((FOLDER / "operations.yaml").read_text(encoding="utf-8"))
    return [_operation_case(text["base"], entry) for entry in text["cases"]]


def _operation_case(base: dict[str, Any], entry: dict[str, Any]) -> Case:
    documents = [copy.deepcopy(base), copy.deepcopy(base)]
    for document, edits in zip(documents, (entry.get("old", {}), entry.get("new", {})), strict=True):
        for place, value in edits.items():
            edit(document, place.split(" "), value)
    return Case(entry["case"], documents[0], documents[1], entry["expected"], redocly=entry.get("redocly"))


def edit(document: Any, place: list[str], value: Any) -> None:
    """Put a value at a place, or take it away where the value is null."""
    *way, last = [int(token) if token.isdigit() and len(token) < 3 else token for token in place]
    for token in way:
        document = document[token]
    if value is None:
        del document[last]
    else:
        document[last] = copy.deepcopy(value)


def reordered(value: Any) -> Any:
    """The same document with the members of every mapping the other way round."""
    if isinstance(value, dict):
        return {key: reordered(inner) for key, inner in reversed(value.items())}
    return [reordered(inner) for inner in value] if isinstance(value, list) else value


def all_cases() -> Iterator[Case]:
    """Every case."""
    yield from schema_cases()
    yield from operation_cases()
