"""Small readings of an answer, and JSON as it goes over the wire."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import pytest

from codegen.runtime.common.answers import http_date, integer, retry_after, text
from codegen.runtime.common.errors import ValidationError
from codegen.runtime.common.jsontext import dumps, loads
from codegen.runtime.common.model import wrapped_list

DATE = "Fri, 01 Jan 2016 04:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 0 "}, 0.0),
        ({"retry-after": "Fri, 01 Jan 2016 04:00:30 GMT", "date": DATE}, 30.0),
        ({"retry-after": "Fri, 01 Jan 2016 03:00:00 GMT", "date": DATE}, 0.0),
        ({"retry-after": "Fri, 01 Jan 2016 04:00:30 GMT"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "1.5"}, None),
        ({"retry-after": "9" * 40}, None),
        ({"retry-after": "soon", "date": DATE}, None),
        ({"retry-after": "Fri, 99 Jan 9999999 04:00:30 GMT", "date": DATE}, None),
        ({}, None),
    ],
)
def test_retry_after(headers: dict[str, str], expected: float | None) -> None:
    """Seconds, or a date counted from the answer's own; what cannot be read is None."""
    assert retry_after(headers) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, 5),
        ("5", 5),
        (" -5 ", -5),
        ("٥", None),
        (True, None),
        (5.0, None),
        ("x", None),
        (None, None),
        ("9" * 19, None),
    ],
)
def test_integer(value: object, expected: int | None) -> None:
    """Codes arrive as numbers and as texts."""
    assert integer(value) == expected


@pytest.mark.parametrize(("value", "expected"), [("a", "a"), (2, "2"), (True, None), (None, None), ({}, None)])
def test_text(value: object, expected: str | None) -> None:
    """Sub-codes and ids arrive as texts and as numbers."""
    assert text(value) == expected


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be set")
@pytest.mark.parametrize("zone", ["GMT", "-0000", ""])
def test_date_without_a_zone(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """It is UTC wherever the host is: else a gateway's clock would seem hours off."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert http_date(f"Fri, 01 Jan 2016 04:00:00 {zone}".strip()) == 1451620800.0
    finally:
        monkeypatch.undo()
        time.tzset()


def test_dumps_is_compact_and_keeps_characters() -> None:
    """No blanks, nothing escaped that need not be."""
    assert dumps({"a": [1, None, "张/三"], "b": True}) == '{"a":[1,null,"张/三"],"b":true}'


def test_dumps_of_what_holds_itself() -> None:
    """Cycles and endless nesting are refused in words."""
    cycle: list[object] = []
    cycle.append(cycle)
    with pytest.raises(ValidationError, match="an object that holds itself"):
        dumps(cycle)
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(ValidationError, match="nested too deeply"):
        dumps(deep)


def test_loads_keeps_no_document() -> None:
    """The error of a body that is no JSON does not carry the body."""
    with pytest.raises(ValueError, match="no JSON") as caught:
        loads(b"hidden")
    assert caught.value.__context__ is None


def test_border_to_httpx() -> None:
    """httpx and httpcore are known to the modules that carry exchanges, and to no others."""
    runtime = Path(__file__).parents[2] / "codegen" / "runtime"
    found = {
        path.name
        for path in runtime.rglob("*.py")
        if "sandbox" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if _imported(node) & {"httpx", "httpcore"}
    }
    assert found == {
        "client.py",
        "http.py",
        "manner.py",
        "surroundings.py",
        "through_httpcore.py",
        "through_httpx.py",
    }


def test_runtime_stands_alone() -> None:
    """It is copied into the wheels, so it knows nothing of codegen or of what is generated."""
    runtime = Path(__file__).parents[2] / "codegen" / "runtime"
    found = {
        name
        for path in runtime.rglob("*.py")
        if "sandbox" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in _imported(node)
    }
    assert found & {"codegen", "top_client", "openim_client", "yaml", "jinja2", "starlette"} == set()


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return {(node.module or "").partition(".")[0]}
    return set()


@pytest.mark.parametrize(
    ("value", "items"),
    [([1], [1]), ({"item": [1, 2]}, [1, 2]), ({"item": None}, []), ({}, []), (None, [])],
)
def test_a_list_of_top_may_be_wrapped(value: object, items: list[int]) -> None:
    """The gateway wraps every list in an object of one member, whose name no page tells."""
    assert wrapped_list(value) == items


@pytest.mark.parametrize("value", [{"a": [], "b": []}, {"a": 1}, "x", 1])
def test_what_is_no_list_of_top(value: object) -> None:
    """Anything else is refused, above all an object that holds more than the list."""
    with pytest.raises(TypeError, match="array expected"):
        wrapped_list(value)
