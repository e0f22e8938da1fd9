"""Was it sent? The rules for TOP, one attempt each, over real connections, for both halves.

The name of a case is the rule that it shows.
"""

from __future__ import annotations

from typing import Any

import pytest
from attrs import field, frozen

from codegen.runtime.common.errors import (
    ApiError,
    AuthenticationError,
    BusinessError,
    Delivery,
    HttpStatusError,
    InvalidRequestError,
    MalformedResponseError,
    NotFoundError,
    OutcomeUnknownError,
    PermissionDeniedError,
    ServerError,
    ThrottledError,
    ValidationError,
)
from codegen.runtime.common.operation import Resend, Success
from codegen.runtime.top.errors import ClockSkewError, SessionError

from .raw_server import Behaviour, RawServer, answer, answer_json, drop, refused_url, slow
from .samples import EVERY_TRANSPORT, HALVES, Half, Sample, top, top_operation

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("half", HALVES), *EVERY_TRANSPORT]

KEY = "sample_send_response"
ONE = Success(("result", "success"), when_false="refused")
MANY = Success(("result", "success"))
HTML = "<html><body>gateway</body></html>"
JSON_OF_A_PROXY = '{"message": "no route"}'


@frozen
class Case:
    """What the server does, and what that proves."""

    name: str
    behaviour: Behaviour
    error: type[ApiError]
    delivery: Delivery
    retryable: bool = False
    success: Success | None = None
    timeout: float | None = None
    attributes: dict[str, Any] = field(factory=dict[str, Any])


def error(code: object, sub_code: str | None = None, sub_msg: str | None = None, status: int = 200) -> Behaviour:
    """An `error_response`."""
    members = {"code": code, "msg": "words", "sub_code": sub_code, "sub_msg": sub_msg, "request_id": "r1"}
    return answer_json({"error_response": {k: v for k, v in members.items() if v is not None}}, status)


def yes(**members: object) -> Behaviour:
    """A success envelope."""
    return answer_json({KEY: {**members, "request_id": "r1"}})


