"""Which attempts are repeated: one case a row of the table of deliveries, over real connections, for both halves.

A case is named by its row. The server misbehaves once and would say yes the second time.
"""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from attrs import frozen

from codegen.runtime.common.errors import ApiError, Delivery, ThrottledError
from codegen.runtime.common.operation import Resend, Success
from codegen.runtime.common.options import Timeout
from codegen.runtime.common.retries import Backoff, may_repeat
from codegen.runtime.openim.errors import LoginError, TokenError

from .pauses import paced
from .raw_server import Behaviour, RawServer, answer, answer_json, drop, refused_url, slow, untrusted_tls
from .samples import HALVES, NOW, Half, Sample, login_data, openim, openim_operation, top, top_operation

pytestmark = pytest.mark.anyio
both = pytest.mark.parametrize("half", HALVES)

NEVER, SAFE = Resend("never"), Resend("safe")
KEY = "sample_send_response"
YES = answer_json({KEY: {"id": "1", "request_id": "r1"}})
LOGGED_IN = answer_json(login_data())
IM_YES = answer_json({"errCode": 0, "data": {"id": "1"}})
ONE = Success(("result", "success"), when_false="refused")
MANY = Success(("result", "success"))
HTML = "<html>gateway</html>"


def error(code: object, sub_code: str | None = None, sub_msg: str | None = None, status: int = 200) -> Behaviour:
    """TOP's `error_response`."""
    members = {"code": code, "msg": "words", "sub_code": sub_code, "sub_msg": sub_msg, "request_id": "r0"}
    return answer_json({"error_response": {k: v for k, v in members.items() if v is not None}}, status)


def im_error(code: int, detail: str = "detail", status: int = 200, **headers: str) -> Behaviour:
    """OpenIM's envelope with an errCode."""
    return answer_json({"errCode": code, "errMsg": "Words", "errDlt": detail}, status, headers)


def ban(seconds: int, code: int = 7) -> Behaviour:
    """TOP's throttling, with the time that it lasts."""
    return error(code, "accesscontrol.limited-by-api-access-count", f"This ban will last for {seconds} more seconds")


@frozen
class Row:
    """What the server does first, what that proves, and whether the attempt is repeated."""

    name: str
    behaviour: Behaviour
    delivery: Delivery
    never: bool = False
    """Whether it is repeated for an operation that must not be sent again."""
    safe: bool = False
    """Whether it is repeated for one that may."""
    success: Success | None = None
    timeout: Timeout | None = None


ROWS = [
    Row("body pulled, no whole answer: protocol error", answer("x", length=9), "unknown", safe=True),
    Row("body pulled, no whole answer: dropped", drop, "unknown", safe=True),
    Row("body pulled, no whole answer: time-out", slow(YES, 0.5), "unknown", safe=True, timeout=Timeout(read=0.1)),
    *(Row(f"TOP 4-8: {code}", ban(2, code), "refused", never=True, safe=True) for code in (4, 5, 6, 7, 8)),
    Row("TOP 4-8: a daily ban", ban(31062), "refused"),
    Row("TOP 30, 31 without a Date to correct the clock by", error(31), "refused"),
    *(Row(f"TOP other codes below 100: {code}", error(code), "refused") for code in (3, 9, 11, 25, 27, 40, 41)),
    Row("TOP 15 with isv", error(15, "isv.item-not-exist"), "refused"),
    Row("TOP 50 with isv", error(50, "isv.invalid-parameter"), "refused"),
    Row("TOP 100 and above with isv", error(530, "isv.invalid-parameter"), "refused"),
    Row("TOP any code with isp", error(15, "isp.remote-service-timeout"), "unknown", safe=True),
    Row("TOP isv.*-service-error", error(15, "isv.user-service-error:TIMEOUT"), "unknown", safe=True),
    Row("TOP 10", error(10), "unknown", safe=True),
    Row("TOP 88", error(88), "unknown", safe=True),
    Row("TOP parse errors", error(15, "isp.top-parse-error"), "unknown"),
    *(Row(f"TOP 15 with {sub}", error(15, sub), "unknown") for sub in (None, "2", "ism.x", "A-AUDIT")),
    Row("TOP 100 and above with a foreign sub_code", error(670, "ism.x"), "unknown"),
    Row(
        "TOP success: false, one recipient", answer_json({KEY: {"result": {"success": False}}}), "refused", success=ONE
    ),
    Row("TOP success: false, several", answer_json({KEY: {"result": {"success": False}}}), "unknown", success=MANY),
    Row("success member absent", answer_json({KEY: {"result": {}}}), "unknown", success=ONE),
    Row("a yes-envelope whose data cannot be decoded", answer_json({KEY: {"broken": 1}}), "accepted"),
    Row("429 without envelope", answer("", 429, {"Retry-After": "3"}), "refused", never=True, safe=True),
    Row("429 with envelope", error(15, status=429), "refused", never=True, safe=True),
    Row("429 with a Retry-After above the cap", answer("", 429, {"Retry-After": "61"}), "refused"),
    Row("other 4xx without envelope", answer(HTML, 403), "refused"),
    Row("3xx", answer("", 302, {"Location": "/"}), "refused"),
    *(Row(f"{status} without envelope", answer(HTML, status), "unknown", safe=True) for status in (408, 499, 500, 502)),
    Row("503 with Retry-After", answer("", 503, {"Retry-After": "3"}), "unknown", safe=True),
    Row("200 with HTML", answer(HTML), "unknown", safe=True),
    Row("200 with an empty body", answer(""), "unknown", safe=True),
    Row("200 with a body that is no JSON", answer("<xml/>"), "unknown", safe=True),
]


