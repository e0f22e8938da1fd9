"""One login for many callers, threads and tasks, whatever becomes of it. Nothing here may hang."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any, NoReturn

import pytest

from codegen.runtime.common.deadline import Deadline
from codegen.runtime.common.errors import ConnectionFailedError, PermissionDeniedError
from codegen.runtime.common.secrets import Secret
from codegen.runtime.openim.errors import LoginError
from codegen.runtime.openim.login import LoginData
from codegen.runtime.openim.token_cache import TokenCache
from codegen.runtime.openim.tokens import AsyncLoginTokens, SyncLoginTokens

from .crowds import LIMIT, Crowd, cancelled, revealed
from .samples import HALVES, NOW, Half

pytestmark = pytest.mark.anyio


@pytest.fixture(params=HALVES)
async def crowd(request: pytest.FixtureRequest) -> AsyncIterator[Crowd]:
    """Callers of either half, with a clock that the test moves. A token lasts 1000 seconds."""
    half: Half = request.param
    async with Crowd(half) as callers:
        yield callers


@pytest.fixture
async def tasks() -> AsyncIterator[Crowd]:
    """Tasks alone."""
    async with Crowd("async") as callers:
        yield callers


@pytest.fixture
async def threads() -> AsyncIterator[Crowd]:
    """Threads alone."""
    async with Crowd("sync") as callers:
        yield callers


class Stop(BaseException):
    """Something that is no Exception, as KeyboardInterrupt."""


def no() -> PermissionDeniedError:
    """A login that the server refuses."""
    return PermissionDeniedError(message="secret invalid", code=1002)


async def renewing(crowd: Crowd) -> asyncio.Future[Secret]:
    """A first token t1 in its last minutes, and a caller in the login for the next."""
    await revealed([crowd.token()])
    crowd.time += 700
    return (await crowd.held(1))[0]


class TestSingleFlight:
    """Without a usable token."""

    async def test_cold_cache(self, crowd: Crowd) -> None:
        """A hundred callers share one login."""
        callers = await crowd.held(100)
        crowd.login.free = True
        assert await revealed(callers) == ["t1"] * 100
        assert crowd.login.count == 1
        assert await revealed([crowd.token()]) == ["t1"]
        assert crowd.login.count == 1

    async def test_failure_is_shared(self, crowd: Crowd) -> None:
        """Those who waited fail with it, each with an exception of its own and the one cause; the next tries anew."""
        callers = await crowd.held(20)
        crowd.login.failures = [no()]
        crowd.login.free = True
        errors = await revealed(callers)
        assert {type(error) for error in errors} == {LoginError}
        assert len({id(error) for error in errors}) == 20
        assert len({id(error.__cause__) for error in errors}) == 1
        assert {(error.code, error.delivery) for error in errors} == {(1002, "not_sent")}
        assert crowd.login.count == 1
        assert await revealed([crowd.token()]) == ["t2"]

    async def test_exceptions_have_nothing_in_common(self, crowd: Crowd) -> None:
        """A note on one waiter's exception is not on another's."""
        callers = await crowd.held(3)
        crowd.login.failures = [no()]
        crowd.login.free = True
        first, *others = await revealed(callers)
        first.add_note("mine")
        first.operation = "mine"
        assert not any(hasattr(error, "__notes__") or error.operation for error in others)

    @pytest.mark.parametrize("failure", [RuntimeError("a defect"), Stop()], ids=["Exception", "BaseException"])
    async def test_leader_that_breaks(self, crowd: Crowd, failure: BaseException) -> None:
        """What is no answer of the server is the leader's alone: a waiter takes over."""
        callers = await crowd.held(20)
        crowd.login.failures = [failure]
        crowd.login.free = True
        found = await revealed(callers)
        assert found.count(failure) == 1
        assert found.count("t2") == 19
        assert crowd.login.count == 2

    async def test_leaders_that_break_one_after_the_other(self, crowd: Crowd) -> None:
        """Every waiter may have to take over."""
        callers = await crowd.held(10)
        crowd.login.failures = [Stop() for _ in range(10)]
        crowd.login.free = True
        found = await revealed(callers)
        assert [type(each) for each in found] == [Stop] * 10
        assert await revealed([crowd.token()]) == ["t11"]

    async def test_leader_out_of_time(self, crowd: Crowd) -> None:
        """The leader's own deadline is no failure of the others."""
        callers = await crowd.held(5)
        crowd.login.failures = [ConnectionFailedError(message="late", deadline_exceeded=True)]
        crowd.login.free = True
        found = await revealed(callers)
        assert found.count("t2") == 4
        assert [each.deadline_exceeded for each in found if isinstance(each, LoginError)] == [True]

    async def test_waiter_out_of_time(self, crowd: Crowd) -> None:
        """A waiter with a nearer deadline gives up, and nothing was sent; the login goes on for the others."""
        callers = await crowd.held(2)
        [error] = await revealed([crowd.token(Deadline.after(0.05))])
        assert isinstance(error, ConnectionFailedError)
        assert (error.delivery, error.deadline_exceeded) == ("not_sent", True)
        crowd.login.free = True
        assert await revealed(callers) == ["t1", "t1"]

    async def test_token_that_lasts_no_time(self, crowd: Crowd) -> None:
        """It serves those who waited for it, and nobody else."""
        crowd.login.lifetime = 0
        callers = await crowd.held(10)
        crowd.login.free = True
        assert await revealed(callers) == ["t1"] * 10
        assert await revealed([crowd.token()]) == ["t2"]


