"""TopAuth: signing for users of plain httpx."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from codegen.runtime.common.errors import HttpStatusError, ValidationError
from codegen.runtime.top.auth import TopAuth, refuse_cross_host_redirects
from codegen.runtime.top.signing import sign

from .raw_server import RawServer, answer, answer_json
from .samples import APP_SECRET, HALVES, NOW, SESSION, Half

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("half", HALVES)]

YES = answer_json({"time_get_response": {"time": "now"}})


async def post(half: Half, url: str, auth: httpx.Auth, **options: Any) -> httpx.Response:
    """Post with a client that follows redirects, guarded by the hook."""
    hooks: dict[str, list[Any]] = {"response": [refuse_cross_host_redirects]}
    if half == "sync":
        with httpx.Client(auth=auth, follow_redirects=True, event_hooks=hooks) as client:
            return client.post(url, **options)
    async with httpx.AsyncClient(auth=auth, follow_redirects=True, event_hooks=hooks) as client:
        return await client.post(url, **options)


def auth(session: str | None = None, clock: Any = lambda: NOW) -> TopAuth:
    """The samples' credentials."""
    return TopAuth(app_key="12345678", app_secret=APP_SECRET, session=session, clock=clock)


async def test_signs_the_form(half: Half, server: RawServer) -> None:
    """Common parameters and signature join the form; the query moves into it."""
    server.then(YES)
    form = {"method": "taobao.time.get", "name": "张三", "simplify": "true", "sign": "old"}
    response = await post(half, f"{server.url}/router/rest?a=1", auth(SESSION), data=form, headers={"X-Mine": "1"})
    received = server.received[0]
    params = dict(parse_qsl(received.body.decode()))
    signature = params.pop("sign")
    assert response.json() == {"time_get_response": {"time": "now"}}
    assert received.path == "/router/rest"
    assert received.headers["x-mine"] == "1"
    assert params == {
        "a": "1",
        "app_key": "12345678",
        "format": "json",
        "method": "taobao.time.get",
        "name": "张三",
        "session": SESSION,
        "sign_method": "hmac-sha256",
        "simplify": "true",
        "timestamp": "2016-01-01 12:00:00",
        "v": "2.0",
    }
    assert sign(params, secret=APP_SECRET, sign_method="hmac-sha256") == signature


async def test_parameters_in_the_query_alone(half: Half, server: RawServer) -> None:
    """A request without a body gets one."""
    server.then(YES)
    await post(half, server.url, auth(), params={"method": "taobao.time.get"})
    assert b"method=taobao.time.get" in server.received[0].body
    assert server.received[0].path == "/"


async def test_fresh_timestamp_each_time(half: Half, server: RawServer) -> None:
    """Every request is signed anew."""
    server.then(YES)
    times = iter((NOW, NOW + 1))
    signer = auth(clock=lambda: next(times))
    for _ in range(2):
        await post(half, server.url, signer, data={"method": "taobao.time.get"})
    stamps = [dict(parse_qsl(received.body.decode()))["timestamp"] for received in server.received]
    assert stamps == ["2016-01-01 12:00:00", "2016-01-01 12:00:01"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"data": {"a": "1"}}, "method: required: the name of the API method (not_sent)"),
        ({"json": {"a": "1"}}, "request: a POST of application/x-www-form-urlencoded expected (not_sent)"),
        (
            {"content": b"method=\xff", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
            "request: the form is not in UTF-8 (not_sent)",
        ),
    ],
)
async def test_what_is_no_form(half: Half, server: RawServer, options: dict[str, Any], message: str) -> None:
    """Refused before it is sent."""
    with pytest.raises(ValidationError) as caught:
        await post(half, server.url, auth(), **options)
    assert message == str(caught.value)
    assert server.connections == 0


@pytest.mark.parametrize("status", [302, 307])
async def test_redirect_to_another_host(half: Half, server: RawServer, status: int) -> None:
    """The session does not follow to another host."""
    with RawServer() as other:
        server.then(answer("", status, {"Location": other.url}))
        with pytest.raises(HttpStatusError) as caught:
            await post(half, server.url, auth(), data={"method": "taobao.time.get"})
    assert (caught.value.delivery, caught.value.status, other.connections) == ("refused", status, 0)


async def test_redirect_on_the_same_host(half: Half, server: RawServer) -> None:
    """A redirect that stays is the user's business."""
    server.then(answer("", 307, {"Location": "/elsewhere"}), YES)
    await post(half, server.url, auth(), data={"method": "taobao.time.get"})
    assert [received.path for received in server.received] == ["/", "/elsewhere"]


async def test_repr_shows_no_secret(half: Half) -> None:
    """Nor does it in a traceback."""
    assert "s3cr3t" not in repr(auth(SESSION)) + str(vars(auth(SESSION)))