@both
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
@pytest.mark.parametrize("resend", [NEVER, SAFE], ids=["never", "safe"])
async def test_top(half: Half, server: RawServer, row: Row, resend: Resend) -> None:
    """A repeated attempt leads to the second answer, another to the error, and nothing is sent beside them."""
    server.then(row.behaviour, YES if row.success is None else answer_json({KEY: {"result": {"success": True}}}))
    repeated = row.safe if resend is SAFE else row.never
    async with top(half, server.url, retries=2, timeout=row.timeout) as call:
        paced(call)
        if repeated:
            await call(top_operation(resend, row.success))
        else:
            with pytest.raises(ApiError) as caught:
                await call(top_operation(resend, row.success))
            assert caught.value.delivery == row.delivery
            assert len(caught.value.attempts) == 1
    assert len(server.received) == (2 if repeated else 1)


IM_ROWS = [
    *(Row(f"OpenIM batch, errCode {code}", im_error(code), "refused", never=True) for code in (4, 8, 13, 14)),
    *(Row(f"OpenIM batch, errCode {code}", im_error(code), "refused", never=True) for code in (90002, 90004, 500)),
    Row("OpenIM batch, errCode 500 with HTTP 400", im_error(500, status=400), "refused", never=True),
    Row("OpenIM batch, errCode 429", im_error(429, status=429, **{"Retry-After": "3"}), "refused", never=True),
    *(Row(f"OpenIM batch, other errCode: {code}", im_error(code), "refused") for code in (1001, 1002, 1004, 4711)),
    Row("OpenIM 500 that begins with Key", im_error(500, "Key: 'TextElem.Content' Error"), "refused"),
    Row("OpenIM 500 that speaks of decoding", im_error(500, "1 error(s) decoding:"), "refused"),
    Row("OpenIM errCode 0 whose data cannot be decoded", answer_json({"errCode": 0, "data": None}), "accepted"),
    Row("OpenIM 502", answer(HTML, 502), "unknown"),
    Row("OpenIM dropped", drop, "unknown"),
]


@both
@pytest.mark.parametrize("row", IM_ROWS, ids=lambda row: row.name)
async def test_openim(half: Half, server: RawServer, row: Row) -> None:
    """The same for an operation of OpenIM that must not be sent again after an unknown outcome."""
    server.then(LOGGED_IN, row.behaviour, IM_YES)
    async with openim(half, server.url, retries=2) as call:
        paced(call)
        if row.never:
            await call(openim_operation())
        else:
            with pytest.raises(ApiError) as caught:
                await call(openim_operation())
            assert caught.value.delivery == row.delivery
    sent = [received.headers["operationid"] for received in server.received if received.path == "/msg/sample"]
    assert len(sent) == len(set(sent)) == (2 if row.never else 1)


