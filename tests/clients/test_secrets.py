"""A walk over everything that a client shows, in search of what it must not.

Marked secrets go in, sandboxes provoke every error, and each text that comes out is searched: `repr`, `str`,
`format` and `vars` of clients, views, settings, requests, results and errors; pickled errors' `repr`; log records
of all loggers at DEBUG; plain tracebacks whole; tracebacks with the local variables of our runtime's frames.

Exempt by design, for they hold exact values: `.body` and `.headers` of errors and `Raw`, `.body`, `.headers` and
`.string_to_sign` of `DryRun` (OpenIM's secret and tokens are masked even in those of its errors), the members of a
request or result that a caller reads by name, and `Secret.reveal()`.

Not ours to hide: the local variables in frames of the caller, of httpx and of what is below; those of our methods
and of the validators hold the arguments as the caller gave them, those of the decoders hold what the answer says;
httpcore's own record of an answer's headers. So frames are searched wherever a valid request meets an answer that
does not itself repeat the secrets.
"""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import pickle
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import attrs
import httpx
import openim_client.sandbox
import pytest
import top_client.sandbox
from openim_client import (
    AsyncOpenIMClient,
    AuthenticationError,
    LoginError,
    OpenIMClient,
    OpenIMError,
    TokenError,
)
from openim_client.auth import OpenIMAuth
from openim_client.models import GetAdminTokenRequest
from top_client import AsyncTopClient, TopClient, TopError
from top_client.auth import TopAuth
from top_client.models import AlibabaIworkMcMsgSendmobileRequest

from tests.clients.flows import EVENT, MESSAGE, TPN, Call, batch, login, mobile, settled, template, text

APP_SECRET: Final = "mark-app-secret"
SESSION: Final = "mark-session"
IM_SECRET: Final = "mark-im-secret"
PHONE: Final = "13999990001"
MARKS: Final = (APP_SECRET, SESSION, IM_SECRET, PHONE)
OURS: Final = tuple(str(Path(str(module.__file__)).parent / "_runtime") for module in (top_client, openim_client))
"""The frames whose local variables are searched; those of the methods above hold the caller's arguments."""
EXEMPT: Final = frozenset({"body", "headers", "string_to_sign"})
"""Attributes that hold exact values."""

_TOKEN: Final = re.compile(r"eyJ[\w-]{8,}")
_SIGN: Final = re.compile(r"\b(?:[0-9A-F]{64}|[0-9A-F]{32})\b")


def leaks(shown: str) -> list[str]:
    """The secrets in a text, in plain, URL-encoded or base64, with what stands around them."""
    found = [mark for mark in MARKS if mark in shown or base64.b64encode(mark.encode()).decode()[:-4] in shown]
    found += [match[0] for pattern in (_TOKEN, _SIGN) for match in pattern.finditer(shown)]
    return [shown[max(0, shown.find(leak) - 60) :][:160] for leak in found]


def texts(value: object, depth: int = 6) -> Iterator[str]:
    """Every text that an object of ours shows of itself, and the objects that it holds."""
    yield from (repr(value), str(value), f"{value}")
    if depth == 0 or not type(value).__module__.startswith(("top_client", "openim_client")):
        return
    if type(value).__name__ == "Secret":
        return
    for name, inner in members(value):
        if name not in EXEMPT:
            yield f"{name}={inner!r}"
            yield from texts(inner, depth - 1)


def members(value: Any) -> list[tuple[str, object]]:
    """What `vars` shows of an object, or would if it had no slots; requests and results are told by name."""
    if ".models" in type(value).__module__:
        return []
    if attrs.has(type(value)):
        return [(each.name, getattr(value, each.name)) for each in attrs.fields(type(value)) if each.repr is True]
    return list(getattr(value, "__dict__", {}).items())


def of_error(error: BaseException, *, frames: bool = True) -> Iterator[str]:
    """Every text that an error shows, its causes and tracebacks included; with local variables if `frames`."""
    seen: BaseException | None = error
    while seen is not None:
        yield from (repr(seen), str(seen), repr(seen.args), *getattr(seen, "__notes__", ()))
        if isinstance(seen, TopError | OpenIMError):
            yield from texts(seen)
            yield repr({name: value for name, value in vars(seen).items() if name not in EXEMPT})
            yield repr(pickle.loads(pickle.dumps(seen)))
        seen = seen.__cause__ or seen.__context__
    yield "".join(traceback.format_exception(error))
    if frames:
        yield from our_frames(traceback.TracebackException.from_exception(error, capture_locals=True))


