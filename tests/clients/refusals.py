"""What the tests of bad input share: clients over a transport that sends nothing, and requests to spoil."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import httpx
import openim_client
import openim_client.models
import pytest
import top_client
import top_client.models
from openim_client import OpenIMClient
from openim_client.models import (
    TextElem,
)
from top_client import TopClient

HUSH: Final = "hush-7261"
"""Stands in every secret: no error may show it."""
PHONE: Final = 13888888888

TEXT: Final[dict[str, Any]] = {"send_id": "imAdmin", "recv_ids": ["u1"], "content": TextElem(content="hi")}
TEXT_DICT: Final[Any] = {"sendID": "imAdmin", "recvIDs": ["u1"], "contentType": 101, "content": {"content": "hi"}}
PICTURE: Final[Any] = {"type": "png", "width": 640, "height": 360, "url": "https://example.com/a.png"}
PICTURES: Final[dict[str, Any]] = dict.fromkeys(("sourcePicture", "bigPicture", "snapshotPicture"), PICTURE)
NOTICE: Final[dict[str, Any]] = {"notificationName": "System", "notificationType": 1, "text": "Tonight"}
TEMPLATE: Final[dict[str, Any]] = {"template_key": "order_shipped", "template_id": 1, "user_id": 2, "biz_id": 3}
EVENT: Final[dict[str, Any]] = {
    "msg_key": "0bf7bbe7",
    "event_time_millis": 1505376496485,
    "source": "iwork",
    "action": "visitor-pass-ready",
    "mobile_receiver": str(PHONE),
    "event_type": "mobile_receiver",
    "json_data": "{}",
    "sender": 10000,
}
IDS: Final = [f"u{number}" for number in range(1001)]
TAGS: Final = "101, 102, 103, 104, 105, 106, 110, 1400, 114, 118"
FINITE: Final = "must be finite: JSON has no NaN or infinity"
SURROGATE: Final = "holds a lone surrogate, which UTF-8 cannot carry"


class Clients(NamedTuple):
    """Clients over a transport that sends nothing, and what they tried to send."""

    top: TopClient
    im: OpenIMClient
    sent: list[httpx.Request]
    transport: httpx.MockTransport

    def refusal(self, call: Callable[[], object]) -> Any:
        """The error of a call that must not send anything."""
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - ValidationError of either package, checked below
            call()
        error = caught.value
        assert self.sent == []
        assert isinstance(error, (top_client.ValidationError, openim_client.ValidationError))
        assert (error.delivery, error.resend_is_safe, error.attempts) == ("not_sent", True, ())
        for shown in (str(error), repr(error)):
            assert "\n" not in shown
            assert HUSH not in shown
            assert str(PHONE) not in shown
        return error

    def line(self, call: Callable[[], object]) -> str:
        """The one line of that error without its end: the name on the wire, where it differs, and the delivery."""
        error = self.refusal(call)
        line, hint, _ = str(error).removesuffix(" (not_sent)").partition(" [on the wire: ")
        assert bool(hint) is (error.path != error.wire_path)
        return line


def answer(request: httpx.Request) -> httpx.Response:
    """What a server says that lets everybody in and has nobody to send to."""
    login = {"token": "t", "expireTimeSeconds": 3600}
    data = login if request.url.path == "/auth/get_admin_token" else {"results": None, "failedUserIDs": None}
    return httpx.Response(200, json={"errCode": 0, "errMsg": "", "errDlt": "", "data": data})


SERVER: Final = httpx.MockTransport(answer)


def present(value: Any) -> Any:
    """A dict without the members that a case leaves out by `...`."""
    if not isinstance(value, dict):
        return value
    return {name: present(member) for name, member in value.items() if member is not ...}
