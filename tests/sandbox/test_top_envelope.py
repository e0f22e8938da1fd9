"""The answers of the TOP sandbox: JSON and XML, with and without envelope."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from codegen.runtime.top.sandbox import TopSandbox
from codegen.runtime.top.sandbox.envelope import write

from .talk import BATCHSEND, EVENT, SENDMOBILE, TPN_PARAMETERS, call_top, signed


def _xml(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode())


@pytest.mark.parametrize("changes", [{"drop": "format"}, {"format": "xml"}, {"format": "xml", "simplify": "true"}])
def test_xml_is_the_gateways_default(top: TopSandbox, changes: dict[str, str]) -> None:
    """Element for element as documented; it has no simplified form."""
    answer = call_top(top, signed(TPN_PARAMETERS, **changes))

    assert answer.headers["content-type"] == "text/xml;charset=UTF-8"
    root = _xml(answer.text)
    assert root.tag == "tpn_template_message_send_response"
    assert [(child.tag, child.text) for child in root][:3] == [
        ("result", "1234567890"),
        ("error_msg", "ok"),
        ("is_success", "true"),
    ]
    assert root[3].tag == "request_id"
    assert root[3].text


def test_nested_xml(top: TopSandbox) -> None:
    """Objects are elements in elements."""
    answer = call_top(top, signed({}, method=BATCHSEND, format="xml"))

    root = _xml(answer.text)
    assert root.tag == "alibaba_ib_workcore_message_batchsendmsg_response"
    assert root.findtext("result/success") == "true"
    assert root.findtext("result/request_id") != root.findtext("request_id")


def test_an_error_in_xml(top: TopSandbox) -> None:
    """Texts are escaped."""
    root = _xml(call_top(top, signed({**TPN_PARAMETERS, "title_param": "1"}, drop="format")).text)

    assert root.tag == "error_response"
    assert [child.tag for child in root] == ["code", "msg", "sub_code", "sub_msg", "request_id"]
    assert root.findtext("sub_msg") == 'title_param: value is not of type "object" (type)'


def test_texts_that_xml_cannot_hold() -> None:
    """Markup is escaped, control characters are replaced, lists are repeated elements."""
    body, _ = write("r", {"a": "<&>\x00\n", "items": {"item": [1, "x"]}, "none": None}, kind="xml")

    root = _xml(body.decode())
    assert root.findtext("a") == "<&>\ufffd\n"
    assert [child.text for child in root.findall("items/item")] == ["1", "x"]
    assert root.findtext("none") == ""


@pytest.mark.parametrize("simplify", ["true", "True", "1"])
def test_simplify_drops_the_envelope(top: TopSandbox, simplify: str) -> None:
    """Of a success; an error keeps it."""
    sent = call_top(top, signed(TPN_PARAMETERS, simplify=simplify)).json()
    refused = call_top(top, signed({}, simplify=simplify)).json()

    assert sent.keys() == {"result", "error_msg", "is_success", "request_id"}
    assert refused.keys() == {"error_response"}


@pytest.mark.parametrize("simplify", ["false", "0", ""])
def test_simplify_off(top: TopSandbox, simplify: str) -> None:
    """The envelope is named after the method, with the vendor's prefix unless it is taobao."""
    import json

    event = json.dumps(EVENT)
    sent = signed({"mobile_receiver_message_event": event}, method=SENDMOBILE, simplify=simplify)

    assert call_top(top, sent).json().keys() == {"alibaba_iwork_mc_msg_sendmobile_response"}


def test_ids_are_new_in_every_answer(top: TopSandbox) -> None:
    """Message ids count up from the documented one, request ids never repeat."""
    answers = [call_top(top, signed(TPN_PARAMETERS)).json() for _ in range(3)]
    sent = [answer["tpn_template_message_send_response"] for answer in answers]

    assert [one["result"] for one in sent] == ["1234567890", "1234567891", "1234567892"]
    assert len({one["request_id"] for one in sent}) == 3


def test_a_refusal_does_not_use_up_a_message_id(top: TopSandbox) -> None:
    """Only accepted calls count."""
    call_top(top, signed({}))

    sent = call_top(top, signed(TPN_PARAMETERS)).json()["tpn_template_message_send_response"]
    assert sent["result"] == "1234567890"
