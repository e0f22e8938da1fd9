"""Time in the hands of a test: sleeping is noted and takes no time, and the dice show what the test wants."""

from __future__ import annotations

from typing import Any

from attrs import define, evolve, field

from codegen.runtime.common.budget import RetryBudget
from codegen.runtime.common.retries import Backoff

from .samples import Caller


@define
class Pauses:
    """The pauses of a client."""

    slept: list[float] = field(factory=list[float])
    """Seconds, one item a pause."""
    now: float = 0.0
    """What the clock for durations shows. Pauses move it on."""

    def sleep(self, seconds: float) -> None:
        """Note a pause of the sync half."""
        self.slept.append(seconds)
        self.now += seconds

    async def sleep_async(self, seconds: float) -> None:
        """Note a pause of the async half."""
        self.sleep(seconds)


def paced(call: Caller, *, dice: float = 1.0, budget: RetryBudget | None = None, fake_clock: bool = False) -> Pauses:
    """Let a client pause in no time.

    Args:
        call: the client.
        dice: what stands for the random number: 1 makes every pause as long as it may be.
        budget: in place of the client's own.
        fake_clock: whether durations are measured by the pauses alone.
    """
    pauses = Pauses()
    sleep: Any = pauses.sleep if call.half == "sync" else pauses.sleep_async
    pacing = evolve(call.client._pacing, sleep=sleep, backoff=Backoff(random=lambda: dice))
    if budget is not None:
        pacing = evolve(pacing, budget=budget)
    if fake_clock:
        pacing = evolve(pacing, monotonic=lambda: pauses.now)
    call.client._pacing = pacing
    return pauses
