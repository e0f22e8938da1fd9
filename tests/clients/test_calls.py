"""Calls over real loopback connections: what arrives, what comes back, and what each failure proves."""

from __future__ import annotations

import asyncio
import inspect
import json
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

import attrs
import httpx
import openim_client.errors as im_errors
import pytest
import top_client.errors as top_errors
from openim_client import AsyncOpenIMClient, OpenIMClient, Timeout
from openim_client.auth import OpenIMAuth
from openim_client.auth import refuse_cross_host_redirects as refuse_im_redirects
from openim_client.models import TextElem, TextMessage
from openim_client.resources.msg import _BATCH_SEND_MSG
from openim_client.sandbox import SECRET
from top_client import AsyncTopClient, TopClient
from top_client.auth import TopAuth, refuse_cross_host_redirects
from top_client.resources.tpn import _TEMPLATE_MESSAGE_SEND
from top_client.sandbox import APP_KEY, APP_SECRET, PATH, Override

pytest_plugins = ["top_client.sandbox.pytest_plugin", "openim_client.sandbox.pytest_plugin"]

TPN: Final = "taobao.tpn.template.message.send"
TEMPLATE: Final[dict[str, Any]] = {"template_key": "order_shipped", "template_id": 1, "user_id": 2, "biz_id": 3}
TITLE: Final = {"title_param": {"order": "张三 & Söhne"}}
EVENT: Final[dict[str, Any]] = {
    "msg_key": "0bf7bbe7",
    "event_time_millis": 1505376496485,
    "source": "iwork",
    "action": "visitor-pass-ready",
    "mobile_receiver": "13888888888",
    "event_type": "mobile_receiver",
    "json_data": '{"name":"张三"}',
    "resource_url": "",
    "sender": 10000,
}
BATCH: Final[dict[str, Any]] = {"receiver": "[10001,10002]", "json_data": '{"name":"张三"}', "sender": 10000}
MESSAGE: Final[dict[str, Any]] = {
    "sendID": "imAdmin",
    "recvIDs": ["user_001", "user_002"],
    "contentType": 101,
    "sessionType": 1,
    "content": {"content": "你好"},
}
NOTICE: Final = {"notificationName": "System", "notificationType": 1, "text": "Tonight"}

Call = Callable[[Any], Any]
"""What is done with a client. What it returns is awaited if it can be, so one flow serves both clients."""


def template(top: Any) -> Any:
    """Send a template message."""
    return top.tpn.template_message_send(**TEMPLATE, **TITLE)


def mobile(top: Any) -> Any:
    """Send a message to a phone."""
    return top.alibaba.iwork.mc_msg_sendmobile(mobile_receiver_message_event=EVENT)


def batch(top: Any) -> Any:
    """Send a workbench message."""
    return top.alibaba.ib.workcore_message_batchsendmsg(batch_message=BATCH)


def text(im: Any) -> Any:
    """Send a text to two users."""
    return im.msg.batch_send_msg(MESSAGE)


def login(im: Any) -> Any:
    """Log in by hand."""
    return im.auth.get_admin_token(secret=SECRET, user_id="imAdmin")


async def settled(value: Any) -> Any:
    """A result, whichever client it is from."""
    return await value if inspect.isawaitable(value) else value


def with_top(mode: str, url: str, call: Call, **settings: Any) -> Any:
    """What a call gives, by the synchronous or by the asynchronous client."""
    settings = {"app_key": APP_KEY, "app_secret": APP_SECRET, "base_url": url, **settings}
    return _run(call, {"sync": TopClient, "async": AsyncTopClient}[mode], settings)


def with_im(mode: str, url: str, call: Call, **settings: Any) -> Any:
    """The same for OpenIM."""
    settings = {"base_url": url, "secret": SECRET, **settings}
    return _run(call, {"sync": OpenIMClient, "async": AsyncOpenIMClient}[mode], settings)


def _run(call: Call, make: Any, settings: dict[str, Any]) -> Any:
    async def main() -> Any:
        client = make(**settings)
        try:
            return await settled(call(client))
        finally:
            await settled(client.aclose() if hasattr(client, "aclose") else client.close())

    return asyncio.run(main())


