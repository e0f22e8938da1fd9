# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Methods below `alibaba.iwork`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .._runtime.common.operation import Operation, Resend, Success
from .._runtime.common.views import async_dry, async_raw, dry, raw

if TYPE_CHECKING:
    from .. import wire
    from .._runtime.common.views import AsyncCaller, Caller
    from ..models.alibaba_iwork import AlibabaIworkMcMsgSendmobileResponse, MobileReceiverMessageEvent

__all__ = [
    "AlibabaIworkMethods",
    "AlibabaIworkMethodsDryRun",
    "AlibabaIworkMethodsWithRaw",
    "AsyncAlibabaIworkMethods",
    "AsyncAlibabaIworkMethodsDryRun",
    "AsyncAlibabaIworkMethodsWithRaw",
]


@cache
def _load_mc_msg_sendmobile() -> type[AlibabaIworkMcMsgSendmobileResponse]:
    from ..models.alibaba_iwork import AlibabaIworkMcMsgSendmobileResponse

    return AlibabaIworkMcMsgSendmobileResponse


_MC_MSG_SENDMOBILE: Operation[AlibabaIworkMcMsgSendmobileResponse] = Operation(
    name="alibaba.iwork.mc.msg.sendmobile",
    path="/router/rest",
    result_key="alibaba_iwork_mc_msg_sendmobile_response",
    load_result=_load_mc_msg_sendmobile,
    resend=Resend("never"),
    success=Success(("result", "success"), when_false="refused", when_absent="unknown"),
    json_members=frozenset(("mobile_receiver_message_event",)),
)


class AlibabaIworkMethods:
    """Methods below `alibaba.iwork`."""

    def __init__(self, client: Caller) -> None:
        self._client = client

    def mc_msg_sendmobile(
        self,
        *,
        mobile_receiver_message_event: MobileReceiverMessageEvent | wire.MobileReceiverMessageEvent,
    ) -> AlibabaIworkMcMsgSendmobileResponse:
        """Send a message to one mobile phone (发送消息给手机用户).

        Tells the owner of a phone number how an operation ended.

        `msg_key` identifies the message, but the page does not promise that a repeated key is
        dropped. A call whose outcome is unknown is therefore never repeated by the client.

        Never sent again after an unknown outcome: it could act twice.

        Args:
            mobile_receiver_message_event: The message (消息对象).

        Returns:
            Answer of alibaba.iwork.mc.msg.sendmobile.

        Raises:
            ValidationError: an argument breaks a rule of the API; nothing was sent.
            TopError: any other failure; its ``delivery`` says what became of the request.

        Source: alibaba.iwork.mc.msg.sendmobile (documented).
        """
        from ..models.alibaba_iwork import AlibabaIworkMcMsgSendmobileRequest

        return self._client.call(
            _MC_MSG_SENDMOBILE,
            AlibabaIworkMcMsgSendmobileRequest(
                mobile_receiver_message_event=mobile_receiver_message_event,
            ),
        )


class AlibabaIworkMethodsWithRaw:
    """Methods below `alibaba.iwork`.

    The same methods, each giving status, headers and body beside its result.
    """

    def __init__(self, client: Caller) -> None:
        plain = AlibabaIworkMethods(client)
        self.mc_msg_sendmobile = raw(plain.mc_msg_sendmobile)
        """Send a message to one mobile phone (发送消息给手机用户)."""


class AlibabaIworkMethodsDryRun:
    """Methods below `alibaba.iwork`.

    The same methods, each giving the request that it would send. Nothing is sent.
    """

    def __init__(self, client: Caller) -> None:
        plain = AlibabaIworkMethods(client)
        self.mc_msg_sendmobile = dry(plain.mc_msg_sendmobile)
        """Send a message to one mobile phone (发送消息给手机用户)."""


class AsyncAlibabaIworkMethods:
    """Methods below `alibaba.iwork`, for asyncio."""

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client

    async def mc_msg_sendmobile(
        self,
        *,
        mobile_receiver_message_event: MobileReceiverMessageEvent | wire.MobileReceiverMessageEvent,
    ) -> AlibabaIworkMcMsgSendmobileResponse:
        """Send a message to one mobile phone (发送消息给手机用户).

        Tells the owner of a phone number how an operation ended.

        `msg_key` identifies the message, but the page does not promise that a repeated key is
        dropped. A call whose outcome is unknown is therefore never repeated by the client.

        Never sent again after an unknown outcome: it could act twice.

        Args:
            mobile_receiver_message_event: The message (消息对象).

        Returns:
            Answer of alibaba.iwork.mc.msg.sendmobile.

        Raises:
            ValidationError: an argument breaks a rule of the API; nothing was sent.
            TopError: any other failure; its ``delivery`` says what became of the request.

        Source: alibaba.iwork.mc.msg.sendmobile (documented).
        """
        from ..models.alibaba_iwork import AlibabaIworkMcMsgSendmobileRequest

        return await self._client.call(
            _MC_MSG_SENDMOBILE,
            AlibabaIworkMcMsgSendmobileRequest(
                mobile_receiver_message_event=mobile_receiver_message_event,
            ),
        )


class AsyncAlibabaIworkMethodsWithRaw:
    """Methods below `alibaba.iwork`, for asyncio.

    The same methods, each giving status, headers and body beside its result.
    """

    def __init__(self, client: AsyncCaller) -> None:
        plain = AsyncAlibabaIworkMethods(client)
        self.mc_msg_sendmobile = async_raw(plain.mc_msg_sendmobile)
        """Send a message to one mobile phone (发送消息给手机用户)."""


class AsyncAlibabaIworkMethodsDryRun:
    """Methods below `alibaba.iwork`, for asyncio.

    The same methods, each giving the request that it would send. Nothing is sent.
    """

    def __init__(self, client: AsyncCaller) -> None:
        plain = AsyncAlibabaIworkMethods(client)
        self.mc_msg_sendmobile = async_dry(plain.mc_msg_sendmobile)
        """Send a message to one mobile phone (发送消息给手机用户)."""
