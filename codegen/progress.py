"""A progress bar for work that takes more than two seconds, on a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

PATIENCE: Final = 2.0
"""Seconds before the bar appears."""


@contextmanager
def bar(
    what: str, total: int, *, console: Console | None = None, clock: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[int], None]]:
    """Show how far work is, on standard error; nothing where it is over before anybody waits.

    Args:
        what: is done, in a word or two.
        total: pieces of work.
        console: where to show it.
        clock: seconds.

    Returns:
        What to call with the number of pieces that are done since the last call.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=console or Console(stderr=True), transient=True)
    task = progress.add_task(what, total=total)
    started, shown = clock(), False

    def advance(pieces: int = 1) -> None:
        nonlocal shown
        progress.advance(task, pieces)
        if not shown and clock() - started > PATIENCE:
            shown = True
            progress.start()

    try:
        yield advance
    finally:
        if shown:
            progress.stop()