def failure(kind: type[Exception], run: Callable[[], object]) -> Any:
    """The error that a call ends with: of exactly this class, told in one line, without secrets."""
    with pytest.raises(kind) as caught:
        run()
    assert kind is type(caught.value)
    error: Any = caught.value
    shown = str(error)
    assert shown.startswith(error.request_id or "")
    assert shown.endswith(f"({error.delivery})")
    assert "\n" not in shown
    assert not any(secret in shown + repr(error) for secret in (APP_SECRET, SECRET, "eyJ"))
    return error


class Recorder:
    """A transport that keeps the requests and lets everything succeed."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []

    def client(self, mode: str) -> Any:
        """A client for HTTP that sends over it."""
        return {"sync": httpx.Client, "async": httpx.AsyncClient}[mode](transport=httpx.MockTransport(self))

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.path == PATH:
            return httpx.Response(200, json={"x_response": {"is_success": True, "result": {"success": True}}})
        token = {"token": "a-token", "expireTimeSeconds": 3600}
        data = token if request.url.path.startswith("/auth") else {"results": None, "failedUserIDs": None}
        return httpx.Response(200, json={"errCode": 0, "errMsg": "", "errDlt": "", "data": data})

    def shown(self) -> list[tuple[object, ...]]:
        """The requests as they leave, but for the operationID, which has to differ."""
        for request in self.requests:
            request.headers.pop("operationID", None)
        return [(each.method, each.url, each.headers.raw, each.content) for each in self.requests]

    def forms(self) -> list[dict[str, str]]:
        """The parameters of each request."""
        return [dict(parse_qsl(request.content.decode(), strict_parsing=True)) for request in self.requests]


class ByHand:
    """A request that nobody has checked."""

    def __init__(self, members: dict[str, object]) -> None:
        self.members = members

    def validate(self) -> None:
        """Let everything pass."""

    def to_dict(self) -> dict[str, object]:
        """The members as they are."""
        return self.members


def raw_template(method: str = TPN, **members: object) -> Call:
    """A call of a TOP method past the client's own checks."""
    operation = attrs.evolve(_TEMPLATE_MESSAGE_SEND, name=method)
    return lambda client: client.call(operation, ByHand({**TEMPLATE, **members}))


def raw_message(**members: object) -> Call:
    """A message past the client's own checks."""
    return lambda client: client.call(_BATCH_SEND_MSG, ByHand({**MESSAGE, **members}))


def says(**members: Any) -> Override:
    """An answer of the gateway."""
    return Override(body=json.dumps({"x_response": members}).encode())


def refuses(code: int, sub_code: str) -> Override:
    """An error of the gateway."""
    return Override(body=json.dumps({"error_response": {"code": code, "msg": "No", "sub_code": sub_code}}).encode())


def envelope(code: int, detail: str = "", status: int = 200) -> Override:
    """An envelope of OpenIM without data."""
    return Override(status, json.dumps({"errCode": code, "errMsg": "No", "errDlt": detail}).encode())


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> str:
    """Which of the two clients is meant."""
    return str(request.param)