def our_frames(report: traceback.TracebackException | None) -> Iterator[str]:
    """The local variables of our frames, of the causes as well."""
    while report is not None:
        for frame in report.stack:
            if frame.filename.startswith(OURS) and frame.locals:
                yield f"{frame.filename}:{frame.lineno} in {frame.name}: {frame.locals}"
        report = report.__cause__ or report.__context__


@contextmanager
def searched_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """What any logger says meanwhile is searched; there has to be something."""
    with caplog.at_level(logging.DEBUG):
        yield
    records = [each for each in caplog.records if not each.getMessage().startswith("receive_response_headers")]
    lines = [line for record in records for line in (record.getMessage(), repr(vars(record)))]
    assert lines
    assert [leak for line in lines for leak in leaks(line)] == []


def assert_clean(lines: Iterable[str]) -> None:
    """None of the texts holds a secret."""
    assert list(dict.fromkeys(leak for line in lines for leak in leaks(line))) == []


@pytest.fixture(scope="module")
def top_server() -> Iterator[Any]:
    """A gateway whose application secret is marked."""
    with top_client.sandbox.serve(top_client.sandbox.create_app(app_secret=APP_SECRET), faults=True) as running:
        yield running


@pytest.fixture(scope="module")
def im_server() -> Iterator[Any]:
    """A server whose secret is marked, and that repeats refused tokens."""
    with openim_client.sandbox.serve(openim_client.sandbox.create_app(secret=IM_SECRET), faults=True) as running:
        yield running


@pytest.fixture
def top(top_server: Any) -> Any:
    """The gateway with nothing queued."""
    top_server.reset()
    return top_server


@pytest.fixture
def im(im_server: Any) -> Any:
    """The server with nothing queued."""
    im_server.reset()
    return im_server


def top_settings(url: str, **settings: Any) -> dict[str, Any]:
    """Marked settings."""
    given = {"app_key": top_client.sandbox.APP_KEY, "app_secret": APP_SECRET, "session": SESSION, "base_url": url}
    return {**given, "retries": 0, **settings}


def failed(mode: str, makers: tuple[Any, Any], settings: dict[str, Any], call: Call) -> Any:
    """The error of a call by the sync or the async client. A call that needs a token logs in first."""

    async def main() -> Any:
        client = makers[mode == "async"](**settings)
        try:
            await settled(call(client))
        except Exception as error:
            return error
        finally:
            await settled(client.aclose() if mode == "async" else client.close())
        raise AssertionError("it did not fail")

    return asyncio.run(main())


def to_phone(**members: Any) -> Call:
    """A message to a marked phone number."""
    event = {**EVENT, "mobile_receiver": PHONE, **members}
    return lambda client: client.alibaba.iwork.mc_msg_sendmobile(mobile_receiver_message_event=event)


ECHO: Final = f"app_secret={APP_SECRET} session={SESSION}"
"""What a gateway may say that repeats everything."""
IM_ECHO: Final = f"secret={IM_SECRET} token=eyJhbGciOiJIUzI1NiJ9.eyJVc2VySUQiOiJpbUFkbWluIn0.c2lnbmF0dXJl: bad"
"""The same of an OpenIM server."""
Fault = top_client.sandbox.Fault


def json_fault(value: object, **members: Any) -> dict[str, Any]:
    """A fault that answers JSON."""
    return {"body": json.dumps(value).encode(), **members}


def envelope(code: int, sub_code: str = "isv.x") -> dict[str, Any]:
    """TOP's error, which repeats everything."""
    return json_fault({"error_response": {"code": code, "msg": ECHO, "sub_code": sub_code, "sub_msg": ECHO}})


TOP_FAULTS: Final[list[dict[str, Any]]] = [
    {"ends": "connection"},
    {"ends": "request"},
    {"ends": "answer"},
    {"ends": "body", "after": 5},
    {"raw": b"\x15\x03\x01"},
    {"status": 502, "body": ECHO.encode(), "headers": {"x-echo": ECHO}},
    {"status": 302, "body": b"", "headers": {"location": f"http://127.0.0.1:1/?session={SESSION}"}},
    {"status": 429, "body": ECHO.encode()},
    {"status": 404, "body": ECHO.encode()},
    {"body": ECHO.encode()},
    {"body": b""},
    *(envelope(code) for code in (7, 11, 15, 21, 22, 25, 26, 27, 29, 40, 41, 50, 88, 999)),
    envelope(15, "isp.remote-service-error"),
    json_fault({"alibaba_iwork_mc_msg_sendmobile_response": {"result": {"success": ECHO}}}),
    json_fault({"alibaba_iwork_mc_msg_sendmobile_response": ECHO}),
]


