"""How long a program waits for the client of a catalogue: ``python -m tests.catalogue.starting`` prints milliseconds.

Run it anew for each measure: what is imported once is there.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from typing import Final

_TRUNK: Final = ("httpx", "attrs")


def milliseconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def import_and_first_use() -> tuple[float, float]:
    """The import of the client where httpx and attrs are there, then the first call of one method, answer included."""
    for name in _TRUNK:
        importlib.import_module(name)
    imported = milliseconds(lambda: importlib.import_module("top_client"))
    return imported, _first_use()


def _first_use() -> float:
    import httpx
    import top_client

    from .examples import Examples
    from .round_trips import called

    spec = Examples(top_client)
    method = next(spec.methods())
    request, names = spec.full(method.request), spec.arguments(method.request)
    answer = {method.answer_key: spec.full(method.answer)}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=answer))
    with httpx.Client(transport=transport) as http:
        http.post("https://top.test")  # what httpx does the first time
        client = top_client.TopClient(app_key="k", app_secret="s", base_url="https://top.test", http_client=http)
        return milliseconds(lambda: called(client, method, names, request))


if __name__ == "__main__":
    json.dump(import_and_first_use(), sys.stdout)
