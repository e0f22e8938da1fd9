"""Serve a sandbox over a real loopback connection: in a thread for tests, or until a signal for people."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final, Generic

import uvicorn

from .control import Record
from .web import C, SandboxApp

_START_SECONDS: Final = 10.0
_STOP_SECONDS: Final = 10.0


class _Server(uvicorn.Server):
    def __init__(self, app: SandboxApp[Any], on_start: Callable[[], None]) -> None:
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
        self._on_start = on_start

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_start()


class RunningSandbox(Generic[C]):
    """A sandbox that listens on 127.0.0.1."""

    url: str
    """Where it listens, such as ``http://127.0.0.1:40123``; without a path and a final slash."""
    control: C
    """What was accepted, and the switches of the sandbox."""

    def __init__(self, app: SandboxApp[C]) -> None:
        self.control = app.control
        self._socket = bind("127.0.0.1", 0)
        self.url = address(self._socket)
        started = threading.Event()
        self._server = _Server(app, started.set)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="sandbox", daemon=True)
        self._thread.start()
        if not started.wait(_START_SECONDS):
            self.stop()
            raise RuntimeError(f"the sandbox did not start within {_START_SECONDS:g} s")

    @property
    def accepted(self) -> list[Record]:
        """The accepted calls as JSON values, oldest first."""
        return self.control.accepted

    def reset(self) -> None:
        """Forget what was accepted and what the sandbox has been told to do."""
        self.control.reset()

    def stop(self) -> None:
        """Stop listening and close the connections; a second call does nothing."""
        self._server.should_exit = True
        self._thread.join(_STOP_SECONDS)
        self._socket.close()


@contextmanager
def serve(app: SandboxApp[C]) -> Generator[RunningSandbox[C]]:
    """Run a sandbox in a thread, on a free port of 127.0.0.1, until the block ends."""
    running = RunningSandbox(app)
    try:
        yield running
    finally:
        running.stop()


def run(app: SandboxApp[Any], host: str, port: int) -> int:
    """Serve until SIGINT or SIGTERM; the first line on stdout is the address.

    Returns:
        The exit status: 0, or 2 if the address cannot be listened on.
    """
    try:
        listener = bind(host, port)
    except OSError as exc:
        print(f"cannot listen on {host}:{port}: {exc}", file=sys.stderr)
        return 2
    with listener:
        where = address(listener)
        server = _Server(app, lambda: print(f"listening on {where}", flush=True))
        for name in (signal.SIGINT, signal.SIGTERM):
            # uvicorn raises the signal that stopped it once more when it is done; it has no effect then.
            signal.signal(name, server.handle_exit)
        server.run([listener])
    return 0


def bind(host: str, port: int) -> socket.socket:
    """Open a listening socket; port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # on Windows the option lets two processes share a port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
    except OSError:
        opened.close()
        raise
    return opened


def address(listener: socket.socket) -> str:
    """Write a socket's own address as a URL."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
