"""What holds for every comparison, whatever is compared."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.diff import overall

from .corpus import DIRECTIONS, Case, changes_of, judged, reordered, schema_cases

CASES: Final = schema_cases()
WORST: Final = ("none", "compatible", "python", "breaking")

_names = st.sampled_from(["a", "b", "kind", "批量"])
_scalars = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("string")}, optional={"maxLength": st.integers(0, 9), "pattern": st.just("^a")}
    ),
    st.fixed_dictionaries({"type": st.sampled_from(["integer", "number"])}, optional={"minimum": st.integers(-3, 3)}),
    st.fixed_dictionaries({"type": st.just("string"), "enum": st.lists(_names, min_size=1, unique=True)}),
    st.fixed_dictionaries(
        {"type": st.just("boolean")}, optional={"default": st.booleans(), "description": st.text("ab 批", max_size=5)}
    ),
    st.just({"$ref": "#/components/schemas/Tree"}),
)


def _containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    members = st.dictionaries(_names, inner, max_size=3)
    return st.one_of(
        st.fixed_dictionaries({"type": st.just("array"), "items": inner}, optional={"maxItems": st.integers(0, 9)}),
        st.builds(
            lambda properties, required: {"type": "object", "properties": properties, "required": sorted(required)},
            members,
            st.sets(_names, max_size=2),
        ),
        st.builds(
            lambda keyword, variants: {keyword: variants},
            st.sampled_from(["oneOf", "anyOf"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(lambda base, properties: {"allOf": [base], "properties": properties}, inner, members),
        st.fixed_dictionaries({"type": st.just("string"), "contentSchema": inner}),
    )


_schemas = st.recursive(_scalars, _containers, max_leaves=8)


def _document(schema: Any, direction: str, path: str = "/call") -> dict[str, Any]:
    tree = {
        "type": "object",
        "properties": {"trees": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}},
    }
    base = next(case for case in CASES if case.name.endswith(f"({direction})"))
    text = json.dumps(base.old["paths"][base.path])
    item = json.loads(text)
    holder = item["post"]["requestBody"] if direction == "request" else item["post"]["responses"]["200"]
    holder["content"]["application/json"]["schema"] = {"type": "object", "properties": {"value": schema}}
    return {**base.old, "paths": {path: item}, "components": {"schemas": {"Tree": tree}}}


def _compared(old: dict[str, Any], new: dict[str, Any]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return judged(changes_of(old, new, Path(folder)))


@given(schema=_schemas, direction=st.sampled_from(DIRECTIONS))
@settings(max_examples=150, deadline=None)
def test_nothing_changed(schema: Any, direction: str) -> None:
    """A version compared with itself, its keys in any order, has no changes."""
    document = _document(schema, direction)

    assert _compared(document, document) == "none"
    assert _compared(document, reordered(document)) == "none"


@given(old=_schemas, new=_schemas, direction=st.sampled_from(DIRECTIONS))
@settings(max_examples=150, deadline=None)
def test_order_of_keys_says_nothing(old: Any, new: Any, direction: str) -> None:
    """The verdict and the rules do not depend on the order of keys in either version."""
    documents = _document(old, direction), _document(new, direction)

    assert _compared(*documents) == _compared(reordered(documents[0]), reordered(documents[1]))


@given(old=_schemas, new=_schemas, direction=st.sampled_from(DIRECTIONS))
@settings(max_examples=150, deadline=None)
def test_a_change_that_is_seen_one_way_is_seen_the_other_way(old: Any, new: Any, direction: str) -> None:
    """Two versions are equal in both orders, or in none."""
    documents = _document(old, direction), _document(new, direction)
    there, back = _compared(*documents), _compared(documents[1], documents[0])

    assert (there == "none") == (back == "none")


def _beside(case: Case, other: Case) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both changes in one document, each in an operation of its own."""
    documents: list[dict[str, Any]] = []
    for one, two in ((case.old, other.old), (case.new, other.new)):
        text = json.dumps(two).replace("#/components/schemas/", "#/components/schemas/Other")
        second = json.loads(text)
        components = {f"Other{key}": value for key, value in second["components"]["schemas"].items()}
        document = copy.deepcopy(one)
        document["paths"]["/other"] = {"post": {**second["paths"][other.path]["post"], "operationId": "other"}}
        document["components"]["schemas"] |= components
        documents.append(document)
    return documents[0], documents[1]


@given(case=st.sampled_from(CASES), other=st.sampled_from(CASES))
@settings(max_examples=300, deadline=None)
def test_the_worst_change_decides(case: Case, other: Case) -> None:
    """A breaking change stays breaking when a compatible one is added, and so for every pair of verdicts."""
    with tempfile.TemporaryDirectory() as folder:
        found = overall(changes_of(*_beside(case, other), Path(folder)))

    assert found == max(case.verdict, other.verdict, key=WORST.index)