BAN = "This ban will last for 2 more seconds"
CASES = [
    Case("body pulled: dropped before the answer", drop, OutcomeUnknownError, "unknown", retryable=True),
    Case("body pulled: truncated answer", answer('{"a', length=100), OutcomeUnknownError, "unknown", retryable=True),
    Case(
        "body pulled: read time-out",
        slow(yes(), 0.5),
        OutcomeUnknownError,
        "unknown",
        retryable=True,
        timeout=0.2,
    ),
    *(
        Case(
            f"4-8: {code}",
            error(code, "accesscontrol.limited-by-api-access-count", BAN),
            ThrottledError,
            "refused",
            retryable=True,
            attributes={"retry_after": 3.0, "code": code},
        )
        for code in (4, 5, 6, 7, 8)
    ),
    *(Case(f"30, 31: {code}", error(code), ClockSkewError, "refused", retryable=True) for code in (30, 31)),
    Case("other codes below 100: 25", error(25), AuthenticationError, "refused", attributes={"request_id": "r1"}),
    Case("other codes below 100: 27", error(27, "invalid-sessionkey"), SessionError, "refused"),
    Case("other codes below 100: 11", error(11, "isv.permission-api-package-empty"), PermissionDeniedError, "refused"),
    Case("other codes below 100: 40", error("40", "isv.missing-parameter:x"), InvalidRequestError, "refused"),
    Case("other codes below 100: 25, with HTTP 500", error(25, status=500), AuthenticationError, "refused"),
    Case("other codes below 100: 25, with HTTP 400", error(25, status=400), AuthenticationError, "refused"),
    Case("15 with isv", error(15, "isv.item-not-exist"), NotFoundError, "refused"),
    Case(
        "50 with isv",
        error(50, "isv.invalid-parameter", "非法参数"),
        InvalidRequestError,
        "refused",
        attributes={"vendor_message": "words", "vendor_detail": "非法参数", "sub_code": "isv.invalid-parameter"},
    ),
    Case("100 and above with isv", error(530, "isv.invalid-parameter"), InvalidRequestError, "refused"),
    Case("any code with isp", error(15, "isp.remote-service-timeout"), ServerError, "unknown", retryable=True),
    Case("any code with isp: 11", error(11, "isp.unknown-error"), ServerError, "unknown", retryable=True),
    Case(
        "any code with isp: parse errors are never repeated", error(15, "isp.top-parse-error"), ServerError, "unknown"
    ),
    Case("isv with service-error", error(15, "isv.user-service-error:TIMEOUT"), ServerError, "unknown", retryable=True),
    Case("10", error(10), ServerError, "unknown", retryable=True),
    Case("88", error(88), ServerError, "unknown", retryable=True),
    Case("15 without sub_code", error(15), BusinessError, "unknown"),
    Case("50 with a foreign sub_code", error(50, "2"), BusinessError, "unknown"),
    Case("100 and above with a foreign sub_code", error(670, "ism.x"), BusinessError, "unknown"),
    Case("an error without a code", error(None), BusinessError, "unknown"),
    Case(
        "success false: one recipient",
        yes(result={"success": False, "error_code": "E1", "error_msg": "no such user"}),
        BusinessError,
        "refused",
        success=ONE,
        attributes={"sub_code": "E1", "vendor_message": "no such user", "request_id": "r1"},
    ),
    Case("success false: several recipients", yes(result={"success": "false"}), BusinessError, "unknown", success=MANY),
    Case("success member absent", yes(result={}), MalformedResponseError, "unknown", success=ONE),
    Case("success member absent with its parent", yes(), MalformedResponseError, "unknown", success=ONE),
    Case("success member null", yes(result={"success": None}), MalformedResponseError, "unknown", success=ONE),
    Case("success member no boolean", yes(result={"success": 1}), MalformedResponseError, "unknown", success=ONE),
    Case(
        "yes-envelope that cannot be decoded",
        yes(broken=1),
        MalformedResponseError,
        "accepted",
        attributes={"request_id": "r1"},
    ),
    Case("yes-envelope that is no object", answer_json({KEY: "text"}), MalformedResponseError, "accepted"),
    Case("yes-envelope that is null", answer_json({KEY: None}), MalformedResponseError, "accepted"),
    Case(
        "429 without envelope",
        answer("slow down", 429, {"Retry-After": "7"}),
        ThrottledError,
        "refused",
        retryable=True,
        attributes={"retry_after": 7.0, "status": 429, "body": b"slow down"},
    ),
    Case("429 with envelope", error(15, status=429), ThrottledError, "refused", retryable=True),
    Case("other 4xx without envelope: 403", answer(HTML, 403), HttpStatusError, "refused"),
    Case("other 4xx without envelope: 404 of a proxy", answer(JSON_OF_A_PROXY, 404), HttpStatusError, "refused"),
    Case("3xx", answer("", 302, {"Location": "https://login.example/"}), HttpStatusError, "refused"),
    Case("408", answer("", 408), OutcomeUnknownError, "unknown", retryable=True),
    Case("499", answer("", 499), OutcomeUnknownError, "unknown", retryable=True),
    Case("5xx without envelope: 502", answer(HTML, 502), OutcomeUnknownError, "unknown", retryable=True),
    Case(
        "5xx without envelope: JSON of a proxy",
        answer(JSON_OF_A_PROXY, 502),
        OutcomeUnknownError,
        "unknown",
        retryable=True,
    ),
    Case(
        "503 with Retry-After",
        answer("", 503, {"Retry-After": "Fri, 01 Jan 2016 04:00:09 GMT", "Date": "Fri, 01 Jan 2016 04:00:00 GMT"}),
        OutcomeUnknownError,
        "unknown",
        retryable=True,
        attributes={"retry_after": 9.0},
    ),
    Case("empty 500", answer("", 500), OutcomeUnknownError, "unknown", retryable=True),
    Case("200 with HTML", answer(HTML), MalformedResponseError, "unknown", retryable=True),
    Case("200 with an empty body", answer(""), MalformedResponseError, "unknown", retryable=True),
    Case("200 with no JSON", answer("<xml/>"), MalformedResponseError, "unknown", retryable=True),
    Case("200 with JSON of another kind", answer("[1]"), MalformedResponseError, "unknown", retryable=True),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_answers(half: Half, server: RawServer, case: Case) -> None:
    """Class, delivery and what follows from both; one request reaches the server."""
    server.then(case.behaviour)
    async with top(half, server.url, timeout=case.timeout) as call:
        with pytest.raises(ApiError) as caught:
            await call(top_operation(success=case.success))
    found = caught.value
    assert type(found) is case.error
    assert (found.delivery, found.retryable) == (case.delivery, case.retryable)
    assert found.resend_is_safe == (case.delivery == "refused")
    assert {name: getattr(found, name) for name in case.attributes} == case.attributes
    assert [(a.code, a.delivery) for a in found.attempts] == [(found.code, case.delivery)]
    assert found.operation == "taobao.sample.send"
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("behaviour", "never", "safe", "same"),
    [
        (answer("", 502), False, True, True),
        (error(15, "isp.unknown-error"), False, True, True),
        (error(25), True, True, True),
        (yes(broken=1), False, False, False),
    ],
    ids=["unknown", "unknown by envelope", "refused", "accepted"],
)
async def test_resend(half: Half, server: RawServer, behaviour: Behaviour, never: bool, safe: bool, same: bool) -> None:
    """x-resend decides after an unknown outcome, and only then."""
    server.then(behaviour)
    expected = {Resend("never"): never, Resend("safe"): safe, Resend("same", ("biz_id",)): same}
    async with top(half, server.url) as call:
        for resend, is_safe in expected.items():
            with pytest.raises(ApiError) as caught:
                await call(top_operation(resend), Sample({"biz_id": 7}))
            assert caught.value.resend_is_safe == is_safe


