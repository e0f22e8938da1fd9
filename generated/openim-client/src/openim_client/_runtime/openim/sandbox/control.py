"""The switches of the OpenIM sandbox."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from ...common.sandbox.control import KEPT, Clock, Control
from .tokens import Tokens

SECRET: Final = "openIM123"
ADMIN: Final = "imAdmin"
LIFETIME: Final = 90 * 24 * 3600
"""How long the server's tokens are valid unless configured otherwise, in seconds."""


class OpenIMControl(Control):
    """What the sandbox accepted, who is registered, and the tokens it issued."""

    def __init__(
        self,
        *,
        secret: str = SECRET,
        admins: Sequence[str] = (ADMIN,),
        users: Sequence[str] | None = None,
        expire_time_seconds: int = LIFETIME,
        echo_token: bool = True,
        clock: Clock = time.time,
        keep: int = KEPT,
    ) -> None:
        super().__init__(clock=clock, keep=keep)
        self.secret = secret
        self.admins = tuple(admins)
        self.users = None if users is None else tuple(users)
        self.tokens = Tokens(secret, lifetime=expire_time_seconds, echo=echo_token, clock=clock)
        self.logins = 0
        """How many requests for a token came in since the last reset, successful or not."""

    def is_registered(self, user_id: str) -> bool:
        """Tell whether a user exists; without a list of users everybody does."""
        return self.users is None or user_id in {*self.admins, *self.users}

    def everybody(self, sender: str) -> list[str]:
        """All registered users, administrators and a registered sender included."""
        known = [sender] if self.is_registered(sender) else []
        return list(dict.fromkeys([*self.admins, *known, *(self.users or ())]))

    def expire_tokens(self) -> None:
        """Let every token issued so far run out now (code 1501)."""
        self.tokens.mark_all("expired")

    def kick(self) -> None:
        """Kick every token issued so far (code 1506)."""
        self.tokens.mark_all("kicked")

    def forget_tokens(self) -> None:
        """Forget every token issued so far (code 1507)."""
        self.tokens.forget_all()

    def issue_token(self, user_id: str) -> str:
        """Make a token for any user; calls with that of an ordinary user are refused with code 1002."""
        return self.tokens.issue(user_id)

    def reset(self) -> None:
        """Forget what was accepted, the queued answers and the count of logins; tokens stay as they are."""
        super().reset()
        self.logins = 0