class TestCancellation:
    """Of tasks."""

    async def test_leader(self, tasks: Crowd) -> None:
        """A waiter takes over."""
        leader, *waiters = await tasks.held(10)
        await cancelled(leader)
        tasks.login.free = True
        assert leader.cancelled()
        assert await revealed(waiters) == ["t2"] * 9

    async def test_all_leaders(self, tasks: Crowd) -> None:
        """One after the other, and the last gets the token."""
        callers = await tasks.held(5)
        for leader in callers[:-1]:
            await cancelled(leader)
            await tasks.settled()
        tasks.login.free = True
        assert await revealed(callers[-1:]) == ["t5"]

    async def test_waiter(self, tasks: Crowd) -> None:
        """Nobody else notices."""
        leader, first, second = await tasks.held(3)
        await cancelled(first)
        tasks.login.free = True
        assert await revealed([leader, second]) == ["t1", "t1"]
        assert tasks.login.count == 1

    async def test_leader_and_waiters_at_once(self, tasks: Crowd) -> None:
        """A waiter that is woken to take over and cancelled in the same moment leaves it to the next."""
        callers = await tasks.held(10)
        for caller in callers[:9]:
            caller.cancel()
        tasks.login.free = True
        found = await revealed(callers)
        assert found[9] in ("t1", "t2")
        assert await revealed([tasks.token()]) == [found[9]]

    async def test_renewal(self, tasks: Crowd) -> None:
        """The old token stays, and the next caller renews it."""
        await cancelled(await renewing(tasks))
        tasks.login.free = True
        assert await revealed([tasks.token()]) == ["t3"]


