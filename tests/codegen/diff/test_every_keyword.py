"""No keyword that a spec may have is left out of the comparison."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import evolve

from codegen.diff import compare
from codegen.lint.document import Document
from codegen.load import ApiSpec, load_api

SPEC: Final = Path(__file__).parents[3] / "spec"
APIS: Final = {name: load_api(SPEC / name) for name in ("openim", "top")}

WITHOUT_CHANGE: Final = {("info", "version"), ("info", "x-package-version")}
"""Judged apart: the version follows from the changes."""
NAMES: Final = {("parameter", "$ref"), ("response", "$ref"), ("schema", "$ref")}
"""What a reference leads to is compared, and not the reference."""
PER_KEYWORD: Final = 2


def _keywords(spec: ApiSpec) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Some places of every keyword with a value of its own."""
    seen: dict[tuple[str, str], int] = {}
    for kind, nodes in Document(spec).nodes.items():
        for node in nodes:
            for keyword, value in node.value.items():
                key = (kind, keyword)
                if key in WITHOUT_CHANGE | NAMES or _is_structure(value) or seen.get(key, 0) >= PER_KEYWORD:
                    continue
                seen[key] = seen.get(key, 0) + 1
                yield kind, keyword, (*node.at, keyword)


def _is_structure(value: Any) -> bool:
    """Whether it holds nodes or names of nodes, which are looked at by themselves."""
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(entry, dict) for entry in value))


def _changed(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, list):
        return value[1:] or (["other"] if value and isinstance(value[0], str) else [{"other": []}])
    return f"{value}x"


def _edited(spec: ApiSpec, at: tuple[str, ...], change: Any) -> ApiSpec:
    document = copy.deepcopy(spec.document)
    target: Any = document
    for token in at[:-1]:
        target = target[int(token)] if isinstance(target, list) else target[token]
    change(target, at[-1])
    return evolve(spec, document=document)


def _replace(target: dict[str, Any], key: str) -> None:
    target[key] = _changed(target[key])


def _remove(target: dict[str, Any], key: str) -> None:
    del target[key]


PLACES: Final = [(api, *place) for api, spec in APIS.items() for place in _keywords(spec)]


@pytest.mark.parametrize("change", [_replace, _remove], ids=["replaced", "removed"])
@pytest.mark.parametrize(("api", "kind", "keyword", "at"), PLACES, ids=lambda value: str(value)[-60:])
def test_keyword_is_compared(api: str, kind: str, keyword: str, at: tuple[str, ...], change: Any) -> None:
    """A value of the real specs that is replaced or removed is a change."""
    spec = APIS[api]

    assert compare(spec, _edited(spec, at, change)), f"{kind}.{keyword}"


ROWS: Final = [
    (api, section, key) for api, spec in APIS.items() for section, rows in spec.errors.items() for key in rows[0]
]


@pytest.mark.parametrize(("api", "section", "key"), ROWS)
def test_error_table_is_compared(api: str, section: str, key: str) -> None:
    """Every key of a row of the error table that is replaced is a change."""
    spec = APIS[api]
    errors = copy.deepcopy(spec.errors)
    errors[section][0][key] = _changed(errors[section][0][key])

    assert compare(spec, evolve(spec, errors=errors))


def test_specs_are_compared_whole() -> None:
    """Each spec equals itself, and the keywords looked at are all that the grammar knows and the specs use."""
    for spec in APIS.values():
        assert compare(spec, spec) == ()
    assert len({(kind, keyword) for _, kind, keyword, _ in PLACES}) > 60
