"""What the tests of the runtime share: asyncio as the only back-end, and a raw server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from codegen.runtime.common import http

from .raw_server import RawServer


@pytest.fixture
def anyio_backend() -> str:
    """The runtime runs under asyncio alone."""
    return "asyncio"


@pytest.fixture
def server() -> Iterator[RawServer]:
    """A server that does to connections what a test tells it."""
    with RawServer() as raw:
        yield raw


@pytest.fixture
def transport(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The transport of all clients that have no http_client, whichever they name."""
    name: str = request.param
    monkeypatch.setattr(http, "is_fast", lambda _, http_client: http_client is None and name == "httptools")
    return name