class TestWindow:
    """The last five minutes of a token of 1000 seconds."""

    async def test_others_use_the_old_token(self, crowd: Crowd) -> None:
        """The first caller renews inline, and nobody waits for it."""
        leader = await renewing(crowd)
        assert await revealed([crowd.token() for _ in range(20)]) == ["t1"] * 20
        assert not leader.done()
        crowd.login.free = True
        assert await revealed([leader]) == ["t2"]
        assert await revealed([crowd.token()]) == ["t2"]
        assert crowd.login.count == 2

    async def test_begins_five_minutes_early(self, crowd: Crowd) -> None:
        """Not a second earlier."""
        await revealed([crowd.token()])
        crowd.time += 699
        assert await revealed([crowd.token()]) == ["t1"]
        crowd.time += 1
        assert await revealed([crowd.token()]) == ["t2"]

    async def test_login_knows_whether_there_is_a_spare(self, crowd: Crowd) -> None:
        """So that a renewal does not take a call's whole time."""
        for seconds in (0, 700, 1000):
            crowd.time += seconds
            await revealed([crowd.token()])
        assert crowd.login.spares == [False, True, False]

    async def test_old_token_ends_meanwhile(self, crowd: Crowd) -> None:
        """From its end on, the others wait for the renewal."""
        leader = await renewing(crowd)
        crowd.time += 300
        waiters = [crowd.token() for _ in range(5)]
        await crowd.settled(5)
        assert not any(waiter.done() for waiter in waiters)
        crowd.login.free = True
        assert await revealed([leader, *waiters]) == ["t2"] * 6

    @pytest.mark.parametrize("error", [no(), ConnectionFailedError(message="late", deadline_exceeded=True)])
    async def test_failed_renewal(self, crowd: Crowd, error: Any) -> None:
        """The old token stays in use, and the next try comes half a minute later, not with the next call."""
        await revealed([crowd.token()])
        crowd.time += 700
        crowd.login.failures = [error]
        assert await revealed([crowd.token(), crowd.token()]) == ["t1", "t1"]
        crowd.time += 29
        assert await revealed([crowd.token()]) == ["t1"]
        assert crowd.login.count == 2
        crowd.time += 1
        assert await revealed([crowd.token()]) == ["t3"]

    async def test_failed_renewal_near_the_end(self, crowd: Crowd) -> None:
        """The pause does not outlive the token."""
        await revealed([crowd.token()])
        crowd.time += 990
        crowd.login.failures = [no()]
        assert await revealed([crowd.token()]) == ["t1"]
        crowd.time += 10
        assert await revealed([crowd.token()]) == ["t3"]

    async def test_renewal_that_fails_after_the_end(self, crowd: Crowd) -> None:
        """Nothing is left to go on with: the leader and those who wait fail."""
        leader = await renewing(crowd)
        crowd.time += 300
        waiter = crowd.token()
        await crowd.settled(1)
        crowd.login.failures = [no()]
        crowd.login.free = True
        assert [type(each) for each in await revealed([leader, waiter])] == [LoginError, LoginError]

    async def test_leader_that_breaks(self, crowd: Crowd) -> None:
        """The old token stays in use, and the next caller renews."""
        leader = await renewing(crowd)
        crowd.login.failures = [Stop()]
        crowd.login.free = True
        assert [type(each) for each in await revealed([leader])] == [Stop]
        assert await revealed([crowd.token()]) == ["t3"]


@pytest.mark.parametrize(
    ("lifetime", "rests", "lasts"),
    [(7776000, 7775700, 7776000), (1000, 700, 1000), (300, 150, 300), (10, 5, 10), (0, 0, 0), (-5, -2.5, -5)],
)
def test_times(lifetime: float, rests: float, lasts: float) -> None:
    """Renewed five minutes early, but short tokens rest for half their time; used until their end."""
    now = [NOW]
    cache, token = TokenCache(lambda: now[0]), Secret("t")
    with cache.turn("me") as flight:
        assert not isinstance(flight, Secret)
        cache.succeeded(flight, LoginData(token, lifetime), NOW)
    now[0] = NOW + rests - 0.001
    assert cache.fresh() is token
    now[0] = NOW + rests
    assert cache.fresh() is None
    now[0] = NOW + lasts - 0.001
    assert cache.usable() is token
    now[0] = NOW + lasts
    assert cache.usable() is None


