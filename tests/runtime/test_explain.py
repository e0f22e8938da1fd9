"""Why a signature is refused: each usual mistake is recognised, and nothing secret is shown."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote_plus

import pytest

from codegen.runtime.common.errors import ValidationError
from codegen.runtime.top.explain import Explanation, explain
from codegen.runtime.top.signing import sign

SHARED: Final = Path(__file__).parents[3] / "shared" / "vectors" / "top-signing.json"
"""Values of other people's SDKs, kept beside this repository where there is room for them."""
ALL: list[dict[str, Any]] = json.loads(SHARED.read_text("utf-8")) if SHARED.exists() else []

SECRET: Final = "s3cr3t-of-the-app"
SENT: Final[Mapping[str, str]] = {
    "method": "taobao.sample.send",
    "app_key": "12345678",
    "session": "s3ss10n",
    "timestamp": "2016-01-01 12:00:00",
    "format": "json",
    "v": "2.0",
    "sign_method": "hmac-sha256",
    "Zeta": "1",
    "alpha": "0",
    "flag": "true",
    "title": "商家 测试/x",
    "event": '{"a":"é","b":[1,true]}',
}
TEXT: Final = "".join(name + SENT[name] for name in sorted(SENT))


def signed(changed: Mapping[str, str | None], method: str = "hmac-sha256", secret: str = SECRET) -> str:
    """The signature of the parameters with some of them changed or, if None, left out."""
    return sign({**SENT, **changed}, secret=secret, sign_method=method)


def hashed(text: bytes, key: str = SECRET) -> str:
    """HMAC-SHA256 of any text."""
    return hmac.digest(key.encode(), text, "sha256").hex().upper()


def explained(given: str, **changed: str) -> Explanation:
    """The explanation of a signature for the parameters."""
    return explain({**SENT, **changed, "sign": given}, secret=SECRET)


def joined(names: list[str], pair: str = "{}{}", separator: str = "") -> bytes:
    """The parameters joined in some way."""
    return separator.join(pair.format(name, SENT[name]) for name in names).encode()


MISTAKES: Final[list[tuple[str, str]]] = [
    ("secret-blank", signed({}, secret=f"{SECRET} ")),
    ("secret-blank", signed({}, secret=f"{SECRET}\n")),
    ("secret-blank", signed({}, secret=f"{SECRET}\r\n")),
    ("secret-blank", signed({}, secret=f"\N{ZERO WIDTH NO-BREAK SPACE}{SECRET}")),
    ("sign-method", signed({}, method="md5")),
    ("sign-method", signed({}, method="hmac")),
    ("md5-without-suffix", hashlib.md5((SECRET + TEXT).encode()).hexdigest().upper()),
    ("md5-without-prefix", hashlib.md5((TEXT + SECRET).encode()).hexdigest().upper()),
    ("no-secret", hashlib.sha256(TEXT.encode()).hexdigest().upper()),
    ("hmac-wrapped", hashed((SECRET + TEXT + SECRET).encode())),
    ("hmac-swapped", hashed(SECRET.encode(), TEXT)),
    ("no-hmac", hashlib.sha256((SECRET + TEXT + SECRET).encode()).hexdigest().upper()),
    ("charset", hashed(TEXT.encode("gbk", errors="strict"))),
    ("charset", hashed(TEXT.encode("ascii", errors="replace"))),
    ("charset", hashed(TEXT.encode().decode("latin-1").encode())),
    ("separators", hashed(joined(sorted(SENT), "{}={}", "&"))),
    ("separators", hashed(joined(sorted(SENT), "{}={}"))),
    ("order", hashed(joined(sorted(SENT, key=str.lower)))),
    ("order", hashed(joined(list(SENT)))),
    ("falsy-not-signed", signed({"alpha": None})),
    ("own-not-signed", signed(dict.fromkeys(("Zeta", "alpha", "flag", "title", "event")))),
    ("common-not-signed", signed(dict.fromkeys(set(SENT) - {"Zeta", "alpha", "flag", "title", "event"}))),
    ("session-not-signed", signed({"session": None})),
    ("not-signed", signed({"sign_method": None})),
    ("not-signed", signed({"title": None})),
    ("secret-signed", signed({"app_secret": SECRET})),
    ("boolean", signed({"flag": "True"})),
    ("boolean", signed({"flag": "1"})),
    ("url-encoded", signed({name: quote_plus(value) for name, value in SENT.items()})),
    ("url-encoded", signed({"title": quote_plus(SENT["title"])})),
    ("blank", signed({"title": SENT["title"] + " "})),
    ("plus-sign", signed({"title": SENT["title"].replace(" ", "+")})),
    ("json", signed({"event": '{"a": "é", "b": [1, true]}'})),
    ("json", signed({"event": json.dumps(json.loads(SENT["event"]))})),
    ("not-json", signed({"event": "{'a': 'é', 'b': [1, True]}"})),
    ("not-json", signed({"event": "[object Object]"})),
    ("timestamp", signed({"timestamp": "1451620800000"})),
    ("timestamp", signed({"timestamp": "2016-01-01 04:00:00"})),
    ("timestamp-twice", signed({"timestamp": "2016-01-01 12:00:01"})),
    ("lower-case", signed({}).lower()),
    ("base64", base64.b64encode(bytes.fromhex(signed({}))).decode()),
    ("sign-missing", ""),
    ("sign-unreadable", "***"),
    ("sign-length", "0" * 32),
]


