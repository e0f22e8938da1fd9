"""The sending loop of all clients: attempts, pauses and cures until a call has its outcome.

It is a generator of steps. A step is a function without arguments: the sync half calls it, the async half awaits what
it returns. So both halves run the same loop, and differ in the exchange, the sleep and the token source alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from attrs import Factory

from .answers import text
from .budget import RetryBudget
from .calls import Call
from .deadline import Deadline
from .define import define, frozen
from .errors import ApiError, Attempt, Delivery
from .exchange import Answer, Outgoing
from .observe import AttemptInfo, Observer
from .operation import R
from .options import Limits
from .retries import Backoff, may_repeat

T = TypeVar("T")
Step = Callable[[], Any]
"""What the halves do differently: gives its result, or in the async half an awaitable of it."""
Steps = Generator[Step, Any, T]


@frozen(kw_only=True)
class Pacing:
    """What the calls of a client, and of its views, share of the loop."""

    sleep: Callable[[float], Any]
    """`time.sleep` or `asyncio.sleep`."""
    observer: Observer = Factory(Observer)
    budget: RetryBudget = Factory(RetryBudget)
    backoff: Backoff = Factory(Backoff)
    monotonic: Callable[[], float] = time.monotonic
    """The clock for durations, in seconds."""

    def deadline(self, limits: Limits) -> Deadline:
        """The deadline of a call that begins now."""
        return Deadline.after(limits.deadline, self.monotonic)


@define
class Ready(Generic[R]):
    """One attempt, ready to be made: signed anew, or with an operationID of its own."""

    outgoing: Outgoing
    read: Callable[[Answer], R]
    """Gives the answer's result or raises what the answer proves."""
    request_id: str | None = None
    """The id that the attempt bears, where the client chooses it."""


@define
class Outcome(Generic[R]):
    """What became of a call that succeeded."""

    result: R
    answer: Answer
    attempts: tuple[Attempt, ...]
    """Each exchange of the call, oldest first. One that is ``unknown`` may have taken effect besides the last."""


class Sender(Protocol[R]):
    """What an API knows of a call."""

    def send(self, outgoing: Outgoing, /) -> Any:
        """Exchange it for an answer, or in the async half for an awaitable of one."""
        ...

    def ready(self, deadline: Deadline, /) -> Ready[R]:
        """The next attempt."""
        ...

    def cure(self, error: ApiError, deadline: Deadline, /) -> Steps[bool | None]:
        """Remove the cause of an error, such as a token that ran out.

        True: removed, so the attempt is made again at once. False: it needs a cure and there is none, so no pause helps
        either. None: the error is of another kind.
        """
        ...


