"""A process that holds one variant and measures a round of it whenever a line on stdin says so.

Its memory is its own, so nothing is imported here that the variant does not need.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import inspect
import json
import sys
import time
from pathlib import Path

from .cores import stay_on
from .variant import AsyncCall, AsyncVariant, SyncCall, SyncVariant

Measured = dict[str, float]


def peak() -> float:
    """The most memory that this process had, in MB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _measured(count: int, started: float, cpu: float) -> Measured:
    wall, spent = time.perf_counter() - started, time.process_time() - cpu
    return {"rate": count / wall, "cpu": spent / max(count, 1) * 1e6, "peak": peak()}


async def _round(call: AsyncCall, tasks: int, seconds: float) -> Measured:
    started, cpu, count = time.perf_counter(), time.process_time(), 0
    end = started + seconds

    async def work() -> None:
        nonlocal count
        while time.perf_counter() < end:
            await call()
            count += 1

    await asyncio.gather(*(work() for _ in range(tasks)))
    return _measured(count, started, cpu)


def _sync_round(call: SyncCall, seconds: float) -> Measured:
    started, cpu, count = time.perf_counter(), time.process_time(), 0
    end = started + seconds
    while time.perf_counter() < end:
        call()
        count += 1
    return _measured(count, started, cpu)


def _say(measured: Measured) -> None:
    sys.stdout.write(json.dumps(measured) + "\n")
    sys.stdout.flush()


async def _serve(variant: AsyncVariant, url: str, tasks: int) -> None:
    async with variant(url, tasks) as call:
        await _round(call, tasks, 0.2)
        for line in sys.stdin:  # it blocks the loop between rounds, in which nothing goes on
            gc.collect()
            _say(await _round(call, tasks, float(line)))


def _serve_sync(variant: SyncVariant, url: str) -> None:
    with variant(url) as call:
        _sync_round(call, 0.2)
        for line in sys.stdin:
            gc.collect()
            _say(_sync_round(call, float(line)))


def main(module: str, name: str, url: str, tasks: int) -> None:
    """Serve one variant until stdin ends."""
    stay_on(0)
    # httpcore imports trio where it is, and no install brings it; orjson comes with the fastest.
    for absent in ("trio",) if name.endswith("_fast") else ("orjson", "trio"):
        sys.modules[absent] = None  # type: ignore[assignment]
    variant = getattr(importlib.import_module(module, __package__), name)
    if inspect.isasyncgenfunction(inspect.unwrap(variant)):
        asyncio.run(_serve(variant, url, tasks))
    else:
        _serve_sync(variant, url)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
