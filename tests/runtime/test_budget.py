"""What a client may spend on repetitions: an outage does not multiply its load."""

from __future__ import annotations

import asyncio
import threading

import pytest

from codegen.runtime.common.budget import CAPACITY, SUCCESSES_A_TOKEN, RetryBudget
from codegen.runtime.common.errors import ApiError
from codegen.runtime.common.operation import Resend

from .pauses import paced
from .raw_server import RawServer, answer, answer_json
from .samples import HALVES, Half, login_data, openim, openim_operation, top, top_operation

pytestmark = pytest.mark.anyio
both = pytest.mark.parametrize("half", HALVES)

SAFE = top_operation(Resend("safe"))
YES = answer_json({"sample_send_response": {"id": "1"}})
DOWN = answer("", 502)


def test_bucket() -> None:
    """Full at first, emptied by repetitions, filled by successes up to its size."""
    budget = RetryBudget(2, 3)
    assert [budget.take() for _ in range(4)] == [True, True, False, False]
    for expected in (0, 0, 1, 1, 1, 2, 2, 2, 2):
        budget.succeeded()
        assert budget.left == expected


def test_threads_share_it() -> None:
    """Of 8 threads that take as much as they can, all together get what is there."""
    budget = RetryBudget(1000)
    taken: list[int] = []

    def take() -> None:
        count = 0
        while budget.take():
            count += 1
        taken.append(count)

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(taken) == 1000


@both
async def test_outage(half: Half, server: RawServer) -> None:
    """With an empty budget each call makes one attempt, and the error is the attempt's own."""
    server.then(DOWN)
    async with top(half, server.url, retries=2) as call:
        paced(call, budget=RetryBudget(3))
        counts: list[int] = []
        for _ in range(4):
            with pytest.raises(ApiError) as caught:
                await call(SAFE)
            counts.append(len(caught.value.attempts))
            assert (caught.value.delivery, caught.value.deadline_exceeded) == ("unknown", False)
    assert counts == [3, 2, 1, 1]
    assert len(server.received) == 7


@both
async def test_long_outage(half: Half, server: RawServer) -> None:
    """150 calls that all fail cost 100 repetitions, not 300."""
    server.then(DOWN)
    async with top(half, server.url, retries=2) as call:
        paced(call)
        results = await asyncio.gather(*(call(SAFE) for _ in range(150)), return_exceptions=True)
    assert all(isinstance(result, ApiError) for result in results)
    assert len(server.received) == 150 + CAPACITY


@both
async def test_recovery(half: Half, server: RawServer) -> None:
    """Successes earn repetitions back; what is refused for good costs none."""
    refused = answer_json({"error_response": {"code": 25, "msg": "x"}})
    server.then(*[YES] * SUCCESSES_A_TOKEN, refused, DOWN, YES)
    budget = RetryBudget(1)
    budget.take()
    async with top(half, server.url, retries=2) as call:
        paced(call, budget=budget)
        for _ in range(SUCCESSES_A_TOKEN):
            await call(SAFE)
        assert budget.left == 1
        with pytest.raises(ApiError):
            await call(SAFE)
        assert budget.left == 1
        await call(SAFE)
    assert budget.left == 0


@both
async def test_views_and_logins_share_it(half: Half, server: RawServer) -> None:
    """A client has one budget, for its views and for the logins too."""
    server.then(DOWN, answer_json(login_data()), DOWN)
    budget = RetryBudget(1)
    async with openim(half, server.url, retries=2) as call:
        paced(call, budget=budget)
        view = type(call)(call.client.with_options(timeout=5), half)
        with pytest.raises(ApiError):
            await view(openim_operation())
    assert budget.left == 0
    assert len(server.received) == 3
