"""Fixtures of the tests of calls."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from openim_client import OpenIMClient
from top_client import TopClient

from tests.clients.refusals import (
    HUSH,
    Clients,
)


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> str:
    """Which of the two clients is meant."""
    return str(request.param)


@pytest.fixture
def clients() -> Iterator[Clients]:
    """Clients of both APIs, with secrets that no error may show."""
    sent: list[httpx.Request] = []

    def record(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(503)

    transport = httpx.MockTransport(record)
    with httpx.Client(transport=transport) as http:
        top = TopClient(app_key="k", app_secret=HUSH, session=HUSH, http_client=http)
        yield Clients(top, OpenIMClient("http://im.test", secret=HUSH, http_client=http), sent, transport)
