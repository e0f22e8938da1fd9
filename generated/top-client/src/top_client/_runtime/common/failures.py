"""What an exchange proves that gave no whole answer."""

from __future__ import annotations

import ssl

from .collecting import OversizedError, UnpackingError
from .deadline import DeadlinePassedError
from .errors import ApiError, ClientClosedError, ConnectionFailedError, OutcomeUnknownError
from .text import one_line


class PoolFullError(Exception):
    """No connection was free in time."""


class TransportError(Exception):
    """What went wrong on the way. Its subclasses are named as those of httpx. They stay inside: callers see what they
    prove."""


class ConnectError(TransportError):
    """There is no connection."""


class ConnectTimeout(TransportError):  # noqa: N818 - httpx's name
    """There was no connection in time."""


class ReadError(TransportError):
    """The connection broke."""


class ReadTimeout(TransportError):  # noqa: N818 - httpx's name
    """Nothing arrived in time."""


class WriteTimeout(TransportError):  # noqa: N818 - httpx's name
    """The peer did not take the request in time."""


class UnsupportedProtocol(TransportError):  # noqa: N818 - httpx's name
    """The address is of a kind that the client was not made for."""


class ProtocolError(TransportError):
    """Something is no HTTP. The text may quote it, as bytes."""


class LocalProtocolError(ProtocolError):
    """The request would be no HTTP."""


class RemoteProtocolError(ProtocolError):
    """The answer is no HTTP, or not all of it came."""


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


def told(error: Exception) -> tuple[str, bool]:
    """What went wrong, in words, and whether a connection may come about soon.

    Of a foreign error the class alone is told, for its text may hold anything.
    """
    if isinstance(error, TransportError):
        return words(error, protocol=isinstance(error, ProtocolError)), not is_certificate_error(error)
    return str(error) if is_ours(error) else type(error).__name__, False


def words(error: Exception, *, protocol: bool) -> str:
    """The class and the text of an error.

    Args:
        error: one of a transport.
        protocol: whether it objects to what was sent or answered, which it then quotes as bytes.
    """
    text = one_line(str(error))
    quotes = protocol and ("b'" in text or 'b"' in text)
    return f"{type(error).__name__}: {text}" if text and not quotes else type(error).__name__


def is_certificate_error(error: BaseException) -> bool:
    """Whether the peer's certificate is the cause. It does not get better by itself."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.CertificateError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
