"""The clock of a host that is off: TOP refuses the timestamp, and its answer tells the time."""

from __future__ import annotations

import warnings
from email.utils import formatdate
from urllib.parse import parse_qs

import pytest

from codegen.runtime.common.errors import ApiError
from codegen.runtime.common.operation import Resend
from codegen.runtime.top.common_params import GatewayClock
from codegen.runtime.top.errors import ClockSkewError

from .pauses import paced
from .raw_server import Behaviour, RawServer, answer_json
from .samples import HALVES, NOW, Half, top, top_operation

pytestmark = pytest.mark.anyio
both = pytest.mark.parametrize("half", HALVES)

YES = answer_json({"sample_send_response": {"id": "1"}})
BEHIND = "this host's clock is 3600 seconds behind the gateway's; it is corrected by that"


def refused(code: int = 31, *, date: float | None = NOW + 3600) -> Behaviour:
    """The refusal of a timestamp, by a gateway whose clock shows this."""
    headers = {} if date is None else {"Date": formatdate(date, usegmt=True)}
    return answer_json({"error_response": {"code": code, "msg": "Invalid Timestamp", "request_id": "r"}}, 200, headers)


def timestamps(server: RawServer) -> list[str]:
    """What the requests said."""
    return [parse_qs(received.body.decode())["timestamp"][0] for received in server.received]


@both
@pytest.mark.parametrize("code", [30, 31])
async def test_corrected_and_signed_once_more(half: Half, server: RawServer, code: int) -> None:
    """TOP 30, 31: once more with the gateway's time, without a pause, and also where no retries are wanted."""
    server.then(refused(code), YES)
    async with top(half, server.url, clock=lambda: NOW, retries=0) as call:
        pauses = paced(call)
        with pytest.warns(UserWarning, match="clock") as caught:
            outcome = await call.outcome(top_operation())
    assert [str(warning.message) for warning in caught] == [BEHIND]
    assert timestamps(server) == ["2016-01-01 12:00:00", "2016-01-01 13:00:00"]
    assert [(attempt.code, attempt.delivery) for attempt in outcome.attempts] == [(code, "refused"), (None, "accepted")]
    assert pauses.slept == []


@both
async def test_offset_is_kept(half: Half, server: RawServer) -> None:
    """Later calls of the client and of its views are right at once, and nothing is said again."""
    server.then(refused(), YES)
    async with top(half, server.url, clock=lambda: NOW) as call:
        view = type(call)(call.client.with_options(timeout=5), half)
        with pytest.warns(UserWarning, match="3600 seconds behind"):
            await call(top_operation())
        await call(top_operation())
        await view(top_operation())
    assert timestamps(server)[1:] == ["2016-01-01 13:00:00"] * 3


@both
async def test_once_a_call(half: Half, server: RawServer) -> None:
    """A second refusal in the same call is the caller's, though its Date says something else again."""
    server.then(refused(), refused(date=NOW - 7200))
    async with top(half, server.url, clock=lambda: NOW, retries=2) as call:
        paced(call)
        with pytest.warns(UserWarning, match="clock"), pytest.raises(ClockSkewError) as caught:
            await call(top_operation(Resend("safe")))
    assert (caught.value.delivery, len(caught.value.attempts), len(server.received)) == ("refused", 2, 2)


@both
@pytest.mark.parametrize("date", [None, NOW, NOW - 59, NOW + 59])
async def test_nothing_to_learn(half: Half, server: RawServer, date: float | None) -> None:
    """Without a Date, or with one like the host's, another signature would be refused as well."""
    server.then(refused(date=date))
    async with top(half, server.url, clock=lambda: NOW, retries=2) as call:
        with pytest.raises(ClockSkewError):
            await call(top_operation())
    assert len(server.received) == 1


@both
async def test_clock_that_is_ahead(half: Half, server: RawServer) -> None:
    """The other direction."""
    server.then(refused(date=NOW - 1800), YES)
    async with top(half, server.url, clock=lambda: NOW) as call:
        with pytest.warns(UserWarning, match="1800 seconds ahead of the gateway"):
            await call(top_operation())
    assert timestamps(server)[1] == "2016-01-01 11:30:00"


@both
async def test_other_errors_teach_nothing(half: Half, server: RawServer) -> None:
    """The Date of other answers is not looked at."""
    headers = {"Date": formatdate(NOW + 3600, usegmt=True)}
    server.then(answer_json({"error_response": {"code": 25, "msg": "Invalid Signature"}}, 200, headers))
    async with top(half, server.url, clock=lambda: NOW) as call:
        for _ in range(2):
            with pytest.raises(ApiError):
                await call(top_operation())
    assert timestamps(server) == ["2016-01-01 12:00:00"] * 2


def test_calls_at_once() -> None:
    """A call that was signed before another call corrected the clock is worth a second signature too; one warning."""
    clock = GatewayClock(lambda: NOW)
    headers = {"date": formatdate(NOW + 3600, usegmt=True)}
    with pytest.warns(UserWarning, match="clock"):
        assert clock.learn(headers, 0.0)
    assert clock.learn(headers, 0.0)  # another warning would be an error here
    assert not clock.learn(headers, clock.offset)


def test_warnings_as_errors() -> None:
    """Where warnings are errors the offset is learned before the warning is raised, and it is raised once."""
    clock = GatewayClock(lambda: NOW)
    headers = {"date": formatdate(NOW + 3600, usegmt=True)}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning):
            clock.learn(headers, 0.0)
        assert clock.learn(headers, 0.0)
    assert clock.offset == 3600.0
