"""Settings of the clients: bad ones are refused at once, in words; views share what they should."""

from __future__ import annotations

import copy
from typing import Any

import httpx
import pytest

from codegen.runtime.common.errors import ValidationError
from codegen.runtime.common.options import Timeout
from codegen.runtime.common.secrets import Secret
from codegen.runtime.openim.client import AsyncOpenIM, SyncOpenIM
from codegen.runtime.top.client import PRODUCTION, AsyncTop, SyncTop

from .raw_server import RawServer, answer_json
from .samples import (
    APP_SECRET,
    HALVES,
    IM_SECRET,
    NOW,
    SESSION,
    AsyncOpenIMClient,
    AsyncTopClient,
    Half,
    OpenIM,
    Sample,
    Top,
    openim,
    top,
    top_operation,
)

TOP = (SyncTop, AsyncTop)
OPENIM = (SyncOpenIM, AsyncOpenIM)
YES = answer_json({"sample_send_response": {}})

COMMON = [
    ({"base_url": "ftp://x"}, "base_url: must be an http or https address, such as https://example.com (not_sent)"),
    ({"base_url": "example.com"}, "base_url: must be an http or https address, such as https://example.com (not_sent)"),
    ({"base_url": "https://"}, "base_url: must be an http or https address, such as https://example.com (not_sent)"),
    ({"base_url": "https://x:99999"}, "base_url: must be an http or https address (not_sent)"),
    ({"base_url": "https://x/?a=1"}, "base_url: must not have a query or a fragment (not_sent)"),
    ({"base_url": "https://x/#a"}, "base_url: must not have a query or a fragment (not_sent)"),
    (
        {"base_url": "https://user:hidden@x"},
        "base_url: must not name a user; credentials are parameters of their own (not_sent)",
    ),
    ({"base_url": " https://x"}, "base_url: must not hold white space (not_sent)"),
    ({"base_url": b"https://x"}, "base_url: str expected, not bytes (not_sent)"),
    ({"timeout": -1}, "timeout: must be positive and finite; None means no limit (not_sent)"),
    ({"timeout": 0}, "timeout: must be positive and finite; None means no limit (not_sent)"),
    ({"timeout": float("nan")}, "timeout: must be positive and finite; None means no limit (not_sent)"),
    ({"timeout": float("inf")}, "timeout: must be positive and finite; None means no limit (not_sent)"),
    ({"timeout": True}, "timeout: Timeout, seconds or None expected, not bool (not_sent)"),
    ({"timeout": "5"}, "timeout: Timeout, seconds or None expected, not str (not_sent)"),
    ({"clock": 5}, "clock: a callable expected, not int (not_sent)"),
]


@pytest.mark.parametrize("client", TOP)
@pytest.mark.parametrize(
    ("change", "message"),
    [
        *COMMON,
        ({"app_key": 12345678}, "app_key: str expected, not int (not_sent)"),
        ({"app_key": ""}, "app_key: must not be empty (not_sent)"),
        ({"app_secret": "hidden "}, "app_secret: has white space or an invisible character around it (not_sent)"),
        ({"app_secret": "\thidden"}, "app_secret: has white space or an invisible character around it (not_sent)"),
        ({"app_secret": "hidden\n"}, "app_secret: has white space or an invisible character around it (not_sent)"),
        (
            {"app_secret": "\N{ZERO WIDTH NO-BREAK SPACE}hidden"},
            "app_secret: has white space or an invisible character around it (not_sent)",
        ),
        ({"app_secret": "  "}, "app_secret: must not be empty (not_sent)"),
        ({"app_secret": b"hidden"}, "app_secret: str expected, not bytes (not_sent)"),
        ({"app_secret": "hidden\ud800x"}, "app_secret: holds a lone surrogate, which UTF-8 cannot carry (not_sent)"),
        ({"session": "hidden "}, "session: has white space or an invisible character around it (not_sent)"),
        ({"session": ""}, "session: must not be empty (not_sent)"),
        ({"sign_method": "hidden"}, "sign_method: must be one of md5, hmac, hmac-sha256 (not_sent)"),
    ],
)
def test_top(client: type[Any], change: dict[str, Any], message: str) -> None:
    """Each argument is checked when the client is made, and no message holds a value."""
    arguments = {"app_key": "1", "app_secret": "s", **change}
    with pytest.raises(ValidationError) as caught:
        client(**arguments)
    assert message == str(caught.value)


