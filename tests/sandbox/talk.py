"""Calls to sandboxes, in process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import httpx

from codegen.runtime.common.sandbox.web import SandboxApp
from codegen.runtime.top.sandbox import APP_KEY, APP_SECRET
from codegen.runtime.top.sandbox.signature import accepted_signatures

REPOSITORY: Final = Path(__file__).parents[2]
SHARED: Final = REPOSITORY.parent / "shared"
"""Reference material that is not part of the repository and may be absent."""

NOW: Final = 1_700_000_000.0
"""2023-11-14 22:13:20 UTC, 2023-11-15 06:13:20 in GMT+8."""
NOW_TEXT: Final = "2023-11-15 06:13:20"

TPN: Final = "taobao.tpn.template.message.send"
SENDMOBILE: Final = "alibaba.iwork.mc.msg.sendmobile"
BATCHSEND: Final = "alibaba.ib.workcore.message.batchsendmsg"

TPN_PARAMETERS: Final = {
    "template_key": "order_shipped",
    "template_id": "101",
    "user_id": "12345",
    "biz_id": "122323434545",
}
EVENT: Final = {
    "msg_key": "0bf7bbe7",
    "event_time_millis": 1505376496485,
    "source": "iwork",
    "action": "visitor-pass-ready",
    "mobile_receiver": "13888888888",
    "event_type": "mobile_receiver",
    "json_data": '{"name":"张三"}',
    "sender": 10000,
}
FORM: Final = "application/x-www-form-urlencoded;charset=utf-8"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: float = NOW) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def ask(app: SandboxApp[Any], method: str, path: str, **options: Any) -> httpx.Response:
    """Send one request to an application in process."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://sandbox") as client:
            return await client.request(method, path, **options)

    return asyncio.run(send())


def tell(app: SandboxApp[Any], name: str, **members: Any) -> Any:
    """Give a sandbox a command over HTTP and return its answer."""
    answer = ask(app, "POST", f"/__sandbox/{name}", json=members)
    assert answer.status_code == 200, answer.text
    return answer.json()


def accepted(app: SandboxApp[Any]) -> list[dict[str, Any]]:
    """Ask a sandbox over HTTP for what it accepted."""
    found: list[dict[str, Any]] = ask(app, "GET", "/__sandbox/accepted").json()
    return found


def gmt8(seconds: float) -> str:
    """Write a time as TOP wants it."""
    return datetime.fromtimestamp(seconds, timezone(timedelta(hours=8))).strftime("%Y-%m-%d %H:%M:%S")


def signed(parameters: Mapping[str, str], *, secret: str = APP_SECRET, drop: str = "", **common: str) -> dict[str, str]:
    """Add common parameters and a signature; `drop` names a parameter to leave out before signing."""
    sent = {
        "method": TPN,
        "app_key": APP_KEY,
        "timestamp": NOW_TEXT,
        "v": "2.0",
        "format": "json",
        "sign_method": "hmac-sha256",
        **parameters,
        **common,
    }
    sent.pop(drop, None)
    signatures = accepted_signatures(sent, secret)
    return {**sent, "sign": signatures[0] if signatures else "none"}


def call_top(app: SandboxApp[Any], parameters: Mapping[str, str], **options: Any) -> httpx.Response:
    """Post a form with everything in the body."""
    body = urlencode(dict(parameters)).encode()
    return ask(app, "POST", "/router/rest", content=body, headers={"content-type": FORM}, **options)


def error_of(answer: httpx.Response) -> dict[str, Any]:
    """Read an error of TOP, which comes with HTTP status 200."""
    assert answer.status_code == 200
    error: dict[str, Any] = json.loads(answer.content)["error_response"]
    assert error.pop("request_id")
    return error


def admin_token(app: SandboxApp[Any], **members: Any) -> str:
    """Log in to an OpenIM sandbox."""
    login = {"secret": "openIM123", "userID": "imAdmin", **members}
    answer = ask(app, "POST", "/auth/get_admin_token", json=login, headers={"operationID": "1"})
    token: str = answer.json()["data"]["token"]
    return token


def text_message(**members: Any) -> dict[str, Any]:
    """A message that an OpenIM server accepts."""
    message = {
        "sendID": "imAdmin",
        "recvIDs": ["user_001", "user_002"],
        "content": {"content": "hello!!"},
        "contentType": 101,
        "sessionType": 1,
    }
    return {**message, **members}


def send(
    app: SandboxApp[Any], message: object, *, token: str | None = None, raw: bytes | None = None
) -> httpx.Response:
    """Post a message to an OpenIM sandbox as its administrator."""
    headers = {"operationID": "1", "token": admin_token(app) if token is None else token}
    body = json.dumps(message).encode() if raw is None else raw
    return ask(app, "POST", "/msg/batch_send_msg", content=body, headers=headers)
