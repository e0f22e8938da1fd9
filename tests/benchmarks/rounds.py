"""Rounds of several variants in turns: A B C A B C.

One figure says little on a machine that does other things too. The ratio of two that were measured one after the
other says more, and the median of several such ratios more again.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, Final

from attrs import frozen

from .rows import Run

_ENVIRONMENT: Final = {**os.environ, "NO_PROXY": "127.0.0.1"}


@frozen
class Measured:
    """One round of one variant."""

    rate: float
    """Requests a second."""
    cpu: float
    """CPU microseconds of the client's process a request."""
    peak: float
    """The most memory that the process ever had, in MB."""


@frozen
class Ratio:
    """The ratio of two columns of rounds."""

    median: float
    lowest: float
    highest: float

    @classmethod
    def of(cls, ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
        """The ratios of the pairs."""
        ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
        return cls(statistics.median(ratios), min(ratios), max(ratios))


class Worker:
    """The process of a variant."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def round(self, seconds: float) -> Measured:
        """Measure one round."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{seconds}\n")
        self._process.stdin.flush()
        found: Any = json.loads(self._process.stdout.readline())
        return Measured(**found)


@contextmanager
def worker(run: Run, url: str) -> Iterator[Worker]:
    """A process that holds a variant."""
    command = [sys.executable, "-m", f"{__package__}.worker", run.module, run.name, url, str(run.tasks)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_ENVIRONMENT
    ) as process:
        try:
            yield Worker(process)
        finally:
            process.kill()


def interleaved(runs: Sequence[Run], url: str, rounds: int, seconds: float) -> Mapping[Run, Sequence[Measured]]:
    """The rounds of each run."""
    with ExitStack() as stack:
        workers = {run: stack.enter_context(worker(run, url)) for run in runs}
        found: dict[Run, list[Measured]] = {run: [] for run in workers}
        for _ in range(rounds):
            for run, process in workers.items():
                found[run].append(process.round(seconds))
        return found


def peak_of_import(module: str) -> float:
    """The most memory, in MB, of a process that only imports a module."""
    code = f"import {module}\nfrom {__package__}.worker import peak\nprint(peak())"
    return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)