async def test_same_members_missing(half: Half, server: RawServer) -> None:
    """Without the member that makes a repetition overwrite, it would repeat."""
    server.then(answer("", 502))
    async with top(half, server.url) as call:
        with pytest.raises(OutcomeUnknownError) as caught:
            await call(top_operation(Resend("same", ("biz_id",))), Sample({"other": 1}))
    assert not caught.value.resend_is_safe


async def test_connect_refused(half: Half) -> None:
    """DNS, connect refused or timed out: not sent, and worth a repetition."""
    async with top(half, refused_url()) as call:
        with pytest.raises(ApiError) as caught:
            await call(top_operation())
    found = caught.value
    assert (type(found).__name__, found.delivery, found.retryable) == ("ConnectionFailedError", "not_sent", True)
    assert [(a.code, a.delivery) for a in found.attempts] == [(None, "not_sent")]


async def test_dropped_before_reading(half: Half, server: RawServer) -> None:
    """A connection that is reset at once: whichever side of the body the reset meets, nothing is called refused."""
    server.before_reading = drop
    async with top(half, server.url) as call:
        for _ in range(20):
            with pytest.raises(ApiError) as caught:
                await call(top_operation())
            assert caught.value.delivery in ("not_sent", "unknown")
    assert server.received == []


async def test_dropped_after_the_head(half: Half, server: RawServer) -> None:
    """The body was handed over when the reset came, so nobody knows."""
    server.after_head = drop
    async with top(half, server.url) as call:
        with pytest.raises(OutcomeUnknownError):
            await call(top_operation())


async def test_stale_keep_alive(half: Half, server: RawServer) -> None:
    """A kept connection that the server drops upon the next request: unknown, sent once."""
    server.then(yes(), drop)
    async with top(half, server.url) as call:
        await call(top_operation())
        with pytest.raises(OutcomeUnknownError):
            await call(top_operation())
    assert server.connections == 1
    assert len(server.received) == 2


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"a": "bad"}, "Sample.a: must not be bad (not_sent)"),
        ({"a": {"x": float("nan")}}, "a: JSON cannot carry NaN, infinity or an object that holds itself (not_sent)"),
        ({"a": "\ud800"}, "a: holds a lone surrogate, which UTF-8 cannot carry (not_sent)"),
    ],
)
async def test_local_validation_and_encoding(
    half: Half, server: RawServer, members: dict[str, object], message: str
) -> None:
    """Found before anything is sent."""
    async with top(half, server.url) as call:
        with pytest.raises(ValidationError) as caught:
            await call(top_operation(), Sample(members))
    assert message == str(caught.value)
    assert (caught.value.operation, caught.value.attempts) == ("taobao.sample.send", ())
    assert server.connections == 0


@pytest.mark.parametrize(
    ("behaviour", "success", "expected"),
    [
        (yes(id="1"), None, {"id": "1", "request_id": "r1"}),
        (yes(result={"success": True}), ONE, {"result": {"success": True}, "request_id": "r1"}),
        (yes(result={"success": "true"}), ONE, {"result": {"success": "true"}, "request_id": "r1"}),
        (answer_json({KEY: {"id": 2**62}, "request_id": "r2"}), None, {"id": 2**62, "request_id": "r2"}),
        (answer_json({"other_response": {"id": "1"}}), None, {"id": "1"}),
        (answer_json({KEY: {"id": "1"}}, status=500), None, {"id": "1"}),
    ],
)
async def test_success(
    half: Half, server: RawServer, behaviour: Behaviour, success: Success | None, expected: dict[str, object]
) -> None:
    """A yes-envelope is a result, whatever the HTTP status."""
    server.then(behaviour)
    async with top(half, server.url) as call:
        result = await call(top_operation(success=success))
    assert expected == result.data
