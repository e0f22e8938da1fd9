"""OpenIM's token: one login for many calls, and what becomes of a refused one."""

from __future__ import annotations

import asyncio
import time

import pytest

from codegen.runtime.common.errors import ApiError
from codegen.runtime.openim import base
from codegen.runtime.openim.errors import LoginError, TokenError

from .raw_server import RawServer, answer_json, drop, slow
from .samples import HALVES, IM_SECRET, NOW, TOKEN, Half, Sample, login_data, openim, openim_operation

pytestmark = pytest.mark.anyio
both = pytest.mark.parametrize("half", HALVES)

YES = answer_json({"errCode": 0, "data": {"id": "1"}})
REFUSED = answer_json({"errCode": 1501, "errMsg": "TokenExpiredError", "errDlt": ""})
OPERATION = openim_operation()


@both
async def test_wire(half: Half, server: RawServer) -> None:
    """What the login and the call say, byte for byte but for the operationID, which is fresh each time."""
    server.then(answer_json(login_data()), YES)
    async with openim(half, server.url, user_id="admin2") as call:
        result = await call(OPERATION, Sample({"text": "张三", "n": 1, "free": {"a": None}}))
    login, sent = server.received
    assert result.data == {"id": "1"}
    assert login.body == f'{{"secret":"{IM_SECRET}","userID":"admin2"}}'.encode()
    assert sent.body == '{"text":"张三","n":1,"free":{"a":null}}'.encode()
    assert "token" not in login.headers
    assert sent.headers["token"] == TOKEN
    assert login.headers["content-type"] == sent.headers["content-type"] == "application/json"
    ids = [received.headers["operationid"] for received in server.received]
    assert len(set(ids)) == 2
    assert all(name.isascii() and name.isalnum() for name in ids)
    assert b"operationID: " in sent.head


@both
async def test_one_login_for_many_calls(half: Half, server: RawServer) -> None:
    """The token serves later calls and views of the client."""
    server.then(answer_json(login_data()), YES)
    async with openim(half, server.url) as call:
        await call(OPERATION)
        await call(OPERATION)
        view = type(call)(call.client.with_options(timeout=5), half)
        await view(OPERATION)
    assert [received.path for received in server.received].count("/auth/get_admin_token") == 1


@both
async def test_one_login_for_callers_at_once(half: Half, server: RawServer) -> None:
    """Callers with a cold cache wait for the first one's login."""
    server.then(slow(answer_json(login_data()), 0.1), YES)
    async with openim(half, server.url) as call:
        await asyncio.gather(*(call(OPERATION) for _ in range(8)))
    paths = [received.path for received in server.received]
    assert (paths.count("/auth/get_admin_token"), paths.count("/msg/sample")) == (1, 8)


@both
async def test_refused_token_is_replaced(half: Half, server: RawServer) -> None:
    """The call logs in and is sent once more; the next one uses the new token."""
    server.then(answer_json(login_data("first")), REFUSED, answer_json(login_data("second")), YES)
    async with openim(half, server.url) as call:
        await call(OPERATION)
        await call(OPERATION)
    tokens = [received.headers.get("token") for received in server.received]
    assert tokens == [None, "first", None, "second", "second"]


@both
async def test_replaced_once_a_call(half: Half, server: RawServer) -> None:
    """A second refusal ends the call: nothing was sent."""
    server.then(answer_json(login_data("first")), REFUSED, answer_json(login_data("second")), REFUSED)
    async with openim(half, server.url) as call:
        with pytest.raises(TokenError) as caught:
            await call(OPERATION)
    assert (caught.value.delivery, caught.value.code, len(caught.value.attempts)) == ("refused", 1501, 2)
    assert len(server.received) == 4


@both
async def test_replacement_fails(half: Half, server: RawServer) -> None:
    """The call was refused and then not sent: safe to send again."""
    no = answer_json({"errCode": 1002, "errMsg": "NoPermissionError", "errDlt": "secret invalid"})
    server.then(answer_json(login_data("first")), REFUSED, no)
    async with openim(half, server.url) as call:
        with pytest.raises(LoginError) as caught:
            await call(OPERATION)
    assert (caught.value.delivery, caught.value.resend_is_safe, caught.value.code) == ("not_sent", True, 1002)
    assert [attempt.code for attempt in caught.value.attempts] == [1501]