@pytest.mark.parametrize("client", OPENIM)
@pytest.mark.parametrize(
    ("change", "message"),
    [
        *COMMON,
        ({"secret": "hidden "}, "secret: has white space or an invisible character around it (not_sent)"),
        ({"secret": ""}, "secret: must not be empty (not_sent)"),
        ({"user_id": " admin"}, "user_id: has white space or an invisible character around it (not_sent)"),
        ({"user_id": None}, "user_id: str expected, not NoneType (not_sent)"),
    ],
)
def test_openim(client: type[Any], change: dict[str, Any], message: str) -> None:
    """The same for OpenIM."""
    with pytest.raises(ValidationError) as caught:
        client(**{"base_url": "http://x", "secret": "s", **change})
    assert message == str(caught.value)


def test_wrong_half_of_httpx() -> None:
    """An async client is none for the sync half, nor the other way round."""
    with pytest.raises(ValidationError) as caught:
        SyncTop(app_key="1", app_secret="s", http_client=httpx.AsyncClient())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert str(caught.value) == "http_client: httpx.Client expected, not AsyncClient (not_sent)"
    with pytest.raises(ValidationError) as caught:
        AsyncOpenIM("http://x", secret="s", http_client=httpx.Client())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert str(caught.value) == "http_client: httpx.AsyncClient expected, not Client (not_sent)"


@pytest.mark.parametrize("client", [*TOP, *OPENIM])
def test_unknown_arguments(client: type[Any]) -> None:
    """Python refuses what has no parameter."""
    with pytest.raises(TypeError):
        client(base_url="http://x", retrys=3)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"read": -1}, "timeout.read: must be positive and finite; None means no limit (not_sent)"),
        ({"pool": "1"}, "timeout.pool: seconds expected, not str (not_sent)"),
        ({"connect": True}, "timeout.connect: seconds expected, not bool (not_sent)"),
    ],
)
def test_timeout(change: dict[str, Any], message: str) -> None:
    """Each part is checked."""
    with pytest.raises(ValidationError) as caught:
        Timeout(**change)
    assert message == str(caught.value)


class TestEnvironment:
    """from_env()."""

    @pytest.mark.parametrize("client", TOP)
    def test_top(self, client: type[Any]) -> None:
        """Key and secret are needed, session and URL are not; arguments precede the environment."""
        env = {"TOP_APP_KEY": "1", "TOP_APP_SECRET": "s"}
        for more in ({}, {"TOP_SESSION": "", "TOP_URL": ""}):
            made = client.from_env({**env, **more})
            assert (made._base_url, made._credentials.session) == (PRODUCTION, None)
        made = client.from_env({**env, "TOP_SESSION": "u", "TOP_URL": "http://x"}, timeout=3)
        assert (made._base_url, made._credentials.session, made._options.timeout.read) == ("http://x", Secret("u"), 3)
        made = client.from_env({"TOP_APP_SECRET": "s"}, app_key="2", base_url="http://y")
        assert (made._base_url, made._credentials.app_key) == ("http://y", "2")

    @pytest.mark.parametrize("client", OPENIM)
    def test_openim(self, client: type[Any]) -> None:
        """URL and secret are needed, the user is not."""
        made = client.from_env({"OPENIM_URL": "http://x", "OPENIM_SECRET": "s"})
        assert (made._base_url, made._credentials.login.user_id) == ("http://x", "imAdmin")
        made = client.from_env({"OPENIM_URL": "http://x", "OPENIM_SECRET": "s", "OPENIM_USER_ID": "a"})
        assert made._credentials.login.user_id == "a"

    @pytest.mark.parametrize(
        ("client", "env", "name"),
        [
            (SyncTop, {"TOP_APP_SECRET": "s"}, "TOP_APP_KEY"),
            (AsyncTop, {"TOP_APP_KEY": "1"}, "TOP_APP_SECRET"),
            (SyncOpenIM, {"OPENIM_SECRET": "s"}, "OPENIM_URL"),
            (AsyncOpenIM, {"OPENIM_URL": "http://x"}, "OPENIM_SECRET"),
        ],
    )
    def test_missing_variable(self, client: type[Any], env: dict[str, str], name: str) -> None:
        """The error names the variable."""
        with pytest.raises(ValidationError) as caught:
            client.from_env(env)
        assert str(caught.value) == f"{name}: this environment variable is not set (not_sent)"


