"""How long a program waits for the client of a catalogue: ``python -m tests.catalogue.starting SHARE``.

It prints milliseconds as JSON: of the import, where httpx and attrs are there, of making the first client, and of the
first call of one method, answer included. SHARE is the method's place between the first (0) and the last (1).
Run it anew for each measure: what is imported once is there.
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
from collections.abc import Callable
from typing import Any, Final

_TRUNK: Final = ("httpx", "attrs")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """How many milliseconds some work takes, and what comes of it."""
    started = time.perf_counter()
    done = work()
    return (time.perf_counter() - started) * 1000, done


def import_and_first_use(share: float) -> tuple[float, float, float]:
    """The import of the client, the making of one, and the first call of a method."""
    for name in _TRUNK:
        importlib.import_module(name)
    imported, _ = timed(lambda: importlib.import_module("top_client"))
    return imported, *_first_use(share)


def _first_use(share: float) -> tuple[float, float]:
    import httpx
    import top_client

    from .examples import Examples
    from .round_trips import called

    spec = Examples(top_client)
    methods = list(spec.methods())
    method = methods[round(share * (len(methods) - 1))]
    request, names = spec.full(method.request), spec.arguments(method.request)
    answer = {method.answer_key: spec.full(method.answer)}
    httpx.Client().close()  # what httpx imports and reads for the first of its clients
    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=answer))) as http:
        http.post("https://top.test")
        gc.collect()
        gc.freeze()  # the document that the examples are made of is no part of a user's program
        made, client = timed(
            lambda: top_client.TopClient(app_key="k", app_secret="s", base_url="https://top.test", http_client=http)
        )
        used, _ = timed(lambda: called(client, method, names, request))
        return made, used


if __name__ == "__main__":
    json.dump(import_and_first_use(float(sys.argv[1])), sys.stdout)
