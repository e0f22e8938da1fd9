"""What the TOP sandbox checks before it looks at a method's own parameters."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from codegen.runtime.top.sandbox import TopSandbox, create_app

from .talk import FORM, NOW, NOW_TEXT, TPN, TPN_PARAMETERS, Clock, accepted, ask, call_top, error_of, gmt8, signed, tell


def test_a_right_call_is_accepted(top: TopSandbox) -> None:
    """The answer is the documented one, and the call is on record with typed parameters."""
    answer = call_top(top, signed(TPN_PARAMETERS))

    assert answer.headers["content-type"] == "text/javascript;charset=UTF-8"
    assert answer.headers["date"] == "Tue, 14 Nov 2023 22:13:20 GMT"
    sent = answer.json()["tpn_template_message_send_response"]
    request_id = sent.pop("request_id")
    assert sent == {"result": "1234567890", "error_msg": "ok", "is_success": True}
    [record] = accepted(top)
    assert record == {
        "operation": TPN,
        "parameters": {
            "template_key": "order_shipped",
            "template_id": 101,
            "user_id": 12345,
            "biz_id": 122323434545,
        },
        "extra": {},
        "request_id": request_id,
        "time": NOW,
    }


@pytest.mark.parametrize(
    ("changes", "code", "msg"),
    [
        ({"drop": "method"}, 21, "Missing Method"),
        ({"method": ""}, 21, "Missing Method"),
        ({"method": "taobao.no.such.method"}, 22, "Invalid Method"),
        ({"drop": "app_key"}, 28, "Missing App Key"),
        ({"app_key": "87654321"}, 29, "Invalid App Key"),
        ({"drop": "v"}, 32, "Missing Version"),
        ({"v": "two"}, 33, "Invalid Version"),
        ({"v": "3.0"}, 34, "Unsupported Version"),
        ({"drop": "timestamp"}, 30, "Missing Timestamp"),
        ({"timestamp": "2023-11-15T06:13:20"}, 31, "Invalid Timestamp"),
        ({"timestamp": "2023-13-15 06:13:20"}, 31, "Invalid Timestamp"),
        ({"timestamp": "1700000000"}, 31, "Invalid Timestamp"),
        ({"timestamp": "٢٠٢٣-11-15 06:13:20"}, 31, "Invalid Timestamp"),
        ({"secret": "another"}, 25, "Invalid Signature"),
        ({"sign_method": "sha1"}, 25, "Invalid Signature"),
    ],
)
def test_wrong_common_parameters(top: TopSandbox, changes: dict[str, str], code: int, msg: str) -> None:
    """Each has its own code, HTTP status 200, and nothing is accepted."""
    error = error_of(call_top(top, signed(TPN_PARAMETERS, **changes)))

    assert (code, msg) == (error["code"], error["msg"])
    assert accepted(top) == []


@pytest.mark.parametrize("kind", ["json2", "JSON", "yaml"])
def test_an_unknown_format_is_code_23_in_the_default_format(top: TopSandbox, kind: str) -> None:
    """The gateway answers in XML when it does not know better."""
    answer = call_top(top, signed(TPN_PARAMETERS, format=kind))

    assert answer.headers["content-type"] == "text/xml;charset=UTF-8"
    assert "<code>23</code><msg>Invalid Format</msg>" in answer.text


@pytest.mark.parametrize("sign", [None, ""])
def test_a_missing_signature_is_code_24(top: TopSandbox, sign: str | None) -> None:
    """An empty one counts as missing."""
    sent = {**signed(TPN_PARAMETERS), "sign": sign or ""}
    if sign is None:
        del sent["sign"]

    assert error_of(call_top(top, sent))["code"] == 24


def test_a_parameter_changed_after_signing_is_code_25(top: TopSandbox) -> None:
    """The signature is over what arrived."""
    sent = {**signed(TPN_PARAMETERS), "user_id": "54321"}

    assert error_of(call_top(top, sent))["code"] == 25


@pytest.mark.parametrize(
    ("off", "code"), [(-600, None), (600, None), (-601, 31), (601, 31), (-8 * 3600, 31), (8 * 3600, 31)]
)
def test_ten_minutes_are_allowed(top: TopSandbox, off: int, code: int | None) -> None:
    """In both directions; a clock in the wrong zone is hours off."""
    answer = call_top(top, signed(TPN_PARAMETERS, timestamp=gmt8(NOW + off)))

    assert answer.json().get("error_response", {}).get("code") == code


@pytest.mark.parametrize(("timestamp", "code"), [("1700000000000", None), ("1700000601000", 31)])
def test_milliseconds_are_a_timestamp_too(top: TopSandbox, timestamp: str, code: int | None) -> None:
    """The vendor's older Python SDKs send them."""
    answer = call_top(top, signed(TPN_PARAMETERS, timestamp=timestamp))

    assert answer.json().get("error_response", {}).get("code") == code


def test_any_timestamp(top_document: dict[str, Any]) -> None:
    """An option for recorded calls; the form of the timestamp still counts."""
    app = create_app(top_document, any_timestamp=True, clock=Clock())

    answer = call_top(app, signed(TPN_PARAMETERS, timestamp="2016-01-01 12:00:00"))
    assert answer.json()["tpn_template_message_send_response"]["is_success"] is True
    assert error_of(call_top(app, signed(TPN_PARAMETERS, timestamp="yesterday")))["code"] == 31