@both
@pytest.mark.parametrize("code", [1004, 500])
async def test_openim_other_operations(half: Half, server: RawServer, code: int) -> None:
    """OpenIM other operations, errCode not 0: unknown, and not repeated."""
    server.then(LOGGED_IN, im_error(code), IM_YES)
    async with openim(half, server.url, retries=2) as call:
        paced(call)
        with pytest.raises(ApiError) as caught:
            await call(openim_operation(None))
    assert (caught.value.delivery, len(server.received)) == ("unknown", 2)


@both
class TestNotSent:
    """Faults of the connection."""

    async def test_refused_connection(self, half: Half) -> None:
        """DNS, connect refused or timed out: repeated, whatever the operation."""
        async with top(half, refused_url(), retries=2) as call:
            pauses = paced(call)
            with pytest.raises(ApiError) as caught:
                await call(top_operation())
        found = caught.value
        assert [attempt.delivery for attempt in found.attempts] == ["not_sent"] * 3
        assert (found.delivery, found.resend_is_safe, found.deadline_exceeded) == ("not_sent", True, False)
        assert pauses.slept == [0.5, 1.0]

    async def test_certificate(self, half: Half, server: RawServer) -> None:
        """Certificate errors: no."""
        server.tls = untrusted_tls()
        async with top(half, server.url, retries=2) as call:
            pauses = paced(call)
            with pytest.raises(ApiError) as caught:
                await call(top_operation())
        assert (caught.value.delivery, len(caught.value.attempts), pauses.slept) == ("not_sent", 1, [])

    @pytest.mark.parametrize(("failure", "attempts"), [(httpx.PoolTimeout("x"), 1), (httpx.ConnectTimeout("x"), 3)])
    async def test_pool_and_connect_time_out(self, half: Half, failure: Exception, attempts: int) -> None:
        """A pool time-out is not repeated, a connect time-out is."""

        class Failing(httpx.BaseTransport, httpx.AsyncBaseTransport):
            def handle_request(self, request: httpx.Request) -> httpx.Response:
                raise failure

            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                raise failure

        make: Any = httpx.Client if half == "sync" else httpx.AsyncClient
        async with top(half, "http://x", retries=2, http_client=make(transport=Failing())) as call:
            paced(call)
            with pytest.raises(ApiError) as caught:
                await call(top_operation())
        assert [attempt.delivery for attempt in caught.value.attempts] == ["not_sent"] * attempts

    async def test_local_errors(self, half: Half, server: RawServer) -> None:
        """Local validation, and a closed client: no."""
        async with top(half, server.url, retries=2) as call:
            pauses = paced(call)
            with pytest.raises(ApiError):
                await call(top_operation(), Sample({"a": "bad"}))
            await call.close()
            with pytest.raises(ApiError) as caught:
                await call(top_operation())
        assert (caught.value.delivery, caught.value.attempts) == ("not_sent", ())
        assert (pauses.slept, server.connections) == ([], 0)


@both
class TestLogin:
    """The login that a call needs is repeated by itself."""

    @pytest.mark.parametrize("behaviour", [drop, answer("", 502), im_error(500), answer(HTML)])
    async def test_is_repeated(self, half: Half, server: RawServer, behaviour: Behaviour) -> None:
        """Login failed inside a call: the login alone, as an operation that is safe to send again."""
        server.then(behaviour, LOGGED_IN, IM_YES)
        async with openim(half, server.url, retries=2) as call:
            paced(call)
            await call(openim_operation())
        paths = [received.path for received in server.received]
        assert paths == ["/auth/get_admin_token"] * 2 + ["/msg/sample"]

    async def test_has_its_own_attempts(self, half: Half, server: RawServer) -> None:
        """When the login fails for good the call is not repeated on top, and was never sent."""
        server.then(answer("", 502))
        async with openim(half, server.url, retries=1) as call:
            paced(call)
            with pytest.raises(LoginError) as caught:
                await call(openim_operation())
        assert (caught.value.delivery, caught.value.attempts) == ("not_sent", ())
        assert isinstance(caught.value.__cause__, ApiError)
        assert len(caught.value.__cause__.attempts) == len(server.received) == 2

    async def test_wrong_secret(self, half: Half, server: RawServer) -> None:
        """A refusal that no repetition cures."""
        server.then(im_error(1001, "secret invalid"))
        async with openim(half, server.url, retries=2) as call:
            paced(call)
            with pytest.raises(LoginError):
                await call(openim_operation())
        assert len(server.received) == 1


