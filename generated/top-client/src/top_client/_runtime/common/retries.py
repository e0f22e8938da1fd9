"""Which failed attempt may be repeated, and after how long.

An attempt is repeated only if that cannot do its work twice: it never left, or the server refused it, or its operation
bears it. And only if it may help: the error says so (`retryable`).
"""

from __future__ import annotations

import os
from collections.abc import Callable

from .define import frozen
from .errors import ApiError


def may_repeat(error: ApiError, *, resend_allowed: bool) -> bool:
    """Whether the attempt that ended in this error may be made again.

    Args:
        error: the error of this attempt alone, before it knows of earlier ones.
        resend_allowed: whether the operation bears a repetition after an unknown outcome.
    """
    if not error.retryable:
        return False
    if error.delivery == "unknown":
        return resend_allowed
    return error.delivery in ("not_sent", "refused")


def _chance() -> float:
    """A number from 0 to 1. The module `random` takes much room for a few of them."""
    return int.from_bytes(os.urandom(6), "big") / 2.0**48


@frozen(kw_only=True)
class Backoff:
    """How long to wait before an attempt is repeated."""

    base: float = 0.5
    """Seconds that the first pause lasts at most; each further one twice as long."""
    cap: float = 8.0
    """Seconds that any pause of our own choice lasts at most."""
    longest_wait: float = 60.0
    """Seconds that a server may make a call wait. If it asks for more, the caller gets the error."""
    random: Callable[[], float] = _chance
    """Gives numbers from 0 to 1: pauses are spread over their whole length, so that clients do not march in step."""

    def pause(self, error: ApiError, repeated: int) -> float | None:
        """Seconds to wait, None if the server asks for more than a call should bear.

        Args:
            error: the error of the attempt. Its `retry_after` precedes our own choice.
            repeated: how many repetitions there were before.
        """
        if error.retry_after is not None and error.retry_after > 0:
            return error.retry_after if error.retry_after <= self.longest_wait else None
        return self.random() * min(self.cap, self.base * 2.0**repeated)
