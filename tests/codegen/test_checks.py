"""The checks that codegen writes for each keyword of a request, seen through a generated package."""

from __future__ import annotations

import importlib
import math
from typing import Any

import pytest

from tests.codegen import tiny

MEMBERS = """
short: {type: string, minLength: 2, maxLength: 4, description: M., examples: [abc]}
code: {type: string, pattern: '^[A-Z]+$', description: M., examples: [AB]}
small: {type: integer, format: int32, minimum: 1, maximum: 9, description: M., examples: [1]}
int32: {type: integer, format: int32, description: M., examples: [1]}
int64: {type: integer, format: int64, description: M., examples: [1]}
ratio: {type: number, format: double, minimum: 0, maximum: 1, description: M., examples: [0.5]}
flag: {type: boolean, description: M., examples: [true]}
free: {type: object, additionalProperties: true, description: M., examples: [{a: 1}]}
anything: {description: M., examples: [1]}
names: {type: array, items: {type: string, minLength: 1}, minItems: 1, maxItems: 2, uniqueItems: true, description: M.}
numbers: {type: array, items: {type: integer, format: int32, maximum: 9}, uniqueItems: true, description: M.}
points: {type: array, items: {$ref: '#/components/schemas/Point'}, description: M.}
fixed: {type: string, const: yes, description: M.}
colour: {$ref: '#/components/schemas/Colour', description: M.}
text_json: {type: string, contentMediaType: application/json, description: M., examples: ['{}']}
list_json:
  type: string
  contentMediaType: application/json
  contentSchema: {type: array, minItems: 1, items: {type: [integer, string]}}
  description: M.
  examples: ['[1]']
"""

COMPONENTS = """
Point:
  type: object
  description: A point.
  additionalProperties: false
  required: [x]
  properties:
    x: {type: integer, format: int32, description: X., examples: [1]}
Colour: {type: string, description: A colour., enum: [red, green], x-enum-varnames: [RED, GREEN]}
"""