@both
class TestToken:
    """1501-1507: renew, replay once."""

    @pytest.mark.parametrize("code", range(1501, 1508))
    async def test_replay(self, half: Half, server: RawServer, code: int) -> None:
        """One renewal and one replay, without a pause, and also where no retries are wanted."""
        server.then(answer_json(login_data("first")), im_error(code), answer_json(login_data("second")), IM_YES)
        async with openim(half, server.url, retries=0) as call:
            pauses = paced(call)
            await call(openim_operation())
        tokens = [received.headers.get("token") for received in server.received]
        assert tokens == [None, "first", None, "second"]
        assert pauses.slept == []

    async def test_once(self, half: Half, server: RawServer) -> None:
        """A second refusal is the caller's."""
        server.then(LOGGED_IN, im_error(1501), answer_json(login_data("second")), im_error(1502))
        async with openim(half, server.url, retries=2) as call:
            paced(call)
            with pytest.raises(TokenError) as caught:
                await call(openim_operation())
        assert [attempt.code for attempt in caught.value.attempts] == [1501, 1502]
        assert caught.value.delivery == "refused"
        assert len(server.received) == 4

    async def test_failed_renewal(self, half: Half, server: RawServer) -> None:
        """The login's failure ends the call; the refused attempt is remembered."""
        server.then(LOGGED_IN, im_error(1501), im_error(1001, "secret invalid"))
        async with openim(half, server.url, retries=2) as call:
            paced(call)
            with pytest.raises(LoginError) as caught:
                await call(openim_operation())
        assert caught.value.operation == "msg.sample"
        assert [(attempt.code, attempt.delivery) for attempt in caught.value.attempts] == [(1501, "refused")]

    async def test_missing_token(self, half: Half, server: RawServer) -> None:
        """Code 1001 is no reason to log in."""
        server.then(LOGGED_IN, im_error(1001, "header must have token"))
        async with openim(half, server.url, retries=2) as call:
            with pytest.raises(ApiError):
                await call(openim_operation())
        assert len(server.received) == 2


@both
class TestOutcome:
    """What the caller learns of several attempts."""

    async def test_one_unknown_attempt(self, half: Half, server: RawServer) -> None:
        """It makes the call unknown, whatever came after: a later refusal may mean that it was done before."""
        server.then(answer("", 502), error(15, "isv.item-not-exist"))
        async with top(half, server.url, retries=2) as call:
            paced(call)
            with pytest.raises(ApiError) as caught:
                await call(top_operation(SAFE))
        found = caught.value
        assert [(attempt.code, attempt.delivery) for attempt in found.attempts] == [(None, "unknown"), (15, "refused")]
        assert (found.code, found.delivery, found.resend_is_safe) == (15, "unknown", True)

    async def test_success_after_unknown(self, half: Half, server: RawServer) -> None:
        """The outcome shows the attempt that may have taken effect too."""
        server.then(answer("", 502), error(7), YES)
        async with top(half, server.url, retries=2) as call:
            paced(call)
            outcome = await call.outcome(top_operation(SAFE))
        deliveries = [attempt.delivery for attempt in outcome.attempts]
        assert deliveries == ["unknown", "refused", "accepted"]
        assert outcome.result.data["id"] == "1"
        assert outcome.answer.status == 200
        assert all(0 <= attempt.elapsed < 5 for attempt in outcome.attempts)

    async def test_number(self, half: Half, server: RawServer) -> None:
        """Two further attempts by default, none with 0, and views have their own number."""
        server.then(answer("", 502))
        async with top(half, server.url, retries=None) as call:
            paced(call)
            counts: list[int] = []
            for options in ({}, {"retries": 0}, {"retries": 4}, {"retries": None}):
                view = type(call)(call.client.with_options(**options), half)
                with pytest.raises(ApiError) as caught:
                    await view(top_operation(SAFE))
                counts.append(len(caught.value.attempts))
        assert counts == [3, 1, 5, 3]

    async def test_signed_anew(self, half: Half, server: RawServer) -> None:
        """Every repetition has its own timestamp and signature."""
        now = iter(NOW + second for second in range(100))
        server.then(answer("", 502), YES)
        async with top(half, server.url, retries=1, clock=lambda: next(now)) as call:
            paced(call)
            await call(top_operation(SAFE), Sample({"a": 1}))
        first, second = (dict(httpx.QueryParams(received.body.decode())) for received in server.received)
        assert (first["timestamp"], second["timestamp"]) == ("2016-01-01 12:00:00", "2016-01-01 12:00:01")
        assert first["sign"] != second["sign"]
        assert {**first, "timestamp": "", "sign": ""} == {**second, "timestamp": "", "sign": ""}


