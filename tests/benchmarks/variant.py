"""What every variant looks like to the worker that measures it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import Final

AsyncCall = Callable[[], Awaitable[object]]
SyncCall = Callable[[], object]
AsyncVariant = Callable[[str, int], AbstractAsyncContextManager[AsyncCall]]
"""Takes the server's address, and how many tasks are going to call."""
SyncVariant = Callable[[str], AbstractContextManager[SyncCall]]

USERS: Final = [f"user{number}" for number in range(5)]
"""Who get the message of a call."""
