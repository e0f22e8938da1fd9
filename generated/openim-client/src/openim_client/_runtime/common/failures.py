"""What an exchange proves that gave no whole answer."""

from __future__ import annotations

import ssl

from .collecting import OversizedError, UnpackingError
from .deadline import DeadlinePassedError
from .errors import ApiError, ClientClosedError, ConnectionFailedError, OutcomeUnknownError


class PoolFullError(Exception):
    """No connection was free in time."""


def unanswered(words: str, *, left: bool, retryable: bool, deadline_exceeded: bool) -> ApiError:
    """The error of an exchange that failed.

    Args:
        words: what went wrong.
        left: whether the request may have left.
        retryable: whether another attempt may succeed; that of a request that left may always.
        deadline_exceeded: whether the deadline ended it.
    """
    if left:
        return OutcomeUnknownError(
            message=f"the request left and no whole answer came: {words}",
            retryable=True,
            fault="network",
            deadline_exceeded=deadline_exceeded,
        )
    return ConnectionFailedError(
        message=f"nothing was sent: {words}",
        retryable=retryable,
        fault="network",
        deadline_exceeded=deadline_exceeded,
    )


def closed_meanwhile(*, left: bool) -> ApiError:
    """The error of an exchange that `close()` ended.

    Args:
        left: whether the request may have left.
    """
    if left:
        return OutcomeUnknownError(message="the request left, and the client was closed before the answer came")
    return ClientClosedError(message="the client was closed before the request left")


def is_ours(error: BaseException) -> bool:
    """Whether an error's text is known to hold nothing foreign."""
    return isinstance(error, DeadlinePassedError | OversizedError | PoolFullError | UnpackingError)


def is_certificate_error(error: BaseException) -> bool:
    """Whether the peer's certificate is the cause. It does not get better by itself."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.CertificateError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
