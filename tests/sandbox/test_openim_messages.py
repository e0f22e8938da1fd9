"""What the OpenIM sandbox does with messages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from codegen.runtime.common.sandbox.document import operations
from codegen.runtime.openim.sandbox import OpenIMSandbox, create_app

from .talk import NOW, Clock, accepted, send, text_message

PICTURE = {"uuid": "u", "type": "png", "size": 1, "width": 12, "height": 3, "url": "http://x"}
PICTURES = {"sourcePicture": PICTURE, "bigPicture": PICTURE, "snapshotPicture": PICTURE}
NO_TEXT: dict[str, str] = {}
NOTICE = {"notificationName": "System", "notificationType": 1, "text": "Maintenance tonight"}


@pytest.fixture
def registered(openim_document: dict[str, Any]) -> OpenIMSandbox:
    """A sandbox with two users and its administrator."""
    return create_app(openim_document, users=["user_001", "user_002"], clock=Clock())


def _data(app: OpenIMSandbox, message: object) -> dict[str, Any]:
    answer = send(app, message)
    assert answer.status_code == 200
    envelope = answer.json()
    assert (envelope["errCode"], envelope["errMsg"], envelope["errDlt"]) == (0, "", ""), envelope
    data: dict[str, Any] = envelope["data"]
    return data


def _refused(app: OpenIMSandbox, message: object, *, raw: bytes | None = None) -> tuple[int, int, str]:
    answer = send(app, message, raw=raw)
    assert accepted(app) == []
    return answer.status_code, answer.json()["errCode"], answer.json()["errDlt"]


def _content(app: OpenIMSandbox, content_type: int, content: object) -> str:
    status, code, detail = _refused(app, text_message(contentType=content_type, content=content))
    assert (status, code) == (200, 500), detail
    return detail


def test_a_message_to_two(openim: OpenIMSandbox) -> None:
    """One id for the client, one a recipient for the server, and the time of the server."""
    data = _data(openim, text_message())

    first, second = data["results"]
    assert data["failedUserIDs"] is None
    assert (first["recvID"], second["recvID"]) == ("user_001", "user_002")
    assert first["clientMsgID"] == second["clientMsgID"]
    assert first["serverMsgID"] != second["serverMsgID"]
    assert first["sendTime"] == int(NOW * 1000)
    assert accepted(openim) == [
        {
            "operation": "msg.batch_send_msg",
            "body": text_message(),
            "recipients": ["user_001", "user_002"],
            "failed": [],
            "time": NOW,
        }
    ]


def test_the_callers_time_is_kept(openim: OpenIMSandbox) -> None:
    """Past or future; 0 means now."""
    assert _data(openim, text_message(sendTime=1340619319058))["results"][0]["sendTime"] == 1340619319058
    assert _data(openim, text_message(sendTime=0))["results"][0]["sendTime"] == int(NOW * 1000)


def test_a_recipient_twice(openim: OpenIMSandbox) -> None:
    """Gets two messages: the server does not look."""
    assert len(_data(openim, text_message(recvIDs=["a", "a"]))["results"]) == 2


def test_nobody_to_send_to(openim: OpenIMSandbox) -> None:
    """No error, null lists, and nothing was accepted."""
    assert _data(openim, text_message(recvIDs=[])) == {"results": None, "failedUserIDs": None}
    assert accepted(openim) == []


def test_recipients_who_do_not_exist(registered: OpenIMSandbox) -> None:
    """Are listed as failed, without an error."""
    data = _data(registered, text_message(recvIDs=["x", "user_001", "y", "imAdmin"]))

    assert [one["recvID"] for one in data["results"]] == ["user_001", "imAdmin"]
    assert data["failedUserIDs"] == ["x", "y"]
    assert accepted(registered)[0]["failed"] == ["x", "y"]


def test_no_recipient_exists(registered: OpenIMSandbox) -> None:
    """Still errCode 0."""
    assert _data(registered, text_message(recvIDs=["x"])) == {"results": None, "failedUserIDs": ["x"]}
    assert accepted(registered) == []


@pytest.mark.parametrize(
    ("sender", "expected"),
    [("imAdmin", ["imAdmin", "user_001", "user_002"]), ("stranger", ["imAdmin", "user_001", "user_002"])],
)
def test_everybody(registered: OpenIMSandbox, sender: str, expected: list[str]) -> None:
    """The administrator and the sender included; recvIDs do not matter but must be there."""
    data = _data(registered, text_message(isSendAll=True, recvIDs=["x"], sendID=sender))

    assert expected == [one["recvID"] for one in data["results"]]
    assert data["failedUserIDs"] is None


def test_everybody_without_a_list_of_users(openim: OpenIMSandbox) -> None:
    """Those that are known to exist."""
    data = _data(openim, text_message(isSendAll=True, recvIDs=[], sendID="user_001"))

    assert [one["recvID"] for one in data["results"]] == ["imAdmin", "user_001"]


@pytest.mark.parametrize("name", ["recvIDs", "sendID", "content", "contentType", "sessionType"])
@pytest.mark.parametrize("value", [..., None])
def test_a_required_member_is_missing_or_null(openim: OpenIMSandbox, name: str, value: object) -> None:
    """HTTP status 400 with the validator's text."""
    message = {key: item for key, item in text_message(**{name: value}).items() if item is not ...}
    field = name[0].upper() + name[1:]

    expected = f"Key: 'BatchSendMsgReq.{field}' Error:Field validation for '{field}' failed on the 'required' tag"
    assert (400, 1001, expected) == _refused(openim, message)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"sendID": ""}, "SendID"), ({"contentType": 0}, "ContentType"), ({"sessionType": 0}, "SessionType")],
)
def test_zero_is_missing(openim: OpenIMSandbox, changes: dict[str, Any], field: str) -> None:
    """For Go's validator."""
    status, code, detail = _refused(openim, text_message(**changes))

    assert (status, code) == (400, 1001)
    assert f"'{field}' failed on the 'required' tag" in detail


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"notOfflinePush": "true"}, "string into Go struct field BatchSendMsgReq.notOfflinePush of type bool"),
        (
            {"offlinePushInfo": {"iOSBadgeCount": "1"}},
            "string into Go struct field BatchSendMsgReq.offlinePushInfo.iOSBadgeCount of type bool",
        ),
        ({"contentType": "101"}, "string into Go struct field BatchSendMsgReq.contentType of type int32"),
        ({"contentType": 101.0}, "number 101.0 into Go struct field BatchSendMsgReq.contentType of type int32"),
        ({"contentType": True}, "bool into Go struct field BatchSendMsgReq.contentType of type int32"),
        ({"contentType": 2**31}, f"number {2**31} into Go struct field BatchSendMsgReq.contentType of type int32"),
        ({"sendTime": 2**63}, f"number {2**63} into Go struct field BatchSendMsgReq.sendTime of type int64"),
        ({"recvIDs": "a"}, "string into Go struct field BatchSendMsgReq.recvIDs of type []string"),
        ({"recvIDs": [1]}, "number into Go struct field BatchSendMsgReq.recvIDs of type string"),
        ({"content": "x"}, "string into Go struct field BatchSendMsgReq.content of type map[string]interface {}"),
        ({"sendID": []}, "array into Go struct field BatchSendMsgReq.sendID of type string"),
    ],
)
def test_a_wrong_json_type(openim: OpenIMSandbox, changes: dict[str, Any], text: str) -> None:
    """HTTP status 400 with the decoder's text."""
    assert _refused(openim, text_message(**changes)) == (400, 1001, f"json: cannot unmarshal {text}")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"", "EOF"),
        (b" \n", "EOF"),
        (b'{"sendID": "imAd', "unexpected EOF"),
        (b'{"sendID"', "unexpected EOF"),
        (b"hello", "invalid character 'h' looking for beginning of value"),
        (b'{"sendTime": NaN}', "invalid character 'N' looking for beginning of value"),
        (b'{"sendID": "a\nb"}', "invalid character '\\n' in string literal"),
        (b"[]", "json: cannot unmarshal array into Go value of type BatchSendMsgReq"),
        (b"\x1f\x8b\x08", "invalid character '\\x1f' looking for beginning of value"),
        (b"[" * 100_000, "exceeded max depth"),
        (b'{"sendTime": ' + b"9" * 5000 + b"}", "json: number out of range"),
    ],
)
def test_a_body_that_is_no_message(openim: OpenIMSandbox, body: bytes, text: str) -> None:
    """HTTP status 400; compressed bodies are not understood either."""
    assert _refused(openim, None, raw=body) == (400, 1001, text)