class TestSuccess:
    """All four methods, by both clients."""

    @pytest.mark.parametrize(
        ("call", "method", "parameters"),
        [
            (template, TPN, {**TEMPLATE, **TITLE}),
            (mobile, "alibaba.iwork.mc.msg.sendmobile", {"mobile_receiver_message_event": EVENT}),
            (batch, "alibaba.ib.workcore.message.batchsendmsg", {"batch_message_d_t_o": BATCH}),
        ],
    )
    def test_top(self, top_sandbox: Any, mode: str, call: Call, method: str, parameters: dict[str, Any]) -> None:
        """The gateway accepts these very parameters, and its request id is in the result."""
        result = with_top(mode, top_sandbox.url, call, session="a-session")

        (accepted,) = top_sandbox.accepted
        assert method == accepted["operation"]
        assert parameters == accepted["parameters"]
        assert accepted["request_id"] == result.request_id

    @pytest.mark.parametrize("sign_method", ["md5", "hmac", "hmac-sha256"])
    def test_sign_methods(self, top_sandbox: Any, mode: str, sign_method: str) -> None:
        """The gateway takes each of the sign methods."""
        assert with_top(mode, top_sandbox.url, template, sign_method=sign_method).is_success is True

    def test_message(self, openim_sandbox: Any, mode: str) -> None:
        """The server accepts the message and tells for each recipient that it was queued."""
        data = with_im(mode, openim_sandbox.url, text)

        assert openim_sandbox.accepted[0]["body"] == MESSAGE
        assert [result.recv_id for result in data.results] == MESSAGE["recvIDs"]
        assert data.failed_user_ids == []

    def test_login(self, openim_sandbox: Any, mode: str) -> None:
        """A login by hand gives a token and how long it lasts, and needs no other login."""
        data = with_im(mode, openim_sandbox.url, login)

        assert data.expire_time_seconds == 90 * 86400
        assert data.token not in repr(data)
        assert openim_sandbox.control.logins == 1

    def test_to_everybody(self, openim_sandbox: Any, mode: str) -> None:
        """Without recipients an empty list goes out: the server wants it even where it ignores it."""
        message = TextMessage(send_id="imAdmin", is_send_all=True, content=TextElem(content="hi"))

        data = with_im(mode, openim_sandbox.url, lambda im: im.msg.batch_send_msg(message))

        assert openim_sandbox.accepted[0]["body"]["recvIDs"] == []
        assert [result.recv_id for result in data.results] == ["imAdmin"]

    @pytest.mark.parametrize("users", [["user_002"], []])
    def test_recipients_fail(
        self, openim_sandbox: Any, mode: str, monkeypatch: pytest.MonkeyPatch, users: list[str]
    ) -> None:
        """Code 0 says nothing about anybody: the result names who got the message and who did not."""
        monkeypatch.setattr(openim_sandbox.control, "users", users)

        data = with_im(mode, openim_sandbox.url, text)

        assert users == [result.recv_id for result in data.results]
        assert [user for user in MESSAGE["recvIDs"] if user not in users] == data.failed_user_ids


class TestSent:
    """What leaves the client."""

    @pytest.mark.parametrize("call", [template, mobile, batch])
    def test_sync_and_async_are_equal(self, call: Call) -> None:
        """At the same time both clients of TOP send the same bytes, in Beijing time."""
        sent = {"sync": Recorder(), "async": Recorder()}
        for mode, recorder in sent.items():
            http = recorder.client(mode)
            with_top(mode, "https://top.test", call, session="s", clock=lambda: 1767240000.0, http_client=http)

        assert sent["sync"].shown() == sent["async"].shown()
        assert sent["sync"].forms()[0]["timestamp"] == "2026-01-01 12:00:00"

    @pytest.mark.parametrize("call", [text, login])
    def test_sync_and_async_are_equal_openim(self, call: Call) -> None:
        """Both clients of OpenIM send the same bytes, but for the operationID."""
        sent = {"sync": Recorder(), "async": Recorder()}
        for mode, recorder in sent.items():
            with_im(mode, "https://im.test", call, http_client=recorder.client(mode))

        assert sent["sync"].shown() == sent["async"].shown()

    def test_operation_ids(self, mode: str) -> None:
        """The login and every message have an operationID of their own, in printable ASCII."""
        recorder = Recorder()

        async def flow(im: Any) -> None:
            for _ in range(3):
                await settled(text(im))

        with_im(mode, "https://im.test", flow, http_client=recorder.client(mode))

        paths = [request.url.path for request in recorder.requests]
        ids = [request.headers["operationID"] for request in recorder.requests]
        assert paths == ["/auth/get_admin_token", *["/msg/batch_send_msg"] * 3]
        assert len(set(ids)) == 4
        assert all(one and one.isascii() and one.isprintable() for one in ids)

    def test_one_login_for_all_tasks(self, openim_sandbox: Any) -> None:
        """Tasks that start together share one login, those of a view included."""

        async def flow(im: AsyncOpenIMClient) -> None:
            await asyncio.gather(*(text(each) for each in [im, im.with_options(timeout=5)] * 5))

        with_im("async", openim_sandbox.url, flow)

        assert (openim_sandbox.control.logins, len(openim_sandbox.accepted)) == (1, 10)

    def test_one_login_for_all_threads(self, openim_sandbox: Any) -> None:
        """So do threads."""
        with OpenIMClient(openim_sandbox.url, secret=SECRET) as im, ThreadPoolExecutor(8) as pool:
            list(pool.map(text, [im, im.with_options(timeout=5)] * 5))

        assert (openim_sandbox.control.logins, len(openim_sandbox.accepted)) == (1, 10)


