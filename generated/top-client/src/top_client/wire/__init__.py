# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Taobao Open Platform (TOP) on the wire: plain dicts, typed.

A name's module is imported when the name is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .alibaba_ib_workcore_message_batchsendmsg import (
        AlibabaIbWorkcoreMessageBatchsendmsgRequest as AlibabaIbWorkcoreMessageBatchsendmsgRequest,
    )
    from .alibaba_ib_workcore_message_batchsendmsg import (
        AlibabaIbWorkcoreMessageBatchsendmsgResponse as AlibabaIbWorkcoreMessageBatchsendmsgResponse,
    )
    from .alibaba_ib_workcore_message_batchsendmsg import BatchMessageDto as BatchMessageDto
    from .alibaba_ib_workcore_message_batchsendmsg import BatchsendmsgResult as BatchsendmsgResult
    from .alibaba_ib_workcore_message_batchsendmsg import WorkBenchContext as WorkBenchContext
    from .alibaba_iwork_mc_msg_sendmobile import (
        AlibabaIworkMcMsgSendmobileRequest as AlibabaIworkMcMsgSendmobileRequest,
    )
    from .alibaba_iwork_mc_msg_sendmobile import (
        AlibabaIworkMcMsgSendmobileResponse as AlibabaIworkMcMsgSendmobileResponse,
    )
    from .alibaba_iwork_mc_msg_sendmobile import MobileReceiverMessageEvent as MobileReceiverMessageEvent
    from .alibaba_iwork_mc_msg_sendmobile import SendmobileResult as SendmobileResult
    from .tpn_template_message_send import TpnTemplateMessageSendRequest as TpnTemplateMessageSendRequest
    from .tpn_template_message_send import TpnTemplateMessageSendResponse as TpnTemplateMessageSendResponse
else:
    from .._runtime.common.lazy import lazy_attributes

    _MODULES = {
        "AlibabaIbWorkcoreMessageBatchsendmsgRequest": "alibaba_ib_workcore_message_batchsendmsg",
        "AlibabaIbWorkcoreMessageBatchsendmsgResponse": "alibaba_ib_workcore_message_batchsendmsg",
        "AlibabaIworkMcMsgSendmobileRequest": "alibaba_iwork_mc_msg_sendmobile",
        "AlibabaIworkMcMsgSendmobileResponse": "alibaba_iwork_mc_msg_sendmobile",
        "BatchMessageDto": "alibaba_ib_workcore_message_batchsendmsg",
        "BatchsendmsgResult": "alibaba_ib_workcore_message_batchsendmsg",
        "MobileReceiverMessageEvent": "alibaba_iwork_mc_msg_sendmobile",
        "SendmobileResult": "alibaba_iwork_mc_msg_sendmobile",
        "TpnTemplateMessageSendRequest": "tpn_template_message_send",
        "TpnTemplateMessageSendResponse": "tpn_template_message_send",
        "WorkBenchContext": "alibaba_ib_workcore_message_batchsendmsg",
    }
    __all__ = sorted(_MODULES)
    __getattr__ = lazy_attributes(__name__, _MODULES)

    def __dir__():
        return sorted(_MODULES)