@define(eq=False, repr=False)
class Run(Generic[R]):
    """One call on its way."""

    call: Call
    sender: Sender[R]
    limits: Limits
    pacing: Pacing
    deadline: Deadline
    _attempts: list[Attempt] = Factory(list[Attempt])
    _repeated: int = 0
    _request_id: str | None = None
    """Of the last attempt."""
    _logged: int = 0
    """Of how many attempts there is a record."""
    _warning: str | None = None

    def steps(self) -> Steps[Outcome[R]]:
        """Make attempts until one succeeds or none may follow.

        Raises:
            ApiError: the last one's, with all attempts and the worst that they prove.
        """
        try:
            while True:
                try:
                    return (yield from self._attempt())
                except ApiError as error:
                    yield from self._recover(error)
        except Exception:
            raise
        except BaseException as error:
            self._warn(error)
            raise

    def _attempt(self) -> Steps[Outcome[R]]:
        ready = self.sender.ready(self.deadline)
        self._warning = ready.outgoing.interrupted
        started, answered = self.pacing.monotonic(), False
        try:
            answer: Answer = yield partial(self.sender.send, ready.outgoing)
            answered = True
            result = ready.read(answer)
        except ApiError as error:
            if error.request_id is None and error.delivery == "unknown":
                error.request_id = ready.request_id
            self._note(started, error.delivery, error.code, error.request_id)
            raise
        except BaseException as error:
            self._interrupted(started, error, ready, answered=answered)
            raise
        request_id = ready.request_id or text(getattr(result, "request_id", None))
        self._note(started, _delivery_of(result), None, request_id)
        self._log()
        self.pacing.budget.succeeded()
        return Outcome(result, answer, tuple(self._attempts))

    def _recover(self, error: ApiError) -> Steps[None]:
        """Do what has to be done before another attempt; raise the error if none may follow."""
        try:
            if self.deadline.passed and error.status is None:
                error.deadline_exceeded = True
            cured = None if self.deadline.passed else (yield from self.sender.cure(error, self.deadline))
        except ApiError as failure:
            self._log()
            raise self._final(failure) from error
        pause = self._pause(error) if cured is None else 0.0 if cured else None
        self._log(pause=pause)
        if pause is None:
            raise self._final(error)
        if not cured:
            self._repeated += 1
            yield partial(self.pacing.sleep, pause)

    def _pause(self, error: ApiError) -> float | None:
        """Seconds until the next attempt; None if none may follow."""
        if self._repeated >= self.limits.retries:
            return None
        if not may_repeat(error, resend_allowed=self.call.resend_allowed):
            return None
        pause = self.pacing.backoff.pause(error, self._repeated)
        if pause is None:
            return None
        if pause >= self.deadline.left():
            error.deadline_exceeded = True
            return None
        return pause if self.pacing.budget.take() else None

    def _final(self, error: ApiError) -> ApiError:
        """The error as the caller gets it. One unknown attempt leaves the call unknown, whatever came after it."""
        error.operation = self.call.operation
        error.attempts = tuple(self._attempts)
        if "unknown" in (error.delivery, *(attempt.delivery for attempt in self._attempts)):
            error.delivery = "unknown"
            error.resend_is_safe = self.call.resend_allowed
        return error

    def _interrupted(self, started: float, error: BaseException, ready: Ready[R], *, answered: bool) -> None:
        """Note an attempt that a cancellation or the like ended; the exchange warned of it if the request was gone."""
        left = answered or self._warning in getattr(error, "__notes__", ())
        self._note(started, "unknown" if left else "not_sent", None, ready.request_id)
        self._log(interrupted=True)

    def _warn(self, error: BaseException) -> None:
        """Let a cancellation, whenever it comes, tell of earlier attempts that may have taken effect."""
        unknown = "unknown" in [attempt.delivery for attempt in self._attempts]
        if unknown and self._warning and self._warning not in getattr(error, "__notes__", ()):
            error.add_note(self._warning)

    def _note(self, started: float, delivery: Delivery, code: int | None, request_id: str | None) -> None:
        elapsed = self.pacing.monotonic() - started
        self._attempts.append(Attempt(code, delivery, elapsed))
        self._request_id = request_id
        if self.pacing.observer.hook is not None:
            self.pacing.observer.call_hook(self._info())

    def _info(self) -> AttemptInfo:
        """What is told of the last attempt; few listen."""
        last = self._attempts[-1]
        return AttemptInfo(
            operation=self.call.operation,
            attempt=len(self._attempts),
            elapsed=last.elapsed,
            delivery=last.delivery,
            code=last.code,
            request_id=self._request_id,
        )

    def _log(self, *, pause: float | None = None, interrupted: bool = False) -> None:
        """Write the record of the last attempt, now that it is known what follows."""
        if self._logged < len(self._attempts):
            self._logged = len(self._attempts)
            unknown = self._attempts[-1].delivery == "unknown"
            if self.pacing.observer.writes(warning=unknown or pause is not None):
                self.pacing.observer.log(self._info(), pause=pause, interrupted=interrupted)


def _delivery_of(result: object) -> Delivery:
    """What became of a request that was answered with yes: results for many recipients know better."""
    if not hasattr(type(result), "delivery"):  # the class is asked: for what answers lack they make an error
        return "accepted"
    said: object = getattr(result, "delivery", None)
    return said if said in ("partial", "unknown") else "accepted"


def run(steps: Steps[T]) -> T:
    """Do the steps of a sync call."""
    try:
        step = next(steps)
        while True:
            try:
                reply = step()
            except BaseException as error:
                step = steps.throw(error)
            else:
                step = steps.send(reply)
    except StopIteration as done:
        value: T = done.value
        return value


async def run_async(steps: Steps[T]) -> T:
    """Do the steps of an async call."""
    try:
        step = next(steps)
        while True:
            try:
                reply = await step()
            except BaseException as error:
                step = steps.throw(error)
            else:
                step = steps.send(reply)
    except StopIteration as done:
        value: T = done.value
        return value
