"""What a client may be given to get tokens with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import field

from ..common.define import frozen
from ..common.environment import required
from ..common.errors import ValidationError
from ..common.loops import asyncio
from ..common.options import checked_callable
from ..common.secrets import Secret, checked_text
from .given_tokens import (
    AsyncFixedToken,
    AsyncSourceTokens,
    SyncFixedToken,
    SyncSourceTokens,
    checked_source,
    checked_token,
)
from .login import LoginRequest, checked_method
from .token_cache import TokenCache
from .tokens import AsyncLoginTokens, AsyncTokens, SyncLoginTokens, SyncTokens

_KINDS = ("secret", "token", "token_source")


@frozen
class Credentials:
    """One of three: a secret to log in with, a fixed token, or a source of tokens."""

    login: LoginRequest | None = None
    token: Secret | None = None
    source: Callable[..., Any] | None = field(default=None, repr=False)

    @classmethod
    def checked(cls, secret: object, token: object, token_source: object, user_id: object, login: object) -> Self:
        """The credentials of what a caller gave.

        Raises:
            ValidationError: an argument is wrong, or there is not exactly one of the first three.
        """
        if [secret, token, token_source].count(None) != len(_KINDS) - 1:
            raise ValidationError("exactly one of secret, token and token_source is needed")
        user, method = checked_text(user_id, "user_id"), checked_method(login)
        if secret is not None:
            return cls(login=LoginRequest(Secret.checked(secret, "secret"), user, method))
        return cls(token=checked_token(token)) if token is not None else cls(source=checked_source(token_source))

    def secrets(self) -> tuple[Secret, ...]:
        """What must not show where the server repeats it."""
        known = (None if self.login is None else self.login.secret, self.token)
        return tuple(secret for secret in known if secret is not None)

    def shown(self) -> str:
        """How the repr of a client tells them."""
        if self.login is not None:
            return f"user_id={self.login.user_id!r}"
        return "token=***" if self.token is not None else "token_source=..."

    def sync_tokens(self, clock: Callable[[], float]) -> SyncTokens:
        """The tokens of a sync client.

        Raises:
            ValidationError: the clock cannot be called.
        """
        checked_callable(clock, "clock")
        if self.token is not None:
            return SyncFixedToken(self.token)
        return SyncLoginTokens(TokenCache(clock)) if self.source is None else SyncSourceTokens(self.source)

    def async_tokens(self, clock: Callable[[], float]) -> AsyncTokens:
        """The tokens of an async client, as `sync_tokens`."""
        checked_callable(clock, "clock")
        if self.token is not None:
            return AsyncFixedToken(self.token)
        if self.source is not None:
            return AsyncSourceTokens(self.source)
        return AsyncLoginTokens(TokenCache(clock, asyncio.Event))


def from_environment(env: Mapping[str, str], options: Mapping[str, Any]) -> dict[str, Any]:
    """The credentials of the environment: ``OPENIM_SECRET``, or ``OPENIM_TOKEN``, which may be empty.

    Args:
        env: where they are looked up.
        options: the arguments that a caller gave. If a credential is among them, the environment's count for nothing.

    Raises:
        ValidationError: none is set, or both are.
    """
    if any(name in options for name in _KINDS):
        return {}
    token = env.get("OPENIM_TOKEN")
    if not token:
        return {"secret": required(env, "OPENIM_SECRET")}
    if "OPENIM_SECRET" in env:
        raise ValidationError("is set beside OPENIM_SECRET, and only one of them can count", path=("OPENIM_TOKEN",))
    return {"token": token}