def test_own_credentials(top_document: dict[str, Any]) -> None:
    """The default ones are unknown then."""
    app = create_app(top_document, app_key="1", app_secret="s", clock=Clock())

    assert error_of(call_top(app, signed(TPN_PARAMETERS)))["code"] == 29
    assert "error_response" not in call_top(app, signed(TPN_PARAMETERS, app_key="1", secret="s")).json()


@pytest.mark.parametrize("sign_method", ["md5", "hmac", "hmac-sha256", None])
def test_sign_methods(top: TopSandbox, sign_method: str | None) -> None:
    """A call that names none is read as md5."""
    changes = {"drop": "sign_method"} if sign_method is None else {"sign_method": sign_method}

    assert "error_response" not in call_top(top, signed(TPN_PARAMETERS, **changes)).json()


def _in_query(top: TopSandbox, sent: dict[str, str]) -> httpx.Response:
    return ask(top, "POST", f"/router/rest?{urlencode(sent)}")


def _by_get(top: TopSandbox, sent: dict[str, str]) -> httpx.Response:
    return ask(top, "GET", f"/router/rest?{urlencode(sent)}")


def _split(top: TopSandbox, sent: dict[str, str]) -> httpx.Response:
    query = {name: text for name, text in sent.items() if name not in TPN_PARAMETERS}
    body = urlencode({name: text for name, text in sent.items() if name in TPN_PARAMETERS}).encode()
    headers = {"content-type": FORM}
    return ask(top, "POST", f"/router/rest?{urlencode(query)}", content=body, headers=headers)


def _multipart(top: TopSandbox, sent: dict[str, str]) -> httpx.Response:
    return ask(top, "POST", "/router/rest", files={name: (None, text) for name, text in sent.items()})


@pytest.mark.parametrize("how", [call_top, _in_query, _by_get, _split, _multipart])
def test_where_parameters_are_sent(top: TopSandbox, how: Any) -> None:
    """SDKs differ; all of these work."""
    text = '{"name": "张三 😀 + %20\\n"}'
    answer = how(top, signed({**TPN_PARAMETERS, "title_param": text}))

    assert "error_response" not in answer.json()
    assert accepted(top)[0]["parameters"]["title_param"] == {"name": "张三 😀 + %20\n"}


@pytest.mark.parametrize("reading", [0, 1])
def test_empty_parameters(top: TopSandbox, reading: int) -> None:
    """Signed as bare names or left out of the signature, they count as not given."""
    from codegen.runtime.top.sandbox.signature import accepted_signatures

    sent = {**signed({**TPN_PARAMETERS, "picture": "", "sub_user_id": ""}), "session": ""}
    sent["sign"] = accepted_signatures(sent, "sandbox-secret")[reading]

    assert "error_response" not in call_top(top, sent).json()
    assert accepted(top)[0]["parameters"].keys() == TPN_PARAMETERS.keys()


def test_parameters_of_the_gateway_are_not_the_methods(top: TopSandbox) -> None:
    """What SDKs add is signed and otherwise ignored; what the document does not know is on record."""
    added = {"session": "s", "partner_id": "sdk", "target_app_key": "2", "x_trace": "1"}

    assert "error_response" not in call_top(top, signed(TPN_PARAMETERS, **added)).json()
    assert accepted(top)[0]["extra"] == {"x_trace": "1"}


def test_other_verbs_are_code_9(top: TopSandbox) -> None:
    """Only GET and POST are allowed."""
    sent = urlencode(signed(TPN_PARAMETERS))

    assert error_of(ask(top, "PUT", f"/router/rest?{sent}"))["code"] == 9


def test_gbk_is_code_47(top: TopSandbox) -> None:
    """Parameters are UTF-8."""
    headers = {"content-type": FORM}
    answer = ask(top, "POST", "/router/rest", content=b"format=json&a=%D5%C5", headers=headers)

    assert answer.status_code == 200
    assert "<code>47</code><msg>Invalid Encoding</msg>" in answer.text


def test_other_paths_are_not_found(top: TopSandbox) -> None:
    """The batch interface is not part of the sandbox."""
    assert ask(top, "POST", "/router/batch").status_code == 404


def test_a_ban(top: TopSandbox, clock: Clock) -> None:
    """Code 7 counts down until the ban is over, for calls that are right otherwise."""
    tell(top, "ban", seconds=3)
    clock.now += 0.5

    error = error_of(call_top(top, signed(TPN_PARAMETERS)))
    assert error == {
        "code": 7,
        "msg": "App Call Limited",
        "sub_code": "accesscontrol.limited-by-api-access-count",
        "sub_msg": "This ban will last for 3 more seconds",
    }
    assert error_of(call_top(top, signed(TPN_PARAMETERS, secret="wrong")))["code"] == 25
    clock.now += 2.4
    assert "for 1 more seconds" in error_of(call_top(top, signed(TPN_PARAMETERS)))["sub_msg"]
    assert accepted(top) == []
    clock.now += 0.2
    assert "error_response" not in call_top(top, signed(TPN_PARAMETERS)).json()


def test_the_default_clock_is_the_hosts(top_document: dict[str, Any]) -> None:
    """So that real clients can call it."""
    import time

    app = create_app(top_document)

    assert error_of(call_top(app, signed(TPN_PARAMETERS, timestamp=NOW_TEXT)))["code"] == 31
    assert "error_response" not in call_top(app, signed(TPN_PARAMETERS, timestamp=gmt8(time.time()))).json()
