"""The errors that TOP adds to the common tree.

::

    AuthenticationError
    ├── SessionError      the user's session is missing, wrong or expired
    └── ClockSkewError    the timestamp is missing or too far from the gateway's clock
"""

from __future__ import annotations

from collections.abc import Mapping

from ..common.errors import COMMON_ERRORS, ApiError, AuthenticationError


class SessionError(AuthenticationError):
    """The user's session is missing, wrong or expired: let the user authorise the application again."""


class ClockSkewError(AuthenticationError):
    """The timestamp is missing, or more than ten minutes from the gateway's clock."""


TOP_ERRORS: Mapping[str, type[ApiError]] = {
    **COMMON_ERRORS,
    "SessionError": SessionError,
    "ClockSkewError": ClockSkewError,
}
"""The classes that TOP's error table may name."""
