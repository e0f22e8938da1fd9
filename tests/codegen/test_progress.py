"""The progress bar: it appears to whoever waits, and to nobody else."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console

from codegen.progress import bar


def _shown(times: Iterator[float]) -> str:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=80)
    with bar("Reading", 2, console=console, clock=lambda: next(times)) as advance:
        advance(1)
        advance(1)
    return stream.getvalue()


def test_work_over_two_seconds_shows_a_bar() -> None:
    """After two seconds the bar says what is done and how much of it."""
    shown = _shown(iter([0.0, 1.0, 2.5]))

    assert "Reading" in shown
    assert "2/2" in shown


def test_short_work_shows_nothing() -> None:
    """Work that is over before two seconds prints nothing."""
    assert _shown(iter([0.0, 0.5, 1.0])) == ""
