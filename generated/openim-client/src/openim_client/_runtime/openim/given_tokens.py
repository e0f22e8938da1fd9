"""Tokens that the client does not log in for: a fixed one, or those of a source of the caller's."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, NoReturn, Protocol, cast

from ..common.deadline import NEVER, Deadline, not_sent_after
from ..common.define import frozen
from ..common.errors import ApiError, ValidationError
from ..common.options import checked_callable
from ..common.secrets import Secret
from .errors import LoginError
from .login import fits_a_header
from .tokens import AsyncLogin, SyncLogin


class TokenSource(Protocol):
    """Gives tokens; it may be called by several threads at once.

    Its failure is the call's: `LoginError`, nothing was sent.
    """

    def get(self, *, refused: str | None) -> str:
        """The token for a call.

        Args:
            refused: the token that the server did not take, if it is to be replaced; None for a call's first attempt.
                The same token, given once more, ends the call.
        """
        ...


class AsyncTokenSource(Protocol):
    """As `TokenSource`, for an async client."""

    async def get(self, *, refused: str | None) -> str:
        """As `TokenSource.get`."""
        ...


class TokenFunction(Protocol):
    """A source that is a function."""

    def __call__(self, *, refused: str | None) -> str:
        """As `TokenSource.get`."""
        ...


class AsyncTokenFunction(Protocol):
    """As `TokenFunction`, for an async client."""

    async def __call__(self, *, refused: str | None) -> str:
        """As `TokenSource.get`."""
        ...


SyncSource = TokenSource | TokenFunction
AsyncSource = AsyncTokenSource | AsyncTokenFunction


def checked_token(value: object, name: str = "token") -> Secret:
    """A token that a header can carry.

    Raises:
        ValidationError: it is none. The text does not hold the value.
    """
    secret = Secret.checked(value, name)
    if not fits_a_header(secret.reveal()):
        raise ValidationError("must be printable ASCII without blanks", path=(name,))
    return secret


def checked_source(value: object) -> Callable[..., Any]:
    """The function that asks a caller's source.

    Raises:
        ValidationError: it is no source.
    """
    get = getattr(value, "get", value)
    checked_callable(get, "token_source")
    return cast("Callable[..., Any]", get)


@frozen
class SyncFixedToken:
    """One token, for better or worse."""

    fixed: Secret

    def at_hand(self) -> Secret | None:
        """It."""
        return self.fixed

    def token(self, login: SyncLogin, deadline: Deadline = NEVER) -> Secret:
        """It."""
        return self.fixed

    def renew(self, refused: Secret, login: SyncLogin, deadline: Deadline = NEVER) -> Secret | None:
        """There is no other."""
        return None


@frozen
class AsyncFixedToken:
    """One token, for better or worse."""

    fixed: Secret

    def at_hand(self) -> Secret | None:
        """It."""
        return self.fixed

    async def token(self, login: AsyncLogin, deadline: Deadline = NEVER) -> Secret:
        """It."""
        return self.fixed

    async def renew(self, refused: Secret, login: AsyncLogin, deadline: Deadline = NEVER) -> Secret | None:
        """There is no other."""
        return None


@frozen
class SyncSourceTokens:
    """Tokens of a caller's source, which is asked for each call and caches as it likes."""

    get: Callable[..., Any]

    def at_hand(self) -> Secret | None:
        """None: the source is asked for each call."""
        return None

    def token(self, login: SyncLogin, deadline: Deadline = NEVER) -> Secret:
        """What the source gives."""
        return self._ask(None)

    def renew(self, refused: Secret, login: SyncLogin, deadline: Deadline = NEVER) -> Secret | None:
        """What the source gives in place of the refused token; None if it is the same."""
        return _other(self._ask(refused), refused)

    def _ask(self, refused: Secret | None) -> Secret:
        try:
            given = self.get(refused=_revealed(refused))
        except Exception as error:
            _raise_failure(error)
        if inspect.iscoroutine(given):
            given.close()
        return _usable(given)


@frozen
class AsyncSourceTokens:
    """As `SyncSourceTokens`, with a source that is awaited."""

    get: Callable[..., Awaitable[Any]]

    def at_hand(self) -> Secret | None:
        """None: the source is asked for each call."""
        return None

    async def token(self, login: AsyncLogin, deadline: Deadline = NEVER) -> Secret:
        """What the source gives."""
        return await self._ask(None, deadline)

    async def renew(self, refused: Secret, login: AsyncLogin, deadline: Deadline = NEVER) -> Secret | None:
        """What the source gives in place of the refused token; None if it is the same."""
        return _other(await self._ask(refused, deadline), refused)

    async def _ask(self, refused: Secret | None, deadline: Deadline) -> Secret:
        async def given() -> Any:
            try:
                return await self.get(refused=_revealed(refused))
            except Exception as error:
                _raise_failure(error)

        return _usable(await not_sent_after(deadline, given))


def _revealed(refused: Secret | None) -> str | None:
    return None if refused is None else refused.reveal()


def _raise_failure(error: Exception) -> NoReturn:
    """Raise what a failure of the source means; its own text may hold anything, so only its class is shown."""
    retryable = isinstance(error, ApiError) and error.retryable
    raise LoginError(message=f"the token source failed: {type(error).__name__}", retryable=retryable) from error


def _usable(given: object) -> Secret:
    if fits_a_header(given):
        return Secret(given)
    flaw = "text that no header can carry" if isinstance(given, str) else f"{type(given).__name__}, not str"
    raise LoginError(message=f"the token source gave {flaw}", fault="caller")


def _other(given: Secret, refused: Secret) -> Secret | None:
    return None if given == refused else given
