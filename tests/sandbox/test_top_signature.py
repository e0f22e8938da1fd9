"""The signature that the TOP sandbox expects, against values computed by others."""

from __future__ import annotations

import json
from typing import Any

import pytest

from codegen.runtime.top.sandbox.signature import accepted_signatures, is_signed

from .talk import SHARED

EXAMPLE = {
    "method": "taobao.item.seller.get",
    "app_key": "12345678",
    "session": "test",
    "timestamp": "2016-01-01 12:00:00",
    "format": "json",
    "v": "2.0",
    "fields": "num_iid,title,nick,price,num",
    "num_iid": "11223344",
}
"""The worked example of TOP document 101617; its secret is helloworld."""


@pytest.mark.parametrize(
    ("sign_method", "expected"),
    [
        ("md5", "66987CB115214E59E6EC978214934FB8"),
        ("hmac", "D56D7858309C31B6251083A874D48273"),
        ("hmac-sha256", "04DB15AD0774D5CFCE2C837DE43E3FCEA9011ED74F3038FB6AB5F3C4CEA119E8"),
    ],
)
def test_the_documents_example(sign_method: str, expected: str) -> None:
    """The md5 value is printed in the document, the others come from the vendor's Java SDK."""
    signatures = accepted_signatures({**EXAMPLE, "sign_method": sign_method}, "helloworld")

    assert (expected, expected) == signatures


def test_non_ascii_values_are_signed_as_utf_8() -> None:
    """The value is from the tests of another client (node-topsdk)."""
    signatures = accepted_signatures({"a": "1", "b": "2", "c": "✔️"}, "sandbox01eff1e5ac77cf3d078982e6e")

    assert "3250EADEB3D5F9B453F4F0B95FA4B160" in signatures


def test_an_empty_value_may_be_signed_as_a_bare_name_or_left_out() -> None:
    """The document does not say which; both are taken, and nothing else."""
    bare = {"a": "1", "empty": "", "sign_method": "md5"}
    without = {"a": "1", "sign_method": "md5"}
    signed_bare, signed_without = accepted_signatures(bare, "s")

    assert signed_bare != signed_without
    assert accepted_signatures(without, "s") == (signed_without, signed_without)
    assert is_signed({**bare, "sign": signed_bare}, "s")
    assert is_signed({**bare, "sign": signed_without}, "s")
    assert not is_signed({**without, "sign": signed_bare}, "s")


@pytest.mark.parametrize("sign", ["", "ä", "66987cb115214e59e6ec978214934fb8", "0" * 32])
def test_other_signatures_are_refused(sign: str) -> None:
    """Signatures are upper-case hexadecimal."""
    assert not is_signed({**EXAMPLE, "sign_method": "md5", "sign": sign}, "helloworld")


def test_an_unknown_sign_method_has_no_signature() -> None:
    """Nothing that is sent can be right then."""
    assert accepted_signatures({"sign_method": "sha1"}, "s") == ()
    assert not is_signed({"sign_method": "sha1", "sign": ""}, "s")


def _vectors() -> list[Any]:
    file = SHARED / "vectors" / "top-signing.json"
    if not file.is_file():
        reason = f"{file} is not there; it holds signatures made by other SDKs"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    vectors: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return [pytest.param(vector, id=vector["id"]) for vector in vectors if not vector.get("body")]


@pytest.mark.parametrize("vector", _vectors())
def test_signatures_of_other_sdks(vector: dict[str, Any]) -> None:
    """Whatever an SDK does with empty values, its signature is accepted."""
    sent = {**vector["params"], "sign_method": vector["sign_method"], "sign": vector["expected_sign"]}
    if "sign_method" not in vector["params"]:
        assert vector["expected_sign"] in accepted_signatures(vector["params"], vector["secret"])
    else:
        assert is_signed(sent, vector["secret"])
