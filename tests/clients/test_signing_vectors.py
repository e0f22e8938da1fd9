"""Signatures that other people computed, and what has to hold for all of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from top_client.errors import ValidationError
from top_client.signing import SignMethod, sign, string_to_sign

HERE: Final = Path(__file__).parent
SHARED: Final = HERE.parents[2] / "shared" / "vectors" / "top-signing.json"
"""Runs of other SDKs. They are no part of the repository, and may be absent."""
PRINTED: Final[list[dict[str, Any]]] = json.loads(HERE.joinpath("vectors", "signing.json").read_text("utf-8"))
METHODS: Final[tuple[SignMethod, ...]] = ("md5", "hmac", "hmac-sha256")


def _shared() -> list[Any]:
    """The vectors of SDKs that drop empty values; those that sign `bare-key` sign what we never send."""
    if not SHARED.is_file():
        reason = f"{SHARED} is not there; vectors/signing.json holds the facts that we rely on"
        return [pytest.param(None, id="absent", marks=pytest.mark.skip(reason=reason))]
    vectors = json.loads(SHARED.read_text("utf-8"))
    return [pytest.param(vector, id=vector["id"]) for vector in vectors if vector["empties"] != "bare-key"]


class TestVectors:
    """Signatures of the vendor's pages and of SDKs that are in use."""

    @pytest.mark.parametrize("vector", PRINTED, ids=lambda vector: vector["id"])
    def test_printed(self, vector: dict[str, Any]) -> None:
        """The examples that the vendor's pages print have the printed signature."""
        signature = sign(vector["params"], secret=vector["secret"], sign_method=vector["sign_method"])

        assert vector["sign"] == signature

    @pytest.mark.parametrize("vector", PRINTED, ids=lambda vector: vector["id"])
    def test_string_to_sign(self, vector: dict[str, Any]) -> None:
        """What is hashed is every name and value in order, and no secret."""
        text = string_to_sign(vector["params"], secret=vector["secret"], sign_method=vector["sign_method"])

        assert vector["string_to_sign"] == text

    @pytest.mark.parametrize("vector", _shared())
    def test_other_sdks(self, vector: dict[str, Any]) -> None:
        """The parameters that other SDKs sent are signed as those SDKs did, bodies of batch calls included."""
        signature = sign(
            vector["params"],
            secret=vector["secret"],
            sign_method=vector["sign_method"],
            body=vector.get("body", ""),
        )

        assert vector["expected_sign"] == signature

    @pytest.mark.skipif(not SHARED.is_file(), reason=f"{SHARED} is not there")
    def test_most_vectors_count(self) -> None:
        """All but eleven of the 59 vectors are checked, with every sign method among them."""
        checked = [param.values[0] for param in _shared()]

        assert len(checked) == 48
        assert set(METHODS) == {vector["sign_method"] for vector in checked}


class TestStringToSign:
    """The order and the selection of what is signed."""

    def test_order_is_that_of_the_page(self) -> None:
        """Names are sorted as the page's example sorts them: a shorter name first, `_` before letters."""
        params = {"foo": "1", "bar": "2", "foo_bar": "3", "foobar": "4"}

        assert string_to_sign(params, secret="s", sign_method="md5") == "bar2foo1foo_bar3foobar4"

    def test_order_is_by_code_point(self) -> None:
        """Upper case comes before `_`, and `_` before lower case, whatever the locale."""
        params = {"alpha": "1", "_under": "2", "Zeta": "3"}

        assert string_to_sign(params, secret="s", sign_method="md5") == "Zeta3_under2alpha1"

    def test_empty_values_are_left_out(self) -> None:
        """None and the empty string leave no trace; zero, false and a blank are values."""
        params = {"a": None, "b": "", "c": "0", "d": "false", "e": " "}

        assert string_to_sign(params, secret="s", sign_method="hmac") == "c0dfalsee "

    def test_body_comes_last(self) -> None:
        """The raw body of a batch call follows the parameters."""
        assert string_to_sign({"z": "2", "a": "1"}, secret="s", sign_method="md5", body="<body/>") == "a1z2<body/>"