@pytest.mark.parametrize(("kind", "given"), MISTAKES, ids=[f"{n}-{kind}" for n, (kind, _) in enumerate(MISTAKES)])
def test_each_mistake(kind: str, given: str) -> None:
    """It is the only one that is named, in one sentence without secrets."""
    found = explained(given)
    assert [kind] == [mistake.kind for mistake in found.mistakes]
    assert not found.is_right
    assert found.mistakes[0].text.endswith(".")
    assert not [hidden for hidden in (SECRET, SENT["session"]) if hidden in str(found) + repr(found)]


def test_right() -> None:
    """Nothing is wrong, and the string to sign is shown, with the session masked."""
    found = explained(signed({}))
    assert (found.is_right, found.mistakes) == (True, ())
    assert TEXT.replace(SENT["session"], "***") == found.string_to_sign
    assert f"hmac-sha256: HMAC-SHA256(key=***, string), where the string is\n{found.string_to_sign}" in str(found)


def test_no_usual_mistake() -> None:
    """The string to sign is shown for a person to compare; md5 has the secret around it."""
    found = explained("0" * 32, sign_method="md5")
    assert (found.is_right, found.mistakes) == (False, ())
    assert "no usual mistake reproduces it" in str(found)
    assert "MD5(*** + string + ***)" in str(found)


def test_two_mistakes_at_once() -> None:
    """They are found if they spoil different steps."""
    given = signed({"flag": "True", "session": None}, secret=f"{SECRET}\n")
    assert explained(given).mistakes == ()
    given = signed({"flag": "True"}, secret=f"{SECRET}\n").lower()
    assert [mistake.kind for mistake in explained(given).mistakes] == ["secret-blank", "boolean", "lower-case"]


def test_sentences_name_parameters_and_methods() -> None:
    """A person learns which parameter it was."""
    assert explained(signed({"flag": "True"})).mistakes[0].text == (
        "flag changed after signing: a Boolean was signed as True or False and sent as true or false."
    )
    assert explained(signed({}, method="md5")).mistakes[0].text == (
        "The signature was made with md5, while sign_method names hmac-sha256."
    )


def test_blank_around_the_secret_that_is_given() -> None:
    """A blank in the secret given here is named if the signature was made without it."""
    found = explain({**SENT, "sign": signed({})}, secret=f" {SECRET} ")
    assert [mistake.kind for mistake in found.mistakes] == ["secret-blank"]


