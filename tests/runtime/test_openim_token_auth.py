"""OpenIMAuth: the same care for the token, for users of plain httpx."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from codegen.runtime.common.errors import ValidationError
from codegen.runtime.openim.auth import OpenIMAuth
from codegen.runtime.openim.errors import LoginError
from codegen.runtime.openim.sandbox import SECRET, OpenIMControl, RunningSandbox, create_app, serve

from .batches import document
from .crowds import LIMIT
from .raw_server import RawServer, answer_json, drop, slow
from .samples import IM_SECRET, NOW, login_data

pytestmark = pytest.mark.anyio

YES = answer_json({"errCode": 0, "data": {}})
NO = answer_json({"errCode": 1002, "errMsg": "NoPermissionError", "errDlt": "secret invalid"})


@pytest.fixture(params=["sync", "async"])
def half(request: pytest.FixtureRequest) -> str:
    """Which client of httpx is used."""
    return str(request.param)


async def posted(half: str, auth: OpenIMAuth, url: str, requests: int) -> list[Any]:
    """So many requests at the same moment: the token that each went out with, or its exception."""
    if half == "async":
        async with httpx.AsyncClient(auth=auth) as client, asyncio.timeout(LIMIT):
            calls = [client.post(url, json={}) for _ in range(requests)]
            found: list[Any] = await asyncio.gather(*calls, return_exceptions=True)
    else:
        with httpx.Client(auth=auth) as sync:
            async with asyncio.timeout(LIMIT):
                threads = [asyncio.to_thread(sync.post, url, json={}) for _ in range(requests)]
                found = await asyncio.gather(*threads, return_exceptions=True)
    return [each.request.headers["token"] if isinstance(each, httpx.Response) else each for each in found]


async def test_last_minutes(half: str, server: RawServer) -> None:
    """One request renews, and the others go on with the old token; a renewal that fails costs nobody anything."""
    now = [NOW]
    auth = OpenIMAuth(server.url, secret=IM_SECRET, clock=lambda: now[0])
    server.then(answer_json(login_data("first", 1000)), YES, NO, YES, answer_json(login_data("second", 1000)), YES)
    tokens: list[list[Any]] = []
    for seconds in (0, 700, 29, 1):
        now[0] += seconds
        server.behaviours.insert(0, YES) if seconds == 29 else None
        tokens.append(await posted(half, auth, f"{server.url}/a", 1))
    assert tokens == [["first"], ["first"], ["first"], ["second"]]


async def test_others_use_the_old_token(half: str, server: RawServer) -> None:
    """While one request renews it."""
    now = [NOW]
    auth = OpenIMAuth(server.url, secret=IM_SECRET, clock=lambda: now[0])
    logins = [answer_json(login_data("first", 1000)), slow(answer_json(login_data("second", 1000)), 0.3)]

    def behave(connection: Any, request: Any) -> None:
        (logins.pop(0) if request.path == "/auth/get_admin_token" else YES)(connection, request)

    server.then(behave)
    await posted(half, auth, f"{server.url}/a", 1)
    now[0] += 700
    assert sorted(await posted(half, auth, f"{server.url}/a", 4)) == ["first", "first", "first", "second"]


async def test_failed_login_is_shared(half: str, server: RawServer) -> None:
    """Each request that waited for it has an exception of its own; the next one logs in."""
    server.then(slow(NO, 0.2), answer_json(login_data("t")), YES)
    auth = OpenIMAuth(server.url, secret=IM_SECRET)
    errors = await posted(half, auth, f"{server.url}/a", 4)
    assert [type(error) for error in errors] == [LoginError] * 4
    assert len({id(error) for error in errors}) == 4
    assert await posted(half, auth, f"{server.url}/a", 1) == ["t"]


async def test_login_that_breaks_off(half: str, server: RawServer) -> None:
    """It is httpx's error for the request that logged in, and another one takes over."""

    def late(connection: Any, request: Any) -> None:
        threading.Event().wait(0.2)
        drop(connection)

    server.then(late, answer_json(login_data("t")), YES)
    found = await posted(half, OpenIMAuth(server.url, secret=IM_SECRET), f"{server.url}/a", 4)
    assert sorted(each for each in found if isinstance(each, str)) == ["t"] * 3
    assert [type(each).__name__ for each in found if not isinstance(each, str)] == ["ReadError"]


async def test_cancelled_login(server: RawServer) -> None:
    """Another request logs in."""
    server.then(slow(answer_json(login_data("t")), 0.3), answer_json(login_data("t2")), YES)
    async with httpx.AsyncClient(auth=OpenIMAuth(server.url, secret=IM_SECRET)) as client:
        calls = [asyncio.ensure_future(client.post(f"{server.url}/a", json={})) for _ in range(3)]
        await asyncio.sleep(0.1)
        calls[0].cancel()
        async with asyncio.timeout(LIMIT):
            found = await asyncio.gather(*calls, return_exceptions=True)
    assert isinstance(found[0], asyncio.CancelledError)
    assert [each.request.headers["token"] for each in found[1:] if isinstance(each, httpx.Response)] == ["t2", "t2"]


async def test_hook_that_needs_a_token(server: RawServer) -> None:
    """A clear error in place of a deadlock, when it comes in the login."""
    server.then(answer_json(login_data("t")), YES)
    auth = OpenIMAuth(server.url, secret=IM_SECRET)

    async def hook(response: httpx.Response) -> None:
        await client.post(f"{server.url}/audit", json={})

    async with httpx.AsyncClient(auth=auth, event_hooks={"response": [hook]}) as client, asyncio.timeout(LIMIT):
        with pytest.raises(LoginError, match="a hook of the http_client"):
            await client.post(f"{server.url}/a", json={})


@pytest.fixture
def old() -> Iterator[RunningSandbox[OpenIMControl]]:
    """A server of before v3.8.1."""
    with serve(create_app(document(), legacy_login=True)) as running:
        yield running


async def test_legacy_login(half: str, old: RunningSandbox[OpenIMControl]) -> None:
    """By an option."""
    auth = OpenIMAuth(old.url, secret=SECRET, login="user_token")
    [token] = await posted(half, auth, f"{old.url}/msg/batch_send_msg", 1)
    assert token.startswith("eyJ")
    assert old.control.logins == 1


def test_bad_login() -> None:
    """It is checked."""
    with pytest.raises(ValidationError, match="login: must be one of get_admin_token, user_token"):
        OpenIMAuth("http://x", secret="s", login="x")  # type: ignore[arg-type]
