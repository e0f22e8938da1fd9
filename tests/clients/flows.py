"""What the tests of calls share: messages, clients by mode, and what the sandboxes are told to answer."""

from __future__ import annotations

import asyncio
import inspect
import json
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

import attrs
import httpx
import pytest
from openim_client import AsyncOpenIMClient, OpenIMClient
from openim_client.resources.msg import _BATCH_SEND_MSG
from openim_client.sandbox import SECRET
from top_client import AsyncTopClient, TopClient
from top_client.resources.tpn import _TEMPLATE_MESSAGE_SEND
from top_client.sandbox import APP_KEY, APP_SECRET, PATH, Override

TPN: Final = "taobao.tpn.template.message.send"
TEMPLATE: Final[dict[str, Any]] = {"template_key": "order_shipped", "template_id": 1, "user_id": 2, "biz_id": 3}
TITLE: Final = {"title_param": {"order": "张三 & Söhne"}}
EVENT: Final[dict[str, Any]] = {
    "msg_key": "0bf7bbe7",
    "event_time_millis": 1505376496485,
    "source": "iwork",
    "action": "visitor-pass-ready",
    "mobile_receiver": "13888888888",
    "event_type": "mobile_receiver",
    "json_data": '{"name":"张三"}',
    "resource_url": "",
    "sender": 10000,
}
BATCH: Final[dict[str, Any]] = {"receiver": "[10001,10002]", "json_data": '{"name":"张三"}', "sender": 10000}
MESSAGE: Final[dict[str, Any]] = {
    "sendID": "imAdmin",
    "recvIDs": ["user_001", "user_002"],
    "contentType": 101,
    "sessionType": 1,
    "content": {"content": "你好"},
}
NOTICE: Final = {"notificationName": "System", "notificationType": 1, "text": "Tonight"}

Call = Callable[[Any], Any]
"""What is done with a client. What it returns is awaited if it can be, so one flow serves both clients."""


def template(top: Any) -> Any:
    """Send a template message."""
    return top.tpn.template_message_send(**TEMPLATE, **TITLE)


def mobile(top: Any) -> Any:
    """Send a message to a phone."""
    return top.alibaba.iwork.mc_msg_sendmobile(mobile_receiver_message_event=EVENT)


def batch(top: Any) -> Any:
    """Send a workbench message."""
    return top.alibaba.ib.workcore_message_batchsendmsg(batch_message=BATCH)


def text(im: Any) -> Any:
    """Send a text to two users."""
    return im.msg.batch_send_msg(MESSAGE)


def login(im: Any) -> Any:
    """Log in by hand."""
    return im.auth.get_admin_token(secret=SECRET, user_id="imAdmin")


async def settled(value: Any) -> Any:
    """A result, whichever client it is from."""
    return await value if inspect.isawaitable(value) else value


def with_top(mode: str, url: str, call: Call, **settings: Any) -> Any:
    """What a call gives, by the synchronous or by the asynchronous client."""
    settings = {"app_key": APP_KEY, "app_secret": APP_SECRET, "base_url": url, **settings}
    return _run(call, {"sync": TopClient, "async": AsyncTopClient}[mode], settings)


def with_im(mode: str, url: str, call: Call, **settings: Any) -> Any:
    """The same for OpenIM."""
    settings = {"base_url": url, "secret": SECRET, **settings}
    return _run(call, {"sync": OpenIMClient, "async": AsyncOpenIMClient}[mode], settings)


def _run(call: Call, make: Any, settings: dict[str, Any]) -> Any:
    async def main() -> Any:
        client = make(**settings)
        try:
            return await settled(call(client))
        finally:
            await settled(client.aclose() if hasattr(client, "aclose") else client.close())

    return asyncio.run(main())


def failure(kind: type[Exception], run: Callable[[], object]) -> Any:
    """The error that a call ends with: of exactly this class, told in one line, without secrets."""
    with pytest.raises(kind) as caught:
        run()
    assert kind is type(caught.value)
    error: Any = caught.value
    shown = str(error)
    assert shown.startswith(error.request_id or "")
    assert shown.endswith(f"({error.delivery})")
    assert "\n" not in shown
    assert not any(secret in shown + repr(error) for secret in (APP_SECRET, SECRET, "eyJ"))
    return error


class Recorder:
    """A transport that keeps the requests and lets everything succeed."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []

    def client(self, mode: str) -> Any:
        """A client for HTTP that sends over it."""
        return {"sync": httpx.Client, "async": httpx.AsyncClient}[mode](transport=httpx.MockTransport(self))

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.path == PATH:
            return httpx.Response(200, json={"x_response": {"is_success": True, "result": {"success": True}}})
        token = {"token": "a-token", "expireTimeSeconds": 3600}
        data = token if request.url.path.startswith("/auth") else {"results": None, "failedUserIDs": None}
        return httpx.Response(200, json={"errCode": 0, "errMsg": "", "errDlt": "", "data": data})

    def shown(self) -> list[tuple[object, ...]]:
        """The requests as they leave, but for the operationID, which has to differ."""
        for request in self.requests:
            request.headers.pop("operationID", None)
        return [(each.method, each.url, each.headers.raw, each.content) for each in self.requests]

    def forms(self) -> list[dict[str, str]]:
        """The parameters of each request."""
        return [dict(parse_qsl(request.content.decode(), strict_parsing=True)) for request in self.requests]


class ByHand:
    """A request that nobody has checked."""

    def __init__(self, members: dict[str, object]) -> None:
        self.members = members

    def validate(self) -> None:
        """Let everything pass."""

    def to_dict(self) -> dict[str, object]:
        """The members as they are."""
        return self.members


def raw_template(method: str = TPN, **members: object) -> Call:
    """A call of a TOP method past the client's own checks."""
    operation = attrs.evolve(_TEMPLATE_MESSAGE_SEND, name=method)
    return lambda client: client.call(operation, ByHand({**TEMPLATE, **members}))


def raw_message(**members: object) -> Call:
    """A message past the client's own checks."""
    return lambda client: client.call(_BATCH_SEND_MSG, ByHand({**MESSAGE, **members}))


def says(**members: Any) -> Override:
    """An answer of the gateway."""
    return Override(body=json.dumps({"x_response": members}).encode())


def refuses(code: int, sub_code: str) -> Override:
    """An error of the gateway."""
    return Override(body=json.dumps({"error_response": {"code": code, "msg": "No", "sub_code": sub_code}}).encode())


def envelope(code: int, detail: str = "", status: int = 200) -> Override:
    """An envelope of OpenIM without data."""
    return Override(status, json.dumps({"errCode": code, "errMsg": "No", "errDlt": detail}).encode())


class Refusal(NamedTuple):
    """A call that a server refuses with an envelope."""

    call: Call
    kind: type[Exception]
    code: int
    words: str
    settings: Mapping[str, Any] = MappingProxyType({})
    status: int = 200


class Trouble(NamedTuple):
    """An answer that is no success, and what it proves."""

    answer: Override
    call: Call
    kind: type[Exception]
    delivery: str
    words: str


def ahead(seconds: float) -> dict[str, Any]:
    """The setting of a client whose clock is wrong."""
    return {"clock": lambda: time.time() + seconds}


def posted(mode: str, url: str, settings: dict[str, Any] | None = None, **request: Any) -> Any:
    async def main() -> Any:
        client = {"sync": httpx.Client, "async": httpx.AsyncClient}[mode](follow_redirects=True, **settings or {})
        try:
            return await settled(client.post(url, **request))
        finally:
            await settled(client.aclose() if isinstance(client, httpx.AsyncClient) else client.close())

    return asyncio.run(main())
