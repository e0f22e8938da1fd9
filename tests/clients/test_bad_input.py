"""Bad input is refused before anything is sent, by member path and rule, in one line and without secrets."""

from __future__ import annotations

import asyncio
import linecache
import math
import warnings
from typing import Any

import httpx
import pytest
from openim_client import AsyncOpenIMClient, OpenIMClient
from openim_client.models import (
    BatchSendMsgData,
    QuotedMessage,
    QuoteElem,
    QuoteMessage,
    SessionType,
    TextElem,
    TextMessage,
)

from tests.clients.refusals import (
    EVENT,
    FINITE,
    HUSH,
    IDS,
    NOTICE,
    PHONE,
    PICTURE,
    PICTURES,
    SERVER,
    SURROGATE,
    TAGS,
    TEMPLATE,
    TEXT,
    TEXT_DICT,
    Clients,
    present,
)


@pytest.mark.parametrize(
    ("members", "line"),
    [
        ({"template_id": True}, "template_id: int expected, not bool"),
        ({"template_id": "1"}, "template_id: int expected, not str"),
        ({"template_id": 1.0}, "template_id: int expected, not float"),
        ({"template_id": 0}, "template_id: must be 1 or more, and fit in 64 bits"),
        ({"user_id": 2**63}, "user_id: must be 1 or more, and fit in 64 bits"),
        ({"biz_id": 0}, "biz_id: must be 1 or more, and fit in 64 bits"),
        ({"biz_id": None}, "biz_id: required, not None"),
        ({"template_key": None}, "template_key: required, not None"),
        ({"template_key": ""}, "template_key: must not be empty"),
        ({"template_key": "\ud800"}, f"template_key: {SURROGATE}"),
        ({"title_param": "{}"}, "title_param: dict expected, not str"),
        ({"title_param": {1: "x"}}, "title_param: keys must be str, not int"),
        ({"title_param": {"a": [0, math.nan]}}, f"title_param.a[1]: {FINITE}"),
        ({"title_param": {"a": {"b": -math.inf}}}, f"title_param.a.b: {FINITE}"),
        ({"title_param": {"a": ["\udfff"]}}, f"title_param.a[0]: {SURROGATE}"),
        ({"title_param": {"a": 2**63}}, "title_param.a: must fit in 64 bits, signed"),
        ({"title_param": {"a": {"x"}}}, "title_param.a: JSON cannot carry set"),
    ],
)
def test_parameters(clients: Clients, members: dict[str, Any], line: str) -> None:
    """A parameter of a TOP method that breaks a rule is named."""
    assert line == clients.line(lambda: clients.top.tpn.template_message_send(**{**TEMPLATE, **members}))


@pytest.mark.parametrize(
    ("members", "line"),
    [
        ({"msgkey": "x"}, "MobileReceiverMessageEvent.msgkey: unknown member; did you mean msg_key?"),
        ({"sender": True}, "mobile_receiver_message_event.sender: int expected, not bool"),
        ({"mobile_receiver": PHONE}, "mobile_receiver_message_event.mobile_receiver: str expected, not int"),
        ({"mobile_receiver": f"{PHONE}\ud800"}, f"mobile_receiver_message_event.mobile_receiver: {SURROGATE}"),
        ({"json_data": "{"}, "mobile_receiver_message_event.json_data: must be JSON text, as json.dumps() gives it"),
        ({"json_data": "[]"}, "mobile_receiver_message_event.json_data: JSON text: object expected"),
    ],
)
def test_object_parameter(clients: Clients, members: dict[str, Any], line: str) -> None:
    """A member of an object that a TOP method takes is named, and a phone number is never shown."""
    event: Any = {**EVENT, **members}

    assert line == clients.line(
        lambda: clients.top.alibaba.iwork.mc_msg_sendmobile(mobile_receiver_message_event=event)
    )


