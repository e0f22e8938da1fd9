"""The errors that OpenIM adds to the common tree.

::

    AuthenticationError
    ├── TokenError    the server refused the token
    └── LoginError    the login that a call needed failed, so the call was not sent
"""

from __future__ import annotations

from collections.abc import Mapping

from ..common.errors import COMMON_ERRORS, ApiError, AuthenticationError


class TokenError(AuthenticationError):
    """The server refused the token before it looked at the request: expired, withdrawn or not its own."""


class LoginError(AuthenticationError):
    """The login that a call needed failed, so the call was not sent. The cause tells how it failed."""

    default_delivery = "not_sent"


OPENIM_ERRORS: Mapping[str, type[ApiError]] = {
    **COMMON_ERRORS,
    "TokenError": TokenError,
    "LoginError": LoginError,
}
"""The classes that OpenIM's error table may name."""
