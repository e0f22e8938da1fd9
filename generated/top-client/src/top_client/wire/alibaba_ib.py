# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""The wire of the methods below `alibaba.ib`."""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = [
    "AlibabaIbWorkcoreMessageBatchsendmsgRequest",
    "AlibabaIbWorkcoreMessageBatchsendmsgResponse",
    "BatchMessageDto",
    "BatchsendmsgResult",
    "WorkBenchContext",
]


class WorkBenchContext(TypedDict):
    system_id: NotRequired[str]
    user_id: NotRequired[int]


class BatchMessageDto(TypedDict):
    json_data: NotRequired[str]
    resource_url: NotRequired[str]
    event_type: NotRequired[str]
    action: NotRequired[str]
    receiver: NotRequired[str]
    source: NotRequired[str]
    event_time_millis: NotRequired[int]
    resource_id: NotRequired[str]
    sender: NotRequired[int]


class BatchsendmsgResult(TypedDict):
    error_level: NotRequired[str]
    success: NotRequired[bool]
    error_msg: NotRequired[str]
    error_code: NotRequired[str]
    request_id: NotRequired[str]
    content: NotRequired[bool]


class AlibabaIbWorkcoreMessageBatchsendmsgRequest(TypedDict):
    work_bench_context: NotRequired[WorkBenchContext]
    batch_message_d_t_o: NotRequired[BatchMessageDto]


class AlibabaIbWorkcoreMessageBatchsendmsgResponse(TypedDict):
    result: NotRequired[BatchsendmsgResult]
    request_id: NotRequired[str]
