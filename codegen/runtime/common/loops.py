"""`asyncio`, imported when something of it is first used: that takes as long as half of the client, and threads need
none of it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio as asyncio
else:

    class _Asyncio:
        def __getattr__(self, name):
            value = self.__dict__[name] = getattr(import_module("asyncio"), name)
            return value

    asyncio = _Asyncio()