@pytest.mark.parametrize("fault", TOP_FAULTS, ids=range(len(TOP_FAULTS)))
def test_top_errors(top: Any, mode: str, fault: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    """Whatever the gateway or the network does, also when it repeats every secret."""
    top.faults.next(Fault(**fault))
    with searched_logs(caplog):
        error = failed(mode, (TopClient, AsyncTopClient), top_settings(top.url), to_phone())

    assert isinstance(error, TopError)
    assert_clean(of_error(error, frames=ECHO.encode() not in fault.get("body", b"")))


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"raw": f"HTTP/1.1 200 OK\r\nbad header {ECHO}\r\n\r\n".encode()}, id="in a broken head"),
        pytest.param(
            json_fault({"alibaba_iwork_mc_msg_sendmobile_response": {"result": {"success": False, "error_msg": ECHO}}}),
            id="beside success: false",
        ),
        pytest.param(
            json_fault({"error_response": {"code": 41, "msg": f"bad mobile_receiver: {PHONE}", "sub_code": "isv.x"}}),
            id="phone number",
        ),
    ],
)
def test_top_errors_that_quote(top: Any, mode: str, fault: dict[str, Any]) -> None:
    """The server's words are masked wherever they stand."""
    top.faults.next(Fault(**fault))
    error = failed(mode, (TopClient, AsyncTopClient), top_settings(top.url), to_phone())
    lines = [repr(error), str(error), *texts(error)]

    assert isinstance(error, TopError)
    assert_clean(lines)


@pytest.mark.parametrize(
    "settings",
    [
        {"app_secret": APP_SECRET + "-other"},
        {"app_key": "87654321"},
        {"base_url": "http://127.0.0.1:1"},
        {"extra_params": {"token": APP_SECRET + "-extra"}, "app_secret": APP_SECRET + "-other"},
    ],
    ids=lambda settings: "+".join(settings),
)
def test_top_settings_that_fail(top: Any, mode: str, settings: dict[str, Any]) -> None:
    """A wrong secret is explained without it; a wrong key, address and clock as well."""
    extra = settings.get("extra_params", {})
    plain = {name: value for name, value in settings.items() if name != "extra_params"}
    call = to_phone()
    error = failed(
        mode,
        (TopClient, AsyncTopClient),
        {**top_settings(top.url), **plain},
        lambda client: call(client.with_options(extra_params=extra)),
    )

    assert isinstance(error, TopError)
    assert_clean(of_error(error))


BAD_CALLS: Final[list[Call]] = [to_phone(mobile_receiver=[PHONE]), to_phone(mobile_receiver=PHONE + "\ud800")]


@pytest.mark.parametrize("number", range(len(BAD_CALLS)))
def test_bad_input(top: Any, mode: str, number: int) -> None:
    """A secret member that breaks a rule is named without its value."""
    error = failed(mode, (TopClient, AsyncTopClient), top_settings(top.url), BAD_CALLS[number])

    assert isinstance(error, TopError)
    assert "mobile_receiver" in str(error)
    assert_clean(of_error(error, frames=False))
    assert top.accepted == []


BAD_SETTINGS: Final[list[Callable[[], object]]] = [
    lambda: TopClient(app_key="1", app_secret=f" {APP_SECRET}"),
    lambda: TopClient(app_key="1", app_secret=APP_SECRET, session=f"{SESSION}\n"),
    lambda: TopClient(app_key="1", app_secret=[APP_SECRET]),  # type: ignore[arg-type]  # that is the mistake
    lambda: TopClient(app_key="1", app_secret=APP_SECRET, sign_method=SESSION),  # type: ignore[arg-type]  # the same
    lambda: TopClient(app_key="1", app_secret=APP_SECRET, base_url=f"http://u:{SESSION}@h"),
    lambda: TopClient.from_env({"TOP_APP_KEY": "1", "TOP_APP_SECRET": APP_SECRET + " "}),
    lambda: TopClient(app_key="1", app_secret=APP_SECRET, http_client=SESSION),  # type: ignore[arg-type]  # the same
    lambda: OpenIMClient("http://h", secret=f"{IM_SECRET}\t"),
    lambda: OpenIMClient(f"http://h/?secret={IM_SECRET}", secret=IM_SECRET),
    lambda: OpenIMClient("http://h", secret=IM_SECRET, user_id=" "),
    lambda: OpenIMAuth(f"http://{IM_SECRET}@h", secret=IM_SECRET),
    lambda: TopAuth(app_key="", app_secret=APP_SECRET),
]


