"""Send all four messages to both sandboxes, synchronously and asynchronously; print a JSON row for each.

Runs in an environment that holds the two wheels with their sandboxes, and nothing else of the repository.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import Any
from urllib.parse import unquote_plus

import httpx
from openim_client import AsyncOpenIMClient, OpenIMClient
from openim_client.models import TextElem, TextMessage
from top_client import AsyncTopClient, TopClient

APP_KEY, APP_SECRET, OPENIM_SECRET = "demo-key", "demo-secret", "demo-openim-secret"

TOP_CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "taobao.tpn.template.message.send": (
        "tpn.template_message_send",
        {
            "template_key": "order_shipped",
            "template_id": 101,
            "user_id": 12345,
            "biz_id": 122323434545,
            "title_param": {"order": "T1"},
        },
    ),
    "alibaba.iwork.mc.msg.sendmobile": (
        "alibaba.iwork.mc_msg_sendmobile",
        {
            "mobile_receiver_message_event": {
                "msg_key": "0bf7bbe7-b52f-4ee7-b4bf-6d4e110a6327",
                "event_time_millis": 1505376496485,
                "source": "iwork",
                "action": "visitor-pass-ready",
                "mobile_receiver": "13888888888",
                "event_type": "mobile_receiver",
                "json_data": '{"name":"张三"}',
                "sender": 10000,
            }
        },
    ),
    "alibaba.ib.workcore.message.batchsendmsg": (
        "alibaba.ib.workcore_message_batchsendmsg",
        {
            "batch_message": {
                "json_data": '{"name":"李四"}',
                "receiver": "[10001,10002]",
                "event_type": "account_receiver",
                "action": "meeting-moved",
                "source": "iwork",
                "sender": 10000,
            }
        },
    ),
}
MESSAGE = TextMessage(send_id="imAdmin", recv_ids=["u1", "u2"], content=TextElem(content="hello"))


class Wire(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A real transport that remembers the last body it sent."""

    def __init__(self) -> None:
        self.body = b""
        self._sync = httpx.HTTPTransport()
        self._async = httpx.AsyncHTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send, from a thread."""
        self.body = request.read()
        return self._sync.handle_request(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send, from a task."""
        self.body = await request.aread()
        return await self._async.handle_async_request(request)

    def shown(self) -> str:
        """The last body, readable."""
        return unquote_plus(self.body.decode()) if self.body[:1] != b"{" else self.body.decode()


def main() -> int:
    """Start the sandboxes, send everything, and compare with what the sandboxes accepted."""
    with (
        sandbox("top_client", "--app-key", APP_KEY, "--app-secret", APP_SECRET) as top_url,
        sandbox("openim_client", "--secret", OPENIM_SECRET) as openim_url,
    ):
        sync_calls(top_url, openim_url)
        asyncio.run(async_calls(top_url, openim_url))
        counted = [len(httpx.get(f"{url}/__sandbox/accepted").json()) for url in (top_url, openim_url)]
    expected = [2 * len(TOP_CALLS), 2]
    if counted != expected:
        print(f"the sandboxes accepted {counted} messages, not {expected}", file=sys.stderr)
        return 1
    return 0


def sync_calls(top_url: str, openim_url: str) -> None:
    """All four messages, one after the other."""
    wire = Wire()
    with httpx.Client(transport=wire) as http:
        top = TopClient(app_key=APP_KEY, app_secret=APP_SECRET, base_url=top_url, http_client=http)
        for method, (path, arguments) in TOP_CALLS.items():
            result = attrgetter(path)(top)(**arguments)
            show(method, "sync", wire, result)
        im = OpenIMClient(openim_url, secret=OPENIM_SECRET, http_client=http)
        show("POST /msg/batch_send_msg", "sync", wire, im.msg.batch_send_msg(MESSAGE))


async def async_calls(top_url: str, openim_url: str) -> None:
    """The same from asyncio."""
    wire = Wire()
    async with httpx.AsyncClient(transport=wire) as http:
        top = AsyncTopClient(app_key=APP_KEY, app_secret=APP_SECRET, base_url=top_url, http_client=http)
        for method, (path, arguments) in TOP_CALLS.items():
            result = await attrgetter(path)(top)(**arguments)
            show(method, "async", wire, result)
        im = AsyncOpenIMClient(openim_url, secret=OPENIM_SECRET, http_client=http)
        show("POST /msg/batch_send_msg", "async", wire, await im.msg.batch_send_msg(MESSAGE))


def show(method: str, how: str, wire: Wire, result: Any) -> None:
    """Print a row."""
    row = {"method": method, "how": how, "sent": wire.shown(), "answer": result.to_dict()}
    print(json.dumps(row, ensure_ascii=False), flush=True)


@contextmanager
def sandbox(module: str, *arguments: str) -> Iterator[str]:
    """A sandbox in a process of its own, on a free port; gives its address."""
    command = [sys.executable, "-m", f"{module}.sandbox", "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield line.removeprefix("listening on ").strip()
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())