class TestSettings:
    """Views and environments."""

    def test_options(self, top_sandbox: Any, mode: str) -> None:
        """Session and extra parameters of a view are signed and sent; the client itself stays as it was."""
        recorder = Recorder()

        async def flow(top: Any) -> None:
            view = top.with_options(session="a-session", extra_params={"partner_id": "p"})
            for each in (view, view.with_options(session=None, extra_params={"x": "1"}), top):
                await settled(template(each))

        with_top(mode, top_sandbox.url, flow)
        with_top(mode, top_sandbox.url, flow, http_client=recorder.client(mode))

        added = [(form.get("session"), form.get("partner_id"), form.get("x")) for form in recorder.forms()]
        assert added == [("a-session", "p", None), (None, None, "1"), (None, None, None)]
        assert [call["extra"] for call in top_sandbox.accepted] == [{}, {"x": "1"}, {}]

    def test_timeout(self, mode: str) -> None:
        """A view's time-outs hold for its calls alone; one number stands for connect, read and write."""
        recorder = Recorder()

        async def flow(im: Any) -> None:
            for each in (im, im.with_options(timeout=2.5), im.with_options(timeout=Timeout(read=60))):
                await settled(text(each))

        with_im(mode, "https://im.test", flow, http_client=recorder.client(mode))

        assert [request.extensions["timeout"] for request in recorder.requests[1:]] == [
            {"connect": 10.0, "read": 30.0, "write": 30.0, "pool": None},
            {"connect": 2.5, "read": 2.5, "write": 2.5, "pool": None},
            {"connect": 10.0, "read": 60.0, "write": 30.0, "pool": None},
        ]

    def test_environment(self, top_sandbox: Any, openim_sandbox: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """The variables of the environment make clients that work; arguments precede them."""
        credentials = {
            "TOP_APP_KEY": APP_KEY,
            "TOP_APP_SECRET": APP_SECRET,
            "TOP_SESSION": "s",
            "OPENIM_SECRET": SECRET,
        }
        addresses = {"TOP_URL": top_sandbox.url, "OPENIM_URL": "http://im.test", "OPENIM_USER_ID": "imAdmin"}
        for name, value in (credentials | addresses).items():
            monkeypatch.setenv(name, value)

        with TopClient.from_env() as top, OpenIMClient.from_env(base_url=openim_sandbox.url) as im:
            template(top)
            text(im)

        assert (len(top_sandbox.accepted), len(openim_sandbox.accepted)) == (1, 1)


class Refusal(NamedTuple):
    """A call that a server refuses with an envelope."""

    call: Call
    kind: type[Exception]
    code: int
    words: str
    settings: Mapping[str, Any] = MappingProxyType({})
    status: int = 200


class Trouble(NamedTuple):
    """An answer that is no success, and what it proves."""

    answer: Override
    call: Call
    kind: type[Exception]
    delivery: str
    words: str


def ahead(seconds: float) -> dict[str, Any]:
    """The setting of a client whose clock is wrong."""
    return {"clock": lambda: time.time() + seconds}


class TestTopFailures:
    """What the gateway refuses, and what it answers when something is wrong with it."""

    @pytest.mark.parametrize(
        "case",
        [
            Refusal(template, top_errors.AuthenticationError, 25, "Invalid Signature", {"app_secret": "another"}),
            Refusal(template, top_errors.AuthenticationError, 29, "Invalid App Key", {"app_key": "87654321"}),
            Refusal(template, top_errors.ClockSkewError, 31, "10 minutes are allowed, in GMT+8", ahead(3600)),
            Refusal(template, top_errors.ClockSkewError, 31, "10 minutes are allowed, in GMT+8", ahead(-3600)),
            Refusal(raw_template(biz_id=None), top_errors.InvalidRequestError, 40, "biz_id is required"),
            Refusal(raw_template(biz_id="three"), top_errors.InvalidRequestError, 41, "biz_id: value is not a whole"),
            Refusal(raw_template(title_param="[]"), top_errors.InvalidRequestError, 41, "title_param: "),
            Refusal(raw_template("taobao.time.get"), top_errors.InvalidRequestError, 22, "Invalid Method"),
        ],
    )
    def test_refused(self, top_sandbox: Any, mode: str, case: Refusal) -> None:
        """A call that the gateway refuses has done nothing; the line says why."""
        error = failure(case.kind, lambda: with_top(mode, top_sandbox.url, case.call, **case.settings))

        assert (error.code, error.delivery, error.status) == (case.code, "refused", 200)
        assert [(attempt.code, attempt.delivery) for attempt in error.attempts] == [(case.code, "refused")]
        assert case.words in str(error)
        assert error.remedy
        assert top_sandbox.accepted == []

    def test_ban(self, top_sandbox: Any, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """During a ban the error says how long to wait: one second more than the gateway says."""
        now = time.time()
        monkeypatch.setattr(top_sandbox.control, "clock", lambda: now)
        top_sandbox.control.ban(30)

        error = failure(top_errors.ThrottledError, lambda: with_top(mode, top_sandbox.url, template))

        assert (error.code, error.delivery, error.retryable, error.retry_after) == (7, "refused", True, 31.0)

    @pytest.mark.parametrize(
        "case",
        [
            Trouble(Override(), template, top_errors.MalformedResponseError, "unknown", "an empty body"),
            Trouble(Override(200, b"<html>"), template, top_errors.MalformedResponseError, "unknown", "HTML"),
            Trouble(Override(200, b"{"), template, top_errors.MalformedResponseError, "unknown", "something else"),
            Trouble(Override(502, b"<html>"), batch, top_errors.OutcomeUnknownError, "unknown", "HTTP 502"),
            Trouble(Override(404, b"no"), template, top_errors.HttpStatusError, "refused", "HTTP 404"),
            Trouble(Override(302), template, top_errors.HttpStatusError, "refused", "HTTP 302"),
            Trouble(Override(429), batch, top_errors.ThrottledError, "refused", "HTTP 429"),
            Trouble(refuses(15, "2"), template, top_errors.BusinessError, "unknown", "15 2: "),
            Trouble(refuses(15, "isp.top-timeout"), batch, top_errors.ServerError, "unknown", "15 isp.top-timeout: "),
            Trouble(refuses(50, "isv.invalid-parameter"), batch, top_errors.InvalidRequestError, "refused", "50 isv."),
            Trouble(refuses(27, "invalid-sessionkey"), batch, top_errors.SessionError, "refused", "27 invalid-"),
            Trouble(refuses(11, ""), template, top_errors.PermissionDeniedError, "refused", "11: "),
            Trouble(says(is_success=False), template, top_errors.BusinessError, "refused", "is_success is false"),
            Trouble(says(result={"success": False}), batch, top_errors.BusinessError, "unknown", "result.success is"),
            Trouble(says(), template, top_errors.MalformedResponseError, "unknown", "is_success is missing"),
            Trouble(
                says(result={"success": True, "content": "maybe"}),
                batch,
                top_errors.MalformedResponseError,
                "accepted",
                "cannot be read",
            ),
        ],
    )
    def test_answers(self, top_sandbox: Any, mode: str, case: Trouble) -> None:
        """An answer that is no success is an error of its own class, which says what it proves."""
        top_sandbox.control.answer_next(case.answer)

        error = failure(case.kind, lambda: with_top(mode, top_sandbox.url, case.call))

        assert (error.delivery, error.body) == (case.delivery, case.answer.body)
        assert case.words in str(error)
        overwrites = case.call is template and case.delivery == "unknown"  # the same biz_id again
        assert error.resend_is_safe is (overwrites or case.delivery == "refused")


class TestOpenIMFailures:
    """What the server refuses, and what it answers when something is wrong with it."""

    @pytest.mark.parametrize(
        "case",
        [
            Refusal(text, im_errors.LoginError, 1002, "secret invalid", {"secret": "another"}),
            Refusal(text, im_errors.LoginError, 1001, "userID=bob", {"user_id": "bob"}),
        ],
    )
    def test_login(self, openim_sandbox: Any, mode: str, case: Refusal) -> None:
        """A call whose login fails was not sent, whatever the server says about the login."""
        error = failure(case.kind, lambda: with_im(mode, openim_sandbox.url, text, **case.settings))

        assert (error.code, error.delivery, error.attempts) == (case.code, "not_sent", ())
        assert case.words in str(error)
        assert isinstance(error.__cause__, im_errors.OpenIMError)
        assert openim_sandbox.accepted == []

    @pytest.mark.parametrize(("command", "code"), [("expire_tokens", 1501), ("kick", 1506), ("forget_tokens", 1507)])
    def test_token(self, openim_sandbox: Any, mode: str, command: str, code: int) -> None:
        """A refused token is an error that shows no token, nothing was sent, and the next call logs in again."""

        async def flow(im: Any) -> Any:
            await settled(text(im))
            getattr(openim_sandbox.control, command)()
            with pytest.raises(im_errors.TokenError) as caught:
                await settled(text(im))
            await settled(text(im))
            raise caught.value

        error = failure(im_errors.TokenError, lambda: with_im(mode, openim_sandbox.url, flow))

        assert (error.code, error.delivery) == (code, "refused")
        assert b"eyJ" not in error.body
        assert (openim_sandbox.control.logins, len(openim_sandbox.accepted)) == (2, 2)

    @pytest.mark.parametrize(
        "case",
        [
            Refusal(
                raw_message(notOfflinePush="true"), im_errors.InvalidRequestError, 1001, "of type bool", status=400
            ),
            Refusal(raw_message(recvIDs=None), im_errors.InvalidRequestError, 1001, "RecvIDs", status=400),
            Refusal(raw_message(contentType=107), im_errors.InvalidRequestError, 1001, "ArgsError"),
            Refusal(raw_message(content={"data": "x"}), im_errors.InvalidRequestError, 500, "Key: 'TextElem.Content'"),
            Refusal(raw_message(content={"content": {}}), im_errors.InvalidRequestError, 500, "error(s) decoding"),
            Refusal(
                raw_message(contentType=1400, content=NOTICE, sendID="user_001"),
                im_errors.PermissionDeniedError,
                1002,
                "NoPermissionError",
            ),
        ],
    )
    def test_refused(self, openim_sandbox: Any, mode: str, case: Refusal) -> None:
        """An error envelope proves that nobody got the message, with HTTP 200 or 400, code 500 included."""
        error = failure(case.kind, lambda: with_im(mode, openim_sandbox.url, case.call))

        assert (error.code, error.delivery, error.status) == (case.code, "refused", case.status)
        assert case.words in str(error)
        assert openim_sandbox.accepted == []

    @pytest.mark.parametrize(
        "case",
        [
            Trouble(Override(), text, im_errors.MalformedResponseError, "unknown", "an empty body"),
            Trouble(Override(200, b"<html>"), text, im_errors.MalformedResponseError, "unknown", "HTML"),
            Trouble(Override(200, b"[1]"), text, im_errors.MalformedResponseError, "unknown", "something else"),
            Trouble(Override(500), text, im_errors.OutcomeUnknownError, "unknown", "HTTP 500"),
            Trouble(Override(404, b"no"), text, im_errors.HttpStatusError, "refused", "HTTP 404"),
            Trouble(envelope(500, "db"), text, im_errors.ServerError, "refused", "No: db"),
            Trouble(envelope(500, "Key: 'A.B'"), text, im_errors.InvalidRequestError, "refused", "Key: 'A.B'"),
            Trouble(envelope(1004), text, im_errors.NotFoundError, "refused", "1004: "),
            Trouble(envelope(80000), text, im_errors.BusinessError, "refused", "80000: "),
            Trouble(envelope(429, status=429), text, im_errors.ThrottledError, "refused", "429: "),
            Trouble(envelope(0), text, im_errors.MalformedResponseError, "accepted", "cannot be read"),
        ],
    )
    def test_answers(self, openim_sandbox: Any, mode: str, case: Trouble) -> None:
        """An answer that is no success is an error of its own class, which says what it proves."""
        openim_sandbox.control.answer_next(attrs.evolve(case.answer, path="/msg/batch_send_msg"))

        error = failure(case.kind, lambda: with_im(mode, openim_sandbox.url, case.call))

        assert case.delivery == error.delivery
        assert case.words in str(error)
        assert error.resend_is_safe is (case.delivery == "refused")


class TestAuth:
    """Authentication of plain httpx."""

    def test_top(self, top_sandbox: Any, mode: str) -> None:
        """A form without credentials is completed and signed, what is in the query included."""
        auth = TopAuth(app_key=APP_KEY, app_secret=APP_SECRET, session="a-session")
        form = {name: str(value) for name, value in TEMPLATE.items()}

        answer = _post(mode, f"{top_sandbox.url}{PATH}?method={TPN}", auth=auth, data=form)

        assert answer.json()["tpn_template_message_send_response"]["is_success"] is True
        assert answer.request.url.query == b""
        assert top_sandbox.accepted[0]["parameters"] == TEMPLATE

    def test_openim(self, openim_sandbox: Any, mode: str) -> None:
        """A request without a token gets one, and an operationID."""
        auth = OpenIMAuth(openim_sandbox.url, secret=SECRET)

        answer = _post(mode, f"{openim_sandbox.url}/msg/batch_send_msg", auth=auth, json=MESSAGE)

        assert answer.json()["errCode"] == 0
        assert answer.request.headers["operationID"]
        assert openim_sandbox.accepted[0]["body"] == MESSAGE

    def test_openim_wrong_secret(self, openim_sandbox: Any, mode: str) -> None:
        """A refused login is the clients' own error; the request was not sent."""
        auth = OpenIMAuth(openim_sandbox.url, secret="another")
        url = f"{openim_sandbox.url}/msg/batch_send_msg"

        error = failure(im_errors.LoginError, lambda: _post(mode, url, auth=auth, json=MESSAGE))

        assert (error.code, error.delivery) == (1002, "not_sent")

    def test_openim_of_another_server(self, mode: str) -> None:
        """A request to another server is refused before it is sent: the token would go with it."""
        auth = OpenIMAuth("http://im.test", secret=SECRET)

        with pytest.raises(im_errors.ValidationError, match="goes to another server"):
            _post(mode, "http://im.test.evil/msg/batch_send_msg", auth=auth, json=MESSAGE)

    @pytest.mark.parametrize(
        ("hook", "kind"),
        [(refuse_cross_host_redirects, top_errors.HttpStatusError), (refuse_im_redirects, im_errors.HttpStatusError)],
    )
    def test_redirects(self, mode: str, hook: Any, kind: type[Exception]) -> None:
        """With the hook a redirect to another host is an error, and that host gets nothing; others are followed."""
        asked: list[str] = []

        def answer(request: httpx.Request) -> httpx.Response:
            asked.append(str(request.url))
            location = {"/away": "https://elsewhere.test/", "/near": "/end"}.get(request.url.path)
            return httpx.Response(307, headers={"location": location}) if location else httpx.Response(200)

        client = {"event_hooks": {"response": [hook]}, "transport": httpx.MockTransport(answer)}
        error = failure(kind, lambda: _post(mode, "https://im.test/away", client))

        assert error.delivery == "refused"
        assert _post(mode, "https://im.test/near", client).status_code == 200
        assert asked == ["https://im.test/away", "https://im.test/near", "https://im.test/end"]


def _post(mode: str, url: str, settings: dict[str, Any] | None = None, **request: Any) -> Any:
    async def main() -> Any:
        client = {"sync": httpx.Client, "async": httpx.AsyncClient}[mode](follow_redirects=True, **settings or {})
        try:
            return await settled(client.post(url, **request))
        finally:
            await settled(client.aclose() if isinstance(client, httpx.AsyncClient) else client.close())

    return asyncio.run(main())
