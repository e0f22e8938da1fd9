"""OpenIMAuth: token and operationID for users of plain httpx."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from codegen.runtime.common.errors import HttpStatusError, ValidationError
from codegen.runtime.openim.auth import OpenIMAuth, refuse_cross_host_redirects
from codegen.runtime.openim.errors import LoginError

from .raw_server import RawServer, answer, answer_json, slow
from .samples import HALVES, IM_SECRET, TOKEN, Half, login_data

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("half", HALVES)]

LOGGED_IN = answer_json(login_data())
YES = answer_json({"errCode": 0, "data": {}})


class Poster:
    """A client of either half, called the same way."""

    def __init__(self, half: Half, auth: httpx.Auth) -> None:
        hooks: dict[str, list[Any]] = {"response": [refuse_cross_host_redirects]}
        self.client: httpx.Client | httpx.AsyncClient
        if half == "sync":
            self.client = httpx.Client(auth=auth, follow_redirects=True, event_hooks=hooks)
        else:
            self.client = httpx.AsyncClient(auth=auth, follow_redirects=True, event_hooks=hooks)

    async def __call__(self, url: str, **options: Any) -> httpx.Response:
        """Post; the sync half in a thread."""
        if isinstance(self.client, httpx.Client):
            return await asyncio.to_thread(self.client.post, url, **options)
        return await self.client.post(url, **options)

    async def __aenter__(self) -> Poster:
        return self

    async def __aexit__(self, *_: object) -> None:
        if isinstance(self.client, httpx.Client):
            self.client.close()
        else:
            await self.client.aclose()


async def test_logs_in_once_and_adds_the_headers(half: Half, server: RawServer) -> None:
    """One login serves later requests; each request has an operationID of its own, or the user's."""
    server.then(LOGGED_IN, YES)
    async with Poster(half, OpenIMAuth(server.url, secret=IM_SECRET)) as post:
        assert (await post(f"{server.url}/a", json={"x": 1})).json() == {"errCode": 0, "data": {}}
        await post(f"{server.url}/b", json={}, headers={"operationID": "mine"})
    login, first, second = server.received
    assert login.path == "/auth/get_admin_token"
    assert login.body == f'{{"secret":"{IM_SECRET}","userID":"imAdmin"}}'.encode()
    assert (first.path, first.body, first.headers["token"]) == ("/a", b'{"x":1}', TOKEN)
    assert first.headers["operationid"] != login.headers["operationid"]
    assert second.headers["operationid"] == "mine"


async def test_one_login_for_requests_at_once(half: Half, server: RawServer) -> None:
    """Requests with a cold cache wait for the first one's login."""
    server.then(slow(LOGGED_IN, 0.1), YES)
    async with Poster(half, OpenIMAuth(server.url, secret=IM_SECRET)) as post:
        await asyncio.gather(*(post(f"{server.url}/a", json={}) for _ in range(5)))
    assert [received.path for received in server.received].count("/auth/get_admin_token") == 1


async def test_refused_token_is_forgotten(half: Half, server: RawServer) -> None:
    """The answer is the user's, and the next request logs in."""
    refused = answer_json({"errCode": 1506, "errMsg": "TokenKickedError", "errDlt": ""})
    server.then(answer_json(login_data("first")), refused, answer_json(login_data("second")), YES)
    async with Poster(half, OpenIMAuth(server.url, secret=IM_SECRET)) as post:
        assert (await post(f"{server.url}/a", json={})).json()["errCode"] == 1506
        await post(f"{server.url}/a", json={})
    tokens = [received.headers.get("token") for received in server.received]
    assert tokens == [None, "first", None, "second"]


async def test_failed_login(half: Half, server: RawServer) -> None:
    """The request was not sent, and the lock is free for the next one."""
    refused = answer_json({"errCode": 1002, "errMsg": "NoPermissionError", "errDlt": "secret invalid"})
    server.then(refused, LOGGED_IN, YES)
    async with Poster(half, OpenIMAuth(server.url, secret=IM_SECRET)) as post:
        with pytest.raises(LoginError) as caught:
            await post(f"{server.url}/a", json={})
        await post(f"{server.url}/a", json={})
    assert (caught.value.delivery, caught.value.code) == ("not_sent", 1002)
    assert [received.path for received in server.received][1:] == ["/auth/get_admin_token", "/a"]


async def test_login_that_breaks_off(half: Half, server: RawServer) -> None:
    """httpx's own error passes, and the lock is free for the next request."""
    server.then(answer("{", length=9), LOGGED_IN, YES)
    async with Poster(half, OpenIMAuth(server.url, secret=IM_SECRET)) as post:
        with pytest.raises(httpx.RemoteProtocolError):
            await post(f"{server.url}/a", json={})
        await post(f"{server.url}/a", json={})
    assert len(server.received) == 3


async def test_another_server(half: Half, server: RawServer) -> None:
    """A request to another server does not get the token."""
    async with Poster(half, OpenIMAuth("http://im.example", secret=IM_SECRET)) as post:
        with pytest.raises(ValidationError) as caught:
            await post(server.url, json={})
    assert str(caught.value) == "request: goes to another server than base_url names (not_sent)"
    assert server.connections == 0


async def test_redirect_to_another_host(half: Half, server: RawServer) -> None:
    """httpx would keep the header token; the hook refuses."""
    with RawServer() as other:
        server.then(LOGGED_IN, answer("", 307, {"Location": f"{other.url}/a"}))
        async with Poster(half, OpenIMAuth(server.url, secret=IM_SECRET)) as post:
            with pytest.raises(HttpStatusError):
                await post(f"{server.url}/a", json={})
    assert other.connections == 0


async def test_bad_settings(half: Half) -> None:
    """Checked when it is made, and nothing shows the secret."""
    with pytest.raises(ValidationError, match="secret: has white space"):
        OpenIMAuth("http://x", secret=f"{IM_SECRET} ")
    auth = OpenIMAuth("http://x", secret=IM_SECRET)
    assert "s3cr3t" not in repr(auth) + str(vars(auth))