@pytest.mark.parametrize("number", range(len(BAD_SETTINGS)))
def test_bad_settings(number: int) -> None:
    """Refused without being quoted."""
    with pytest.raises((TopError, OpenIMError)) as caught:
        BAD_SETTINGS[number]()
    assert_clean(of_error(caught.value, frames=False))


def test_what_clients_show(top: Any, im: Any, mode: str) -> None:
    """Clients, their views, resources, pools, settings and tokens, after a call that used them all."""

    async def main() -> None:
        make_top, make_im = {"sync": (TopClient, OpenIMClient), "async": (AsyncTopClient, AsyncOpenIMClient)}[mode]
        one: Any = make_top(**top_settings(top.url))
        two: Any = make_im(im.url, secret=IM_SECRET)
        await settled(to_phone()(one))
        await settled(text(two))
        views = [one.with_options(session=SESSION + "-2", extra_params={"x": APP_SECRET}), one.with_raw, one.dry_run]
        views += [two.with_options(), two.with_raw, two.dry_run]
        shown = [one, two, *views, one.tpn, one.alibaba.iwork, two.msg, two.auth]
        assert_clean(line for thing in shown for line in texts(thing))
        for client in (one, two):
            await settled(client.aclose() if mode == "async" else client.close())

    asyncio.run(main())
    auths = [TopAuth(app_key="1", app_secret=APP_SECRET, session=SESSION), OpenIMAuth(im.url, secret=IM_SECRET)]
    assert_clean(line for auth in auths for line in texts(auth))


def test_what_results_show(top: Any, im: Any, mode: str, caplog: pytest.LogCaptureFixture) -> None:
    """Results, raw ones and requests that are only shown; the curl command too."""

    async def main() -> None:
        make_top, make_im = {"sync": (TopClient, OpenIMClient), "async": (AsyncTopClient, AsyncOpenIMClient)}[mode]
        one: Any = make_top(**top_settings(top.url))
        two: Any = make_im(im.url, secret=IM_SECRET)
        calls = [to_phone(), template, batch]
        shown = [await settled(call(view)) for call in calls for view in (one, one.with_raw, one.dry_run)]
        log_in: Call = lambda client: client.auth.get_admin_token(secret=IM_SECRET, user_id="imAdmin")  # noqa: E731  # a Call
        shown += [await settled(call(view)) for call in (text, log_in) for view in (two, two.with_raw, two.dry_run)]
        assert_clean(line for thing in shown for line in texts(thing))
        for client in (one, two):
            await settled(client.aclose() if mode == "async" else client.close())

    with searched_logs(caplog):
        asyncio.run(main())


def test_what_requests_show() -> None:
    """Members that the spec calls secret are masked in the repr."""
    event = {**EVENT, "mobile_receiver": PHONE}
    requests = [
        AlibabaIworkMcMsgSendmobileRequest(mobile_receiver_message_event=event),  # type: ignore[arg-type]  # a TypedDict
        GetAdminTokenRequest(secret=IM_SECRET, user_id="imAdmin"),
    ]
    assert_clean(line for request in requests for line in texts(request))


IM_FAULTS: Final[list[dict[str, Any]]] = [
    {"ends": "connection"},
    {"ends": "answer"},
    {"status": 502, "body": IM_ECHO.encode(), "headers": {"x-echo": IM_ECHO}},
    {"status": 404, "body": IM_ECHO.encode()},
    {"body": IM_ECHO.encode()},
    *(
        json_fault({"errCode": code, "errMsg": IM_ECHO, "errDlt": IM_ECHO})
        for code in (429, 500, 1001, 1002, 1501, 4711)
    ),
    json_fault({"errCode": 0, "data": {"results": IM_ECHO}}),
    json_fault({"errCode": 0, "data": IM_ECHO}),
]