@pytest.mark.anyio
@pytest.mark.parametrize("half", HALVES)
class TestViews:
    """with_options()."""

    async def test_top_view(self, half: Half, server: RawServer) -> None:
        """A view has its own session and parameters, shares the pool, and leaves the client as it was."""
        server.then(YES)
        async with top(half, server.url, session=SESSION, clock=lambda: NOW) as call:
            view = type(call)(call.client.with_options(session="other", extra_params={"partner_id": "p"}), half)
            bare = type(call)(view.client.with_options(session=None), half)
            for caller in (call, view, bare):
                await caller(top_operation(), Sample({"a": 1}))
        bodies = [received.body.decode() for received in server.received]
        assert server.connections == 1
        assert f"session={SESSION}" in bodies[0]
        assert "partner_id" not in bodies[0]
        assert "session=other" in bodies[1]
        assert "partner_id=p" in bodies[1]
        assert "session" not in bodies[2]
        assert "partner_id=p" in bodies[2]

    async def test_closing_a_view_closes_the_client(self, half: Half) -> None:
        """They are one client."""
        async with top(half, "http://x") as call:
            await type(call)(call.client.with_options(timeout=1), half).close()
            with pytest.raises(Exception, match="the client is closed"):
                await call(top_operation())

    async def test_view_has_no_memory_of_the_client(self, half: Half) -> None:
        """What the client cached on itself, such as its resources, does not come along."""
        async with top(half, "http://x") as call, openim(half, "http://x") as other:
            clients: list[Any] = [call.client, other.client]
            for client in clients:
                client.resource = "cached"
                assert not hasattr(client.with_options(timeout=1), "resource")
                assert isinstance(client.with_options(), (Top, AsyncTopClient, OpenIM, AsyncOpenIMClient))

    @pytest.mark.parametrize("bad", [{"session": " x"}, {"timeout": -1}, {"extra_params": {"sign": "x"}}])
    async def test_bad_options(self, half: Half, bad: dict[str, Any]) -> None:
        """Checked when the view is made."""
        async with top(half, "http://x") as call:
            with pytest.raises(ValidationError):
                call.client.with_options(**bad)

    async def test_extra_parameter_that_is_a_member(self, half: Half, server: RawServer) -> None:
        """A parameter of the request is the request's."""
        async with top(half, server.url) as call:
            view = type(call)(call.client.with_options(extra_params={"a": "2"}), half)
            with pytest.raises(ValidationError) as caught:
                await view(top_operation(), Sample({"a": 1}))
        assert str(caught.value) == "extra_params.a: is a member of the request already (not_sent)"

    @pytest.mark.parametrize(
        ("base", "path"), [("", "/router/rest"), ("/", "/router/rest"), ("/top/router/rest", "/top/router/rest")]
    )
    async def test_gateway_with_and_without_path(self, half: Half, server: RawServer, base: str, path: str) -> None:
        """The address of a gateway may name its path."""
        server.then(YES)
        async with top(half, server.url + base) as call:
            await call(top_operation())
        assert server.received[0].path == path


@pytest.mark.anyio
async def test_both_halves_send_the_same_bytes(server: RawServer) -> None:
    """With the same clock, head and body are equal byte for byte."""
    server.then(YES)
    for half in HALVES:
        async with top(half, server.url, session=SESSION, clock=lambda: NOW) as call:
            await call(top_operation(), Sample({"a": 1, "b": "张三", "c": {"d": [1, None]}}))
    first, second = server.received
    assert first == second


@pytest.mark.parametrize(
    "client", [SyncTop(app_key="1", app_secret=APP_SECRET), SyncOpenIM("http://x", secret=IM_SECRET)]
)
def test_repr_shows_no_secret(client: Any) -> None:
    """A client in a traceback or a log keeps its secrets."""
    assert "s3cr3t" not in repr(client) + str(client.__dict__) + repr(copy.copy(client))