@pytest.mark.parametrize(
    ("members", "line"),
    [
        ({"send_id": None}, "send_id: required, not None"),
        ({"send_id": ""}, "send_id: must not be empty"),
        ({"recv_ids": None}, "recv_ids: required, not None"),
        ({"recv_ids": "u1"}, "recv_ids: list expected, not str"),
        ({"recv_ids": ["u1", 5]}, "recv_ids[1]: str expected, not int"),
        ({"recv_ids": ["u1", ""]}, "recv_ids[1]: must not be empty"),
        ({"recv_ids": IDS}, "recv_ids: at most 1000 items, not 1001"),
        ({"recv_ids": ["u1", "u2", "u1"]}, "recv_ids[2]: repeats item 0"),
        ({"recv_ids": []}, "recv_ids: at least 1 item required unless is_send_all is True"),
        ({"recv_ids": [], "is_send_all": False}, "recv_ids: at least 1 item required unless is_send_all is True"),
        ({"recv_ids": [], "is_send_all": 1}, "is_send_all: bool expected, not int"),
        ({"not_offline_push": "true"}, "not_offline_push: bool expected, not str"),
        ({"send_time": True}, "send_time: int expected, not bool"),
        ({"send_time": 2**63}, "send_time: must be 0 or more, and fit in 64 bits"),
        ({"sender_platform_id": 2**31}, "sender_platform_id: must fit in 32 bits, signed"),
        ({"ex": "\ud83d"}, f"ex: {SURROGATE}"),
        ({"content": None}, "content: required, not None"),
        ({"content": "hi"}, "content: TextElem or dict expected, not str"),
        ({"content": {"content": ""}}, "content.content: must not be empty"),
        ({"content": {"data": "hi"}}, "TextElem.data: unknown member; members are content"),
        ({"offline_push_info": {"title": 5}}, "offline_push_info.title: str expected, not int"),
        ({"session_type": 4}, "session_type: must be 1 or 3"),
        ({"session_type": True}, "session_type: must be 1 or 3"),
        ({"session_type": 1.0}, "session_type: must be 1 or 3"),
        ({"session_type": None}, "session_type: required, not None"),
        ({"session_type": SessionType.GROUP}, "group_id: required when session_type is 3"),
        ({"session_type": 3, "group_id": ""}, "group_id: must not be empty"),
    ],
)
def test_text_message(clients: Clients, members: dict[str, Any], line: str) -> None:
    """A member of a message that breaks a rule is named."""
    assert line == clients.line(lambda: clients.im.msg.batch_send_msg(TextMessage(**{**TEXT, **members})))


@pytest.mark.parametrize(
    ("members", "line"),
    [
        ({"recvIds": ["u1"]}, "TextMessage.recvIds: unknown member; did you mean recvIDs?"),
        ({"content": {"contents": "hi"}}, "TextMessage.content.contents: unknown member; did you mean content?"),
        (
            {"offlinePushInfo": {"titel": "x"}},
            "TextMessage.offline_push_info.titel: unknown member; did you mean title?",
        ),
        ({"offlinePushInfo": {"iOSBadgeCount": "1"}}, "offline_push_info.ios_badge_count: bool expected, not str"),
        ({"sendID": ...}, "TextMessage.sendID: required"),
        ({"recvIDs": ...}, "recv_ids: at least 1 item required unless is_send_all is True"),
        ({"contentType": ...}, f"BatchSendMsgRequest.contentType: required: it tells which of {TAGS} this is"),
        ({"contentType": 107}, f"BatchSendMsgRequest.contentType: must be one of {TAGS}"),
        ({"contentType": "101"}, f"BatchSendMsgRequest.contentType: must be one of {TAGS}"),
        ({"contentType": True}, f"BatchSendMsgRequest.contentType: must be one of {TAGS}"),
        (
            {"contentType": 118, "content": {"data": "hi"}},
            "MarkdownMessage.content.data: unknown member; members are content",
        ),
        (
            {"contentType": 102, "content": PICTURES | {"bigPicture": ...}},
            "PictureMessage.content.bigPicture: required",
        ),
        ({"contentType": 102, "content": PICTURES | {"bigPicture": None}}, "content.big_picture: required, not None"),
        (
            {"contentType": 102, "content": PICTURES | {"sourcePicture": {**PICTURE, "width": 0}}},
            "content.source_picture.width: must be 1 or more, and fit in 32 bits",
        ),
        (
            {"contentType": 103, "content": {"sourceUrl": "https://example.com/a", "duration": 0}},
            "content.duration: must be 1 or more, and fit in 64 bits",
        ),
        (
            {"contentType": 105, "content": {"sourceUrl": "https://example.com/a", "fileName": "a", "fileSize": 0}},
            "content.file_size: must be 1 or more, and fit in 64 bits",
        ),
        ({"contentType": 106, "content": {"atUserList": IDS}}, "content.at_user_list: at most 1000 items, not 1001"),
        ({"contentType": 110, "content": {"data": {"k": 1}}}, "content.data: str expected, not dict"),
        (
            {"contentType": 114, "content": {"quoteMessage": {"locationElem": {"longitude": math.nan, "latitude": 0}}}},
            f"content.quote_message.location_elem.longitude: {FINITE}",
        ),
        (
            {"contentType": 114, "content": {"quoteMessage": {"locationElem": {"longitude": 10**309, "latitude": 0}}}},
            f"content.quote_message.location_elem.longitude: {FINITE}",
        ),
        ({"contentType": 1400, "content": NOTICE, "sessionType": 1}, "session_type: must be 4"),
        ({"contentType": 1400, "content": NOTICE, "sessionType": 4.0}, "session_type: must be 4"),
        (
            {"contentType": 1400, "content": {**NOTICE, "notificationType": 0}},
            "content.notification_type: must be 1 or more, and fit in 32 bits",
        ),
        ({"contentType": 1400, "content": {**NOTICE, "mixType": 6}}, "content.mix_type: must be from 0 to 5"),
    ],
)
def test_message_as_a_dict(clients: Clients, members: dict[str, Any], line: str) -> None:
    """A dict is read strictly: what is unknown, missing, zero or of another kind is named."""
    assert line == clients.line(lambda: clients.im.msg.batch_send_msg(present({**TEXT_DICT, **members})))


