"""Was it sent? The rules for OpenIM, one attempt each, over real connections, for both halves."""

from __future__ import annotations

import asyncio
from typing import Any, Literal

import pytest
from attrs import field, frozen

from codegen.runtime.common.errors import (
    ApiError,
    BusinessError,
    ConflictError,
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
from codegen.runtime.common.options import Timeout
from codegen.runtime.openim.errors import LoginError, TokenError

from .raw_server import Behaviour, RawServer, answer, answer_json, drop, refused_url, slow
from .samples import EVERY_TRANSPORT, HALVES, TOKEN, Half, Sample, login_data, openim, openim_operation

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("half", HALVES), *EVERY_TRANSPORT]

Rule = Literal["refused", "unknown"]
LOGGED_IN = answer_json(login_data())
BAD_CONTENT = "Key: 'TextElem.Content' Error:Field validation for 'Content' failed on the 'required' tag"


@frozen
class Case:
    """What the server does, and what that proves."""

    name: str
    behaviour: Behaviour
    error: type[ApiError]
    delivery: Delivery
    retryable: bool = False
    rule: Rule | None = "refused"
    attributes: dict[str, Any] = field(factory=dict[str, Any])


def error(code: object, detail: str = "detail", status: int = 200, message: str = "Words") -> Behaviour:
    """An envelope with an errCode."""
    return answer_json({"errCode": code, "errMsg": message, "errDlt": detail}, status)


