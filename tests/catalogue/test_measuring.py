"""What the rows say, and what is measured of a command."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .measuring import run
from .rows import METHODS, WHEEL, Row, table

_NO_PROC = not Path("/proc/self/stat").is_file()


@pytest.mark.parametrize(
    ("row", "value", "verdict"),
    [
        (WHEEL, 3, "aim"),
        (WHEEL, 3.1, "must"),
        (WHEEL, 6.1, "missed"),
        (METHODS, 100, "aim"),
        (METHODS, 99, "must"),
        (METHODS, 98.9, "missed"),
    ],
)
def test_verdicts(row: Row, value: float, verdict: str) -> None:
    """A cost keeps a limit if it is not above it, a share if it is not below it."""
    assert verdict == row.verdict(value)


def test_a_row_that_cannot_be_measured() -> None:
    """A row without a value is shown as such, and keeps no limit."""
    assert list(table("", [(WHEEL, None)]).columns[-1].cells) == ["not measured"]


def test_a_command() -> None:
    """The output, the errors in it, the code and the seconds of a command are told."""
    done = run(["-c", "import sys, time; time.sleep(0.2); print('out'); sys.exit('err')"], 30)

    assert (1, {"out", "err"}) == (done.code, set(done.output.split()))
    assert 0.2 <= done.seconds < 30


@pytest.mark.skipif(_NO_PROC, reason="there is no /proc")
def test_the_memory_of_all_processes() -> None:
    """Memory that a command's children hold at the same time is added up."""
    hold = "import time; held = bytearray(60 * 2**20); time.sleep(1)"
    script = f"import subprocess, sys; c = [sys.executable, '-c', {hold!r}]; subprocess.Popen(c); subprocess.run(c)"

    done = run(["-c", script], 60)

    assert done.megabytes is not None
    assert 120 < done.megabytes < 240


def test_a_command_without_end() -> None:
    """A command that takes longer than it may is stopped."""
    with pytest.raises(subprocess.TimeoutExpired):
        run(["-c", "import time; time.sleep(60)"], 0.5)
