# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Methods below `alibaba.iwork`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.common.operation import Operation, Resend, Success

if TYPE_CHECKING:
    from .. import wire
    from .._runtime.top.client import AsyncTop, SyncTop
    from ..models.alibaba_iwork_mc_msg_sendmobile import (
        AlibabaIworkMcMsgSendmobileResponse,
        MobileReceiverMessageEvent,
    )


def _load_mc_msg_sendmobile() -> type[AlibabaIworkMcMsgSendmobileResponse]:
    from ..models.alibaba_iwork_mc_msg_sendmobile import AlibabaIworkMcMsgSendmobileResponse

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


class AlibabaIwork:
    """Methods below `alibaba.iwork`."""

    def __init__(self, client: SyncTop) -> None:
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

        Never sent again after an unknown outcome: it could arrive twice.

        Args:
            mobile_receiver_message_event: The message (消息对象).

        Returns:
            Answer of alibaba.iwork.mc.msg.sendmobile.

        Raises:
            ValidationError: an argument breaks a rule of the API; nothing was sent.
            TopError: any other failure; its ``delivery`` says what became of the message.

        Source: alibaba.iwork.mc.msg.sendmobile (documented).
        """
        from ..models.alibaba_iwork_mc_msg_sendmobile import AlibabaIworkMcMsgSendmobileRequest

        return self._client.call(
            _MC_MSG_SENDMOBILE,
            AlibabaIworkMcMsgSendmobileRequest(
                mobile_receiver_message_event=mobile_receiver_message_event,
            ),
        )


class AsyncAlibabaIwork:
    """Methods below `alibaba.iwork`, for asyncio."""

    def __init__(self, client: AsyncTop) -> None:
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

        Never sent again after an unknown outcome: it could arrive twice.

        Args:
            mobile_receiver_message_event: The message (消息对象).

        Returns:
            Answer of alibaba.iwork.mc.msg.sendmobile.

        Raises:
            ValidationError: an argument breaks a rule of the API; nothing was sent.
            TopError: any other failure; its ``delivery`` says what became of the message.

        Source: alibaba.iwork.mc.msg.sendmobile (documented).
        """
        from ..models.alibaba_iwork_mc_msg_sendmobile import AlibabaIworkMcMsgSendmobileRequest

        return await self._client.call(
            _MC_MSG_SENDMOBILE,
            AlibabaIworkMcMsgSendmobileRequest(
                mobile_receiver_message_event=mobile_receiver_message_event,
            ),
        )