CASES = [
    Case("batch, errCode not 0: 1001", error(1001), InvalidRequestError, "refused"),
    Case("batch, errCode not 0: 1001 with HTTP 400", error(1001, status=400), InvalidRequestError, "refused"),
    Case("batch, errCode not 0: 1002", error(1002), PermissionDeniedError, "refused"),
    Case("batch, errCode not 0: 1003", error(1003), ConflictError, "refused"),
    Case("batch, errCode not 0: 1004 as text", error("1004"), NotFoundError, "refused", attributes={"code": 1004}),
    Case("batch, errCode not 0: nobody knows 4711", error(4711), BusinessError, "refused"),
    Case("batch, errCode not 0: a webhook's own", error(20001), BusinessError, "refused"),
    *(
        Case(f"batch, worth a repetition: {code}", error(code), ServerError, "refused", retryable=True)
        for code in (4, 8, 13, 14, 90002, 90004, 500)
    ),
    Case(
        "batch, worth a repetition: 429 in the envelope",
        answer_json({"errCode": 429, "errMsg": "x", "errDlt": ""}, 429, {"Retry-After": "2"}),
        ThrottledError,
        "refused",
        retryable=True,
        attributes={"retry_after": 2.0},
    ),
    Case("500 that begins with Key", error(500, BAD_CONTENT), InvalidRequestError, "refused"),
    Case("500 that speaks of decoding", error(500, "2 error(s) decoding:"), InvalidRequestError, "refused"),
    Case("500 with the same in errMsg", error(500, "", message=BAD_CONTENT), InvalidRequestError, "refused"),
    *(Case(f"1501-1507: {code}", error(code), TokenError, "refused") for code in range(1501, 1508)),
    Case("other operations by default: 1004", error(1004), NotFoundError, "unknown", rule=None),
    Case("other operations by default: 500", error(500), ServerError, "unknown", rule=None),
    Case("other operations by default: nobody knows 4711", error(4711), BusinessError, "unknown", rule=None),
    Case("other operations by default: 1001", error(1001), InvalidRequestError, "refused", rule=None),
    Case("other operations by default: 429", error(429), ThrottledError, "refused", retryable=True, rule=None),
    Case("other operations by default: 1501", error(1501), TokenError, "refused", rule=None),
    Case(
        "other operations by default: 500, validation",
        error(500, BAD_CONTENT),
        InvalidRequestError,
        "refused",
        rule=None,
    ),
    Case("other operations by x-error-delivery: 1004", error(1004), NotFoundError, "unknown", rule="unknown"),
    Case("yes-envelope without data", answer_json({"errCode": 0}), MalformedResponseError, "accepted"),
    Case("yes-envelope with null", answer_json({"errCode": 0, "data": None}), MalformedResponseError, "accepted"),
    Case(
        "yes-envelope that cannot be decoded",
        answer_json({"errCode": 0, "data": {"broken": 1}}),
        MalformedResponseError,
        "accepted",
    ),
    Case(
        "429 without envelope",
        answer("", 429, {"Retry-After": "5"}),
        ThrottledError,
        "refused",
        retryable=True,
        attributes={"retry_after": 5.0},
    ),
    Case("other 4xx without envelope", answer("404 page not found", 404), HttpStatusError, "refused"),
    Case("3xx", answer("", 301, {"Location": "/"}), HttpStatusError, "refused"),
    Case("408", answer("", 408), OutcomeUnknownError, "unknown", retryable=True),
    Case("empty 500", answer("", 500), OutcomeUnknownError, "unknown", retryable=True),
    Case("502", answer("<html>", 502), OutcomeUnknownError, "unknown", retryable=True),
    Case("200 with HTML", answer("<html>"), MalformedResponseError, "unknown", retryable=True),
    Case("200 with an empty body", answer(""), MalformedResponseError, "unknown", retryable=True),
    Case("200 with JSON of another kind", answer_json({"code": 0}), MalformedResponseError, "unknown", retryable=True),
    Case("dropped after the body", drop, OutcomeUnknownError, "unknown", retryable=True),
    Case("truncated", answer('{"err', length=99), OutcomeUnknownError, "unknown", retryable=True),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_answers(half: Half, server: RawServer, case: Case) -> None:
    """Class, delivery and what follows from both; one request reaches the server, for a token of the caller's is used
    as it is."""
    server.then(case.behaviour)
    async with openim(half, server.url, secret=None, token=TOKEN) as call:
        with pytest.raises(ApiError) as caught:
            await call(openim_operation(case.rule))
    found = caught.value
    assert type(found) is case.error
    assert (found.delivery, found.retryable) == (case.delivery, case.retryable)
    assert found.resend_is_safe == (case.delivery == "refused")
    assert {name: getattr(found, name) for name in case.attributes} == case.attributes
    assert [(a.code, a.delivery) for a in found.attempts] == [(found.code, case.delivery)]
    assert found.request_id in (None, server.received[0].headers["operationid"])
    assert [received.path for received in server.received] == ["/msg/sample"]


async def test_read_time_out(half: Half, server: RawServer) -> None:
    """The answer came too late."""
    server.then(LOGGED_IN, slow(error(0), 0.5))
    async with openim(half, server.url, timeout=Timeout(read=0.2)) as call:
        with pytest.raises(OutcomeUnknownError):
            await call(openim_operation())


async def test_local_validation(half: Half, server: RawServer) -> None:
    """Found before anything is sent, the login included."""
    async with openim(half, server.url) as call:
        with pytest.raises(ValidationError) as caught:
            await call(openim_operation(), Sample({"a": "bad"}))
        assert str(caught.value) == "Sample.a: must not be bad (not_sent)"
        with pytest.raises(ValidationError):
            await call(openim_operation(), Sample({"a": float("nan")}))
    assert server.connections == 0


LOGIN_FAILURES: list[tuple[str, Behaviour]] = [
    ("wrong secret", error(1002, "secret invalid")),
    ("no JSON", answer("<html>")),
    ("502", answer("", 502)),
    ("429", answer("", 429)),
    ("dropped", drop),
    ("no data", answer_json({"errCode": 0})),
    ("no token", answer_json({"errCode": 0, "data": {"expireTimeSeconds": 5}})),
    ("no lifetime", answer_json({"errCode": 0, "data": {"token": "t"}})),
    ("token with a line break", answer_json(login_data(token="a\nb"))),
]


@pytest.mark.parametrize(("name", "behaviour"), LOGIN_FAILURES, ids=[name for name, _ in LOGIN_FAILURES])
async def test_login_failed_inside_a_call(half: Half, server: RawServer, name: str, behaviour: Behaviour) -> None:
    """However the login fails, the call that needed it was not sent."""
    server.then(behaviour)
    async with openim(half, server.url) as call:
        with pytest.raises(LoginError) as caught:
            await call(openim_operation())
    found = caught.value
    assert (found.delivery, found.resend_is_safe, found.attempts) == ("not_sent", True, ())
    assert found.operation == "msg.sample"
    assert isinstance(found.__cause__, ApiError)
    assert found.__cause__.operation == "auth.get_admin_token"
    assert [received.path for received in server.received] == ["/auth/get_admin_token"]


async def test_login_without_a_server(half: Half) -> None:
    """The same where nobody listens."""
    async with openim(half, refused_url()) as call:
        with pytest.raises(LoginError) as caught:
            await call(openim_operation())
    assert caught.value.delivery == "not_sent"
    assert caught.value.retryable


async def test_wrong_secret_keeps_the_servers_words(half: Half, server: RawServer) -> None:
    """The error of the call says why the login failed, and remembers the answer."""
    server.then(error(1002, "secret invalid"))
    async with openim(half, server.url) as call:
        with pytest.raises(LoginError) as caught:
            await call(openim_operation())
    found = caught.value
    assert (found.code, found.vendor_detail, found.status) == (1002, "secret invalid", 200)
    assert found.request_id == server.received[0].headers["operationid"]
    assert "the login failed: Words: secret invalid (not_sent)" in str(found)


async def test_cancellation_while_logging_in(half: Half, server: RawServer) -> None:
    """The call was not sent, so the cancellation carries no warning, and the next call logs in."""
    if half == "sync":
        return  # threads are not cancelled
    server.then(slow(LOGGED_IN, 0.3), LOGGED_IN, answer_json({"errCode": 0, "data": {"id": "1"}}))
    async with openim(half, server.url) as call:
        task = asyncio.ensure_future(call(openim_operation()))
        while not server.received:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await task
        assert not hasattr(caught.value, "__notes__")
        assert (await call(openim_operation())).data == {"id": "1"}


async def test_success_whatever_the_status(half: Half, server: RawServer) -> None:
    """A yes-envelope is a result."""
    server.then(LOGGED_IN, answer_json({"errCode": 0, "errMsg": "", "errDlt": "", "data": {"id": 1}}, 500))
    async with openim(half, server.url) as call:
        assert (await call(openim_operation())).data == {"id": 1}
