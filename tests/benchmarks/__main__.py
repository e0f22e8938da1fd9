"""Requests a second of many tasks, against what the server allows: ``nox -s bench``.

The server answers after 50 ms, so that no more than min(tasks, connections) / 50 ms is possible. All variants run in
turns, several rounds, and the medians are shown: one run says little on a machine that does other things too.
"""

from __future__ import annotations

import asyncio
import http.cookiejar
import json
import statistics
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final

import httpx
from openim_client import AsyncOpenIMClient, OpenIMClient
from openim_client.models import TextElem, TextMessage

from .answerer import RECIPIENTS, answerer
from .stall import longest_stall

DELAY: Final = 0.05
ROUNDS: Final = 3
CALLS: Final = 1000
MESSAGE: Final = TextMessage(
    send_id="imAdmin", recv_ids=[f"user{number}" for number in range(RECIPIENTS)], content=TextElem(content="hello")
)

Call = Callable[[], Awaitable[object]]
Variant = Callable[[str], AbstractAsyncContextManager[Call]]


@asynccontextmanager
async def ours(url: str) -> AsyncGenerator[Call]:
    """The async client with its defaults."""
    async with AsyncOpenIMClient(url, secret="s") as client:
        yield lambda: client.msg.batch_send_msg(MESSAGE)


@asynccontextmanager
async def ours_in_threads(url: str) -> AsyncGenerator[Call]:
    """The sync client with its defaults, in threads."""
    loop = asyncio.get_running_loop()
    with OpenIMClient(url, secret="s") as client, ThreadPoolExecutor(100) as threads:
        yield lambda: loop.run_in_executor(threads, client.msg.batch_send_msg, MESSAGE)


def plain_httpx(connections: int | None) -> Variant:
    """httpx alone, without models: as it comes, or with a pool of this size."""
    body = json.dumps(MESSAGE.to_dict()).encode()

    @asynccontextmanager
    async def variant(url: str) -> AsyncGenerator[Call]:
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


async def _all(call: Call, tasks: int, calls: int) -> None:
    numbers = iter(range(calls))

    async def work() -> None:
        for _ in numbers:
            await call()

    await asyncio.gather(*(work() for _ in range(tasks)))


def main() -> None:
    """Print the table."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in VARIANTS}
    with answerer(DELAY) as url:
        for _ in range(ROUNDS):
            for name, (variant, tasks, _) in VARIANTS.items():
                found[name].append(asyncio.run(measure(variant, url, tasks)))
    write = sys.stdout.write
    write(f"{'variant':38}{'req/s':>8}{'ideal':>8}{'ratio':>8}{'CPU us':>9}\n")
    for name, (_, tasks, connections) in VARIANTS.items():
        rate, cpu = (statistics.median(column) for column in zip(*found[name], strict=True))
        ideal = min(tasks, connections) / DELAY
        write(f"{name:38}{rate:8.0f}{ideal:8.0f}{rate / ideal:8.0%}{cpu:9.0f}\n")
    write(f"\nlongest stall of the event loop in 20 calls of 1,000 recipients: {asyncio.run(longest_stall()):.3f} s\n")


if __name__ == "__main__":
    main()