CONDITIONS = """
allOf:
  - {$ref: '#/components/schemas/Base'}
  - type: object
    required: [text]
    properties:
      text: {type: string, description: The text., examples: [hello]}
  - if: {properties: {kind: {const: 3}}, required: [kind]}
    then: {required: [group]}
  - if: {properties: {all: {const: true}}, required: [all]}
    else: {properties: {ids: {minItems: 1}}}
  - if: {properties: {kind: {enum: [5, 6]}}, required: [kind]}
    then: {properties: {kind: {const: 5}}}
  - if: {properties: {ids: {minItems: 2}}, required: [ids]}
    then: {required: [all]}
x-warn:
  - when: {properties: {all: {const: true}, ids: {minItems: 1}}, required: [all, ids]}
    message: ids is ignored with all
"""


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The models of a request that uses every keyword."""
    text = tiny.method(request=MEMBERS, components=COMPONENTS)
    with tiny.package(tmp_path_factory.mktemp("checks"), text) as package:
        yield importlib.import_module(f"{package.__name__}.models")


@pytest.mark.parametrize(
    ("member", "value", "message"),
    [
        ("short", "a", "short: at least 2 characters, not 1"),
        ("short", "abcde", "short: at most 4 characters, not 5"),
        ("short", 1, "short: str expected, not int"),
        ("code", "ab", "code: must match ^[A-Z]+$"),
        ("small", 0, "small: must be from 1 to 9"),
        ("small", True, "small: int expected, not bool"),
        ("int32", 2**31, "int32: must fit in 32 bits, signed"),
        ("int64", -(2**63) - 1, "int64: must fit in 64 bits, signed"),
        ("ratio", 1.5, "ratio: must be from 0 to 1"),
        ("ratio", math.nan, "ratio: must be finite"),
        ("ratio", "1", "ratio: float expected, not str"),
        ("flag", 1, "flag: bool expected, not int"),
        ("free", [], "free: dict expected, not list"),
        ("free", {"a": {"b": [1, math.inf]}}, "free.a.b[1]: must be finite"),
        ("free", {1: 2}, "free: keys must be str, not int"),
        ("free", {"a": {1, 2}}, "free.a: JSON cannot carry set"),
        ("anything", object(), "anything: JSON cannot carry object"),
        ("names", [], "names: at least 1 item, not 0"),
        ("names", ["a", "b", "c"], "names: at most 2 items, not 3"),
        ("names", ["a", "a"], "names[1]: repeats item 0"),
        ("names", ["a", ""], "names[1]: must not be empty"),
        ("names", "ab", "names: list expected, not str"),
        ("numbers", [1, 10], "numbers[1]: must be "),
        ("numbers", [1, 1], "numbers[1]: repeats item 0"),
        ("points", [{"x": "1"}], "points[0].x: int expected, not str"),
        ("points", ["1"], "points[0]: Point or dict expected, not str"),
        ("fixed", "no", "fixed: must be 'yes'"),
        ("colour", "blue", "colour: must be 'red' or 'green'"),
        ("text_json", "{", "text_json: must be JSON text"),
        ("text_json", "[NaN]", "text_json: must be JSON text"),
        ("list_json", "{}", "list_json: JSON text: array expected"),
        ("list_json", "[1.5]", "list_json: JSON text: [0]: integer or string expected"),
        ("list_json", "[]", "list_json: JSON text: at least 1 items"),
    ],
)
def test_a_broken_rule_is_named(models: Any, member: str, value: Any, message: str) -> None:
    """`validate()` names the member and the rule."""
    request = models.SendRequest(text="t", **{member: value})

    with pytest.raises(ValueError, match=r".") as caught:
        request.validate()

    assert message in str(caught.value)


def test_a_keeping_request_is_valid(models: Any) -> None:
    """Values at the edges of every rule pass."""
    models.SendRequest(
        text="t",
        short="ab",
        code="Z",
        small=9,
        int32=-(2**31),
        int64=2**63 - 1,
        ratio=1,
        flag=False,
        free={"a": [None, {"b": 1.5}]},
        anything=None,
        names=("a", "b"),
        numbers=[9],
        points=[{"x": 1}, models.Point(x=2)],
        fixed="yes",
        colour=models.Colour.RED,
        text_json="{}",
        list_json='[1,"a"]',
    ).validate()


@pytest.fixture(scope="module")
def request_class(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A request with every supported condition."""
    base = """
        Base:
          type: object
          description: A base.
          properties:
            kind: {type: integer, format: int32, description: K., examples: [1]}
            group: {type: string, description: G., examples: [g]}
            ids: {type: array, items: {type: string}, description: I.}
            all: {type: boolean, description: A., examples: [true]}
    """
    text = tiny.method(components=base)
    start = text.index("      type: object\n      description: A request.")
    end = text.index("    SendAnswer:")
    conditions = "".join(f"      {line}\n" for line in CONDITIONS.strip().splitlines())
    closed = "      description: A request.\n      unevaluatedProperties: false\n"
    with tiny.package(
        tmp_path_factory.mktemp("conditions"), text[:start] + closed + conditions + text[end:]
    ) as package:
        yield importlib.import_module(f"{package.__name__}.models").SendRequest


class TestConditions:
    """Rules between members."""

    @pytest.mark.parametrize(
        ("members", "message"),
        [
            ({"kind": 3, "all": True}, "group: required when kind is 3"),
            ({}, "ids: at least 1 item required unless all is True"),
            ({"kind": 6, "all": True}, "kind: must be 5 when kind is 5 or 6"),
            ({"ids": ["a", "b"]}, "all: required when ids has 2 or more items"),
        ],
    )
    def test_refused(self, request_class: Any, members: dict[str, Any], message: str) -> None:
        """A broken condition names the member that is asked for, and when."""
        with pytest.raises(ValueError, match=r".") as caught:
            request_class(text="t", **members).validate()

        assert message in str(caught.value)

    @pytest.mark.parametrize(
        "members", [{"ids": ["a"]}, {"all": True}, {"kind": 3, "group": "g", "ids": ["a"]}, {"kind": 5, "all": True}]
    )
    def test_allowed(self, request_class: Any, members: dict[str, Any]) -> None:
        """A kept condition is silent."""
        request_class(text="t", **members).validate()

    def test_warning(self, request_class: Any) -> None:
        """What is allowed and seldom meant is warned of."""
        with pytest.warns(UserWarning, match="ids is ignored with all"):
            request_class(text="t", all=True, ids=["a"]).validate()
