"""What others would use: HTTP libraries with hand-written models around them, and the vendor's SDK."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from urllib.parse import urlsplit

from .handwritten import PATH, Answer, Message, headers
from .variant import USERS, AsyncCall, SyncCall


class _NoSniffio:
    """As where sniffio is not installed: it is looked for along the whole path each time, and not found."""

    @staticmethod
    def find_spec(name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """Find nothing."""
        if name != "sniffio":
            return None
        PathFinder.find_spec("sniffio_that_is_not_there")
        raise ModuleNotFoundError(name)


def _message() -> bytes:
    return Message(send_id="imAdmin", recv_ids=USERS, text="hello").encoded()


@asynccontextmanager
async def httpx_defaults(url: str, tasks: int) -> AsyncGenerator[AsyncCall]:
    """httpx as it comes from the index, without sniffio."""
    sys.meta_path.insert(0, _NoSniffio)
    import httpx

    async with httpx.AsyncClient() as client:
        yield lambda: _post(client, url)


@asynccontextmanager
async def httpx_sniffio(url: str, tasks: int) -> AsyncGenerator[AsyncCall]:
    """httpx with sniffio, and a pool as large as the crowd."""
    import httpx
    import sniffio  # noqa: F401 - httpcore finds it then without looking

    limits = httpx.Limits(max_connections=tasks, max_keepalive_connections=tasks)
    async with httpx.AsyncClient(limits=limits, trust_env=False) as client:
        yield lambda: _post(client, url)


async def _post(client: object, url: str) -> Answer:
    import httpx

    assert isinstance(client, httpx.AsyncClient)
    response = await client.post(url + PATH, content=_message(), headers=headers())
    return Answer.decoded(response.content)


@asynccontextmanager
async def aiohttp_pool(url: str, tasks: int) -> AsyncGenerator[AsyncCall]:
    """aiohttp with a pool as large as the crowd."""
    import aiohttp

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=tasks)) as session:

        async def call() -> Answer:
            async with session.post(url + PATH, data=_message(), headers=headers()) as response:
                return Answer.decoded(await response.read())

        yield call


@contextmanager
def httpx_sync(url: str) -> Generator[SyncCall]:
    """httpx.Client."""
    import httpx

    with httpx.Client(limits=httpx.Limits(max_connections=1, max_keepalive_connections=1), trust_env=False) as client:
        yield lambda: Answer.decoded(client.post(url + PATH, content=_message(), headers=headers()).content)


@contextmanager
def taobao_sdk(url: str) -> Generator[SyncCall]:
    """taobao-sdk-python3, which opens a connection for each call."""
    import top  # type: ignore[import-untyped]
    from top.api.base import RestApi  # type: ignore[import-untyped]

    address = urlsplit(url)
    info = top.appinfo("1", "s3cr3t")

    class Request(RestApi):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(address.hostname, address.port)
            self.work_bench_context = '{"system_id":"1","user_id":1}'
            self.batch_message_d_t_o = (
                '{"json_data":"{\\"name\\":\\"张三\\",\\"k\\":\\"v\\"}","resource_url":"www.xxx.com",'
                '"event_type":"account_receiver","action":"iwork-action","receiver":"[10001,10002]","source":"iwork",'
                '"event_time_millis":1505376496485,"resource_id":"1","sender":10000}'
            )

        def getapiname(self) -> str:
            return "alibaba.ib.workcore.message.batchsendmsg"

    def call() -> object:
        request = Request()
        request.set_app_info(info)
        answer: object = request.getResponse("test")
        return answer

    yield call
