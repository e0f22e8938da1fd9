"""Messages for many users: the operation, its answer, and the document for a sandbox that takes them."""

from __future__ import annotations

from functools import cache
from typing import Any

from attrs import define, field

from codegen.load import load_api
from codegen.runtime.common.operation import Operation, Resend
from codegen.runtime.openim.outcome import BatchOutcome

from .samples import ROOT, Sample


@define(kw_only=True)
class Result:
    """A result, as far as the outcome looks at it."""

    recv_id: str
    server_msg_id: str


@define(kw_only=True)
class Answer(BatchOutcome):
    """An answer, as the generator writes them."""

    results: list[Result] = field(factory=list[Result])
    failed_user_ids: list[str] = field(factory=list[str])

    @classmethod
    def from_dict(cls, data: Any) -> Answer:
        """Read the wire form."""
        results = [Result(recv_id=item["recvID"], server_msg_id=item["serverMsgID"]) for item in data["results"] or ()]
        return cls(results=results, failed_user_ids=data["failedUserIDs"] or [])


SEND: Operation[Answer] = Operation(
    name="msg.batch_send_msg",
    path="/msg/batch_send_msg",
    result_key="data",
    load_result=lambda: Answer,
    resend=Resend("never"),
    error_delivery="refused",
)


def message(*recipients: str) -> Sample:
    """A text for them."""
    content = {"contentType": 101, "sessionType": 1, "content": {"content": "hi"}}
    return Sample({"sendID": "imAdmin", "recvIDs": list(recipients), **content})


@cache
def document() -> Any:
    """The bundled document of spec/openim."""
    return load_api(ROOT / "spec" / "openim").document
