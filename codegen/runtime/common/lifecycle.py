"""What outlives a single call: event loops, forks of the process, and clients that nobody closed."""

from __future__ import annotations

import os
import sys
import warnings
from typing import Any, Final, Protocol
from weakref import WeakSet

import sniffio

from .errors import EventLoopError
from .loops import asyncio


class Forkable(Protocol):
    """What has to change in a child process."""

    def after_fork(self) -> None:
        """Called in the child, which has one thread, before anything else runs there."""
        ...


_forkables: Final[WeakSet[Any]] = WeakSet()
_inherited: Final[list[object]] = []


def call_after_fork(what: Forkable) -> None:
    """Tell this object in every child process that is forked from now on, as long as it lives."""
    _forkables.add(what)


def keep_inherited(what: object) -> None:
    """Keep what a child got from its parent, such as open sockets, from being finalized: the parent still uses it."""
    _inherited.append(what)


def _in_the_child() -> None:
    for what in list(_forkables):
        what.after_fork()


if hasattr(os, "register_at_fork"):  # Windows cannot fork
    os.register_at_fork(after_in_child=_in_the_child)


def running_loop() -> asyncio.AbstractEventLoop:
    """The event loop that this runs in.

    Raises:
        EventLoopError: there is none, or it is not asyncio's.
    """
    try:
        library = sniffio.current_async_library()
    except sniffio.AsyncLibraryNotFoundError:
        raise EventLoopError(message="async clients need a running asyncio event loop") from None
    if library != "asyncio":
        raise EventLoopError(message=f"async clients run under asyncio, not under {library}")
    return asyncio.get_running_loop()


def current_loop() -> asyncio.AbstractEventLoop | None:
    """The event loop of asyncio that this runs in, if any."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def warn_left_open(who: str, source: object) -> None:
    """Warn that something with open connections goes away.

    Args:
        who: its name.
        source: itself, so that tracemalloc can tell where it was made.
    """
    if not sys.is_finalizing():
        message = f"a client of {who} was left open; use it in a with block, or close it"
        warnings.warn(message, ResourceWarning, stacklevel=2, source=source)