class TestRefusal:
    """The server took the token no longer."""

    async def test_one_renewal(self, crowd: Crowd) -> None:
        """However many callers were refused with the same token."""
        refused = await crowd.token()
        crowd.login.free = False
        callers = [crowd.renew(refused) for _ in range(50)]
        await crowd.settled(49)
        crowd.login.free = True
        assert await revealed(callers) == ["t2"] * 50
        assert crowd.login.count == 2

    async def test_late_refusal(self, crowd: Crowd) -> None:
        """A caller whose token is replaced already gets the newer one without a login."""
        refused = await crowd.token()
        assert await revealed([crowd.renew(refused)]) == ["t2"]
        assert await revealed([crowd.renew(refused), crowd.token()]) == ["t2", "t2"]
        assert crowd.login.count == 2

    async def test_same_token_again(self, crowd: Crowd) -> None:
        """Servers make equal tokens within one second: they are told apart all the same."""
        refused = await crowd.token()
        crowd.login.count = 0
        assert await revealed([crowd.renew(refused)]) == ["t1"]
        assert await revealed([crowd.renew(refused)]) == ["t1"]
        assert crowd.login.count == 1

    async def test_refused_token_is_no_spare(self, crowd: Crowd) -> None:
        """If its replacement fails, in its last minutes too, nobody goes on with it."""
        await revealed([crowd.token()])
        refused = crowd.cache.fresh()
        assert refused is not None
        crowd.time += 700
        (leader,) = await crowd.held(1)
        renewal = crowd.renew(refused)
        await crowd.settled(1)
        crowd.login.failures = [no()]
        crowd.login.free = True
        assert [type(each) for each in await revealed([leader, renewal])] == [LoginError, LoginError]

    async def test_failed_renewal(self, crowd: Crowd) -> None:
        """The failure is shared, and the next caller logs in."""
        refused = await crowd.token()
        crowd.login.free = False
        callers = [crowd.renew(refused) for _ in range(5)]
        await crowd.settled(4)
        crowd.login.failures = [no()]
        crowd.login.free = True
        assert [type(each) for each in await revealed(callers)] == [LoginError] * 5
        assert await revealed([crowd.token()]) == ["t3"]


class TestInsideTheLogin:
    """A hook of the http_client that needs a token while it is being got."""

    def test_thread(self) -> None:
        """A clear error in place of a deadlock."""
        tokens = SyncLoginTokens(TokenCache(lambda: NOW))

        def login(spare: bool) -> LoginData:
            tokens.token(login)
            return LoginData(Secret("t"), 1000)

        with pytest.raises(LoginError, match="a hook of the http_client"):
            tokens.token(login)

    async def test_task(self) -> None:
        """The same."""
        tokens = AsyncLoginTokens(TokenCache(lambda: NOW, asyncio.Event))

        async def login(spare: bool) -> LoginData:
            await tokens.token(login)
            return LoginData(Secret("t"), 1000)

        async with asyncio.timeout(LIMIT):
            with pytest.raises(LoginError, match="a hook of the http_client"):
                await tokens.token(login)


def _child(threads: Crowd) -> bool:
    kept = threads.cache.usable()
    threads.login.free, threads.time = True, NOW + 2000
    found = SyncLoginTokens(threads.cache).token(threads.login.sync)
    return (kept, found) == (Secret("t1"), Secret("t3"))


def _end_with(test: Callable[[], bool]) -> NoReturn:
    """End this process, by exit status 0 if all is well: no test may go on in a child."""
    status = 1
    with suppress(BaseException):
        status = 0 if test() else 2
    os._exit(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # that it has threads is what is tested
async def test_fork(threads: Crowd) -> None:
    """A child has the token, and neither the lock nor the login that its parent was in."""
    leader = await renewing(threads)
    threads.cache._lock.acquire()
    child = os.fork()
    if child == 0:
        _end_with(lambda: _child(threads))
    threads.cache._lock.release()
    threads.login.free = True
    await revealed([leader])
    _, status = await asyncio.wait_for(asyncio.to_thread(os.waitpid, child, 0), LIMIT)
    assert os.waitstatus_to_exitcode(status) == 0


def test_clock_that_fails() -> None:
    """It is the caller's error, and the next caller is not kept waiting."""
    fails = True

    def clock() -> float:
        if fails:
            raise RuntimeError("no clock")
        return NOW

    def login(spare: bool) -> LoginData:
        return LoginData(Secret("t"), 1000)

    tokens = SyncLoginTokens(TokenCache(clock))
    with pytest.raises(RuntimeError, match="no clock"):
        tokens.token(login)
    fails = False
    found: list[Secret] = []
    other = threading.Thread(target=lambda: found.append(tokens.token(login)), daemon=True)
    other.start()
    other.join(LIMIT)
    assert found == [Secret("t")]
