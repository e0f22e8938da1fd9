"""How long a client keeps the event loop from doing anything else."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

import httpx
from openim_client import AsyncOpenIMClient
from openim_client.models import TextElem, TextMessage
from top_client import AsyncTopClient

RECIPIENTS = 1000


def _answer(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/auth/get_admin_token":
        return httpx.Response(200, json={"errCode": 0, "data": {"token": "t", "expireTimeSeconds": 7776000}})
    if request.url.path == "/msg/batch_send_msg":
        results = [
            {"serverMsgID": f"s{number}", "clientMsgID": f"c{number}", "sendTime": number, "recvID": f"u{number}"}
            for number in range(RECIPIENTS)
        ]
        return httpx.Response(200, json={"errCode": 0, "data": {"results": results, "failedUserIDs": []}})
    return httpx.Response(200, json={"tpn_template_message_send_response": {"is_success": True, "result": "1"}})


class _Slow(httpx.AsyncBaseTransport):
    """Answers as a server would, after a while in which the loop is free."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        await asyncio.sleep(0.01)
        return _answer(request)


async def longest_stall(calls: int = 20) -> float:
    """Seconds of the longest time in which the loop did nothing but one step of ours.

    Signing, the encoding of 1,000 recipients, the login, the exchange and the reading of 1,000 results are in it.
    """
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            started = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - started - 0.001)

    message = TextMessage(
        send_id="imAdmin", recv_ids=[f"u{number}" for number in range(RECIPIENTS)], content=TextElem(content="hello")
    )
    async with (
        httpx.AsyncClient(transport=_Slow()) as http_client,
        AsyncOpenIMClient("http://im", secret="s", http_client=http_client) as im,
        AsyncTopClient(app_key="1", app_secret="s", base_url="http://top", http_client=http_client) as top,
    ):
        watching = asyncio.ensure_future(watch())
        for number in range(calls):
            await im.msg.batch_send_msg(message)
            await top.tpn.template_message_send(
                template_key="k", template_id=1, user_id=2, biz_id=number + 1, content_param={"text": "x" * 100_000}
            )
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
    return longest
