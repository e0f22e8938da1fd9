"""TOP's signature against values that others computed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.runtime.common.errors import ValidationError
from codegen.runtime.top.signing import SIGN_METHODS, canonical, sign, string_to_sign

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "vectors" / "top-signing.json"
"""59 values from pages and other people's SDKs, kept beside this repository where there is room for them."""

OWN: list[dict[str, Any]] = json.loads((HERE / "vectors" / "signing.json").read_text("utf-8"))
ALL: list[dict[str, Any]] = json.loads(SHARED.read_text("utf-8")) if SHARED.exists() else []


@pytest.mark.parametrize("vector", OWN, ids=[vector["id"] for vector in OWN])
def test_published_values(vector: dict[str, Any]) -> None:
    """The worked examples of TOP's pages and what the official Java SDK makes of them."""
    found = sign(
        vector["params"],
        secret=vector["secret"],
        sign_method=vector["sign_method"],
        body=vector.get("body", ""),
    )
    assert vector["expected"] == found


@pytest.mark.skipif(not ALL, reason=f"the large vector file is not beside this repository: {SHARED}")
def test_values_of_other_sdks() -> None:
    """Every value of the large file, but for SDKs that sign the bare name of an empty value."""
    usable = [vector for vector in ALL if vector["empties"] != "bare-key"]
    wrong = [vector["id"] for vector in usable if vector["expected_sign"] != _sign(vector)]
    assert len(usable) > 40
    assert wrong == []


def _sign(vector: dict[str, Any]) -> str:
    body = vector.get("body") or ""
    return sign(vector["params"], secret=vector["secret"], sign_method=vector["sign_method"], body=body)


def test_canonical_order_is_ordinal() -> None:
    """The page's own example of sorting, and upper case before underscore before lower case."""
    assert list(canonical({"foo": "1", "bar": "2", "foo_bar": "3", "foobar": "4"})) == [
        "bar",
        "foo",
        "foo_bar",
        "foobar",
    ]
    assert list(canonical({"alpha": "1", "_under": "2", "Zeta": "3"})) == ["Zeta", "_under", "alpha"]


def test_canonical_leaves_out_what_is_not_signed() -> None:
    """`sign`, None and the empty text go; "0" and "false" stay."""
    params = {"sign": "x", "a": None, "b": "", "c": "0", "d": "false", "e": " "}
    assert canonical(params) == {"c": "0", "d": "false", "e": " "}


def test_string_to_sign_holds_no_secret() -> None:
    """The same text for every method: names and values in order, then the body."""
    for method in SIGN_METHODS:
        text = string_to_sign({"b": "2", "a": "1"}, secret="hidden", sign_method=method, body="BODY")
        assert text == "a1b2BODY"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sign_method": "sha1"}, "sign_method: must be one of md5, hmac, hmac-sha256 (not_sent)"),
        ({"sign_method": None}, "sign_method: must be one of md5, hmac, hmac-sha256 (not_sent)"),
        ({"secret": ""}, "secret: must not be empty (not_sent)"),
        ({"secret": 5}, "secret: str expected, not int (not_sent)"),
        ({"params": {"a": 1}}, "params.a: str expected, not int (not_sent)"),
        ({"params": {"a": True}}, "params.a: str expected, not bool (not_sent)"),
        ({"params": {1: "a"}}, "params: names must be str, not int (not_sent)"),
        ({"params": {"a": "\ud800"}}, "params: holds a lone surrogate, which UTF-8 cannot carry (not_sent)"),
        ({"body": b"x"}, "body: str expected, not bytes (not_sent)"),
    ],
)
def test_bad_input(change: dict[str, Any], message: str) -> None:
    """Each is refused in words, without the value."""
    arguments: dict[str, Any] = {"params": {"a": "1"}, "secret": "s", "sign_method": "md5", **change}
    with pytest.raises(ValidationError) as caught:
        sign(arguments.pop("params"), **arguments)
    assert message == str(caught.value)


@given(st.dictionaries(st.text(), st.none() | st.text()))
def test_the_text_to_sign_is_that_of_the_canonical_parameters(params: dict[str, str | None]) -> None:
    """Names and values in order, whether some are left out or none is."""
    expected = "".join(name + value for name, value in canonical(params).items())
    assert expected == string_to_sign(params, secret="s", sign_method="md5")


class _Joins:
    """No text, though a text can be added to it."""

    def __radd__(self, other: str) -> str:
        return other + "text"


@pytest.mark.parametrize("value", [1, 0, b"b", True, ["a"], _Joins()])
def test_what_is_no_text_is_refused_among_texts(value: object) -> None:
    """The error names the parameter, also where all others are texts."""
    params = cast("dict[str, str | None]", {"a": "1", "z": value, "zz": "2"})
    with pytest.raises(ValidationError, match="str expected") as caught:
        sign(params, secret="s", sign_method="md5")
    assert caught.value.path == ("params", "z")
