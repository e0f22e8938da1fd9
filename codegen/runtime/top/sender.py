"""A call of TOP as the sending loop sees it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Generic

from ..common.deadline import Deadline
from ..common.define import define
from ..common.driver import Ready, Steps
from ..common.errors import ApiError
from ..common.exchange import Answer, Outgoing
from ..common.operation import R
from .common_params import GatewayClock
from .errors import ClockSkewError


@define(eq=False, repr=False)
class Sender(Generic[R]):
    """One call: a signature for each attempt, and another one after the clock was corrected."""

    send: Callable[[Outgoing], Any]
    _outgoing: Callable[[float, Deadline], Outgoing]
    """Signs with an offset of the clock, in seconds."""
    _read: Callable[[Outgoing, Answer], R]
    _clock: GatewayClock
    _signed_with: float = 0.0
    _corrected: bool = False

    def ready(self, deadline: Deadline) -> Ready[R]:
        """The next attempt, signed by the clock as it is known now."""
        self._signed_with = self._clock.offset
        outgoing = self._outgoing(self._signed_with, deadline)
        return Ready(outgoing, partial(self._read, outgoing))

    def cure(self, error: ApiError, deadline: Deadline) -> Steps[bool | None]:
        """Correct the clock, once a call; False where the answer does not tell by how much."""
        yield from ()
        if not isinstance(error, ClockSkewError) or error.delivery != "refused":
            return None
        if self._corrected:
            return False
        self._corrected = self._clock.learn(error.headers, self._signed_with)
        return self._corrected
