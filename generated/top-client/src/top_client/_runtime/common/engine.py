"""Exchanges through pyreqwest, the engine of the fastest install: HTTP in Rust, in a thread of its own.

Its classes of errors prove nothing: it raises ConnectError for a connection that was lost after the request had left,
and ConnectTimeoutError for an answer that is late. What proves that nothing left is one of the causes beneath:
hyper's own word for a request that got no connection. Where that is missing, the request counts as gone.
"""

from __future__ import annotations

import math
import os
import ssl
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

import httpx
import pyreqwest.client
from attrs import define
from pyreqwest.exceptions import ClientClosedError as EngineClosedError
from pyreqwest.exceptions import PyreqwestError, RequestTimeoutError

from .collecting import CollectedBody
from .connections import Cuttable
from .direct import Manner
from .errors import ClientClosedError
from .exchange import Answer, OneShotBody, Outgoing
from .options import DEFAULT_TIMEOUT
from .surroundings import trusted_certificates

_NO_CONNECTION: Final = "client error (Connect)"
"""What hyper-util says of a request that got no connection."""
_STEP: Final = 30.0
"""Seconds to whose multiples more time for reading is rounded up, for each such time needs a client of its own."""


class _Process:
    """The process that the engine's thread runs in: a child has no such thread, and would wait for ever."""

    used_by: int | None = None

    @classmethod
    def claim(cls) -> None:
        """Raise ClientClosedError in a child of a process that used the engine."""
        if cls.used_by not in (None, os.getpid()):
            message = "after a fork the transport pyreqwest works in the parent alone; take the default one here"
            raise ClientClosedError(message=message)
        cls.used_by = os.getpid()


class _Engine:
    """The clients of pyreqwest that an exchange sends with: some times are set for a client, not for a request."""

    _builder: type[Any]

    def __init__(self, manner: Manner, *, direct: bool) -> None:
        """Nothing is opened.

        Args:
            manner: what the requests have in common.
            direct: whether no proxy is in between.
        """
        self._manner = manner
        self._direct = direct
        self._headers = {
            "Accept-Encoding": "gzip, deflate",
            "Accept": "*/*",
            "User-Agent": manner.user_agent.decode("ascii"),
        }
        self._clients: dict[tuple[float | None, float | None], Any] = {}
        self._closed = False

    def request(self, outgoing: Outgoing, body: OneShotBody) -> Any:
        """A request with its body, which counts as gone from here on."""
        _Process.claim()
        left = outgoing.deadline.cut(None)
        request = self._client(outgoing).post(outgoing.url).headers({**outgoing.headers, **self._headers})
        if left is not None:
            request = request.timeout(timedelta(seconds=left))
        return request.body_bytes(body.pull()).build_streamed()

    def _client(self, outgoing: Outgoing) -> Any:
        chosen = outgoing.timeout or DEFAULT_TIMEOUT
        read = chosen.read
        if outgoing.timeout is None and read is not None and outgoing.longer:
            read += math.ceil(outgoing.longer / _STEP) * _STEP
        found = self._clients.get((chosen.connect, read))
        if found is None:
            found = self._clients[chosen.connect, read] = self._built(chosen.connect, read)
        return found

    def _built(self, connect: float | None, read: float | None) -> Any:
        builder = self._builder().http1_only().follow_redirects(False).referer(False)
        builder = builder.gzip(False).deflate(False).brotli(False).zstd(False)
        idle = self._manner.keepalive_expiry
        builder = builder.pool_idle_timeout(None if idle is None else timedelta(seconds=idle))
        if connect is not None:
            builder = builder.connect_timeout(timedelta(seconds=connect))
        if read is not None:
            builder = builder.read_timeout(timedelta(seconds=read))
        if self._direct:
            builder = builder.no_proxy()
        for certificate in trusted_certificates() if self._manner.encrypted else ():
            builder = builder.add_root_certificate_pem(certificate)
        return builder.build()

    def _taken(self) -> list[Any]:
        """The clients, for the one who closes them."""
        clients, self._clients = list(self._clients.values()), {}
        return clients if _Process.used_by == os.getpid() else []


class SyncEngine(_Engine):
    """For threads."""

    _builder = pyreqwest.client.SyncClientBuilder

    def close(self) -> None:
        """End the exchanges that are under way, and close the connections."""
        for client in self._taken():
            client.close()


class AsyncEngine(_Engine):
    """For tasks."""

    _builder = pyreqwest.client.ClientBuilder

    async def aclose(self) -> None:
        """As `SyncEngine.close`."""
        for client in self._taken():
            await client.close()


@define(eq=False)
class SyncEngineLane:
    """A place among the exchanges of an engine."""

    _engine: SyncEngine

    def exchanged(self, outgoing: Outgoing, body: OneShotBody) -> Answer:
        """Send once."""
        try:
            with self._engine.request(outgoing, body) as response:
                headers = _header_dict(response.headers.items())
                whole = CollectedBody(headers)
                while (chunk := response.body_reader.read_chunk()) is not None:
                    outgoing.deadline.check()
                    whole.add(bytes(chunk))
                return Answer(response.status, headers, whole.joined())
        except PyreqwestError as error:
            raise _told(error, outgoing, body) from error

    def cut(self) -> None:
        """The engine ends all exchanges when it is closed."""

    def close(self) -> None:
        """The engine keeps the connections."""


@define(eq=False)
class AsyncEngineLane(Cuttable):
    """A place among the exchanges of an engine."""

    _engine: AsyncEngine

    async def exchanged(self, outgoing: Outgoing, body: OneShotBody) -> Answer:
        """Send once."""
        try:
            async with self._engine.request(outgoing, body) as response:
                headers = _header_dict(response.headers.items())
                whole = CollectedBody(headers)
                while (chunk := await response.body_reader.read_chunk()) is not None:
                    whole.add(bytes(chunk))
                return Answer(response.status, headers, whole.joined())
        except PyreqwestError as error:
            raise _told(error, outgoing, body) from error

    async def aclose(self) -> None:
        """The engine keeps the connections."""

    def abandon(self) -> None:
        """The engine goes with its last user."""


def _header_dict(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in pairs:
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def _told(error: PyreqwestError, outgoing: Outgoing, body: OneShotBody) -> Exception:
    """The error in the words of the default transport, after the body took note whether it may have left."""
    outgoing.deadline.check()
    if isinstance(error, EngineClosedError):
        return ClientClosedError(message="the client is closed")
    causes = _causes(error)
    if _NO_CONNECTION in causes:
        body.kept()
        refused = any("certificate" in cause for cause in causes)
        return ssl.SSLCertVerificationError("not trusted") if refused else httpx.ConnectError("")
    return httpx.ReadTimeout("") if isinstance(error, RequestTimeoutError) else httpx.RemoteProtocolError("")


def _causes(error: PyreqwestError) -> list[str]:
    details: Any = getattr(error, "details", None) or {}
    return [cause["message"] for cause in details.get("causes") or ()]
