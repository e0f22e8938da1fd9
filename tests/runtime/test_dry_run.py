"""Requests that stay here: what they hold, what they show, and what the error of a refused signature shows."""

from __future__ import annotations

import json
import shlex
import socket
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import parse_qsl

import httpx
import pytest
from attrs import define, field

from codegen.runtime.common.curl import curl
from codegen.runtime.common.errors import AuthenticationError, BusinessError, ValidationError
from codegen.runtime.common.hiding import hidden_copy, hidden_members, hidden_text
from codegen.runtime.common.model import masked
from codegen.runtime.common.secrets import Secret
from codegen.runtime.top.signing import sign

from .raw_server import Behaviour, RawServer, Received, answer_json
from .samples import (
    APP_SECRET,
    HALVES,
    IM_SECRET,
    NOW,
    SESSION,
    Half,
    OpenIM,
    Sample,
    Top,
    openim_operation,
    top,
    top_operation,
)

PHONE: Final = "13812345678"


@define(kw_only=True)
class Inner:
    """An object with a secret member."""

    phone: str | None = field(default=None, repr=masked)
    note: str = "n"

    def validate(self) -> None:
        """Let everything pass."""

    def to_dict(self) -> dict[str, object]:
        """The members."""
        return {"phoneNo": self.phone, "note": self.note}


@define(kw_only=True)
class Outer:
    """An object that holds others."""

    inner: Inner
    others: Sequence[Inner] = ()
    codes: list[str] | None = field(default=None, repr=masked)
    plain: str = "p"

    def validate(self) -> None:
        """Let everything pass."""

    def to_dict(self) -> dict[str, object]:
        """The members."""
        return {
            "inner": self.inner.to_dict(),
            "others": [other.to_dict() for other in self.others],
            "codes": self.codes,
            "plain": self.plain,
        }


class TestHiding:
    """Copies of requests and texts without secrets."""

    def test_members(self) -> None:
        """Secret members are masked at every depth, and the request itself stays as it is."""
        request = Outer(inner=Inner(phone="1"), others=[Inner(), Inner(phone="2")], codes=["a", "b"])
        assert hidden_copy(request).to_dict() == {
            "inner": {"phoneNo": "***", "note": "n"},
            "others": [{"phoneNo": None, "note": "n"}, {"phoneNo": "***", "note": "n"}],
            "codes": ["***", "***"],
            "plain": "p",
        }
        assert request.inner.phone == "1"

    @pytest.mark.parametrize("request_", [Outer(inner=Inner()), Sample({"a": 1}), {"a": 1}])
    def test_nothing_to_hide(self, request_: object) -> None:
        """A request without secrets is not copied."""
        assert hidden_copy(request_) is request_

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (PHONE, "***"),
            (f"+86 {PHONE}, 86{PHONE}; {PHONE}", "***, ***; ***"),
            (f"1{PHONE} {PHONE}0 a{PHONE} 1505376496485", f"1{PHONE} {PHONE}0 a{PHONE} 1505376496485"),
            ("a hidden-1", "a ***"),
        ],
    )
    def test_texts(self, text: str, expected: str) -> None:
        """Secrets and mobile numbers that stand alone are masked; longer numbers are not."""
        assert hidden_text(text, (Secret("hidden-1"), None)) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ('{"a": "x", "b": "y"}', '{"a": "***", "b": "y"}'),
            ('{"a":"x\\"y","b":1}', '{"a":"***","b":1}'),
            ('{"n":"{\\"a\\":\\"x\\",\\"b\\":1}"}', '{"n":"{\\"a\\":"***",\\"b\\":1}"}'),
            ('{"a":12,"b":["a"]}', '{"a":"***","b":["a"]}'),
            ('{"a":["x","y"]}', '{"a":"***"}'),
            ('{"a":{"x":"y"}}', '{"a":"***"}'),
            ("a=x", "a=x"),
        ],
    )
    def test_members_of_json_text(self, text: str, expected: str) -> None:
        """Values of JSON members are masked where the text stands."""
        assert hidden_members(text, {"a"}) == expected


def words(command: str) -> list[str]:
    """The words of a command, as a shell reads them."""
    return shlex.split(command.replace(" \\\n", " "))


def test_curl_masks_unknown_headers() -> None:
    """Only headers that are known to be no secrets show their values."""
    shown = curl("http://x/y", {"Host": "x", "Content-Type": "a/b", "Authorization": "hidden"}, "it's")
    assert words(shown) == [
        "curl",
        "http://x/y",
        *("-H", "Content-Type: a/b"),
        *("-H", "Authorization: ***"),
        *("--data-raw", "it's"),
    ]


class TestTop:
    """Requests of TOP."""

    def test_bytes(self) -> None:
        """The body is what a call sends at that time, and the signature fits the string to sign."""
        with Top(app_key="12345678", app_secret=APP_SECRET, session=SESSION, clock=lambda: NOW) as client:
            found = client.preview(top_operation(json_members=frozenset({"j"})), Sample({"b": True, "j": {"a": "é"}}))
        sent = dict(parse_qsl(found.body.decode()))
        assert sent["timestamp"] == "2016-01-01 12:00:00"
        assert (sent["b"], sent["j"]) == ("true", '{"a":"é"}')
        assert sent["sign"] == sign(sent, secret=APP_SECRET, sign_method="hmac-sha256")
        assert found.string_to_sign == "".join(name + sent[name] for name in sorted(sent) if name != "sign")
        assert found.headers["Content-Length"] == str(len(found.body))

    def test_texts(self) -> None:
        """Secret members are masked inside JSON; so are the session and the app secret wherever they stand."""
        request = Outer(inner=Inner(phone="hidden"), plain=f"{SESSION} {APP_SECRET}")
        with Top(app_key="12345678", app_secret=APP_SECRET, session=SESSION) as client:
            found = client.preview(top_operation(json_members=frozenset({"inner", "others"})), request)
        assert not [text for text in ("hidden", SESSION, APP_SECRET) if text in found.curl + repr(found)]
        assert b"hidden" in found.body
        shown = dict(parse_qsl(words(found.curl)[-1]))
        assert (shown["inner"], shown["plain"]) == ('{"phoneNo":"***","note":"n"}', "*** ***")

    def test_validation(self) -> None:
        """A wrong request is told, with its operation."""
        with Top(app_key="12345678", app_secret=APP_SECRET) as client, pytest.raises(ValidationError) as caught:
            client.preview(top_operation(), Sample({"a": "bad"}))
        assert caught.value.operation == "taobao.sample.send"


