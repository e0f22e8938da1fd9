"""Which core a process stays on: the server and the clients must not take each other's time."""

from __future__ import annotations

import os


def stay_on(number: int) -> None:
    """Stay on this one of the cores, counted as items of a list are; where the system knows of no such thing, go on."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[number]})
