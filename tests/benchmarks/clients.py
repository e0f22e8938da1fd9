"""This project's clients, as variants: each makes a typed request and gets a typed answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from .variant import USERS, AsyncCall, SyncCall


@asynccontextmanager
async def openim(url: str, tasks: int, transport: Any = "httpx") -> AsyncGenerator[AsyncCall]:
    """The async client, with its defaults."""
    from openim_client import AsyncOpenIMClient
    from openim_client.models import TextElem, TextMessage

    connections = max(100, tasks)
    async with AsyncOpenIMClient(url, token="a-token", max_connections=connections, transport=transport) as client:
        send = client.msg.batch_send_msg
        yield lambda: send(TextMessage(send_id="imAdmin", recv_ids=USERS, content=TextElem(content="hello")))


@asynccontextmanager
async def openim_fast(url: str, tasks: int) -> AsyncGenerator[AsyncCall]:
    """The async client of the fastest install."""
    async with openim(url, tasks, "httptools") as call:
        yield call


@contextmanager
def openim_sync(url: str, transport: Any = "httpx") -> Generator[SyncCall]:
    """The sync client."""
    from openim_client import OpenIMClient
    from openim_client.models import TextElem, TextMessage

    with OpenIMClient(url, token="a-token", transport=transport) as client:
        send = client.msg.batch_send_msg
        yield lambda: send(TextMessage(send_id="imAdmin", recv_ids=USERS, content=TextElem(content="hello")))


@contextmanager
def openim_sync_fast(url: str) -> Generator[SyncCall]:
    """The sync client of the fastest install."""
    with openim_sync(url, "httptools") as call:
        yield call


@contextmanager
def top_sync(url: str, transport: Any = "httpx") -> Generator[SyncCall]:
    """The sync client of TOP."""
    from top_client import TopClient
    from top_client.models import BatchMessageDto, WorkBenchContext

    def request() -> dict[str, Any]:
        return {
            "work_bench_context": WorkBenchContext(system_id="1", user_id=1),
            "batch_message": BatchMessageDto(
                json_data='{"name":"张三","k":"v"}',
                resource_url="www.xxx.com",
                event_type="account_receiver",
                action="iwork-action",
                receiver="[10001,10002]",
                source="iwork",
                event_time_millis=1505376496485,
                resource_id="1",
                sender=10000,
            ),
        }

    account: dict[str, Any] = {"app_key": "1", "app_secret": "s3cr3t", "session": "test"}
    with TopClient(**account, sign_method="md5", base_url=url, transport=transport) as client:
        send = client.alibaba.ib.workcore_message_batchsendmsg
        yield lambda: send(**request())


@contextmanager
def top_sync_fast(url: str) -> Generator[SyncCall]:
    """The sync client of TOP of the fastest install."""
    with top_sync(url, "httptools") as call:
        yield call
