"""What an answer proves when no envelope of the API says it, and how results are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypedDict, cast

from .errors import (
    ApiError,
    BusinessError,
    HttpStatusError,
    MalformedResponseError,
    OutcomeUnknownError,
    ThrottledError,
)
from .exchange import Answer
from .hiding import hidden_text
from .jsontext import InexactError, doubt
from .operation import Operation, R, Success
from .secrets import Secret

_UNKNOWN_CLIENT_ERRORS = frozenset({408, 499})
"""Statuses below 500 with which proxies report that they gave up waiting."""
_SECONDS = re.compile(r"\s*(\d{1,9})\s*")


class Origin(TypedDict):
    """The attributes by which an error remembers its answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def origin(answer: Answer) -> Origin:
    """The attributes of an error that comes from this answer."""
    return {"status": answer.status, "headers": answer.headers, "body": answer.body}


def status_error(answer: Answer) -> ApiError:
    """What an answer without an envelope proves: 429, 3xx and most 4xx refuse, all else is unknown."""
    status = answer.status
    wait = retry_after(answer.headers)
    known = origin(answer)
    if status == 429:
        message = "HTTP 429: too many requests"
        return ThrottledError(message=message, retryable=True, retry_after=wait, fault="account", **known)
    if 300 <= status < 500 and status not in _UNKNOWN_CLIENT_ERRORS:
        message = f"HTTP {status} without the API's envelope; is the base URL right?"
        return HttpStatusError(message=message, fault="caller", **known)
    if 200 <= status < 300:
        message = f"HTTP {status} with {_content(answer)} in place of the API's envelope"
        return MalformedResponseError(message=message, retryable=True, fault="platform", **known)
    message = f"HTTP {status} without the API's envelope"
    return OutcomeUnknownError(message=message, retryable=True, retry_after=wait, fault="platform", **known)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that a `Retry-After` header asks for (RFC 9110, 10.2.3); None without a readable one.

    Args:
        headers: names in lower case. A date counts from the answer's own `Date`, for the host's clock may be off.
    """
    value = headers.get("retry-after", "")
    seconds = _SECONDS.fullmatch(value)
    if seconds is not None:
        return float(seconds[1])
    until, sent = http_date(value), http_date(headers.get("date", ""))
    return None if until is None or sent is None else max(0.0, until - sent)


def http_date(value: str) -> float | None:
    """Seconds since 1970 of a date in a header (RFC 9110, 5.6.7); None if it cannot be read."""
    if not value:
        return None
    from datetime import UTC  # both take room, and few answers are read for their dates
    from email.utils import parsedate_to_datetime

    try:
        found = parsedate_to_datetime(value)
        # Without a zone it is UTC all the same; `timestamp()` would take it for the host's.
        return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def check_success(
    success: Success | None, payload: object, answer: Answer, secrets: Iterable[Secret | None] = ()
) -> None:
    """Raise what the answer's success member proves, unless it says yes.

    Args:
        success: where the answer says yes or no.
        payload: the part of the answer that holds the result.
        answer: the whole of it.
        secrets: what must not show where the server repeats it.

    Raises:
        BusinessError: it says no.
        MalformedResponseError: it is missing, null or neither true nor false.
    """
    if success is None:
        return
    siblings, value = _member(payload, success.member)
    said = _as_bool(value)
    if said is False:
        raise _no(success, siblings, answer, secrets)
    if said is None:
        name = ".".join(success.member)
        raise MalformedResponseError(
            message=f"the answer does not say whether it succeeded: {name} is missing, null or no boolean",
            delivery=success.when_absent,
            fault="platform",
            **origin(answer),
        )


def load_result(operation: Operation[R], payload: object, answer: Answer) -> R:
    """The typed result of an answer that said yes.

    Raises:
        MalformedResponseError: accepted, for the result cannot be read.
    """
    try:
        if not isinstance(payload, Mapping):
            raise TypeError(f"object expected, not {type(payload).__name__}")
        return operation.load_result().from_dict(payload)
    except InexactError:
        raise
    except Exception as error:
        payload = None  # it may hold a token, and some traceback printers show local variables
        message = f"the request was done, but its result cannot be read: {type(error).__name__}"
        failure = MalformedResponseError(message=message, delivery="accepted", fault="platform", **origin(answer))
        raise failure from error


def text(value: object) -> str | None:
    """A text of an envelope; numbers are written out, None and anything else is None."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        doubt()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def integer(value: object) -> int | None:
    """A code of an envelope, also where it is sent as text; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,18}", value.strip()):
        return int(value)
    if isinstance(value, float):
        doubt()
    return None


def as_object(value: object) -> dict[str, Any] | None:
    """A JSON object, or None."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def _member(payload: object, path: tuple[str, ...]) -> tuple[dict[str, Any], object]:
    """The object that holds a member, and the member."""
    holder: dict[str, Any] = {}
    value = payload
    for name in path:
        holder = as_object(value) or {}
        value = holder.get(name)
    return holder, value


def _as_bool(value: object) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return value if isinstance(value, bool) else None


def _no(
    success: Success, siblings: Mapping[str, Any], answer: Answer, secrets: Iterable[Secret | None]
) -> BusinessError:
    """The refusal, with the code and the words that such answers carry beside their flag."""
    given = text(siblings.get("error_msg"))
    words = hidden_text(given, secrets) if given else given
    return BusinessError(
        message=words or f"{'.'.join(success.member)} is false",
        delivery=success.when_false,
        sub_code=text(siblings.get("error_code")),
        vendor_message=words,
        meaning="The API says that it did not do what was asked.",
        **origin(answer),
    )


def _content(answer: Answer) -> Literal["an empty body", "HTML", "something else"]:
    start = answer.body[:512].lstrip().lower()
    if not start:
        return "an empty body"
    return "HTML" if start.startswith((b"<!doctype html", b"<html")) else "something else"