@pytest.mark.parametrize("logged_in", [True, False])
@pytest.mark.parametrize("fault", IM_FAULTS, ids=range(len(IM_FAULTS)))
def test_openim_errors(
    im: Any, mode: str, fault: dict[str, Any], logged_in: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """The message or the login before it fails, and the server repeats its secret; headers and body are masked too."""
    # Twice, for a refused token is renewed and the message repeated.
    path = "/msg/batch_send_msg" if logged_in else "/auth/get_admin_token"
    im.faults.next(openim_client.sandbox.Fault(**fault) if fault.get("ends") == "connection" else _at(path, fault), 2)
    with searched_logs(caplog):
        settings = {"base_url": im.url, "secret": IM_SECRET, "retries": 0}
        error = failed(mode, (OpenIMClient, AsyncOpenIMClient), settings, text)

    assert isinstance(error, OpenIMError)
    assert_clean(of_error(error, frames=IM_ECHO not in repr(fault)))
    assert not [mark for mark in (IM_SECRET, "eyJ") if mark in repr((error.headers, error.body))]


def test_a_login_that_cannot_be_read(im: Any, mode: str) -> None:
    """Its token shows nowhere, whatever its form, local variables included."""
    answer = {"errCode": 0, "data": {"token": SESSION, "expireTimeSeconds": "soon"}}
    im.faults.next(_at("/auth/get_admin_token", json_fault(answer)))
    error = failed(mode, (OpenIMClient, AsyncOpenIMClient), {"base_url": im.url, "secret": IM_SECRET}, text)

    assert isinstance(error, LoginError)
    assert_clean(of_error(error))
    assert SESSION.encode() not in error.body


def _at(path: str, fault: dict[str, Any]) -> Any:
    return openim_client.sandbox.Fault(path=path, **fault)


@pytest.mark.parametrize("provoke", ["expire_tokens", "kick", "forget_tokens"])
def test_a_token_that_the_server_repeats(im: Any, mode: str, provoke: str, caplog: pytest.LogCaptureFixture) -> None:
    """The real server repeats the whole token in errDlt; a fixed one is not renewed, so the error comes through."""
    token = im.control.issue_token("imAdmin")
    getattr(im.control, provoke)()
    with searched_logs(caplog):
        error = failed(mode, (OpenIMClient, AsyncOpenIMClient), {"base_url": im.url, "token": token}, text)

    assert isinstance(error, TokenError)
    assert_clean(of_error(error))
    assert b"eyJ" not in error.body


@pytest.mark.parametrize("token", ["eyJtYXJrZWQtYnV0LW5v.eyJKV1QtYXQtYWxs.c2lnbmF0dXJl", "mark-session"])
def test_a_malformed_token(im: Any, mode: str, token: str) -> None:
    """Nor does one that the server cannot read."""
    error = failed(mode, (OpenIMClient, AsyncOpenIMClient), {"base_url": im.url, "token": token}, text)

    assert isinstance(error, TokenError)
    assert_clean(of_error(error))
    assert token.encode() not in error.body


def test_a_wrong_openim_secret(im: Any, mode: str) -> None:
    """The login says no."""
    settings = {"base_url": im.url, "secret": IM_SECRET + "-other"}
    error = failed(mode, (OpenIMClient, AsyncOpenIMClient), settings, text)

    assert isinstance(error, LoginError)
    assert_clean(of_error(error))
    by_hand = failed(mode, (OpenIMClient, AsyncOpenIMClient), {**settings, "secret": IM_SECRET}, login)
    assert isinstance(by_hand, AuthenticationError | OpenIMError)


def test_plain_httpx(top: Any, im: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Our authentication for plain httpx shows nothing either."""
    with searched_logs(caplog):
        with httpx.Client(auth=TopAuth(app_key="1", app_secret=APP_SECRET, session=SESSION)) as http:
            http.post(f"{top.url}/router/rest", data={"method": TPN})
        im.faults.next(
            _at("/auth/get_admin_token", json_fault({"errCode": 1002, "errMsg": IM_ECHO, "errDlt": IM_ECHO}))
        )
        with httpx.Client(auth=OpenIMAuth(im.url, secret=IM_SECRET)) as http:
            with pytest.raises(OpenIMError) as caught:
                http.post(f"{im.url}/msg/batch_send_msg", json=MESSAGE)
            assert_clean(of_error(caught.value))
            assert http.post(f"{im.url}/msg/batch_send_msg", json=MESSAGE).json()["errCode"] == 0


@pytest.mark.parametrize("mark", [*MARKS, "eyJhbGciOiJIUzI1NiJ9", "A" * 64, "B" * 32])
def test_the_search_finds(mark: str) -> None:
    """A search that finds nothing proves nothing: each kind of secret is found in each kind of text."""

    assert leaks(f"a {mark} b")
    assert [leak for line in of_error(TopError(message="x", vendor_message=mark)) for leak in leaks(line)]
    assert [leak for line in of_error(ValueError(mark)) for leak in leaks(line)]


def test_the_search_looks_into_our_frames(top: Any) -> None:
    """And into the local variables of the client's own code."""
    top.faults.next(Fault(ends="answer"))
    error = failed("sync", (TopClient, AsyncTopClient), top_settings(top.url), mobile)
    frames = list(our_frames(traceback.TracebackException.from_exception(error, capture_locals=True)))

    assert [line for line in frames if "/common/through_httpcore.py" in line.replace("\\", "/")]
    assert len({line.partition(":")[0] for line in frames}) > 3
