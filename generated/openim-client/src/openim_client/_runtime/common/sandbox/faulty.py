"""A server for sandboxes that does to each connection what its fault says.

It feeds the application whole requests and writes the bytes of its answers itself, so that it knows for each fault
what the application has seen.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import struct
from collections.abc import Callable, Coroutine
from typing import Any, Final

from attrs import evolve

from .faults import Fault, Faults
from .http1 import Head, NotHTTPError, Reply, ask, read_body, read_head
from .sockets import bind
from .web import PREFIX, SandboxApp

_LINGER_0: Final = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
"""SO_LINGER that makes a close a reset."""
_NONE: Final = Fault()
_LOG: Final = logging.getLogger(__name__)


class EndedError(Exception):
    """A fault ends the connection."""

    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


class FaultyServer:
    """Serves one application on one address."""

    def __init__(self, app: SandboxApp[Any], address: socket.socket, on_start: Callable[[], None]) -> None:
        """Keep what is needed; nothing listens yet.

        Args:
            app: What answers.
            address: Bound, and not listening. It keeps the port while connections are refused.
            on_start: Called when it listens.
        """
        self._app = app
        self._address = address
        self._where: tuple[str, int] = address.getsockname()[:2]
        self._on_start = on_start
        self._tasks: set[asyncio.Task[None]] = set()
        self._listener: socket.socket | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._done = asyncio.Event()
        app.control.faults.served = True
        if os.name != "posix":  # where two sockets cannot share an address
            address.close()

    def run(self) -> None:
        """Serve until `stop`."""
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:  # Windows' own cannot watch listeners
            runner.run(self._serve())

    def stop(self) -> None:
        """End `run`, from another thread."""
        if self._loop is not None and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):  # it has just been closed
                self._loop.call_soon_threadsafe(self._done.set)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._listen()
        self._on_start()
        await self._done.wait()
        self._stop_listening()
        await asyncio.sleep(0)  # each task has begun, so each connection is in the hands of one
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _listen(self) -> None:
        self._listener = bind(*self._where)
        self._listener.setblocking(False)
        self._listener.listen(2048)
        asyncio.get_running_loop().add_reader(self._listener, self._accept)

    def _accept(self) -> None:
        while self._listener is not None:
            try:
                accepted, _ = self._listener.accept()
            except OSError:  # nobody is left, or the client has gone again
                return
            accepted.setblocking(False)
            self._start(self._connected(accepted))

    def _stop_listening(self) -> None:
        if self._listener is not None:
            asyncio.get_running_loop().remove_reader(self._listener)
            self._listener.close()
            self._listener = None

    async def _connected(self, accepted: socket.socket) -> None:
        accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        reader, writer = await asyncio.open_connection(sock=accepted)
        try:
            await _Connection(self._app, self._where, reader, writer).serve(self._refuse)
        except asyncio.CancelledError:
            writer.transport.abort()
            raise

    def _refuse(self, seconds: float) -> None:
        """Let nobody connect for a while."""
        if self._listener is not None:
            self._stop_listening()
            self._start(self._listen_after(seconds))

    async def _listen_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._listen()

    def _start(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _LOG.error("the sandbox failed", exc_info=task.exception())


class _Connection:
    """One connection of a client, from its acceptance to its end."""

    def __init__(
        self, app: SandboxApp[Any], where: tuple[str, int], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._app = app
        self._where = where
        self._reader = reader
        self._writer = writer
        self._idle: float | None = None
        self._faults: Faults = app.control.faults

    async def serve(self, refuse: Callable[[float], None]) -> None:
        """Answer requests until one side ends it."""
        try:
            fault = self._faults.take(None)
            if fault is not None:
                raise EndedError(fault)
            while True:
                head = await read_head(self._reader, await self._first_byte())
                fault = (None if head.path.startswith(PREFIX) else self._faults.take(head.path)) or _NONE
                await self._respond(head, fault)
                if not head.keeps_alive:
                    break
        except EndedError as ended:
            if ended.fault.refuse:  # before the client notices and comes again
                refuse(ended.fault.refuse)
            if ended.fault.reset:
                self._reset()
        except NotHTTPError:
            self._writer.write(Reply(400, {"connection": "close"}, b"").head())
        except (OSError, EOFError, TimeoutError):
            pass  # the client has gone, or was idle for too long
        finally:
            self._writer.close()

    def _reset(self) -> None:
        with contextlib.suppress(OSError):  # the client has gone
            self._writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_0)
        self._writer.transport.abort()

    async def _first_byte(self) -> bytes:
        """The first byte of the next request."""
        byte = await asyncio.wait_for(self._reader.read(1), self._idle)
        if not byte:
            raise EOFError
        return byte

    async def _respond(self, head: Head, fault: Fault) -> None:
        """Read the rest of a request and answer it."""
        if fault.ends == "request":
            await self._reader.readexactly(min(fault.after, int(head.value(b"content-length") or 0)))
            raise EndedError(fault)
        body = await read_body(self._reader, self._writer, head)
        reply = await self._ask(head, body) if fault.accept else Reply(200, {}, b"")
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.ends == "answer":
            raise EndedError(fault)
        await self._write(_replaced(reply, fault), fault)
        self._idle = fault.idle if fault.idle is not None else self._idle
        if fault.ends == "next":
            await self._first_byte()
            raise EndedError(fault)

    async def _ask(self, head: Head, body: bytes) -> Reply:
        try:
            return await ask(self._app, head, body, self._where)
        except Exception:
            _LOG.exception("the sandbox failed")
            return Reply(500, {}, b"")

    async def _write(self, reply: Reply, fault: Fault) -> None:
        """Write an answer, or the part of it that passes."""
        head, body = (reply.head(), reply.body) if fault.raw is None else (b"", fault.raw)
        for stage, data in (("head", head), ("body", body)):
            passing = data[: fault.after] if fault.ends == stage else data
            await self._write_part(passing, fault if fault.trickles == stage else None)
            if fault.ends == stage:
                raise EndedError(fault)

    async def _write_part(self, data: bytes, trickle: Fault | None) -> None:
        size = trickle.piece if trickle else len(data) or 1
        for start in range(0, len(data), size):
            self._writer.write(data[start : start + size])
            await self._writer.drain()
            if trickle:
                await asyncio.sleep(trickle.pause)


def _replaced(reply: Reply, fault: Fault) -> Reply:
    """The answer with what the fault puts in its place."""
    body = reply.body if fault.body is None else fault.body
    framing = {"content-length", "transfer-encoding"}
    kept = {name: value for name, value in reply.headers.items() if name not in framing}
    status = reply.status if fault.status is None else fault.status
    return evolve(reply, status=status, headers={**kept, **fault.headers}, body=body)
