# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Which module holds each name of the package; it is read when a name is first asked for."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "alibaba_ib": (
        "AlibabaIbWorkcoreMessageBatchsendmsgRequest",
        "AlibabaIbWorkcoreMessageBatchsendmsgResponse",
        "BatchMessageDto",
        "BatchsendmsgResult",
        "WorkBenchContext",
    ),
    "alibaba_iwork": (
        "AlibabaIworkMcMsgSendmobileRequest",
        "AlibabaIworkMcMsgSendmobileResponse",
        "MobileReceiverMessageEvent",
        "SendmobileResult",
    ),
    "tpn": (
        "TpnTemplateMessageSendRequest",
        "TpnTemplateMessageSendResponse",
    ),
}
