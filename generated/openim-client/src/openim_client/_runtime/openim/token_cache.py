"""A token, the time it lasts, and who renews it: one caller at a time, for threads and for tasks.

The first caller that finds the token's last minutes begun renews it inline, and the others go on with it until its
end. Without a usable token they wait for that one login. There is no thread and no background task, so what frees the
waiters is the end of the leader's turn, however it ends.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final, Protocol

from attrs import evolve

from ..common.define import define, frozen
from ..common.errors import ApiError
from ..common.lifecycle import call_after_fork
from ..common.secrets import Secret
from .errors import LoginError
from .login import LoginData

EARLY: Final = 300.0
"""Seconds before its end that a token is renewed."""
PAUSE: Final = 30.0
"""Seconds between two renewals in a token's last minutes, when the first one failed."""


class Event(Protocol):
    """What `threading.Event` and `asyncio.Event` share."""

    def set(self) -> None:
        """Wake those who wait."""
        ...


@frozen
class Held:
    """A token in use."""

    token: Secret
    renew_at: float
    """From when on the first caller renews it, in seconds since 1970."""
    ends_at: float
    """When the server stops taking it."""

    @classmethod
    def of(cls, login: LoginData, asked_at: float) -> Held:
        """The token of a login that was sent at this time: its lifetime began no earlier."""
        # A token of ten minutes or less would not last under the rule of five minutes: it rests for half its time.
        early = max(login.lifetime - EARLY, login.lifetime / 2)
        return cls(login.token, asked_at + early, asked_at + login.lifetime)


@define(eq=False)
class Flight:
    """One caller's turn to log in, and what the others learn of it."""

    leader: object
    """The thread or the task."""
    done: Any
    """An `Event`, set when the turn is over."""
    token: Secret | None = None
    error: ApiError | None = None

    def outcome(self) -> Secret | None:
        """The token; None if the turn ended without an answer, so that somebody else has to take one.

        Raises:
            ApiError: the login failed. Each waiter gets an exception of its own, with the shared cause.
        """
        if self.error is not None:
            raise _twin(self.error) from self.error.__cause__
        return self.token


class TokenCache:
    """The token of a client and of its views. It decides who logs in, and leaves the waiting to its callers."""

    def __init__(self, clock: Callable[[], float], event: Callable[[], Event] = threading.Event) -> None:
        """Begin without a token.

        Args:
            clock: seconds since 1970.
            event: what waiters wait for.
        """
        self._clock = clock
        self._event = event
        self._held: Held | None = None
        self.after_fork()
        call_after_fork(self)

    def after_fork(self) -> None:
        """Keep the token. A lock that was held, and a login that was under way, stay in the parent process."""
        self._lock = threading.Lock()
        self._flight: Flight | None = None

    def now(self) -> float:
        """Seconds since 1970."""
        return self._clock()

    def fresh(self) -> Secret | None:
        """The token, unless there is none or it is time to renew it."""
        held = self._held
        return held.token if held is not None and self._clock() < held.renew_at else None

    def usable(self) -> Secret | None:
        """The token, unless there is none or its time is over: calls can do without another."""
        held = self._held
        return held.token if held is not None and self._clock() < held.ends_at else None

    def forget(self, refused: Secret) -> None:
        """Drop the token if it is still the one that was refused.

        Args:
            refused: the very object that this cache gave. Within one second a server makes the same token twice.
        """
        with self._lock:
            if self._held is not None and self._held.token is refused:
                self._held = None

    @contextmanager
    def turn(self, me: object) -> Generator[Secret | Flight]:
        """A token to use at once, or the turn to wait for; it is the caller's own turn if `me` leads it.

        A turn of one's own is over when the block is left, by a result or by any exception.

        Args:
            me: the thread or the task.

        Raises:
            LoginError: the caller is inside its own login, so that it would wait for itself.
        """
        mine = Flight(me, self._event())
        try:  # before anybody can see it: not even a signal may come between
            yield self._enter(mine)
        finally:
            with self._lock:
                if self._flight is mine:
                    self._flight = None
            mine.done.set()

    def _enter(self, mine: Flight) -> Secret | Flight:
        with self._lock:
            fresh = self.fresh()
            if fresh is not None:
                return fresh
            if self._flight is None:
                self._flight = mine
                return mine
            usable = self.usable()
            if usable is not None:
                return usable
            if self._flight.leader == mine.leader:
                raise LoginError(message="a hook of the http_client needs a token while the login for it is under way")
            return self._flight

    def succeeded(self, flight: Flight, login: LoginData, asked_at: float) -> Secret:
        """Use a token from now on.

        Args:
            flight: the turn.
            login: the token and its lifetime.
            asked_at: when the login was sent.
        """
        with self._lock:
            self._held = Held.of(login, asked_at)
        flight.token = login.token
        return login.token

    def failed(self, flight: Flight, error: ApiError) -> Secret | None:
        """What to go on with after a failed login: the old token, if there is one and its time is not over.

        The others learn of the failure, except where it is the leader's own: its deadline.
        """
        with self._lock:
            held = self._held
            if held is not None and self.usable() is not None:
                self._held = evolve(held, renew_at=min(self._clock() + PAUSE, held.ends_at))
                flight.token = held.token
            elif not error.deadline_exceeded:
                flight.error = _twin(error)
        return flight.token


def _twin(error: ApiError) -> ApiError:
    """An exception of its own with the same attributes and cause, and no part in the other's notes and traceback."""
    twin = copy.copy(error)
    vars(twin).pop("__notes__", None)
    twin.__cause__ = error.__cause__
    return twin