class TestRefusals:
    """What cannot be signed."""

    @pytest.mark.parametrize("sign_method", ["sha1", "MD5", "hmac-sha512", "", None, 5])
    def test_unknown_sign_method(self, sign_method: Any) -> None:
        """A sign method that the page does not know is refused, and those that it knows are named."""
        with pytest.raises(ValidationError) as caught:
            sign({"a": "1"}, secret="hush", sign_method=sign_method)

        assert str(caught.value) == "sign_method: must be one of md5, hmac, hmac-sha256 (not_sent)"

    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            ({"secret": ""}, "secret: must not be empty (not_sent)"),
            ({"secret": None}, "secret: str expected, not NoneType (not_sent)"),
            ({"params": {"n": 5}}, "params.n: str expected, not int (not_sent)"),
            ({"params": {"n": True}}, "params.n: str expected, not bool (not_sent)"),
            ({"params": {1: "x"}}, "params: names must be str, not int (not_sent)"),
            ({"params": {"n": "\ud800"}}, "params: holds a lone surrogate, which UTF-8 cannot carry (not_sent)"),
            ({"body": b"x"}, "body: str expected, not bytes (not_sent)"),
        ],
    )
    def test_no_text(self, arguments: dict[str, Any], line: str) -> None:
        """What is no text, or no UTF-8, is refused by name before anything is hashed."""
        given = {"params": {"a": "1"}, "secret": "hush", "sign_method": "md5", **arguments}

        with pytest.raises(ValidationError) as caught:
            sign(**given)

        assert line == str(caught.value)
        assert "hush" not in repr(caught.value)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PARAMS = st.dictionaries(TEXTS.filter(bool).filter(lambda name: name != "sign"), TEXTS, max_size=8)
ANY_TIME = settings(deadline=None)  # the first example pays for imports


class TestProperties:
    """What holds for all parameters."""

    @ANY_TIME
    @given(params=PARAMS, secret=TEXTS.filter(bool), sign_method=st.sampled_from(METHODS), data=st.data())
    def test_order_does_not_matter(
        self, params: dict[str, str], secret: str, sign_method: SignMethod, data: st.DataObject
    ) -> None:
        """The order of the dict has no influence."""
        shuffled = dict(data.draw(st.permutations(list(params.items()))))

        expected = sign(params, secret=secret, sign_method=sign_method)

        assert expected == sign(shuffled, secret=secret, sign_method=sign_method)

    @ANY_TIME
    @given(params=PARAMS.filter(bool), value=TEXTS, sign_method=st.sampled_from(METHODS), data=st.data())
    def test_every_value_counts(
        self, params: dict[str, str], value: str, sign_method: SignMethod, data: st.DataObject
    ) -> None:
        """A changed value changes the signature."""
        name = data.draw(st.sampled_from(sorted(params)))
        assume(params[name] != value)

        before = sign(params, secret="s", sign_method=sign_method)

        assert before != sign({**params, name: value}, secret="s", sign_method=sign_method)

    @ANY_TIME
    @given(params=PARAMS, given_sign=TEXTS, sign_method=st.sampled_from(METHODS))
    def test_sign_is_ignored(self, params: dict[str, str], given_sign: str, sign_method: SignMethod) -> None:
        """A `sign` that is there already is not signed: signed parameters can be signed again."""
        expected = sign(params, secret="s", sign_method=sign_method)

        assert expected == sign({**params, "sign": given_sign}, secret="s", sign_method=sign_method)

    @ANY_TIME
    @given(params=PARAMS, names=st.lists(TEXTS.filter(bool)), empty=st.sampled_from([None, ""]))
    def test_empty_values_are_ignored(
        self, params: dict[str, str], names: list[str], empty: Literal[""] | None
    ) -> None:
        """Parameters without a value have no influence, whatever their names."""
        expected = sign(params, secret="s", sign_method="hmac-sha256")

        padded: dict[str, str | None] = {**dict.fromkeys(names, empty), **params}

        assert expected == sign(padded, secret="s", sign_method="hmac-sha256")

    @ANY_TIME
    @given(params=PARAMS, secret=TEXTS.filter(bool))
    def test_form(self, params: dict[str, str], secret: str) -> None:
        """A signature is upper-case hexadecimal: 32 digits, 64 with SHA-256."""
        lengths = {method: len(sign(params, secret=secret, sign_method=method)) for method in METHODS}
        digits = set("".join(sign(params, secret=secret, sign_method=method) for method in METHODS))

        assert lengths == {"md5": 32, "hmac": 32, "hmac-sha256": 64}
        assert digits <= set("0123456789ABCDEF")
