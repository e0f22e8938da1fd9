"""A server in a process of its own that answers the methods measured here after a set time, and costs little itself."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from .cores import stay_on
from .variant import USERS


def batch(recipients: int) -> bytes:
    """OpenIM's answer to a message to so many users."""
    results = [
        {
            "serverMsgID": f"{number:032x}",
            "clientMsgID": f"{number + 7:032x}",
            "sendTime": 1700000000000 + number,
            "recvID": f"user{number}",
        }
        for number in range(recipients)
    ]
    return _openim({"results": results, "failedUserIDs": []})


def _openim(data: object) -> bytes:
    return json.dumps({"errCode": 0, "errMsg": "", "errDlt": "", "data": data}).encode()


def _http(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


LOGIN: Final = _http(_openim({"token": "a-token", "expireTimeSeconds": 7776000}))
BATCH: Final = _http(batch(len(USERS)))
TOP: Final = _http(
    json.dumps(
        {
            "alibaba_ib_workcore_message_batchsendmsg_response": {
                "result": {
                    "error_level": "1",
                    "success": True,
                    "error_msg": "ok",
                    "error_code": "200",
                    "content": True,
                },
                "request_id": "15r6k2f9qm7x4",
            }
        }
    ).encode()
)


class Answerer(asyncio.Protocol):
    """One connection: whole requests in, ready-made answers out."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._data = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        self._data += data
        while (end := self._data.find(b"\r\n\r\n")) >= 0:
            head = self._data[:end].lower()
            length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
            if len(self._data) < end + 4 + length:
                return
            self._data = self._data[end + 4 + length :]
            self._answer_later(head)

    def _answer_later(self, head: bytes) -> None:
        if head.startswith(b"post /auth/"):
            self._answer(LOGIN)
            return
        answer = TOP if head.startswith(b"post /router/") else BATCH
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, self._answer, answer)
        else:
            self._answer(answer)

    def _answer(self, answer: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(answer)


async def serve(delay: float) -> None:
    """Serve until the process ends; the address is printed first."""
    server = await asyncio.get_running_loop().create_server(lambda: Answerer(delay), "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


@contextmanager
def answerer(delay: float = 0.0) -> Iterator[str]:
    """The address of a server that answers after `delay` seconds."""
    command = [sys.executable, "-m", __name__, str(delay)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


if __name__ == "__main__":
    stay_on(-1)
    asyncio.run(serve(float(sys.argv[1])))
