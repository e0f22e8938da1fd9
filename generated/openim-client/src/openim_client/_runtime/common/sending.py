"""One exchange from its queue to its end, and how a client's end, a fork or a cancellation ends it.

What carries the exchange is left to the subclasses.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from typing import Any, Final, NoReturn

from .connections import AnyAsyncLane, Lane
from .deadline import bound_reads, reads_until
from .errors import ApiError, ClientClosedError, EventLoopError, HttpStatusError
from .exchange import Answer, OneShotBody, Outgoing
from .failures import PoolFullError, closed_meanwhile
from .lanes import AsyncLanes, SyncLanes, closed_error
from .lifecycle import call_after_fork, current_loop, keep_inherited, running_loop, warn_left_open
from .loops import asyncio

_CLOSING: Final = 5.0
"""Seconds that `aclose()` waits for the calls that it ends."""


class Sending:
    """What the sync and the async half share."""

    _lanes: Any = None

    def __init__(self, users: Any, user_agent: str) -> None:
        self._users = users
        self._user_agent = user_agent
        self._closed = False

    def _ensure_open(self) -> None:
        if self._closed:
            raise closed_error()
        if self._users is not None and self._users.is_closed:
            raise ClientClosedError(message="the http_client that was passed in is closed")

    def _body(self, outgoing: Outgoing) -> OneShotBody:
        return OneShotBody(outgoing.body, partial(self._gate, outgoing))

    def _gate(self, outgoing: Outgoing) -> None:
        """The last check before the body leaves."""
        if self._closed:
            raise closed_error()
        outgoing.deadline.check()

    def _raise_for(self, error: BaseException, body: OneShotBody, outgoing: Outgoing) -> NoReturn:
        """Raise what an exchange that ended in this error proves."""
        left = body.may_have_left
        if isinstance(error, HttpStatusError):  # of the hook that refuses redirects to another host
            raise error
        if not isinstance(error, Exception):
            if left and outgoing.interrupted:
                error.add_note(outgoing.interrupted)
            raise error
        if isinstance(error, ClientClosedError) or (self._closed and self._users is None):
            raise closed_meanwhile(left=left) from error
        raise self._failure(error, left) from error

    def _failure(self, error: Exception, left: bool) -> ApiError:
        """What an exchange that failed proves."""
        raise NotImplementedError

    def __del__(self) -> None:
        lanes = self._lanes
        if lanes is not None and not lanes.closed and lanes.made:
            warn_left_open(self._user_agent, self)


class SyncSending(Sending):
    """For threads."""

    _lanes: SyncLanes[Lane] | None = None

    def __init__(self, users: Any, user_agent: str, new_lanes: Callable[[], SyncLanes[Lane]]) -> None:
        """Ready to send.

        Args:
            users: the caller's client, if there is one.
            user_agent: the name of the package.
            new_lanes: gives lanes of our own, for what is sent without a caller's client.
        """
        super().__init__(users, user_agent)
        self._new_lanes = new_lanes
        if users is None:
            self._lanes = new_lanes()
            call_after_fork(self)

    def after_fork(self) -> None:
        """Leave the connections to the parent, and open others when they are needed."""
        keep_inherited(self._lanes)
        self._lanes = self._new_lanes()

    def ensure_usable(self) -> None:
        """Raise ClientClosedError if it is closed."""
        self._ensure_open()

    def send(self, outgoing: Outgoing) -> Answer:
        """Send once.

        Raises:
            ClientClosedError: it was closed before the request left.
            ConnectionFailedError: the request did not leave.
            OutcomeUnknownError: it may have left, and no whole answer came.
        """
        body = self._body(outgoing)
        try:
            if self._lanes is not None:
                return self._send(self._lanes, outgoing, body)
            with reads_until(outgoing.deadline):
                return self._exchanged(self._users, outgoing, body, bound_reads)
        except BaseException as error:
            self._raise_for(error, body, outgoing)

    def _send(self, lanes: SyncLanes[Lane], outgoing: Outgoing, body: OneShotBody) -> Answer:
        try:
            lane = lanes.acquire(outgoing.patience())
        except TimeoutError as error:
            outgoing.deadline.check()
            raise PoolFullError("all connections were busy") from error
        usable = False
        try:
            self._ensure_open()
            answer = lane.exchanged(outgoing, body)
            usable = True
            return answer
        finally:
            # After a failure the lane goes: pools of httpcore have been seen to hang after an interruption.
            for gone in lanes.release(lane, usable=usable):
                gone.close()

    def _exchanged(self, client: Any, outgoing: Outgoing, body: OneShotBody, trace: Any) -> Answer:
        """Send with a client of httpx and read the answer."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the connections, and end the calls that use them. Again is fine.

        A http_client of the caller's stays open: what has left over it is answered, nothing more leaves.
        """
        self._closed = True
        if self._lanes is not None:
            busy = list(self._lanes.busy)
            for lane in self._lanes.close():
                lane.close()
            for lane in busy:
                lane.cut()

    def __del__(self) -> None:
        try:
            super().__del__()
        finally:
            with contextlib.suppress(Exception):
                self.close()


class AsyncSending(Sending):
    """For the tasks of one event loop."""

    _lanes: AsyncLanes[AnyAsyncLane] | None = None

    def __init__(self, users: Any, user_agent: str, new_lanes: Callable[[], AsyncLanes[AnyAsyncLane]]) -> None:
        """As `SyncSending`."""
        super().__init__(users, user_agent)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._forked = False
        self._lanes = new_lanes() if users is None else None
        call_after_fork(self)

    def after_fork(self) -> None:
        """Leave the connections to the parent: nothing that belongs to an event loop can be used after a fork."""
        self._forked = True
        keep_inherited((self._loop, self._lanes))
        self._lanes = None

    def ensure_usable(self) -> None:
        """Raise ClientClosedError if it is closed, EventLoopError where it cannot work."""
        self._ensure_open()
        if self._loop is not None and current_loop() is self._loop and not self._forked:
            return
        loop = running_loop()
        if self._forked:
            raise EventLoopError(message="this client belongs to the parent process; make another after a fork")
        if self._loop is None:
            self._loop = loop
        if self._loop is not loop:
            raise EventLoopError(message="this client belongs to another event loop; make one for each loop")

    async def send(self, outgoing: Outgoing) -> Answer:
        """Send once, as `SyncSending.send`.

        A cancellation passes as it is, with a note if the request may have left.
        """
        body = self._body(outgoing)
        try:
            if self._lanes is not None:
                return await self._send(self._lanes, outgoing, body)
            async with outgoing.deadline.timer():
                return await self._exchanged(self._users, outgoing, body)
        except BaseException as error:
            self._raise_for(error, body, outgoing)

    async def _send(self, lanes: AsyncLanes[AnyAsyncLane], outgoing: Outgoing, body: OneShotBody) -> Answer:
        try:
            lane = await lanes.acquire(outgoing.patience())
        except TimeoutError as error:
            outgoing.deadline.check()
            raise PoolFullError("all connections were busy") from error
        usable = False
        use = lane.used()
        try:
            self._ensure_open()
            answer = await lane.exchanged(outgoing, body)
            usable = True
            return answer
        finally:
            try:
                for gone in lanes.release(lane, usable=usable):
                    await gone.aclose()
            finally:
                use.end()

    async def _exchanged(self, client: Any, outgoing: Outgoing, body: OneShotBody) -> Answer:
        """Send with a client of httpx and read the answer."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """As `SyncSending.close`.

        Raises:
            EventLoopError: the connections belong to another event loop, which is still open.
        """
        lanes = self._lanes
        if lanes is not None and lanes.made and self._loop is not None and not self._loop.is_closed():
            if running_loop() is not self._loop:
                raise EventLoopError(message="this client belongs to another event loop; close it there")
            self._closed = True
            await _end(lanes)
        self._closed = True
        if lanes is not None:
            lanes.close()

    def __del__(self) -> None:
        super().__del__()
        lanes, self._lanes, self._closed = self._lanes, None, True  # a warning may keep this object for long
        for lane in [] if lanes is None else lanes.close():
            lane.abandon()


async def _end(lanes: AsyncLanes[AnyAsyncLane]) -> None:
    """End the exchanges that are under way, and close the idle connections."""
    ended = [future for lane in lanes.busy if (future := lane.cut()) is not None]
    for lane in lanes.close():
        await lane.aclose()
    if ended:
        await asyncio.wait(ended, timeout=_CLOSING)
