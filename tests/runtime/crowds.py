"""Many callers of one token, threads or tasks, and a login that a test holds and lets go."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Literal

from attrs import define, field

from codegen.runtime.common.errors import ApiError
from codegen.runtime.common.secrets import Secret
from codegen.runtime.openim.login import LoginData, login_error
from codegen.runtime.openim.token_cache import TokenCache
from codegen.runtime.openim.tokens import AsyncLoginTokens, SyncLoginTokens

from .samples import NOW, Half

LIMIT = 10.0
"""Seconds after which a test calls it a deadlock."""


@define
class Login:
    """A login that counts, waits until it is let go, and gives what the test says."""

    free: bool = True
    lifetime: float = 1000
    failures: list[BaseException] = field(factory=list[BaseException])
    """What the next logins raise."""
    count: int = 0
    spares: list[bool] = field(factory=list[bool])
    lock: threading.Lock = field(factory=threading.Lock)

    def _begin(self, spare: bool) -> int:
        with self.lock:
            self.count += 1
            self.spares.append(spare)
            return self.count

    def _end(self, number: int) -> LoginData:
        if self.failures:
            failure = self.failures.pop(0)
            if isinstance(failure, ApiError):
                raise login_error(failure) from failure
            raise failure
        return LoginData(Secret(f"t{number}"), self.lifetime)

    def sync(self, spare: bool) -> LoginData:
        """For threads."""
        number, until = self._begin(spare), time.monotonic() + LIMIT
        while not self.free and time.monotonic() < until:
            time.sleep(0.001)
        return self._end(number)

    async def tasks(self, spare: bool) -> LoginData:
        """For tasks."""
        number = self._begin(spare)
        while not self.free:
            await asyncio.sleep(0.001)
        return self._end(number)


class Crowd:
    """Callers of one token."""

    def __init__(self, half: Half) -> None:
        self.half = half
        self.time = NOW
        self.login = Login()
        self.waits = 0
        self._expected = 0
        self.cache = TokenCache(lambda: self.time, self._event)
        self._sync, self._tasks = SyncLoginTokens(self.cache), AsyncLoginTokens(self.cache)
        self._threads = ThreadPoolExecutor(128)

    def token(self, *deadline: Any) -> asyncio.Future[Secret]:
        """A caller begins."""
        if self.half == "sync":
            return self._in_thread(self._sync.token, self.login.sync, *deadline)
        return asyncio.ensure_future(self._tasks.token(self.login.tasks, *deadline))

    def renew(self, refused: Secret) -> asyncio.Future[Secret | None]:
        """A caller whose token was refused."""
        if self.half == "sync":
            return self._in_thread(self._sync.renew, refused, self.login.sync)
        return asyncio.ensure_future(self._tasks.renew(refused, self.login.tasks))

    async def held(self, callers: int) -> list[asyncio.Future[Secret]]:
        """So many callers of whom one is in the login, which is held."""
        self.login.free = False
        logins = self.login.count + 1
        begun = [self.token() for _ in range(callers)]
        await self.settled(callers - 1, logins)
        return begun

    async def settled(self, waiters: int = 0, logins: int = 0) -> None:
        """Time enough for so many more to wait for another one's login, and for that many logins to have begun."""
        self._expected += waiters
        async with asyncio.timeout(LIMIT):
            while self.waits < self._expected or self.login.count < logins:
                await asyncio.sleep(0.001)
        await asyncio.sleep(0.02)
        self._expected = self.waits

    def _event(self) -> Any:
        """An event that counts who waits for it."""
        crowd = self
        if self.half == "sync":

            class ForThreads(threading.Event):
                def wait(self, timeout: float | None = None) -> bool:
                    with crowd.login.lock:
                        crowd.waits += 1
                    return super().wait(timeout)

            return ForThreads()

        class ForTasks(asyncio.Event):
            async def wait(self) -> Literal[True]:
                crowd.waits += 1
                return await super().wait()

        return ForTasks()

    def _in_thread(self, function: Callable[..., Any], *arguments: Any) -> asyncio.Future[Any]:
        return asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)

    async def __aenter__(self) -> Crowd:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.login.free = True
        self._threads.shutdown(wait=False, cancel_futures=True)


async def revealed(callers: Sequence[Awaitable[object]]) -> list[Any]:
    """The tokens, or the exceptions, of all of them, within the time limit."""
    async with asyncio.timeout(LIMIT):
        found = await asyncio.gather(*callers, return_exceptions=True)
    return [item.reveal() if isinstance(item, Secret) else item for item in found]


async def cancelled(caller: asyncio.Future[Any]) -> None:
    """Cancel a task and wait for its end."""
    caller.cancel()
    with suppress(asyncio.CancelledError):
        await caller
