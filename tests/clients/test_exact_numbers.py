"""Answers say the same with orjson and without it, also where they hold integers that orjson reads as floats."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from openim_client._runtime.common import jsontext as openim_json
from openim_client._runtime.common.exchange import Answer as OpenIMAnswer
from openim_client._runtime.openim.protocol import Headers
from openim_client._runtime.openim.protocol import interpret as interpret_openim
from openim_client.errors import ERROR_TABLE as OPENIM_ERRORS
from openim_client.resources import msg
from top_client._runtime.common import jsontext as top_json
from top_client._runtime.common.exchange import Answer as TopAnswer
from top_client._runtime.top.common_params import Credentials
from top_client._runtime.top.protocol import Prepared
from top_client._runtime.top.protocol import interpret as interpret_top
from top_client.errors import ERROR_TABLE as TOP_ERRORS
from top_client.resources import alibaba_ib

LONG = 12345678901234567890123
VALUES: list[Any] = [LONG, -LONG, 2**63, -(2**63) - 1, 1e30, 2.5, str(LONG), [LONG], {"a": {"b": LONG}}, True, None]
SENT = {"serverMsgID": "a", "clientMsgID": "b", "sendTime": 1, "recvID": "c"}
OPENIM: dict[str, Callable[[Any], Any]] = {
    "integer": lambda value: openim(results=[{**SENT, "sendTime": value}]),
    "text": lambda value: openim(results=[{**SENT, "recvID": value}]),
    "free": lambda value: openim(results=[{**SENT, "modify": value}]),
    "unknown": lambda value: openim(results=[{**SENT, "other": value}]),
    "unknown outside": lambda value: openim(results=[SENT], other=value),
    "list": lambda value: openim(results=[], failedUserIDs=[value]),
    "code": lambda value: {"errCode": value, "errMsg": "m", "errDlt": "d"},
    "words": lambda value: {"errCode": 1001, "errMsg": value, "errDlt": value},
    "beside": lambda value: {**openim(results=[SENT]), "other": value},
}
TOP: dict[str, Callable[[Any], Any]] = {
    "text": lambda value: top(error_code=value),
    "boolean": lambda value: top(content=value),
    "success": lambda value: top(success=value),
    "unknown": lambda value: top(other=value),
    "request id": lambda value: {**top(), "request_id": value},
    "error": lambda value: {"error_response": {"code": value, "sub_code": value, "msg": value, "request_id": value}},
}


def openim(**data: Any) -> dict[str, Any]:
    """An answer of OpenIM."""
    return {"errCode": 0, "errMsg": "", "errDlt": "", "data": {"failedUserIDs": None, **data}}


def top(**result: Any) -> dict[str, Any]:
    """An answer of TOP."""
    return {"alibaba_ib_workcore_message_batchsendmsg_response": {"result": {"success": True, **result}}}


def read_openim(body: bytes) -> object:
    """The result of an answer of OpenIM."""
    operation: Any = msg._BATCH_SEND_MSG
    return interpret_openim(operation, OpenIMAnswer(200, {}, body), lambda: OPENIM_ERRORS, Headers("id"))


def read_top(body: bytes) -> object:
    """The result of an answer of TOP."""
    prepared: Any = Prepared(alibaba_ib._WORKCORE_MESSAGE_BATCHSENDMSG, None, {}, None)  # type: ignore[arg-type]
    credentials = Credentials.checked("k", "s", None, "md5")
    return interpret_top(prepared, TopAnswer(200, {}, body), lambda: TOP_ERRORS, credentials)


def outcome(read: Callable[[bytes], object], body: bytes) -> str:
    """What comes of an answer, so that types show."""
    try:
        return repr(read(body)) + repr(getattr(read(body), "extra", None))
    except Exception as error:
        return f"{type(error).__name__} {error} {vars(error)}"


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize(
    ("read", "module", "made"),
    [
        *(pytest.param(read_openim, openim_json, made, id=f"openim {name}") for name, made in OPENIM.items()),
        *(pytest.param(read_top, top_json, made, id=f"top {name}") for name, made in TOP.items()),
    ],
)
def test_same_as_without_orjson(
    read: Callable[[bytes], object],
    module: Any,
    made: Callable[[Any], Any],
    value: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Wherever the value is."""
    body = json.dumps(made(value)).encode()
    assert module._FAST is not None
    found = outcome(read, body)
    monkeypatch.setattr(module, "_FAST", None)

    assert found == outcome(read, body)


def test_most_answers_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing looks for long integers where no float and no unknown member is met, and nothing is read by json."""
    monkeypatch.setattr(openim_json, "_may_have_long_numbers", None)
    monkeypatch.setattr(openim_json, "_DECODER", None)
    result: Any = read_openim(json.dumps(openim(results=[SENT])).encode())
    assert result.results[0].send_time == 1
