"""Where the time of a call goes, by layer. A profiler slows down what calls much, so only the proportions count."""

from __future__ import annotations

import asyncio
import cProfile
import pstats
import re
import time
from collections import defaultdict
from typing import Any, Final

from . import clients
from .answerer import answerer
from .results import table

CALLS: Final = 300
LAYERS: Final = ("httpcore", "h11", "anyio", "httptools", "asyncio", "openim_client", "top_client", "json", "orjson")
_OURS: Final = re.compile(r"(?:openim_client|top_client)[\\/](.*?)\.py$")

Function = tuple[str, int, str]


def layers() -> str:
    """Shares of the client's own time, of both halves and installs."""
    with answerer() as url:
        found = {
            f"{install}, {half}": profile
            for install, transport in (("default", "httpx"), ("fastest", "httptools"))
            for half, profile in (
                ("async", asyncio.run(_async_profile(url, transport))),
                ("sync", _sync_profile(url, transport)),
            )
        }
    first = next(iter(found))
    shares = {half: _shares(profile) for half, profile in found.items()}
    names = sorted({name for half in shares.values() for name in half}, key=lambda name: -shares[first].get(name, 0))
    rows = [(name, *(f"{shares[half].get(name, 0):.1%}" for half in shares)) for name in names]
    modules = {half: _shares(profile, modules=True) for half, profile in found.items()}
    ours = sorted(modules[first], key=lambda name: -modules[first][name])[:12]
    inner = [(name, *(f"{modules[half].get(name, 0):.1%}" for half in modules)) for name in ours]
    columns = tuple(found)
    return "\n".join(
        (
            table("Where the time of an OpenIM call goes", ("layer", *columns), rows),
            table("The modules of this project in it", ("module", *columns), inner),
        )
    )


async def _async_profile(url: str, transport: str) -> pstats.Stats:
    async with clients.openim(url, 1, transport) as call:
        await call()
        profile = cProfile.Profile(time.process_time)
        profile.enable()
        for _ in range(CALLS):
            await call()
        profile.disable()
        return pstats.Stats(profile)


def _sync_profile(url: str, transport: str) -> pstats.Stats:
    with clients.openim_sync(url, transport) as call:
        call()
        profile = cProfile.Profile(time.process_time)
        profile.enable()
        for _ in range(CALLS):
            call()
        profile.disable()
        return pstats.Stats(profile)


def _shares(profile: pstats.Stats, *, modules: bool = False) -> dict[str, float]:
    """The part of each layer in all, or of each of our modules. What is written in C counts for who calls it."""
    spent: defaultdict[str, float] = defaultdict(float)
    statistics: Any = profile
    for function, (_, _, own, _, callers) in statistics.stats.items():
        if function[0] != "~":
            spent[_layer(function, modules)] += own
            continue
        for caller, (_, _, by_caller, _) in callers.items():
            spent[_layer(caller, modules)] += by_caller
    total = sum(spent.values())
    return {name: part / total for name, part in spent.items() if name}


def _layer(function: Function, modules: bool) -> str:
    path = function[0]
    if modules:
        found = _OURS.search(path)
        return found[1] if found else ""
    parts = re.split(r"[\\/]", path)
    return next((name for name in LAYERS if name in parts), "the rest")
