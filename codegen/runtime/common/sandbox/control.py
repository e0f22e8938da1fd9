"""What a sandbox remembers and what it has been told to do: the part that tests talk to."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import field, frozen

from .faults import Faults

KEPT: Final = 20_000
"""How many accepted records a sandbox keeps unless told otherwise; the oldest go first."""

Record = dict[str, Any]
Clock = Callable[[], float]


class Ledger:
    """The accepted calls, in the order of their acceptance. Safe to read from another thread."""

    def __init__(self, keep: int = KEPT) -> None:
        self._records: deque[Record] = deque(maxlen=keep)
        self._count = 0
        self._lock = threading.Lock()

    def add(self, record: Record) -> int:
        """Keep a record; returns how many have been accepted since the last reset, this one included."""
        with self._lock:
            self._records.append(record)
            self._count += 1
            return self._count

    @property
    def count(self) -> int:
        """How many calls were accepted since the last reset, those no longer kept included."""
        return self._count

    def records(self) -> list[Record]:
        """Copy the records that are kept."""
        with self._lock:
            return list(self._records)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._records.clear()
            self._count = 0


@frozen
class Override:
    """An answer that replaces what the sandbox would say.

    What happens to connections (a late answer, a dropped one) is a `Fault`.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(factory=dict[str, str])
    accept: bool = False
    """Handle and record the call as usual before the answer is replaced; otherwise it is not looked at."""
    path: str | None = None
    """Only for calls to this path."""
    operation: str | None = None
    """Only for calls of this operation."""

    def fits(self, path: str, operation: str | None) -> bool:
        """Tell whether a call is one of those that this answer is for."""
        return self.path in {None, path} and self.operation in {None, operation}


class Overrides:
    """The answers that are waiting for their calls."""

    def __init__(self) -> None:
        self._waiting: list[Override] = []
        self._lock = threading.Lock()

    def add(self, override: Override, times: int = 1) -> None:
        """Queue an answer for the next `times` calls that it fits."""
        with self._lock:
            self._waiting.extend([override] * times)

    def take(self, path: str, operation: str | None) -> Override | None:
        """Remove and return the first answer that fits a call."""
        with self._lock:
            for index, override in enumerate(self._waiting):
                if override.fits(path, operation):
                    return self._waiting.pop(index)
        return None

    def clear(self) -> None:
        """Forget the answers that are still waiting."""
        with self._lock:
            self._waiting.clear()


class Control:
    """State shared by the sandboxes of all APIs."""

    def __init__(self, *, clock: Clock = time.time, keep: int = KEPT) -> None:
        self.clock = clock
        self.ledger = Ledger(keep)
        self.overrides = Overrides()
        self.faults = Faults()

    @property
    def accepted(self) -> list[Record]:
        """The accepted calls as JSON values, oldest first."""
        return self.ledger.records()

    def answer_next(self, override: Override, times: int = 1) -> None:
        """Replace the answers of the next calls."""
        self.overrides.add(override, times)

    def reset(self) -> None:
        """Forget what was accepted and what the sandbox has been told to do."""
        self.ledger.clear()
        self.overrides.clear()
        self.faults.clear()