def test_what_go_reads(openim: OpenIMSandbox) -> None:
    """Unknown members, names in any case, null for a default, and anything behind the first value."""
    message = text_message(unknown=1, ex=None, offlinePushInfo=None)
    message["RECVids"] = message.pop("recvIDs")
    body = json.dumps(message).encode() + b" trailing"

    assert send(openim, None, raw=body).json()["errCode"] == 0
    assert accepted(openim)[0]["body"] == text_message()


def test_text_that_is_no_unicode(openim: OpenIMSandbox) -> None:
    """Go replaces bytes that are not UTF-8 and lone surrogates."""
    body = json.dumps(text_message()).encode().replace(b"hello!!", b"\xff \\ud83d\\ude00 \\ud800")

    assert send(openim, None, raw=body).json()["errCode"] == 0
    assert accepted(openim)[0]["body"]["content"] == {"content": "\ufffd 😀 \ufffd"}


@pytest.mark.parametrize("content_type", [1, 107, 108, 109, 113, 115, 117, 119, 120, 2001])
def test_content_types_that_are_refused(openim: OpenIMSandbox, content_type: int) -> None:
    """Code 1001 with empty details, whatever the content."""
    assert _refused(openim, text_message(contentType=content_type, content={})) == (200, 1001, "")


@pytest.mark.parametrize(
    ("content_type", "content", "fields"),
    [
        (101, {}, ["TextElem.Content"]),
        (101, {"content": ""}, ["TextElem.Content"]),
        (101, {"content": None}, ["TextElem.Content"]),
        (102, {**PICTURES, "bigPicture": {**PICTURE, "width": 0}}, ["PictureElem.BigPicture.Width"]),
        (
            102,
            {"sourcePicture": PICTURE, "bigPicture": PICTURE},
            [f"PictureElem.SnapshotPicture.{name}" for name in ("Type", "Width", "Height", "Url")],
        ),
        (103, {"sourceUrl": "x", "duration": 0}, ["SoundElem.Duration"]),
        (106, {"text": "x"}, ["AtElem.AtUserList"]),
        (110, {"data": ""}, ["CustomElem.Data"]),
        (118, {}, ["MarkdownElem.Content"]),
        (114, {"quoteMessage": {"textElem": {}}}, ["QuoteElem.QuoteMessage.TextElem.Content"]),
    ],
)
def test_content_that_breaks_its_rules(
    openim: OpenIMSandbox, content_type: int, content: object, fields: list[str]
) -> None:
    """Code 500 with HTTP status 200 and the validator's text."""
    detail = _content(openim, content_type, content)

    for line, field in zip(detail.split("\n"), fields, strict=True):
        last = field.rpartition(".")[2]
        assert line == f"Key: '{field}' Error:Field validation for '{last}' failed on the 'required' tag"


