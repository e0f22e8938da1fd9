"""Real uses of tokens and of outcomes, to be read by type checkers alone: the public signatures, pinned."""

from __future__ import annotations

from typing import Literal, assert_type

from openim_client import AsyncOpenIMClient, OpenIMClient
from openim_client.auth import OpenIMAuth
from openim_client.errors import Delivery, PartialDeliveryError
from openim_client.models import BatchSendMsgData, BatchSendMsgResult

Reasons = dict[str, Literal["unexplained", "no_message_id"]]


class Vault:
    """A source of tokens."""

    def get(self, *, refused: str | None) -> str:
        """A token."""
        return refused or "t"


class AsyncVault:
    """A source of tokens for asyncio."""

    async def get(self, *, refused: str | None) -> str:
        """A token."""
        return refused or "t"


def from_a_function(*, refused: str | None = None) -> str:
    """A token."""
    return refused or "t"


async def awaited(*, refused: str | None) -> str:
    """A token."""
    return refused or "t"


def credentials() -> None:
    """One of three, and a login for each age of servers."""
    OpenIMClient("http://im.test", token="t")
    OpenIMClient("http://im.test", token_source=Vault())
    OpenIMClient("http://im.test", token_source=Vault().get)
    OpenIMClient("http://im.test", token_source=from_a_function)
    OpenIMClient("http://im.test", secret="s", login="user_token")
    AsyncOpenIMClient("http://im.test", token="t")
    AsyncOpenIMClient("http://im.test", token_source=AsyncVault())
    AsyncOpenIMClient("http://im.test", token_source=awaited)
    OpenIMAuth("http://im.test", secret="s", login="get_admin_token")


def wrong_credentials() -> None:
    """The source of the other half, one that is not told of a refusal, and a login that no server has."""
    OpenIMClient("http://im.test", token_source=awaited)  # type: ignore[arg-type]
    AsyncOpenIMClient("http://im.test", token_source=Vault())  # type: ignore[arg-type]
    OpenIMClient("http://im.test", token_source=lambda: "t")  # type: ignore[arg-type]
    OpenIMClient("http://im.test", secret="s", login="admin")  # type: ignore[arg-type]


def outcome(data: BatchSendMsgData) -> None:
    """Who got a message, and who did not."""
    assert_type(data.sent, list[BatchSendMsgResult])
    assert_type(data.failed, Reasons)
    assert_type(data.unknown, list[str])
    assert_type(data.delivery, Delivery)
    assert_type(data.recipients, tuple[str, ...] | None)
    assert_type(data.raise_for_failed(), None)
    BatchSendMsgData(results=data.sent, failed_user_ids=["u"], recipients=("u", "v"))


def error(caught: PartialDeliveryError) -> None:
    """The same on the exception."""
    assert_type(caught.sent, list[str])
    assert_type(caught.failed, Reasons)
    assert_type(caught.unknown, list[str])