class TestOpenIM:
    """Requests of OpenIM."""

    def test_nothing_is_sent(self, server: RawServer) -> None:
        """Neither the request nor a login."""
        with OpenIM(server.url, secret=IM_SECRET) as client:
            found = client.preview(openim_operation(), Outer(inner=Inner(phone="hidden"), plain=PHONE))
        assert (server.connections, found.headers["token"]) == (0, "<token>")
        assert json.loads(found.body)["inner"]["phoneNo"] == "hidden"
        assert not [text for text in ("hidden", PHONE, IM_SECRET) if text in found.curl + repr(found)]
        assert "token: ***" in found.curl

    def test_unsecured(self) -> None:
        """An operation without a token has no placeholder either."""
        with OpenIM("http://im.test", secret=IM_SECRET) as client:
            assert "token" not in client.preview(openim_operation(secured=False), Sample()).headers

    def test_users_client(self) -> None:
        """Headers of a user's http_client are among those of the request."""
        with httpx.Client(headers={"X-Mine": "1"}) as http:
            found = OpenIM("http://im.test", secret=IM_SECRET, http_client=http).preview(openim_operation(), Sample())
        assert (found.headers["X-Mine"], found.headers["operationID"]) == ("1", found.headers["operationID"])


def expecting(method: str) -> Behaviour:
    """A gateway that shows the signature that it expects, made by some method."""

    def behave(connection: socket.socket, request: Received) -> None:
        sent = dict(parse_qsl(request.body.decode()))
        text = f"expected {sign(sent, secret=APP_SECRET, sign_method=method)}, not {sent['sign']}"
        answer_json({"error_response": {"code": 25, "msg": "Invalid", "sub_msg": text}})(connection, request)

    return behave


@pytest.mark.anyio
@pytest.mark.parametrize("half", HALVES)
class TestRefusedSignature:
    """What the error of code 25 says."""

    async def refused(
        self, half: Half, server: RawServer, says: Any, note: str = "", **options: Any
    ) -> AuthenticationError:
        """The error, of a call with a secret member and a Chinese one."""
        server.then(says if callable(says) else answer_json({"error_response": {"code": 25, **says}}))
        request = Outer(inner=Inner(phone="hidden", note=note), plain="张三")
        async with top(half, server.url, session=SESSION, **options) as call:
            with pytest.raises(AuthenticationError) as caught:
                await call(top_operation(json_members=frozenset({"inner", "others"})), request)
        return caught.value

    async def test_what_remains(self, half: Half, server: RawServer) -> None:
        """The causes that are left, and the string to sign."""
        error = await self.refused(half, server, {"msg": "Invalid signature"}, sign_method="md5")
        assert error.explanation is not None
        lines = error.explanation.splitlines()
        assert lines[0].startswith("The signature is right for what this client sent")
        assert lines[1] == "- the app secret is not that of app_key '12345678'"
        assert lines[-3] == "- the text that is not ASCII was read in another charset than UTF-8"
        assert lines[-2] == "Signed by md5: MD5(*** + string + ***), where the string is"
        assert "plain张三session***sign_methodmd5" in lines[-1]
        assert not [text for text in ("hidden", SESSION, APP_SECRET) if text in error.explanation]
        assert error.__notes__ == [error.explanation]

    @pytest.mark.parametrize(
        ("method", "sentence"),
        [("hmac", "made with hmac"), ("md5", "made with md5")],
    )
    async def test_gateway_shows_what_it_expected(
        self, half: Half, server: RawServer, method: str, sentence: str
    ) -> None:
        """The mistake that makes the gateway's signature is named."""
        error = await self.refused(half, server, expecting(method))
        assert error.explanation is not None
        assert "The gateway's answer shows another signature" in error.explanation
        assert sentence in error.explanation

    async def test_strange_signature(self, half: Half, server: RawServer) -> None:
        """A signature that no mistake makes says nothing."""
        error = await self.refused(half, server, {"sub_msg": "0" * 64})
        assert error.explanation is not None
        assert "What remains" in error.explanation

    async def test_large_requests(self, half: Half, server: RawServer) -> None:
        """Nothing is tried for a large request, for it would take long."""
        error = await self.refused(half, server, expecting("md5"), note="x" * 30_000)
        assert error.explanation is not None
        assert "What remains" in error.explanation

    async def test_other_codes(self, half: Half, server: RawServer) -> None:
        """Only a refused signature is explained."""
        error = await self.refused(half, server, answer_json({"error_response": {"code": 29}}))
        assert (error.explanation, getattr(error, "__notes__", [])) == (None, [])


def test_business_errors_have_no_explanation() -> None:
    """The attribute belongs to errors of authentication."""
    assert AuthenticationError(message="m").explanation is None
    assert not hasattr(BusinessError(message="m"), "explanation")
