"""Requests a second of many tasks, against what a slow server allows.

The server answers after 50 ms, so that no more than min(tasks, connections) / 50 ms is possible.
"""

from __future__ import annotations

import asyncio
import http.cookiejar
import json
import statistics
import time
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final

import httpx
from openim_client import AsyncOpenIMClient, OpenIMClient
from openim_client.models import TextElem, TextMessage

from .answerer import answerer
from .results import table
from .variant import USERS, AsyncCall

DELAY: Final = 0.05
ROUNDS: Final = 3
CALLS: Final = 1000
MESSAGE: Final = TextMessage(send_id="imAdmin", recv_ids=USERS, content=TextElem(content="hello"))

Variant = Callable[[str], AbstractAsyncContextManager[AsyncCall]]


@asynccontextmanager
async def ours(url: str) -> AsyncGenerator[AsyncCall]:
    """The async client with its defaults."""
    async with AsyncOpenIMClient(url, secret="s") as client:
        yield lambda: client.msg.batch_send_msg(MESSAGE)


@asynccontextmanager
async def ours_in_threads(url: str) -> AsyncGenerator[AsyncCall]:
    """The sync client with its defaults, in threads."""
    loop = asyncio.get_running_loop()
    with OpenIMClient(url, secret="s") as client, ThreadPoolExecutor(100) as threads:
        yield lambda: loop.run_in_executor(threads, client.msg.batch_send_msg, MESSAGE)


def plain_httpx(connections: int | None) -> Variant:
    """httpx alone, without models: as it comes, or with a pool of this size."""
    body = json.dumps(MESSAGE.to_dict()).encode()

    @asynccontextmanager
    async def variant(url: str) -> AsyncGenerator[AsyncCall]:
        limits = httpx.Limits(max_connections=connections or 100, max_keepalive_connections=connections or 20)
        async with httpx.AsyncClient(limits=limits, timeout=None, cookies=http.cookiejar.CookieJar()) as client:
            yield lambda: client.post(f"{url}/msg/batch_send_msg", content=body)

    return variant


VARIANTS: Final[dict[str, tuple[Variant, int, int]]] = {
    "this client, 100 tasks": (ours, 100, 100),
    "this client, gather of 1,000": (ours, 1000, 100),
    "this client, 20 tasks": (ours, 20, 20),
    "this client, sync, 100 threads": (ours_in_threads, 100, 100),
    "httpx alone as it comes, 100 tasks": (plain_httpx(None), 100, 100),
    "httpx alone, pool of 100, 100 tasks": (plain_httpx(100), 100, 100),
    "httpx alone, pool of 20, 100 tasks": (plain_httpx(20), 100, 20),
}
"""How to call, with how many tasks, over how many connections."""


async def measure(variant: Variant, url: str, tasks: int) -> tuple[float, float]:
    """Requests a second, and CPU microseconds a request, once the connections are open."""
    async with variant(url) as call:
        await _all(call, tasks, tasks)
        started, cpu = time.perf_counter(), time.process_time()
        await _all(call, tasks, CALLS)
        return CALLS / (time.perf_counter() - started), (time.process_time() - cpu) / CALLS * 1e6


async def _all(call: AsyncCall, tasks: int, calls: int) -> None:
    numbers = iter(range(calls))

    async def work() -> None:
        for _ in numbers:
            await call()

    await asyncio.gather(*(work() for _ in range(tasks)))


def shares() -> str:
    """The table."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in VARIANTS}
    with answerer(DELAY) as url:
        for _ in range(ROUNDS):
            for name, (variant, tasks, _) in VARIANTS.items():
                found[name].append(asyncio.run(measure(variant, url, tasks)))
    return table(
        "A server that takes 50 ms",
        ("variant", "requests/s", "possible", "share", "CPU µs"),
        map(_row, found, found.values()),
    )


def _row(name: str, rounds: list[tuple[float, float]]) -> tuple[str, ...]:
    _, tasks, connections = VARIANTS[name]
    rate, cpu = (statistics.median(column) for column in zip(*rounds, strict=True))
    ideal = min(tasks, connections) / DELAY
    return name, f"{rate:.0f}", f"{ideal:.0f}", f"{rate / ideal:.0%}", f"{cpu:.0f}"
