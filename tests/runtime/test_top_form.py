"""Members of a TOP request as form texts."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.runtime.common.errors import ValidationError
from codegen.runtime.top.form import encode_members, form_body


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("as is ✔", "as is ✔"),
        (0, "0"),
        (7091800003790954036, "7091800003790954036"),
        (-1, "-1"),
        (True, "true"),
        (False, "false"),
        (12.5, "12.5"),
        (1e22, "10000000000000000000000"),
        (1e-7, "0.0000001"),
        (["a", "b"], "a,b"),
        ([1, True], "1,true"),
        (("a",), "a"),
        ({"k": "é", "n": None, "e": ""}, '{"k":"é","n":null,"e":""}'),
    ],
)
def test_texts(value: object, text: str) -> None:
    """Numbers in decimals, booleans in lower case, lists by commas, objects as compact JSON."""
    assert encode_members({"m": value}, frozenset()) == {"m": text}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([], "[]"),
        ([{"a": 1}], '[{"a":1}]'),
        ({}, "{}"),
        ('{"already": "JSON"}', '{"already": "JSON"}'),
    ],
)
def test_json_members(value: object, text: str) -> None:
    """What the spec sends as JSON becomes JSON; a text is taken to be JSON already."""
    assert encode_members({"m": value}, frozenset({"m"})) == {"m": text}


@pytest.mark.parametrize("value", [None, "", []])
def test_empties_are_left_out(value: object) -> None:
    """None, the empty text and the empty list are not sent."""
    assert encode_members({"m": value, "n": "1"}, frozenset()) == {"n": "1"}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (float("nan"), "m: must be finite: there is no text for NaN or infinity (not_sent)"),
        (b"x", "m: has no form text: bytes (not_sent)"),
        (Decimal("1.5"), "m: has no form text: Decimal (not_sent)"),
        (["a,b"], "m[0]: must not be empty or hold a comma: the items are joined by commas (not_sent)"),
        (["a", ""], "m[1]: must not be empty or hold a comma: the items are joined by commas (not_sent)"),
        (["\ud800"], "m[0]: holds a lone surrogate, which UTF-8 cannot carry (not_sent)"),
        ("\ud800", "m: holds a lone surrogate, which UTF-8 cannot carry (not_sent)"),
        ({"x": "\ud800"}, "m: holds a lone surrogate, which UTF-8 cannot carry (not_sent)"),
        (
            {"x": float("inf")},
            "m: JSON cannot carry NaN, infinity or an object that holds itself (not_sent)",
        ),
        ({"x": b""}, "m: JSON cannot carry one of the types in it (not_sent)"),
        ([[1]], "m[0]: has no form text: list (not_sent)"),
    ],
)
def test_what_has_no_text(value: object, message: str) -> None:
    """Each is refused with its place and without the value, and nothing hangs on to the value."""
    with pytest.raises(ValidationError) as caught:
        encode_members({"m": value}, frozenset())
    assert message == str(caught.value)
    assert caught.value.__context__ is None


def test_form_body_is_utf8_and_reads_back() -> None:
    """Blanks, reserved characters and everything outside ASCII survive the form."""
    params = {"a": "张三 +&=%\n", "emoji": "😀"}
    body = form_body(params)
    assert body.isascii()
    assert dict(parse_qsl(body.decode())) == params


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(TEXTS, TEXTS))
def test_a_form_is_byte_for_byte_that_of_urlencode(params: dict[str, str]) -> None:
    """The quoting by table makes what the standard library makes, of all texts that UTF-8 can carry."""
    assert urlencode(params).encode("ascii") == form_body(params)


@pytest.mark.parametrize("character", [chr(number) for number in (*range(256), 0x20AC, 0x1F600)])
def test_each_character_of_a_form(character: str) -> None:
    """No character is left out of the table."""
    assert urlencode({character: f"a{character}b"}).encode("ascii") == form_body({character: f"a{character}b"})


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"": ""},
        {"a\0b": "c", "d": "e\1f"},
        {"a": "\1", "b": "\0"},
        {"order": "% + %2B %25 %+ +%"},
        {"many kinds": bytes(range(2, 256)).decode("latin-1"), "few": "a b"},
        {f"name {number}": '{"k":[1, "é"]}' for number in range(30)},
    ],
    ids=lambda params: f"{len(params)}",
)
def test_forms_of_each_kind(params: dict[str, str]) -> None:
    """Texts that hold what stands for a separator, what others become, many kinds of bytes, and few."""
    assert urlencode(params).encode("ascii") == form_body(params)