@both
async def test_missing_token_is_no_reason_to_log_in(half: Half, server: RawServer) -> None:
    """Code 1001 leaves the token where it is."""
    missing = answer_json({"errCode": 1001, "errMsg": "ArgsError", "errDlt": "header must have token"})
    server.then(answer_json(login_data()), missing, YES)
    async with openim(half, server.url) as call:
        with pytest.raises(ApiError):
            await call(OPERATION)
        await call(OPERATION)
    assert len(server.received) == 3


@both
async def test_operation_without_token(half: Half, server: RawServer) -> None:
    """What needs no token logs in for none."""
    server.then(YES)
    async with openim(half, server.url) as call:
        await call(openim_operation(secured=False))
    assert [received.path for received in server.received] == ["/msg/sample"]
    assert "token" not in server.received[0].headers


@both
async def test_token_in_its_last_minutes(half: Half, server: RawServer) -> None:
    """Five minutes before its end the token is renewed; the server's number may be a text."""
    now = [NOW]
    server.then(answer_json(login_data("first", "1000")), YES, answer_json(login_data("second")), YES)
    async with openim(half, server.url, clock=lambda: now[0]) as call:
        await call(OPERATION)
        now[0] += 699
        server.behaviours.insert(0, YES)
        await call(OPERATION)
        now[0] += 1
        await call(OPERATION)
    tokens = [received.headers.get("token") for received in server.received]
    assert tokens == [None, "first", "first", None, "second"]


@both
async def test_base_url_with_a_path(half: Half, server: RawServer) -> None:
    """A path of a reverse proxy stays in front."""
    server.then(answer_json(login_data()), YES)
    async with openim(half, f"{server.url}/im/") as call:
        await call(OPERATION)
    assert [received.path for received in server.received] == ["/im/auth/get_admin_token", "/im/msg/sample"]


@both
async def test_failed_renewal_in_the_last_minutes(half: Half, server: RawServer) -> None:
    """The old token serves on, and the login that failed is not tried again at the call's expense."""
    now = [NOW]
    server.then(answer_json(login_data("first", 1000)), YES, drop, YES)
    async with openim(half, server.url, clock=lambda: now[0], retries=5) as call:
        await call(OPERATION)
        now[0] += 700
        await call(OPERATION)
        await call(OPERATION)
    assert [received.headers.get("token") for received in server.received] == [None, "first", None, "first", "first"]


@both
async def test_slow_renewal_in_the_last_minutes(half: Half, server: RawServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A login that hangs costs a call some seconds, not its deadline, while the old token serves."""
    monkeypatch.setattr(base, "RENEWAL", 0.2)
    now = [NOW]
    server.then(answer_json(login_data("first", 1000)), YES, slow(answer_json(login_data("second")), 1), YES)
    async with openim(half, server.url, clock=lambda: now[0]) as call:
        await call(OPERATION)
        now[0] += 700
        begun = time.monotonic()
        await call(OPERATION)
    assert time.monotonic() - begun < 0.9
    assert [received.headers.get("token") for received in server.received] == [None, "first", None, "first"]


@both
async def test_failed_login_is_shared(half: Half, server: RawServer) -> None:
    """Callers who waited for it fail with it, nothing was sent, and the next one logs in."""
    no = answer_json({"errCode": 1002, "errMsg": "NoPermissionError", "errDlt": "secret invalid"})
    server.then(slow(no, 0.2), answer_json(login_data()), YES)
    async with openim(half, server.url) as call:
        errors = await asyncio.gather(*(call(OPERATION) for _ in range(5)), return_exceptions=True)
        assert [type(error) for error in errors] == [LoginError] * 5
        assert len({id(error) for error in errors}) == 5
        assert {str(error).partition(" ")[2] for error in errors} == {str(errors[0]).partition(" ")[2]}
        await call(OPERATION)
    assert len(server.received) == 3
