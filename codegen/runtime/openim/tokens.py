"""Where a call gets its token: from a login, from the caller once and for all, or from a source of the caller's.

All of them answer two questions. `token`: with what to make the first attempt. `renew`: with what to replace a token
that the server refused; None if there is nothing else.
"""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from typing import Protocol

from ..common.deadline import NEVER, Deadline, not_sent_after, token_overdue
from ..common.define import frozen
from ..common.errors import ApiError
from ..common.loops import asyncio
from ..common.secrets import Secret
from .login import LoginData
from .token_cache import TokenCache

SyncLogin = Callable[[bool], LoginData]
"""Logs in. It raises ApiError if that fails, and keeps to the deadline of its call.

It is told whether calls can go on without it, so that a try that fails should be a short one.
"""
AsyncLogin = Callable[[bool], Awaitable[LoginData]]
"""The same for tasks."""


class SyncTokens(Protocol):
    """The tokens of a sync client."""

    def at_hand(self) -> Secret | None:
        """The token, where nothing has to be waited for; None where `token` has to be asked."""
        ...

    def token(self, login: SyncLogin, deadline: Deadline = NEVER) -> Secret:
        """The token for a call's first attempt.

        Args:
            login: what to do if there is none.
            deadline: until when to wait for another caller's login.

        Raises:
            LoginError: there is none to be had. The call was not sent.
            ConnectionFailedError: the deadline passed first. The call was not sent.
        """
        ...

    def renew(self, refused: Secret, login: SyncLogin, deadline: Deadline = NEVER) -> Secret | None:
        """Another token in place of one that the server refused, as `token`; None if there is no other.

        Args:
            refused: the very object that `token` or `renew` gave. Callers that were refused with the same one share
                one renewal; if it is replaced already, they get the newer one.
            login: as in `token`.
            deadline: as in `token`.
        """
        ...


class AsyncTokens(Protocol):
    """The tokens of an async client, as `SyncTokens`."""

    def at_hand(self) -> Secret | None:
        """The token, where nothing has to be waited for; None where `token` has to be asked."""
        ...

    async def token(self, login: AsyncLogin, deadline: Deadline = NEVER) -> Secret:
        """As `SyncTokens.token`."""
        ...

    async def renew(self, refused: Secret, login: AsyncLogin, deadline: Deadline = NEVER) -> Secret | None:
        """As `SyncTokens.renew`."""
        ...


@frozen
class SyncLoginTokens:
    """Tokens that the client gets by logging in: one login for all threads."""

    cache: TokenCache

    def at_hand(self) -> Secret | None:
        """A fresh one."""
        return self.cache.fresh()

    def token(self, login: SyncLogin, deadline: Deadline = NEVER) -> Secret:
        """The token; one caller logs in, and the others wait where they have none to go on with."""
        token = self.cache.fresh()
        while token is None:
            token = self._turn(login, deadline)
        return token

    def renew(self, refused: Secret, login: SyncLogin, deadline: Deadline = NEVER) -> Secret | None:
        """A newer token than the refused one, after a login if there is none."""
        self.cache.forget(refused)
        return self.token(login, deadline)

    def _turn(self, login: SyncLogin, deadline: Deadline) -> Secret | None:
        me = threading.get_ident()
        with self.cache.turn(me) as found:
            if isinstance(found, Secret):
                return found
            if found.leader != me:
                if not found.done.wait(min(deadline.left(), threading.TIMEOUT_MAX)):
                    raise token_overdue()
                return found.outcome()
            asked_at = self.cache.now()
            try:
                return self.cache.succeeded(found, login(self.cache.usable() is not None), asked_at)
            except ApiError as error:
                spare = self.cache.failed(found, error)
                if spare is None:
                    raise
                return spare


@frozen
class AsyncLoginTokens:
    """Tokens that the client gets by logging in: one login for all tasks."""

    cache: TokenCache

    def at_hand(self) -> Secret | None:
        """A fresh one."""
        return self.cache.fresh()

    async def token(self, login: AsyncLogin, deadline: Deadline = NEVER) -> Secret:
        """The token; one caller logs in, and the others wait where they have none to go on with."""
        token = self.cache.fresh()
        while token is None:
            token = await self._turn(login, deadline)
        return token

    async def renew(self, refused: Secret, login: AsyncLogin, deadline: Deadline = NEVER) -> Secret | None:
        """A newer token than the refused one, after a login if there is none."""
        self.cache.forget(refused)
        return await self.token(login, deadline)

    async def _turn(self, login: AsyncLogin, deadline: Deadline) -> Secret | None:
        me = asyncio.current_task()
        with self.cache.turn(me) as found:
            if isinstance(found, Secret):
                return found
            if found.leader is not me:
                await not_sent_after(deadline, found.done.wait)
                return found.outcome()
            asked_at = self.cache.now()
            try:
                return self.cache.succeeded(found, await login(self.cache.usable() is not None), asked_at)
            except ApiError as error:
                spare = self.cache.failed(found, error)
                if spare is None:
                    raise
                return spare
