"""What can go wrong between a client and a sandbox: faults of single connections, programmed by tests.

A fault changes how one request, or one connection, is treated; what the sandbox accepts stays in its ledger.

=============================================  ==============================================================
what goes wrong                                fault
=============================================  ==============================================================
nobody listens for a while                     ``Fault(ends="connection", refuse=0.5)``
dropped before anything is read                ``Fault(ends="connection")``
reset while the request is written             ``Fault(ends="request", after=10)``
accepted, then dropped without an answer       ``Fault(ends="answer")``
dropped without being accepted                 ``Fault(ends="answer", accept=False)``
cut in the head, in the body                   ``Fault(ends="head", after=20)``, ``Fault(ends="body", after=5)``
the answer comes late                          ``Fault(delay=2)``
head or body trickle                           ``Fault(trickles="body", piece=1, pause=0.1)``
closed when idle for a while                   ``Fault(idle=5)``
closed when the next request is on its way     ``Fault(ends="next")``
a proxy's 502, before or after the message     ``Fault(status=502, body=b"<html>")``, the same with ``accept=False``
a body of another length than the head says    ``Fault(headers={"content-length": "9999"}, ends="body", after=9999)``
nonsense instead of HTTP                       ``Fault(raw=b"\\x16\\x03")``
=============================================  ==============================================================
"""

from __future__ import annotations

import random
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from attrs import field, frozen

Stage = Literal["connection", "request", "answer", "head", "body", "next"]
"""Where a connection ends.

``connection``: as soon as it is there. ``request``: while the request is read. ``answer``: when the request was
read and, unless `accept` is false, handled. ``head``, ``body``: while that part of the answer is written. ``next``:
after the answer, when the first byte of the next request comes.
"""

TAKEN: Final = 20_000
"""How many faults that happened are remembered; the oldest go first."""


@frozen(kw_only=True)
class Fault:
    """What happens to one request, or to one connection. Without arguments nothing out of the ordinary does."""

    ends: Stage | None = None
    """Where the connection ends; None if it goes on."""
    after: int = 0
    """Bytes of that stage that pass first."""
    reset: bool = True
    """End with a reset, as crashed servers and firewalls do; else close in good order."""
    refuse: float = 0.0
    """Seconds without a listener from the end of the connection on, so that new ones are refused."""
    accept: bool = True
    """Pass the request on, so that the sandbox may accept it; else it never sees it."""
    status: int | None = None
    """Status of the answer in place of the sandbox's own; without one a request that is not passed on gets 200."""
    headers: Mapping[str, str] = field(factory=dict[str, str])
    """Headers of the answer beside or in place of its own; names in lower case."""
    body: bytes | None = None
    """Body of the answer in place of its own."""
    raw: bytes | None = None
    """Bytes in place of the whole answer, head included."""
    delay: float = 0.0
    """Seconds before the answer."""
    trickles: Literal["head", "body"] | None = None
    """The part of the answer that is written in pieces."""
    piece: int = 16
    """Bytes of a piece."""
    pause: float = 0.001
    """Seconds between two pieces."""
    idle: float | None = None
    """Seconds after which the connection is closed in good order if no request comes; None for a long time."""
    path: str | None = None
    """Only for requests to this path; not for connections that end before one is read."""

    def fits(self, path: str | None) -> bool:
        """Tell whether the fault is for a request to this path, or for a new connection if it is None."""
        if path is None or self.ends == "connection":
            return path is None and self.ends == "connection"
        return self.path in {None, path}


Chooser = Callable[[str | None], Fault | None]
"""Tells which fault a request to a path meets; the path is None for a new connection."""


class Faults:
    """The faults that wait for their requests. Safe to use from any thread."""

    def __init__(self) -> None:
        self.served = False
        """Whether the server under the sandbox can do them."""
        self._waiting: list[Fault] = []
        self._chance: Chooser | None = None
        self._taken: deque[Fault] = deque(maxlen=TAKEN)
        self._lock = threading.Lock()

    def next(self, fault: Fault, times: int = 1) -> None:
        """Let a fault happen to the next `times` requests, or new connections, that it fits."""
        with self._lock:
            self._waiting.extend([fault] * times)

    def at_random(self, mix: Sequence[Fault], *, seed: int, share: float = 1.0) -> None:
        """Draw the fault of each request, and of each new connection, from a mix, until `clear` is called.

        Faults that wait because of `next` come first.

        Args:
            mix: What is drawn from; name a fault several times to make it more frequent.
            seed: The same seed gives the same sequence.
            share: How many of the requests and connections meet a fault, from 0 to 1.
        """
        connections = [fault for fault in mix if fault.ends == "connection"]
        requests = [fault for fault in mix if fault.ends != "connection"]
        drawn = {True: random.Random(seed), False: random.Random(seed + 1)}

        def choose(path: str | None) -> Fault | None:
            of_connection = path is None
            choices, source = connections if of_connection else requests, drawn[of_connection]
            # A new connection meets the faults of connections as often as a request would in the whole mix.
            odds = share * len(choices) / len(mix) if of_connection else share
            fault = source.choice(choices) if choices and source.random() < odds else None
            return fault if fault is not None and fault.fits(path) else None

        with self._lock:
            self._chance = choose

    def take(self, path: str | None) -> Fault | None:
        """Remove and return the fault of a request to a path, or of a new connection if the path is None."""
        with self._lock:
            fault = self._first(path) or (self._chance(path) if self._chance else None)
            if fault is not None:
                self._taken.append(fault)
            return fault

    @property
    def taken(self) -> list[Fault]:
        """The faults that happened, oldest first."""
        with self._lock:
            return list(self._taken)

    def clear(self) -> None:
        """Forget the faults that wait, those that are drawn, and those that happened."""
        with self._lock:
            self._waiting.clear()
            self._taken.clear()
            self._chance = None

    def _first(self, path: str | None) -> Fault | None:
        for index, fault in enumerate(self._waiting):
            if fault.fits(path):
                return self._waiting.pop(index)
        return None
