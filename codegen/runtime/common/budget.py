"""What a client may spend on repetitions, so that an outage does not multiply its load."""

from __future__ import annotations

from collections import deque
from itertools import count, repeat
from typing import Final

CAPACITY: Final = 100
"""Repetitions in a row without a success between them, over all calls of a client."""
SUCCESSES_A_TOKEN: Final = 10
"""Successes that pay for one repetition: in the long run load grows by a tenth at most."""


class RetryBudget:
    """A bucket of tokens: a repetition takes one, successes put them back.

    The rule is that of gRPC (proposal A6, retry throttling) and of the AWS SDKs' standard mode. It has no lock: its
    steps are atomic, and a process that forks while one is taken finds it usable.
    """

    def __init__(self, capacity: int = CAPACITY, successes_a_token: int = SUCCESSES_A_TOKEN) -> None:
        """A full bucket.

        Args:
            capacity: how many tokens it holds.
            successes_a_token: how many successes put one back.
        """
        self._tokens: deque[None] = deque(repeat(None, capacity), maxlen=capacity)
        self._successes = count(1)
        self._successes_a_token = successes_a_token

    def take(self) -> bool:
        """Whether there was a token. It is gone now."""
        try:
            self._tokens.pop()
        except IndexError:
            return False
        return True

    def succeeded(self) -> None:
        """Note an attempt that succeeded."""
        if next(self._successes) % self._successes_a_token == 0:
            self._tokens.append(None)

    @property
    def left(self) -> int:
        """Tokens in the bucket."""
        return len(self._tokens)
