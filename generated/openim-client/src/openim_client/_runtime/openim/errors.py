"""The errors that OpenIM adds to the common tree.

::

    AuthenticationError
    ├── TokenError           the server refused the token
    └── LoginError           the login that a call needed failed, so the call was not sent
    PartialDeliveryError     a message that went to some of its recipients, or to none, as the caller asked to know
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..common.errors import COMMON_ERRORS, ApiError, AuthenticationError

if TYPE_CHECKING:
    from .outcome import FailureReason


class TokenError(AuthenticationError):
    """The server refused the token before it looked at the request: expired, withdrawn or not its own."""


class LoginError(AuthenticationError):
    """The login that a call needed failed, so the call was not sent. The cause tells how it failed."""

    default_delivery = "not_sent"


class PartialDeliveryError(ApiError):
    """Not every recipient was sent the message. It is raised by `raise_for_failed()` alone, never by a call.

    Sending the request again would reach those again who have the message; send to the others, if at all.
    """

    default_delivery = "partial"

    def __init__(
        self,
        *,
        message: str,
        sent: Sequence[str] = (),
        failed: Mapping[str, FailureReason] | None = None,
        unknown: Sequence[str] = (),
        **known: Any,
    ) -> None:
        super().__init__(message=message, **known)
        self.sent = list(sent)
        """The users whose message was queued."""
        self.failed: dict[str, FailureReason] = dict(failed or {})
        """The users who failed, and why."""
        self.unknown = list(unknown)
        """The users of whom the answer says nothing."""


OPENIM_ERRORS: Mapping[str, type[ApiError]] = {
    **COMMON_ERRORS,
    "TokenError": TokenError,
    "LoginError": LoginError,
}
"""The classes that OpenIM's error table may name."""
