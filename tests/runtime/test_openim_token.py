"""OpenIM's token: one login for many calls, and what becomes of a refused one."""

from __future__ import annotations

import asyncio

import pytest

from codegen.runtime.common.errors import ApiError
from codegen.runtime.common.secrets import Secret
from codegen.runtime.openim.errors import TokenError
from codegen.runtime.openim.login import LoginData, TokenCache

from .raw_server import RawServer, answer_json, slow
from .samples import HALVES, IM_SECRET, NOW, TOKEN, Half, Sample, login_data, openim, openim_operation

pytestmark = pytest.mark.anyio
both = pytest.mark.parametrize("half", HALVES)

YES = answer_json({"errCode": 0, "data": {"id": "1"}})
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
async def test_refused_token_is_forgotten(half: Half, server: RawServer) -> None:
    """The call fails, and the next one logs in."""
    refused = answer_json({"errCode": 1501, "errMsg": "TokenExpiredError", "errDlt": ""})
    server.then(answer_json(login_data("first")), refused, answer_json(login_data("second")), YES)
    async with openim(half, server.url) as call:
        with pytest.raises(TokenError):
            await call(OPERATION)
        await call(OPERATION)
    tokens = [received.headers.get("token") for received in server.received]
    assert tokens == [None, "first", None, "second"]


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
async def test_token_at_its_end(half: Half, server: RawServer) -> None:
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


@pytest.mark.parametrize(
    ("lifetime", "used"), [(7776000, 7775700), (1000, 700), (300, 150), (10, 5), (0, 0), (-5, -2.5)]
)
def test_window(lifetime: float, used: float) -> None:
    """Five minutes early, but short tokens serve for half their time."""
    now = [NOW]
    cache = TokenCache(lambda: now[0])
    cache.keep(LoginData(Secret("t"), lifetime), NOW)
    now[0] = NOW + used - 0.001
    assert cache.current() == Secret("t")
    now[0] = NOW + used
    assert cache.current() is None


def test_only_the_refused_token_is_forgotten() -> None:
    """A late refusal of an old token leaves a newer one alone."""
    cache = TokenCache(lambda: NOW)
    cache.keep(LoginData(Secret("new"), 1000), NOW)
    cache.forget(Secret("old"))
    assert cache.current() == Secret("new")
    cache.forget(Secret("new"))
    assert cache.current() is None


@both
async def test_base_url_with_a_path(half: Half, server: RawServer) -> None:
    """A path of a reverse proxy stays in front."""
    server.then(answer_json(login_data()), YES)
    async with openim(half, f"{server.url}/im/") as call:
        await call(OPERATION)
    assert [received.path for received in server.received] == ["/im/auth/get_admin_token", "/im/msg/sample"]
