"""Tests against the sandboxes: real requests over loopback, checked as the real servers would."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from openim_client import AsyncOpenIMClient
from orders import Outbox, tell_buyers, tell_seller
from top_client import TopClient, TopError


@pytest.fixture
def top(top_sandbox: Any) -> TopClient:
    """A client of the running sandbox."""
    return TopClient(app_key="12345678", app_secret="sandbox-secret", base_url=top_sandbox.url)


def test_seller_is_told(top: TopClient, top_sandbox: Any) -> None:
    """The message arrives once, with the order's number as its biz_id."""
    with top:
        assert tell_seller(top, order=7, seller=12345, outbox=[])

    assert [
        record["parameters"]["biz_id"]
        if isinstance(record["parameters"]["biz_id"], str)
        else str(record["parameters"]["biz_id"])
        for record in top_sandbox.accepted
    ] == ["7"]


def test_wrong_secret(top_sandbox: Any) -> None:
    """An error that is no unknown outcome goes to the caller."""
    outbox: Outbox = []
    with (
        TopClient(app_key="12345678", app_secret="wrong", base_url=top_sandbox.url) as top,
        pytest.raises(TopError, match="25"),
    ):
        tell_seller(top, order=7, seller=12345, outbox=outbox)

    assert [] == outbox == top_sandbox.accepted


def test_buyers_are_told(openim_sandbox: Any) -> None:
    """Every buyer gets the message, and the server logged the client in once."""

    async def run() -> list[str]:
        async with AsyncOpenIMClient(openim_sandbox.url, secret="openIM123") as im:
            return await tell_buyers(im, ["ann", "bob"], "on its way")

    assert asyncio.run(run()) == []
    assert openim_sandbox.control.logins == 1
