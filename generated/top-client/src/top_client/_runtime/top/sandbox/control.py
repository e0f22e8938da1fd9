"""The switches of the TOP sandbox."""

from __future__ import annotations

import math
import time

from ...common.sandbox.control import KEPT, Clock, Control
from .faults import GatewayError


class TopControl(Control):
    """What the sandbox accepted, and what it has been told to do."""

    def __init__(self, *, clock: Clock = time.time, keep: int = KEPT) -> None:
        super().__init__(clock=clock, keep=keep)
        self._banned_until = 0.0

    def ban(self, seconds: float) -> None:
        """Refuse all calls with code 7 for some seconds from now; 0 ends a ban."""
        self._banned_until = self.clock() + seconds

    def check_ban(self) -> None:
        """Refuse a call while a ban lasts.

        Raises:
            GatewayError: Code 7, with the seconds that are left.
        """
        left = math.ceil(self._banned_until - self.clock())
        if left > 0:
            raise GatewayError(
                7,
                sub_code="accesscontrol.limited-by-api-access-count",
                sub_msg=f"This ban will last for {left} more seconds",
            )

    def reset(self) -> None:
        """Forget what was accepted, the queued answers and the ban."""
        super().reset()
        self._banned_until = 0.0