@both
class TestPauses:
    """How long the client waits."""

    async def test_full_jitter(self, half: Half, server: RawServer) -> None:
        """Twice as long each time up to the cap, and anything down to nothing."""
        server.then(answer("", 502))
        async with top(half, server.url, retries=6) as call:
            for dice, expected in ((1.0, [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]), (0.5, [0.25, 0.5, 1.0, 2.0, 4.0, 4.0])):
                pauses = paced(call, dice=dice)
                with pytest.raises(ApiError):
                    await call(top_operation(SAFE))
                assert pauses.slept == expected

    @pytest.mark.parametrize(
        ("behaviour", "pause"),
        [
            (ban(2), 3.0),
            (ban(59), 60.0),
            (answer("", 429, {"Retry-After": "7"}), 7.0),
            (answer("", 503, {"Retry-After": "60"}), 60.0),
            (answer("", 429, {"Retry-After": "0"}), 0.5),
            (error(7), 0.5),
        ],
    )
    async def test_what_the_server_asks_for(
        self, half: Half, server: RawServer, behaviour: Behaviour, pause: float
    ) -> None:
        """Retry-After, and one second more than a ban lasts; without either our own back-off."""
        server.then(behaviour, YES)
        async with top(half, server.url, retries=2) as call:
            pauses = paced(call)
            await call(top_operation(SAFE))
        assert pauses.slept == [pause]

    @pytest.mark.parametrize(
        ("behaviour", "seconds"), [(ban(60), 61.0), (answer("", 429, {"Retry-After": "3600"}), 3600.0)]
    )
    async def test_more_than_a_call_should_wait(
        self, half: Half, server: RawServer, behaviour: Behaviour, seconds: float
    ) -> None:
        """Raised at once, with the time to wait."""
        server.then(behaviour, YES)
        async with top(half, server.url, retries=2) as call:
            pauses = paced(call)
            with pytest.raises(ThrottledError) as caught:
                await call(top_operation(SAFE))
        assert (caught.value.retry_after, pauses.slept, len(server.received)) == (seconds, [], 1)


@pytest.mark.parametrize(
    ("delivery", "retryable", "never", "safe"),
    [
        ("not_sent", True, True, True),
        ("not_sent", False, False, False),
        ("refused", True, True, True),
        ("refused", False, False, False),
        ("unknown", True, False, True),
        ("unknown", False, False, False),
        ("partial", True, False, False),
        ("accepted", True, False, False),
    ],
)
def test_policy(delivery: Delivery, retryable: bool, never: bool, safe: bool) -> None:
    """The rule in one table."""
    failure = ApiError(message="x", delivery=delivery, retryable=retryable)
    assert may_repeat(failure, resend_allowed=False) == never
    assert may_repeat(failure, resend_allowed=True) == safe


@pytest.mark.parametrize(("repeated", "longest"), [(0, 0.5), (1, 1.0), (4, 8.0), (5, 8.0), (1000, 8.0)])
def test_longest_pause(repeated: int, longest: float) -> None:
    """The cap holds however often it was tried."""
    assert Backoff(random=lambda: 1.0).pause(ApiError(message="x"), repeated) == longest
