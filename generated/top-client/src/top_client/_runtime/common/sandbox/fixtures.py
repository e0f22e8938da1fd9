"""The pytest fixtures that the packages offer to their users' tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .server import RunningSandbox, serve
from .web import C, SandboxApp


def sandbox_fixtures(name: str, create: Callable[[], SandboxApp[C]]) -> tuple[Any, Any]:
    """Make two fixtures: the server, one for the whole session, and `name`, which is reset for each test.

    Args:
        name: What tests ask for. The server's fixture is named ``<name>_server``.
        create: Makes the application.
    """

    def server() -> Iterator[RunningSandbox[C]]:
        with serve(create(), faults=True) as running:
            yield running

    def fresh(request: pytest.FixtureRequest) -> RunningSandbox[C]:
        running: RunningSandbox[C] = request.getfixturevalue(f"{name}_server")
        running.reset()
        return running

    server.__doc__ = "A sandbox on a free port of 127.0.0.1, started once."
    fresh.__doc__ = "The running sandbox (`url`, `accepted`, `control`, `faults`), with nothing accepted yet."
    return pytest.fixture(scope="session", name=f"{name}_server")(server), pytest.fixture(name=name)(fresh)
