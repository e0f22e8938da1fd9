"""JSON is read the same with orjson and without it."""

from __future__ import annotations

import json
import re
from enum import IntEnum, StrEnum
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.runtime.common import jsontext
from codegen.runtime.common.errors import ValidationError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def read(body: bytes, monkeypatch: pytest.MonkeyPatch, *, fast: bool) -> str:
    """What a body says, so that types and signs show; or that it is no JSON."""
    with monkeypatch.context() as patch:
        if not fast:
            patch.setattr(jsontext, "_FAST", None)
        try:
            return repr(jsontext.loads(body))
        except ValueError as error:
            return f"ValueError {error}"


def check(body: bytes) -> None:
    """Both ways of reading agree."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert read(body, monkeypatch, fast=True) == read(body, monkeypatch, fast=False)


def test_orjson_is_there() -> None:
    """The comparison below has two sides."""
    assert jsontext._FAST is not None


@given(VALUES, st.booleans())
def test_any_value(value: Any, ascii_only: bool) -> None:
    """Whatever Python writes."""
    check(json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass"))


@given(st.binary())
def test_any_bytes(body: bytes) -> None:
    """Whatever is no JSON, or is by chance."""
    check(body)


@given(st.text(alphabet='0123456789+-.eE[]{}":,\\ntrufalsINy\t\ufeff '))
def test_almost_json(text: str) -> None:
    """What looks like it."""
    check(text.encode())


@pytest.mark.parametrize(
    "body",
    [
        *(str(sign * (2**power + more)) for sign in (1, -1) for power in (53, 63, 64, 200) for more in (-1, 0, 1)),
        "9" * 5000,
        "-0",
        "-0.0",
        "1e400",
        "-1e400",
        "5e-324",
        "1E5",
        "NaN",
        "-Infinity",
        "01",
        '"\t\n"',
        '"\\ud800"',
        '"\\ud83d\\ude00"',
        '{"a": 1, "a": 2}',
        f'{{"a": "{"1" * 32}", "b": {"1" * 32}}}',
        f'{{"a": "{"1" * 32}"}}',
        *(before + "1" * 20 for before in ("[1,", "[", "[ ", "[\n", "[-", '{"a":', "-", " ")),
        *(before + "1" * 20 + after for before, after in (("[1,", "]"), ("[", "]"), ("[\t-", "]"), ('{"a":', "}"))),
        '{"a": 1, "b": 2, "a": 3}',
        "\ufeff{}",
        "[1, 2,]",
        "",
        " \r\n1 ",
        "[" * 100_000,
    ],
)
def test_edges(body: str) -> None:
    """Large integers, signs of zero, surrogates, repeated members, and what Python reads though it is no JSON."""
    check(body.encode())


def test_large_integers_are_exact() -> None:
    """An identifier of 20 digits is no float."""
    assert jsontext.loads(b'{"id": 12345678901234567891}') == {"id": 12345678901234567891}


class Text(StrEnum):
    """A text of a few."""

    A = "a"


class Integer(IntEnum):
    """An integer of a few."""

    B = 2


class TestPlain:
    """What is written by orjson where it is there."""

    PLAIN = st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text()
        | st.text(alphabet=st.characters(categories=["Cs", "Cc"])),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )

    @given(PLAIN)
    def test_same_bytes(self, value: Any) -> None:
        """Or the same refusal, of what UTF-8 cannot carry."""
        try:
            expected = jsontext.dumps(value).encode()
        except ValidationError as error:
            with pytest.raises(ValidationError, match=re.escape(str(error))):
                jsontext.dumps_plain(value)
        else:
            assert jsontext.dumps_plain(value) == expected

    def test_subclasses(self) -> None:
        """Members of enums pass for texts and integers."""
        value = [Text.A, Integer.B, type("Name", (str,), {})("c")]
        assert jsontext.dumps_plain(value) == b'["a",2,"c"]' == jsontext.dumps(value).encode()

    def test_by_orjson(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is used, and not needed."""
        monkeypatch.setattr(jsontext, "_FAST", SimpleNamespace(dumps=lambda value: f"written: {value}".encode()))
        assert jsontext.dumps_plain(["a"]) == b"written: ['a']"
        monkeypatch.setattr(jsontext, "_FAST", None)
        assert jsontext.dumps_plain({"a": "b"}) == b'{"a":"b"}'