def test_the_limits_of_content(openim: OpenIMSandbox) -> None:
    """Those that the server enforces."""
    too_many = _content(openim, 106, {"atUserList": ["u"] * 1001})
    out_of_range = _content_of_notice(openim, mixType=6)

    assert "'AtElem.AtUserList' Error:Field validation for 'AtUserList' failed on the 'max' tag" in too_many
    assert "'OANotificationElem.MixType' Error:Field validation for 'MixType' failed on the 'max' tag" in out_of_range


def _content_of_notice(app: OpenIMSandbox, **changes: Any) -> str:
    return _content(app, 1400, {**NOTICE, **changes})


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            {**PICTURES, "bigPicture": {**PICTURE, "width": "wide"}},
            "cannot parse 'bigPicture.width' as int: strconv.ParseInt: parsing \"wide\": invalid syntax",
        ),
        ({**PICTURES, "bigPicture": "x"}, "'bigPicture' expected a map, got 'string'"),
        ({**PICTURES, "bigPicture": [PICTURE]}, "'bigPicture' expected a map, got 'slice'"),
        (
            {**PICTURES, "sourcePath": []},
            "'sourcePath' expected type 'string', got unconvertible type '[]interface {}'",
        ),
        (
            {**PICTURES, "bigPicture": {**PICTURE, "width": {}}},
            "'bigPicture.width' expected type 'int32', got unconvertible type 'map[string]interface {}'",
        ),
    ],
)
def test_content_that_cannot_be_converted(openim: OpenIMSandbox, content: object, text: str) -> None:
    """Code 500 with mapstructure's text."""
    assert _content(openim, 102, content) == f"1 error(s) decoding:\n\n* {text}"


