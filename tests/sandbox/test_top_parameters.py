"""How the TOP sandbox checks a method's own parameters against the document."""

from __future__ import annotations

import json
from typing import Any

import pytest

from codegen.runtime.top.sandbox import TopSandbox

from .talk import BATCHSEND, EVENT, SENDMOBILE, TPN_PARAMETERS, accepted, call_top, error_of, signed


def _tpn(top: TopSandbox, **changes: str | None) -> dict[str, Any]:
    sent = {name: text for name, text in {**TPN_PARAMETERS, **changes}.items() if text is not None}
    return error_of(call_top(top, signed(sent)))


def _event(top: TopSandbox, **changes: Any) -> dict[str, Any]:
    event = {name: value for name, value in {**EVENT, **changes}.items() if value is not ...}
    text = json.dumps(event, ensure_ascii=False)
    return error_of(call_top(top, signed({"mobile_receiver_message_event": text}, method=SENDMOBILE)))


@pytest.mark.parametrize("name", ["template_key", "template_id", "user_id", "biz_id"])
@pytest.mark.parametrize("text", [None, ""])
def test_a_missing_parameter(top: TopSandbox, name: str, text: str | None) -> None:
    """Code 40 names it; an empty one counts as missing."""
    assert _tpn(top, **{name: text}) == {
        "code": 40,
        "msg": f"Missing Required Arguments:{name}",
        "sub_code": f"isv.missing-parameter:{name}",
        "sub_msg": f"{name} is required",
    }
    assert accepted(top) == []


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("user_id", "abc", "value is not a whole number (type)"),
        ("user_id", "1.0", "value is not a whole number (type)"),
        ("user_id", "1e3", "value is not a whole number (type)"),
        ("user_id", "True", "value is not a whole number (type)"),
        ("user_id", " 1", "value is not a whole number (type)"),
        ("user_id", "٣", "value is not a whole number (type)"),
        ("user_id", "9" * 5000, "value is not a whole number (type)"),
        ("biz_id", str(2**63), f"value is greater than the maximum of {2**63 - 1} (maximum)"),
        ("biz_id", str(-(2**63) - 1), f"value is less than the minimum of {-(2**63)} (minimum)"),
        ("title_param", "[1]", 'value is not of type "object" (type)'),
        ("title_param", "1", 'value is not of type "object" (type)'),
        ("title_param", '{"a": NaN}', "value is not JSON: NaN is no JSON number (type)"),
        ("title_param", '{"a": "\\ud800"}', "value is not JSON: holds a lone surrogate (type)"),
        ("title_param", "[" * 100_000, "value is not JSON: nests too deep (type)"),
    ],
)
def test_a_parameter_that_does_not_fit(top: TopSandbox, name: str, text: str, rule: str) -> None:
    """Code 41 names the parameter and the rule, not the value."""
    assert _tpn(top, **{name: text}) == {
        "code": 41,
        "msg": f"Invalid Arguments:{name}",
        "sub_code": f"isv.invalid-parameter:{name}",
        "sub_msg": f"{name}: {rule}",
    }
    assert accepted(top) == []


@pytest.mark.parametrize("text", ["{'key': 1}", '{"a":1', "key"])
def test_json_that_is_none(top: TopSandbox, text: str) -> None:
    """A Python dictionary turned into text is the usual mistake."""
    assert _tpn(top, title_param=text)["sub_msg"].startswith("title_param: value is not JSON: ")


@pytest.mark.parametrize("text", ["9223372036854775807", "-1", "0", "+7", "007"])
def test_whole_numbers(top: TopSandbox, text: str) -> None:
    """64 bits, in decimal."""
    assert "error_response" not in call_top(top, signed({**TPN_PARAMETERS, "sub_user_id": text})).json()
    assert accepted(top)[0]["parameters"]["sub_user_id"] == int(text)


@pytest.mark.parametrize("text", ['{"a":"b"}', '{ "a" : "b" }', '{"\\u0061": "b"}\n'])
def test_json_in_any_layout(top: TopSandbox, text: str) -> None:
    """With or without spaces and escapes."""
    assert "error_response" not in call_top(top, signed({**TPN_PARAMETERS, "title_param": text})).json()
    assert accepted(top)[0]["parameters"]["title_param"] == {"a": "b"}


@pytest.mark.parametrize(
    ("changes", "code", "sub_msg"),
    [
        ({"sender": ...}, 40, "mobile_receiver_message_event.sender is required"),
        ({"sender": ..., "x": 1}, 40, "mobile_receiver_message_event.sender is required"),
        ({"sender": "1"}, 41, 'mobile_receiver_message_event.sender: value is not of type "integer" (type)'),
        ({"sender": True}, 41, 'mobile_receiver_message_event.sender: value is not of type "integer" (type)'),
        ({"sender": 1.0}, 41, 'mobile_receiver_message_event.sender: value is not of type "integer" (type)'),
        ({"msg_key": None}, 41, 'mobile_receiver_message_event.msg_key: value is not of type "string" (type)'),
        ({"x": 1}, 41, "mobile_receiver_message_event.x: is not a known member (additionalProperties)"),
        (
            {"json_data": "[]"},
            41,
            'mobile_receiver_message_event.json_data: in its JSON text: value is not of type "object" (contentSchema)',
        ),
    ],
)
def test_members_of_an_object(top: TopSandbox, changes: dict[str, Any], code: int, sub_msg: str) -> None:
    """The path leads to the member, JSON inside a string included."""
    error = _event(top, **changes)

    assert (code, sub_msg) == (error["code"], error["sub_msg"])


def test_json_inside_a_string_that_is_none(top: TopSandbox) -> None:
    """A string that says it holds JSON is parsed."""
    assert "json_data: value is not JSON text: " in _event(top, json_data="{name}")["sub_msg"]


def test_what_only_the_client_refuses_passes(top: TopSandbox) -> None:
    """The document says which rules the server does not enforce."""
    text = json.dumps({**EVENT, "msg_key": "", "resource_url": ""})
    answer = call_top(top, signed({"mobile_receiver_message_event": text}, method=SENDMOBILE))

    assert "error_response" not in answer.json()


def test_a_list_in_a_string(top: TopSandbox) -> None:
    """Ids may be numbers or strings, nothing else."""

    def send(receiver: str) -> dict[str, Any]:
        text = json.dumps({"receiver": receiver})
        answer: dict[str, Any] = call_top(top, signed({"batch_message_d_t_o": text}, method=BATCHSEND)).json()
        return answer

    assert "error_response" not in send('[10001,"10002"]')
    assert "batch_message_d_t_o.receiver: in its JSON text: [1]: " in send("[1,true]")["error_response"]["sub_msg"]


def test_a_method_without_required_parameters(top: TopSandbox) -> None:
    """Nothing is invented where the page asks for nothing."""
    assert "error_response" not in call_top(top, signed({}, method=BATCHSEND)).json()


@pytest.mark.parametrize("depth", [10, 200, 300, 500, 900, 2000])
def test_deep_nesting_is_answered(top: TopSandbox, depth: int) -> None:
    """With success or a clear refusal, never with a broken answer."""
    text = '{"a":' * depth + "1" + "}" * depth
    answer = call_top(top, signed({**TPN_PARAMETERS, "title_param": text}))

    assert answer.status_code == 200
    assert answer.json().get("error_response", {"code": 41})["code"] == 41