def test_session_that_was_only_signed() -> None:
    """It cannot be guessed, so it can be given."""
    sent = {name: value for name, value in SENT.items() if name != "session"} | {"sign": signed({})}
    assert explain(sent, secret=SECRET).mistakes == ()
    found = explain(sent, secret=SECRET, session=SENT["session"])
    assert [mistake.kind for mistake in found.mistakes] == ["session-not-sent"]


def test_sign_method_that_nobody_knows() -> None:
    """It is the mistake itself, whatever the signature; its text may be anything and does not show."""
    found = explained("0" * 64, sign_method="sha1-hidden")
    assert [mistake.kind for mistake in found.mistakes] == ["sign-method-unknown"]
    assert found.sign_method == "md5"


@pytest.mark.parametrize(("secret", "value"), [("", "1"), (SECRET, 1)])
def test_bad_input(secret: str, value: Any) -> None:
    """An empty secret and a value that is no text are refused."""
    with pytest.raises(ValidationError):
        explain({"a": value, "sign": "0" * 32}, secret=secret)


def test_hidden_values() -> None:
    """Named parameters and members, phone numbers and the secret itself are masked in what is shown."""
    sent = {
        "a": "hidden-1",
        "b": '{"phone_of":"hidden-2","n":{"phone_of": ["hidden-3"]},"text":"{\\"phone_of\\":\\"hidden-4\\"}","x":1}',
        "c": f"13812345678, +86 13912345678 and {SECRET}",
        "access_token": "hidden-5",
        "id": "138123456789",
    }
    shown = str(explain({**sent, "sign": "0" * 32}, secret=SECRET, hide=("a", "phone_of")))
    assert "hidden" not in shown
    assert "13812345678," not in shown
    assert "13912345678" not in shown
    assert SECRET not in shown
    assert "id138123456789" in shown
    assert '"x":1}' in shown


def test_large_requests_are_explained_quickly() -> None:
    """Above a size or a number, mistakes are tried one at a time."""
    many = {f"p{number}": "x y" for number in range(300)}
    for more in ({"big": "x" * 300_000}, many):
        sent = {**SENT, **more}
        assert explain({**sent, "sign": "0" * 64}, secret=SECRET).mistakes == ()
        other = sign(sent | {"flag": "True"}, secret=SECRET, sign_method="hmac-sha256")
        assert [mistake.kind for mistake in explain({**sent, "sign": other}, secret=SECRET).mistakes] == ["boolean"]


@pytest.mark.skipif(not ALL, reason=f"the large vector file is not beside this repository: {SHARED}")
class TestOtherSdks:
    """Signatures that other people's SDKs made."""

    USABLE: Final = [vector for vector in ALL if not vector.get("body")]

    def test_right_ones(self) -> None:
        """Those that follow the page are right."""
        right = [vector for vector in self.USABLE if vector["empties"] != "bare-key"]
        assert len(right) > 40
        assert [vector["id"] for vector in right if not _explained(vector).is_right] == []

    def test_empty_values(self) -> None:
        """Those that sign the bare name of an empty value are told so."""
        bare = [vector for vector in self.USABLE if vector["empties"] == "bare-key"]
        assert len(bare) > 8
        assert {tuple(mistake.kind for mistake in _explained(vector).mistakes) for vector in bare} == {
            ("empty-signed",)
        }

    def test_booleans(self) -> None:
        """Those that sign Python's True, sent as true, make two mistakes."""
        capital = [vector for vector in self.USABLE if vector["params"].get("flag") == "True"]
        assert len(capital) > 4
        for vector in capital:
            found = _explained(vector, flag="true", off="false")
            assert [mistake.kind for mistake in found.mistakes] == ["empty-signed", "boolean"]


def _explained(vector: dict[str, Any], **changed: str) -> Explanation:
    sent = {**vector["params"], **changed, "sign": vector["expected_sign"]}
    return explain(sent, secret=vector["secret"])
