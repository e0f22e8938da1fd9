"""Seconds and memory of a command, all its processes together."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from attrs import frozen

_EVERY: Final = 0.05
"""Seconds between two looks at the memory."""
_SESSION: Final = 3
_RESIDENT: Final = 21
"""Places in `/proc/PID/stat` behind the name, as proc(5) numbers them from the state on."""


@frozen
class Run:
    """A command that has ended."""

    code: int
    output: str
    """What it printed, errors included."""
    seconds: float
    megabytes: float | None
    """The most memory that its processes held at one time; None where there is no `/proc`."""


def run(command: Sequence[str], limit: float, env: Mapping[str, str] | None = None) -> Run:
    """Run Python with these arguments.

    Args:
        command: what stands after `python`.
        limit: seconds after which it is stopped.
        env: variables besides those that are there.

    Raises:
        TimeoutExpired: it was stopped.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env=os.environ | dict(env or {}),
        start_new_session=True,
    ) as process:
        with _Peak(process.pid) as peak:
            output = _output(process, limit)
        return Run(process.returncode, output, time.perf_counter() - started, peak.megabytes)


def _output(process: subprocess.Popen[str], limit: float) -> str:
    try:
        return process.communicate(timeout=limit)[0]
    except BaseException:
        process.kill()
        raise


class _Peak(threading.Thread):
    """Adds up the memory of a session's processes again and again, and keeps the most."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.megabytes: float | None = None
        self._session = session
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(_EVERY):
            if pages := sum(_pages(self._session)):
                used = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
                self.megabytes = max(self.megabytes or 0.0, used)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._over.set()
        self.join()


def _pages(session: int) -> Iterator[int]:
    """Resident pages of each process of a session."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        if int(fields[_SESSION]) == session:
            yield int(fields[_RESIDENT])