@pytest.mark.parametrize("message", [None, [], "hi", TextElem(content="hi"), TextMessage])
def test_no_message_at_all(clients: Clients, message: Any) -> None:
    """What is neither a message nor a dict is refused, and the messages are listed."""
    line = clients.line(lambda: clients.im.msg.batch_send_msg(message))

    assert line.startswith("BatchSendMsgRequest: one of TextMessage, PictureMessage, ")
    assert line.endswith(f" or a dict expected, not {type(message).__name__}")


def test_message_that_quotes_itself(clients: Clients) -> None:
    """A message without an end is refused like any other bad input."""
    quoted = QuotedMessage()
    quoted.quote_elem = QuoteElem(quote_message=quoted)
    message = QuoteMessage(send_id="imAdmin", recv_ids=["u1"], content=QuoteElem(quote_message=quoted))

    line = clients.line(lambda: clients.im.msg.batch_send_msg(message))

    assert line == "QuoteMessage: nested too deeply: a value holds itself"


def test_dict_that_quotes_itself(clients: Clients) -> None:
    """So is a dict without an end, which is read before it is checked."""
    content: dict[str, Any] = {"text": "again"}
    content["quoteMessage"] = {"quoteElem": content}
    message: Any = {**TEXT_DICT, "contentType": 114, "content": content}

    line = clients.line(lambda: clients.im.msg.batch_send_msg(message))

    assert "nested too deeply" in line


def test_attributes(clients: Clients) -> None:
    """The error tells the path in Python and on the wire, the rule and the operation, together and by itself."""
    batch: Any = {"receiver": "[]"}

    error = clients.refusal(lambda: clients.top.alibaba.ib.workcore_message_batchsendmsg(batch_message=batch))

    line = f"batch_message.receiver: {error.rule} [on the wire: batch_message_d_t_o.receiver] (not_sent)"
    assert line == str(error)
    assert error.path == ("batch_message", "receiver")
    assert error.wire_path == ("batch_message_d_t_o", "receiver")
    assert error.rule == "JSON text: at least 1 items"
    assert error.operation == "alibaba.ib.workcore.message.batchsendmsg"
    assert error.fault == "caller"


def test_async(clients: Clients) -> None:
    """The asynchronous clients refuse the same, when the call is awaited."""
    message = TextMessage(**{**TEXT, "recv_ids": []})

    line = clients.line(lambda: asyncio.run(send_async(message, clients.transport)))

    assert line == "recv_ids: at least 1 item required unless is_send_all is True"


class TestWarnings:
    """What the server takes and is seldom meant."""

    @pytest.mark.parametrize(
        ("members", "message"),
        [
            ({"is_send_all": True}, "isSendAll is true: the server ignores recvIDs and sends to every user"),
            (
                {"session_type": 3, "group_id": "g1"},
                "sessionType is 3: the server sends the same message to the group once for each of recvIDs",
            ),
        ],
    )
    @pytest.mark.parametrize("mode", ["sync", "async"])
    def test_point_at_the_caller(self, members: dict[str, Any], message: str, mode: str) -> None:
        """The warning names the line that called the client, and the call goes on."""
        text = TextMessage(**{**TEXT, **members})

        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            data = send(text) if mode == "sync" else asyncio.run(send_async(text))

        assert [(UserWarning, message, __file__)] == [(w.category, str(w.message), w.filename) for w in caught]
        assert "batch_send_msg(message)" in linecache.getline(__file__, caught[0].lineno)
        assert data.results == []

    def test_can_stop_the_call(self, clients: Clients) -> None:
        """With warnings as errors the message is not sent."""
        with pytest.raises(UserWarning, match="isSendAll is true"):
            clients.im.msg.batch_send_msg(TextMessage(**TEXT, is_send_all=True))

        assert clients.sent == []


def send(message: TextMessage) -> BatchSendMsgData:
    with httpx.Client(transport=SERVER) as http:
        im = OpenIMClient("http://im.test", secret=HUSH, http_client=http)
        return im.msg.batch_send_msg(message)


async def send_async(message: TextMessage, transport: httpx.MockTransport = SERVER) -> BatchSendMsgData:
    async with httpx.AsyncClient(transport=transport) as http:
        im = AsyncOpenIMClient("http://im.test", secret=HUSH, http_client=http)
        return await im.msg.batch_send_msg(message)
