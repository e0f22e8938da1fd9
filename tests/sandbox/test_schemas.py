"""Checks against a document's schemas, and what is added to JSON Schema for them."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.runtime.common.sandbox.document import branches, example, members
from codegen.runtime.common.sandbox.schemas import Fault, Schemas, dotted

DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Base": {"type": "object", "required": ["to"], "properties": {"to": {"type": "string"}}},
            "Text": {
                "allOf": [
                    {"$ref": "#/components/schemas/Base"},
                    {
                        "type": "object",
                        "required": ["kind", "text"],
                        "properties": {
                            "kind": {"type": "integer", "format": "int32", "const": 1},
                            "text": {"type": "string", "minLength": 1},
                        },
                    },
                ],
                "unevaluatedProperties": False,
            },
            "Number": {
                "allOf": [
                    {"$ref": "#/components/schemas/Base"},
                    {
                        "type": "object",
                        "required": ["kind"],
                        "properties": {
                            "kind": {"type": "integer", "const": 2},
                            "small": {"type": "integer", "format": "int32"},
                            "large": {"type": "integer", "format": "int64", "minimum": 1},
                            "any": {"type": "integer"},
                        },
                    },
                ],
                "unevaluatedProperties": False,
            },
            "Message": {"oneOf": [{"$ref": "#/components/schemas/Text"}, {"$ref": "#/components/schemas/Number"}]},
            "Kept": {
                "type": "object",
                "properties": {
                    "ids": {"type": "array", "maxItems": 1, "items": {"type": "string"}, "minItems": 1},
                    "json": {
                        "type": "string",
                        "contentMediaType": "application/json",
                        "contentSchema": {"type": "array", "items": {"$ref": "#/components/schemas/Message"}},
                    },
                    "text": {"type": "string", "contentMediaType": "text/plain"},
                },
                "if": {"required": ["text"]},
                "then": {"required": ["ids"]},
            },
        }
    }
}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _faults(name: str, value: object, document: dict[str, Any] = DOCUMENT) -> list[Fault]:
    return Schemas(document).checker(_ref(name)).faults(value)


@pytest.mark.parametrize(
    ("value", "path", "rule"),
    [
        ({"kind": 1, "to": "a"}, ("text",), "required"),
        ({"kind": 1, "to": "a", "text": ""}, ("text",), "minLength"),
        ({"kind": 2, "to": "a", "text": "x"}, ("text",), "unevaluatedProperties"),
        ({"kind": 3, "to": "a"}, ("kind",), "enum"),
        ({"to": "a", "text": "x"}, ("kind",), "required"),
        ({"kind": 1.0, "to": "a", "text": "x"}, ("kind",), "type"),
        ({"kind": True, "to": "a", "text": "x"}, ("kind",), "enum"),
        ({"kind": 1, "to": None, "text": "x"}, ("to",), "type"),
    ],
)
def test_the_tag_picks_the_branch(value: dict[str, object], path: tuple[str, ...], rule: str) -> None:
    """The first fault is that of the branch that was meant."""
    found = _faults("Message", value)

    assert (path, rule) == (found[0].path, found[0].rule)


def test_unevaluated_members_count_only_alone() -> None:
    """JSON Schema blames known members as well when another rule is broken."""
    both = _faults("Message", {"kind": 1, "to": 5, "text": "", "x": 1})
    alone = _faults("Message", {"kind": 1, "to": "a", "text": "b", "x": 1})

    assert [fault.rule for fault in both] == ["type", "minLength"]
    assert [(fault.path, fault.is_unknown_member) for fault in alone] == [(("x",), True)]


def test_other_faults_come_before_unknown_members() -> None:
    """A misspelt member is usually missing under its right name, which says more."""
    document = {
        "components": {
            "schemas": {
                "Strict": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["name"],
                    "properties": {"name": {"type": "string"}},
                }
            }
        }
    }

    found = _faults("Strict", {"nmae": "x"}, document)
    assert [fault.rule for fault in found] == ["required", "additionalProperties"]


@pytest.mark.parametrize(
    ("member", "value", "rule"),
    [
        ("small", 2**31 - 1, None),
        ("small", 2**31, "maximum"),
        ("small", -(2**31), None),
        ("small", -(2**31) - 1, "minimum"),
        ("large", 2**63 - 1, None),
        ("large", 2**63, "maximum"),
        ("large", 0, "minimum"),
        ("large", 1.0, "type"),
        ("large", 1e300, "maximum"),
        ("any", 2**63, None),
        ("any", 10**400, None),
        ("any", True, "type"),
        ("any", 1.5, "type"),
    ],
)
def test_integers(member: str, value: object, rule: str | None) -> None:
    """The range of the format counts, and 1.0 is no integer."""
    found = _faults("Message", {"kind": 2, "to": "a", member: value})

    assert rule == (found[0].rule if found else None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", None),
        ('[{"kind": 2, "to": "a"}]', None),
        ("{}", 'in its JSON text: value is not of type "array"'),
        ('[{"kind": 2}]', "in its JSON text: [0].to: is required"),
        ('[{"kind": 2, "to": "a", "small": 2.0}]', 'in its JSON text: [0].small: value is not of type "integer"'),
        ("[NaN]", "value is not JSON text: NaN is no JSON number"),
    ],
)
def test_json_inside_strings(text: str, message: str | None) -> None:
    """It is parsed and checked against its own schema, references and unions included."""
    found = _faults("Kept", {"json": text})

    assert message == (found[0].message if found else None)


def test_other_media_types_are_not_parsed() -> None:
    """Only JSON is."""
    assert _faults("Kept", {"text": "{", "ids": ["a"]}) == []


def test_messages_do_not_hold_values() -> None:
    """They end up in answers and logs."""
    found = _faults("Message", {"kind": 1, "to": "a", "text": 13888888888})

    assert [fault.message for fault in found] == ['value is not of type "string"']


def _with_client_only(*keywords: str) -> dict[str, Any]:
    schemas = dict(DOCUMENT["components"]["schemas"])
    kept = dict(schemas["Kept"])
    ids = {**kept["properties"]["ids"], "x-client-only": [word for word in keywords if word != "if"]}
    kept["properties"] = {**kept["properties"], "ids": ids}
    kept["x-client-only"] = [word for word in keywords if word == "if"]
    return {"components": {"schemas": {**schemas, "Kept": kept}}}


def test_rules_of_the_client_are_left_out() -> None:
    """The keywords that x-client-only names, and no others."""
    too_many, too_few, alone = {"ids": ["a", "b"]}, {"ids": list[str]()}, {"text": "x"}

    assert [fault.rule for fault in _faults("Kept", too_many)] == ["maxItems"]
    assert [fault.rule for fault in _faults("Kept", alone)] == ["required"]
    changed = _with_client_only("maxItems", "if")
    assert _faults("Kept", too_many, changed) == []
    assert _faults("Kept", alone, changed) == []
    assert [fault.rule for fault in _faults("Kept", too_few, changed)] == ["minItems"]


def test_a_property_named_like_a_keyword_is_a_property() -> None:
    """Only schemas are rewritten, not the names in them."""
    document = {
        "components": {
            "schemas": {
                "Odd": {
                    "type": "object",
                    "properties": {
                        "if": {"type": "string"},
                        "oneOf": {"type": "string"},
                        "contentSchema": {"type": "integer", "format": "int32"},
                    },
                }
            }
        }
    }

    assert _faults("Odd", {"if": "a", "oneOf": "b", "contentSchema": 1}, document) == []
    assert [fault.path for fault in _faults("Odd", {"contentSchema": 2**31}, document)] == [("contentSchema",)]


def test_branches_and_members_of_a_document() -> None:
    """What the sandboxes read from schemas themselves."""
    tag, options = branches(DOCUMENT, _ref("Message")) or ("", {})

    assert (tag, list(options)) == ("kind", [1, 2])
    assert branches(DOCUMENT, _ref("Text")) is None
    assert branches(DOCUMENT, {"oneOf": [_ref("Base"), _ref("Text")]}) is None
    found = members(DOCUMENT, options[1])
    assert (["to", "kind", "text"], {"to", "kind", "text"}) == (list(found.properties), set(found.required))


def test_an_answer_without_an_example_is_made_up() -> None:
    """From the examples, constants and types of its members."""
    schema = {
        "type": "object",
        "properties": {
            "a": {"type": "string", "examples": ["x", "y"]},
            "b": {"type": "integer", "enum": [5, 6]},
            "c": {"type": "object", "properties": {"d": {"const": 7}, "e": {"default": False}}},
            "f": {"type": "array", "items": {"type": "string"}},
            "g": {"type": "boolean"},
            "h": _ref("Message"),
        },
    }

    assert example(DOCUMENT, schema) == {
        "a": "x",
        "b": 5,
        "c": {"d": 7, "e": False},
        "f": [],
        "g": False,
        "h": {"to": "", "kind": 1, "text": ""},
    }


@pytest.mark.parametrize(
    ("path", "expected"),
    [((), ""), (("a",), "a: "), (("a", "b"), "a.b: "), (("a", 0, "b"), "a[0].b: "), ((1,), "[1]: ")],
)
def test_paths_are_written_like_code(path: tuple[str | int, ...], expected: str) -> None:
    """With dots and brackets."""
    assert expected == dotted(path)