def test_all_conversion_errors_are_listed(openim: OpenIMSandbox) -> None:
    """Sorted, behind their number."""
    detail = _content(openim, 106, {"atUserList": ["a", NO_TEXT], "isAtSelf": "maybe"})

    assert detail == (
        "2 error(s) decoding:\n\n"
        "* 'atUserList[1]' expected type 'string', got unconvertible type 'map[string]interface {}'\n"
        "* cannot parse 'isAtSelf' as bool: strconv.ParseBool: parsing \"maybe\": invalid syntax"
    )


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        (101, {"content": 5}),
        (101, {"content": 5.5}),
        (101, {"content": True}),
        (101, {"CONTENT": "x", "unknown": {}}),
        (102, {**PICTURES, "bigPicture": {**PICTURE, "width": "12", "height": 3.7, "size": ""}}),
        (106, {"atUserList": []}),
        (106, {"atUserList": "a", "isAtSelf": "1", "text": None}),
        (106, {"atUserList": ["a"], "isAtSelf": 1, "atUsersInfo": {"atUserID": "a"}}),
        (114, {}),
        (114, {"quoteMessage": {"locationElem": {"longitude": "1.5", "latitude": 2}}}),
    ],
)
def test_content_that_is_converted(openim: OpenIMSandbox, content_type: int, content: object) -> None:
    """What is stored is the original."""
    _data(openim, text_message(contentType=content_type, content=content))

    assert accepted(openim)[0]["body"]["content"] == content


@pytest.mark.parametrize("session_type", [2, 4, 9, -1])
def test_a_session_type_that_does_not_fit(openim: OpenIMSandbox, session_type: int) -> None:
    """The server finds out for each recipient, so all of them fail."""
    data = _data(openim, text_message(sessionType=session_type, groupID="g"))

    assert data == {"results": None, "failedUserIDs": ["user_001", "user_002"]}
    assert accepted(openim) == []


@pytest.mark.parametrize("changes", [{"sessionType": 3}, {"sessionType": 3, "groupID": ""}, {"sessionType": 2}])
def test_a_group_session_needs_a_group(openim: OpenIMSandbox, changes: dict[str, Any]) -> None:
    """HTTP status 400."""
    status, code, detail = _refused(openim, text_message(**changes))

    assert (status, code) == (400, 1001)
    assert detail.startswith("Key: 'BatchSendMsgReq.GroupID' Error:Field validation for 'GroupID' failed on the ")


def test_a_group_session(openim: OpenIMSandbox) -> None:
    """Once for each recipient."""
    assert len(_data(openim, text_message(sessionType=3, groupID="g"))["results"]) == 2


def test_a_notice(registered: OpenIMSandbox) -> None:
    """Its session type is forced, and recipients are not checked."""
    message = text_message(contentType=1400, content=NOTICE, recvIDs=["x"], groupID="ignored")

    assert [one["recvID"] for one in _data(registered, message)["results"]] == ["x"]
    assert accepted(registered)[0]["body"]["sessionType"] == 4


@pytest.mark.parametrize(("sender", "code"), [("user_001", 1002), ("stranger", 1101)])
def test_who_may_send_a_notice(registered: OpenIMSandbox, sender: str, code: int) -> None:
    """Administrators; the sender is looked at before the content."""
    message = text_message(contentType=1400, content={}, sendID=sender)

    assert _refused(registered, message)[:2] == (200, code)


def test_a_notice_from_an_ordinary_user(openim: OpenIMSandbox) -> None:
    """Where everybody is registered, nobody is unknown."""
    assert _refused(openim, text_message(contentType=1400, content=NOTICE, sendID="bob"))[:2] == (200, 1002)


def test_a_notice_with_an_incomplete_part(openim: OpenIMSandbox) -> None:
    """Optional parts are checked when they are there."""
    detail = _content_of_notice(openim, soundElem={"sourceUrl": "x"})

    assert "'OANotificationElem.SoundElem.Duration'" in detail


@pytest.mark.parametrize("depth", [50, 100, 200, 400, 800])
def test_deep_nesting_is_answered(openim: OpenIMSandbox, depth: int) -> None:
    """With success or a clear refusal, never with a broken answer."""
    content = '{"quoteMessage": {"quoteElem": ' * depth + "{}" + "}}" * depth
    body = json.dumps(text_message(contentType=114)).replace('{"content": "hello!!"}', content).encode()
    answer = send(openim, None, raw=body)

    envelope = answer.json()
    assert envelope["errCode"] == 0 or (envelope["errCode"], envelope["errDlt"]) == (1001, "exceeded max depth")


def test_every_example_of_the_document_is_accepted(openim: OpenIMSandbox, openim_document: dict[str, Any]) -> None:
    """One for each content type."""
    [operation] = [one for one in operations(openim_document) if one.id == "msg.batch_send_msg"]
    examples = operation.body["examples"]
    assert len(examples) == 10

    for name, example in examples.items():
        message = {**example["value"], "sendID": "imAdmin"}
        assert _data(openim, message)["results"], name
