# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""Methods below `msg`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .._runtime.common.operation import Operation, Resend
from .._runtime.common.views import async_dry, async_raw, dry, raw

if TYPE_CHECKING:
    from .. import wire
    from .._runtime.common.views import AsyncCaller, Caller
    from ..models.msg import BatchSendMsgData, BatchSendMsgRequest

__all__ = [
    "AsyncMsgMethods",
    "AsyncMsgMethodsDryRun",
    "AsyncMsgMethodsWithRaw",
    "MsgMethods",
    "MsgMethodsDryRun",
    "MsgMethodsWithRaw",
]


@cache
def _load_batch_send_msg() -> type[BatchSendMsgData]:
    from ..models.msg import BatchSendMsgData

    return BatchSendMsgData


_BATCH_SEND_MSG: Operation[BatchSendMsgData] = Operation(
    name="msg.batch_send_msg",
    path="/msg/batch_send_msg",
    result_key="data",
    load_result=_load_batch_send_msg,
    resend=Resend("never"),
    error_delivery="refused",
)


class MsgMethods:
    """Methods below `msg`."""

    def __init__(self, client: Caller) -> None:
        self._client = client

    def batch_send_msg(
        self,
        request: BatchSendMsgRequest | wire.BatchSendMsgRequest,
        /,
    ) -> BatchSendMsgData:
        """Send one message to many users (批量发送消息).

        Sends one message to each user in `recvIDs`, or to every user of the server. errCode 0 does
        not mean that anyone received it: users whom the server could not reach are in
        `failedUserIDs`, without a reason, and success means that the message was queued. Any other
        errCode means that nothing was sent, because the server checks the request before its loop.
        Not idempotent: there is no key by which the server recognises a repetition, and it goes on
        sending when the caller has hung up. Use some hundred recipients a call and a read time-out
        to match. An unknown contentType is answered with errCode 1001, a `content` that does not
        fit with errCode 500.

        Never sent again after an unknown outcome: it could act twice.

        Args:
            request: One of TextMessage, PictureMessage, SoundMessage, VideoMessage, FileMessage,
                AtMessage, CustomMessage, OANotificationMessage, QuoteMessage, MarkdownMessage, or
                the dict of one.

        Returns:
            Who got the message and who did not. A user who is in neither list may have got it or
            not. Both lists null: there was nobody to send to.

        Raises:
            ValidationError: an argument breaks a rule of the API; nothing was sent.
            OpenIMError: any other failure; its ``delivery`` says what became of the request.

        Source: openim-batch-send-msg (documented).
        """
        from ..models.msg import as_batch_send_msg_request

        return self._client.call(
            _BATCH_SEND_MSG,
            as_batch_send_msg_request(request),
        )


class MsgMethodsWithRaw:
    """Methods below `msg`.

    The same methods, each giving status, headers and body beside its result.
    """

    def __init__(self, client: Caller) -> None:
        plain = MsgMethods(client)
        self.batch_send_msg = raw(plain.batch_send_msg)
        """Send one message to many users (批量发送消息)."""


class MsgMethodsDryRun:
    """Methods below `msg`.

    The same methods, each giving the request that it would send. Nothing is sent.
    """

    def __init__(self, client: Caller) -> None:
        plain = MsgMethods(client)
        self.batch_send_msg = dry(plain.batch_send_msg)
        """Send one message to many users (批量发送消息)."""


class AsyncMsgMethods:
    """Methods below `msg`, for asyncio."""

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client

    async def batch_send_msg(
        self,
        request: BatchSendMsgRequest | wire.BatchSendMsgRequest,
        /,
    ) -> BatchSendMsgData:
        """Send one message to many users (批量发送消息).

        Sends one message to each user in `recvIDs`, or to every user of the server. errCode 0 does
        not mean that anyone received it: users whom the server could not reach are in
        `failedUserIDs`, without a reason, and success means that the message was queued. Any other
        errCode means that nothing was sent, because the server checks the request before its loop.
        Not idempotent: there is no key by which the server recognises a repetition, and it goes on
        sending when the caller has hung up. Use some hundred recipients a call and a read time-out
        to match. An unknown contentType is answered with errCode 1001, a `content` that does not
        fit with errCode 500.

        Never sent again after an unknown outcome: it could act twice.

        Args:
            request: One of TextMessage, PictureMessage, SoundMessage, VideoMessage, FileMessage,
                AtMessage, CustomMessage, OANotificationMessage, QuoteMessage, MarkdownMessage, or
                the dict of one.

        Returns:
            Who got the message and who did not. A user who is in neither list may have got it or
            not. Both lists null: there was nobody to send to.

        Raises:
            ValidationError: an argument breaks a rule of the API; nothing was sent.
            OpenIMError: any other failure; its ``delivery`` says what became of the request.

        Source: openim-batch-send-msg (documented).
        """
        from ..models.msg import as_batch_send_msg_request

        return await self._client.call(
            _BATCH_SEND_MSG,
            as_batch_send_msg_request(request),
        )


class AsyncMsgMethodsWithRaw:
    """Methods below `msg`, for asyncio.

    The same methods, each giving status, headers and body beside its result.
    """

    def __init__(self, client: AsyncCaller) -> None:
        plain = AsyncMsgMethods(client)
        self.batch_send_msg = async_raw(plain.batch_send_msg)
        """Send one message to many users (批量发送消息)."""


class AsyncMsgMethodsDryRun:
    """Methods below `msg`, for asyncio.

    The same methods, each giving the request that it would send. Nothing is sent.
    """

    def __init__(self, client: AsyncCaller) -> None:
        plain = AsyncMsgMethods(client)
        self.batch_send_msg = async_dry(plain.batch_send_msg)
        """Send one message to many users (批量发送消息)."""
