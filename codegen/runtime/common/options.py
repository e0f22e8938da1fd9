"""Settings of a client, checked when they are given."""

from __future__ import annotations

import enum
from typing import Final, Literal
from urllib.parse import urlsplit

from .define import frozen
from .errors import ValidationError
from .numbers import is_finite

TransportName = Literal["httpx", "httptools"]
"""What carries requests: ``httpx`` is always there, ``httptools`` comes with the extra ``fast``."""


class Unset(enum.Enum):
    """The type of a parameter that was not given, where None means something."""

    UNSET = "UNSET"


UNSET: Final = Unset.UNSET


READ: Final = 30.0
"""Seconds between two pieces of an answer, by default."""


@frozen(kw_only=True)
class Timeout:
    """Seconds that each part of an exchange may take; None for no limit."""

    connect: float | None = 10.0
    """To connect, TLS included."""
    read: float | None = READ
    """Between two pieces of the answer."""
    write: float | None = 30.0
    """To hand over one piece of the request."""
    pool: float | None = None
    """To wait for a connection of the pool. A busy client waits rather than fails."""

    def __attrs_post_init__(self) -> None:
        for name in ("connect", "read", "write", "pool"):
            checked_seconds(getattr(self, name), f"timeout.{name}")


DEFAULT_RETRIES: Final = 2
"""How often an attempt that failed is repeated, where that is safe and may help."""
DEFAULT_DEADLINE: Final = 120.0
"""Seconds that a call may take."""


@frozen(kw_only=True)
class Limits:
    """How much a call may try."""

    retries: int = DEFAULT_RETRIES
    """Further attempts after the first; those after a corrected clock or a renewed token do not count."""
    deadline: float | None = DEFAULT_DEADLINE
    """Seconds for all of a call: queueing, login, attempts and pauses; None for no limit."""

    def changed(self, retries: int | Unset | None, deadline: float | Unset | None) -> Limits:
        """These limits with those that a caller gave.

        Args:
            retries: None for the default.
            deadline: None for no limit.

        Raises:
            ValidationError: one is wrong.
        """
        return Limits(
            retries=self.retries if isinstance(retries, Unset) else checked_retries(retries),
            deadline=self.deadline if isinstance(deadline, Unset) else checked_seconds(deadline, "deadline"),
        )


def checked_retries(value: object) -> int:
    """A number of further attempts; None stands for the default.

    Raises:
        ValidationError: it is no integer, or negative.
    """
    if value is None:
        return DEFAULT_RETRIES
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValidationError(f"int expected, not {type(value).__name__}", path=("retries",))
    if value < 0:
        raise ValidationError("must not be negative; 0 means one attempt", path=("retries",))
    return value


def checked_timeout(value: object) -> Timeout | None:
    """The time-outs that a caller gave: one number stands for connect, read and write.

    Raises:
        ValidationError: a number is not positive and finite, or the type is wrong.
    """
    if value is None or isinstance(value, Timeout):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = checked_seconds(value, "timeout")
        return Timeout(connect=seconds, read=seconds, write=seconds)
    raise ValidationError(f"Timeout, seconds or None expected, not {type(value).__name__}", path=("timeout",))


def checked_seconds(value: object, name: str) -> float | None:
    """A positive, finite number of seconds, or None.

    Raises:
        ValidationError: it is something else.
    """
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValidationError(f"seconds expected, not {type(value).__name__}", path=(name,))
    if not (is_finite(value) and value > 0):
        raise ValidationError("must be positive and finite; None means no limit", path=(name,))
    return float(value)


def checked_base_url(value: object, name: str = "base_url") -> str:
    """An http or https address without query, fragment or user, and without a slash at its end.

    Raises:
        ValidationError: it is something else. The text does not hold the value.
    """
    if not isinstance(value, str):
        raise ValidationError(f"str expected, not {type(value).__name__}", path=(name,))
    flaw = _url_flaw(value)
    if flaw is not None:
        raise ValidationError(flaw, path=(name,))
    return value.rstrip("/")


def checked_callable(value: object, name: str) -> None:
    """Refuse what cannot be called.

    Raises:
        ValidationError: naming the parameter.
    """
    if not callable(value):
        raise ValidationError(f"a callable expected, not {type(value).__name__}", path=(name,))


def _url_flaw(value: str) -> str | None:
    if any(char.isspace() or not char.isprintable() for char in value):
        return "must not hold white space"
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "must be an http or https address"
    if parts.scheme not in ("http", "https") or not host or port == 0:
        return "must be an http or https address, such as https://example.com"
    if "?" in value or "#" in value:
        return "must not have a query or a fragment"
    if "@" in parts.netloc:
        return "must not name a user; credentials are parameters of their own"
    return None


DEFAULT_TIMEOUT: Final = Timeout()
"""Where neither the caller nor the caller's http_client says anything."""
