"""What a careful person writes around an HTTP library for one method: the least that can be called typed."""

from __future__ import annotations

import json
import time
from typing import Any, Final, Self

from attrs import define

PATH: Final = "/msg/batch_send_msg"
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@define
class Message:
    """A request."""

    send_id: str
    recv_ids: list[str]
    text: str
    sender_nickname: str | None = None

    def encoded(self) -> bytes:
        """Its body."""
        data: dict[str, Any] = {
            "recvIDs": self.recv_ids,
            "sendID": self.send_id,
            "sessionType": 1,
            "content": {"content": self.text},
            "contentType": 101,
        }
        if self.sender_nickname is not None:
            data["senderNickname"] = self.sender_nickname
        return _encode(data).encode()


@define
class Sent:
    """What became of the message to one user."""

    server_msg_id: str
    client_msg_id: str
    send_time: int
    recv_id: str

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """Read it."""
        return cls(data["serverMsgID"], data["clientMsgID"], data["sendTime"], data["recvID"])


@define
class Answer:
    """An answer's data."""

    results: list[Sent]
    failed_user_ids: list[str] | None

    @classmethod
    def decoded(cls, body: bytes) -> Self:
        """Read it."""
        answer = json.loads(body)
        if answer["errCode"] != 0:
            raise ValueError(answer["errMsg"])
        data = answer["data"]
        return cls([Sent.from_dict(item) for item in data["results"]], data.get("failedUserIDs"))


def headers() -> dict[str, str]:
    """The headers of one request."""
    return {"operationID": str(time.time_ns()), "token": "a-token", "Content-Type": "application/json"}
