"""What the sync and the async client of OpenIM share."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from attrs import evolve

from ..common.calls import BeforeSending
from ..common.deadline import NEVER, Deadline
from ..common.driver import Outcome, Pacing, Run, Step, Steps
from ..common.environment import required
from ..common.exchange import Answer, Outgoing
from ..common.operation import Operation, R, RequestModel
from ..common.options import UNSET, Limits, Timeout, Unset, checked_base_url, checked_timeout
from ..common.secrets import Secret
from .credentials import Credentials, from_environment
from .login import LoginData
from .outcome import addressed
from .protocol import Headers, Prepared, interpret, new_operation_id, outgoing, prepare
from .sender import Sender

if TYPE_CHECKING:
    from ..common.error_table import ErrorTable
    from ..common.views import DryRun

DEFAULT_USER: Final = "imAdmin"
"""The administrator that a server is delivered with."""
RENEWAL: Final = 10.0
"""Seconds that a login may take while the old token still serves."""


class OpenIMBase:
    """A client without the exchange, the sleep and the tokens."""

    _user_agent: ClassVar[str] = "openim-client"

    _base_url: str
    _credentials: Credentials
    _timeout: Timeout | None
    _limits: Limits
    _pacing: Pacing
    _exchange: Any
    _tokens: Any

    @staticmethod
    def _error_table() -> ErrorTable:
        """What is known of the API's codes. To make the table takes long, and most answers are no errors."""
        from ..common.error_table import ErrorTable

        return ErrorTable()

    def _configure(self, base_url: object, credentials: Credentials, timeout: object) -> None:
        self._base_url = checked_base_url(base_url)
        self._credentials = credentials
        self._timeout = checked_timeout(timeout)

    def with_options(
        self,
        *,
        timeout: Timeout | float | Unset | None = UNSET,
        retries: int | Unset | None = UNSET,
        deadline: float | Unset | None = UNSET,
    ) -> Self:
        """A view of this client with other settings. It shares pool and token, and closing either closes both.

        Args:
            timeout: as in the constructor; None for the defaults.
            retries: as in the constructor; None for the default.
            deadline: as in the constructor; None for no limit.

        Raises:
            ValidationError: a setting is wrong.
        """
        view = object.__new__(type(self))
        view._base_url, view._credentials = self._base_url, self._credentials
        view._exchange, view._tokens, view._timeout = self._exchange, self._tokens, self._timeout
        view._pacing, view._limits = self._pacing, self._limits.changed(retries, deadline)
        if not isinstance(timeout, Unset):
            view._timeout = checked_timeout(timeout)
        return view

    def __repr__(self) -> str:
        if not hasattr(self, "_credentials"):  # seen while its constructor fails
            return f"<{type(self).__name__}>"
        return f"<{type(self).__name__} {self._base_url} {self._credentials.shown()}>"

    def _steps(self, operation: Operation[R], request: RequestModel) -> Steps[Outcome[R]]:
        deadline = self._pacing.deadline(self._limits)
        with BeforeSending(operation):
            self._exchange.ensure_usable()
            prepared = prepare(operation, request)
            token: Secret | None = None
            if operation.secured:
                token = self._tokens.at_hand() or (yield self._first_token(deadline))
        return (yield from self._attempts(prepared, token, deadline))

    def _attempts(self, prepared: Prepared[R], token: Secret | None, deadline: Deadline) -> Steps[Outcome[R]]:
        return Run(prepared.call, self._sender(prepared, token), self._limits, self._pacing, deadline).steps()

    def _sender(self, prepared: Prepared[R], token: Secret | None) -> Sender[R]:
        outgoing = partial(self._outgoing, prepared)
        return Sender(self._exchange.send, outgoing, partial(self._interpret, prepared), token, self._other_token)

    def _first_token(self, deadline: Deadline) -> Step:
        raise NotImplementedError

    def _other_token(self, refused: Secret, deadline: Deadline) -> Step:
        raise NotImplementedError

    def _outgoing(self, prepared: Prepared[R], headers: Headers, deadline: Deadline = NEVER) -> Outgoing:
        return outgoing(prepared, self._base_url, headers, self._timeout, deadline)

    def _login_steps(self, deadline: Deadline, spare: bool) -> Steps[Outcome[LoginData]]:
        """Log in; with a spare token at hand it gets one try of a few seconds, not all the time of the call."""
        request = self._credentials.login
        assert request is not None  # whoever gave a token is not asked to log in
        # An interrupted login leaves the call that needs it unsent, so there is nothing to warn of.
        prepared = evolve(prepare(request.operation, request), interrupted=None)
        limits = evolve(self._limits, retries=0) if spare else self._limits
        sender = self._sender(prepared, None)
        until = Deadline(min(deadline.at, deadline.monotonic() + RENEWAL), deadline.monotonic) if spare else deadline
        return Run(prepared.call, sender, limits, self._pacing, until).steps()

    def preview(self, operation: Operation[Any], request: RequestModel) -> DryRun:
        """The request that a call would send, with a placeholder for the token. Nothing is sent, and nobody logs in.

        Raises:
            ValidationError: the request is wrong.
        """
        from .shown import PLACEHOLDER, dry_run  # needed by few

        with BeforeSending(operation):
            headers = Headers(new_operation_id(), PLACEHOLDER if operation.secured else None)
            outgoing = self._outgoing(prepare(operation, request), headers)
            return dry_run(request, self._exchange.described(outgoing), self._credentials.secrets())

    def _interpret(self, prepared: Prepared[R], answer: Answer, headers: Headers) -> R:
        secrets = self._credentials.secrets()
        return addressed(
            interpret(prepared.operation, answer, self._error_table, headers, secrets), prepared.recipients
        )

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ, **options: Any) -> Self:
        """A client from ``OPENIM_URL``, and ``OPENIM_SECRET`` and ``OPENIM_USER_ID`` or ``OPENIM_TOKEN``.

        The user and the token may miss or be empty.

        Args:
            env: where they are looked up.
            options: arguments of the constructor. They precede the environment.

        Raises:
            ValidationError: a variable is missing or its value wrong, or there are both secret and token.
        """
        found = {
            "base_url": required(env, "OPENIM_URL", unless="base_url" in options),
            **from_environment(env, options),
            "user_id": env.get("OPENIM_USER_ID") or DEFAULT_USER,
        }
        return cls(**{**found, **options})
