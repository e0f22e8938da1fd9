"""Serve a sandbox over a real loopback connection: in a thread for tests, or until a signal for people."""

from __future__ import annotations

import signal
import socket
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final, Generic, Protocol

import uvicorn

from .control import Record
from .faults import Faults
from .faulty import FaultyServer
from .sockets import address, bind
from .web import C, SandboxApp

__all__ = ["RunningSandbox", "bind", "run", "serve"]

_START_SECONDS: Final = 10.0
_STOP_SECONDS: Final = 10.0


class _Engine(Protocol):
    """What serves HTTP."""

    def run(self) -> None:
        """Serve until `stop`."""
        ...

    def stop(self) -> None:
        """End `run`, from another thread."""
        ...


class _Uvicorn(uvicorn.Server):
    def __init__(self, app: SandboxApp[Any], listener: socket.socket, on_start: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                date_header=False,
                timeout_keep_alive=75,  # longer than a client keeps an idle connection
                timeout_graceful_shutdown=1,
            )
        )
        self._listener = listener
        self._on_start = on_start

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_start()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        super().run(sockets or [self._listener])

    def stop(self) -> None:
        self.should_exit = True


class RunningSandbox(Generic[C]):
    """A sandbox that listens on loopback."""

    url: str
    """Where it listens, such as ``http://127.0.0.1:40123``; without a path and a final slash."""
    control: C
    """What was accepted, and the switches of the sandbox."""

    def __init__(self, app: SandboxApp[C], *, faults: bool = False, listener: socket.socket | None = None) -> None:
        """Start it.

        Args:
            app: What answers.
            faults: Serve in a way that can break connections; uvicorn cannot.
            listener: A bound socket; by default one on a free port of 127.0.0.1.

        Raises:
            RuntimeError: It does not start.
        """
        self.control = app.control
        self._socket = listener or bind("127.0.0.1", 0)
        self.url = address(self._socket)
        started = threading.Event()
        engine = FaultyServer if faults else _Uvicorn
        self._engine: _Engine = engine(app, self._socket, started.set)
        self._thread = threading.Thread(target=self._engine.run, name="sandbox", daemon=True)
        self._thread.start()
        if not started.wait(_START_SECONDS):
            self.stop()
            raise RuntimeError(f"the sandbox did not start within {_START_SECONDS:g} s")

    @property
    def accepted(self) -> list[Record]:
        """The accepted calls as JSON values, oldest first."""
        return self.control.accepted

    @property
    def faults(self) -> Faults:
        """What goes wrong with the next requests and connections.

        Raises:
            RuntimeError: The sandbox is not served with ``faults=True``.
        """
        if not self.control.faults.served:
            raise RuntimeError("serve the sandbox with faults=True")
        return self.control.faults

    def reset(self) -> None:
        """Forget what was accepted and what the sandbox has been told to do."""
        self.control.reset()

    def stop(self) -> None:
        """Stop listening and close the connections; a second call does nothing."""
        self._engine.stop()
        self._thread.join(_STOP_SECONDS)
        self._socket.close()


@contextmanager
def serve(
    app: SandboxApp[C], *, faults: bool = False, listener: socket.socket | None = None
) -> Generator[RunningSandbox[C]]:
    """Run a sandbox in a thread until the block ends.

    Args:
        app: What answers.
        faults: Allow `RunningSandbox.faults`: connections that are dropped, cut, slow.
        listener: A bound socket; by default one on a free port of 127.0.0.1.
    """
    running = RunningSandbox(app, faults=faults, listener=listener)
    try:
        yield running
    finally:
        running.stop()


def run(app: SandboxApp[Any], host: str, port: int, *, faults: bool = False) -> int:
    """Serve until SIGINT or SIGTERM; the first line on stdout is the address.

    Args:
        app: What answers.
        host: The address to listen on.
        port: The port; 0 for a free one.
        faults: Allow ``POST /__sandbox/fault``.

    Returns:
        The exit status: 0, or 2 if the address cannot be listened on.
    """
    try:
        listener = bind(host, port)
    except OSError as exc:
        print(f"cannot listen on {host}:{port}: {exc}", file=sys.stderr)
        return 2
    ended = threading.Event()

    def end(_signal: int, _frame: object) -> None:
        ended.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, end)
    with serve(app, faults=faults, listener=listener) as running:
        print(f"listening on {running.url}", flush=True)
        while not ended.wait(0.5):
            pass  # on Windows a wait without an end is deaf to signals
    return 0
