"""Tests with prepared answers: no server, any outcome at will."""

from __future__ import annotations

import asyncio
import json

import httpx
import openim_client.testing
import top_client.testing
from openim_client import AsyncOpenIMClient
from orders import Outbox, tell_buyers, tell_seller
from top_client import TopClient

SEND = "taobao.tpn.template.message.send"


def test_unknown_outcome_goes_to_the_outbox() -> None:
    """When the backend may or may not have sent the message, a person has to look."""
    error = {"code": 15, "msg": "Remote service error", "sub_code": "isp.unknown-error"}
    transport = top_client.testing.mock_transport({SEND: {"error_response": error}})
    outbox: Outbox = []
    with httpx.Client(transport=transport) as http:
        top = TopClient(app_key="k", app_secret="s", http_client=http)

        assert tell_seller(top.with_options(retries=0), order=7, seller=12345, outbox=outbox) is None

    assert outbox == [7]
    assert json.loads(transport.seen[0].members["title_param"]) == {"order": "7"}


def test_unreachable_buyers() -> None:
    """Buyers whom the server could not reach are reported."""
    answer = {"results": None, "failedUserIDs": ["bob"]}
    transport = openim_client.testing.mock_transport({"/msg/batch_send_msg": answer})

    async def run() -> list[str]:
        async with httpx.AsyncClient(transport=transport) as http:
            im = AsyncOpenIMClient("http://im.test", secret="s", http_client=http)
            return await tell_buyers(im, ["ann", "bob"], "on its way")

    assert asyncio.run(run()) == ["bob"]
    assert [seen.operation for seen in transport.seen] == ["/auth/get_admin_token", "/msg/batch_send_msg"]
