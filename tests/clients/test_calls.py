"""Calls over real loopback connections: what arrives and what comes back."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from openim_client import AsyncOpenIMClient, OpenIMClient, Timeout
from openim_client.models import TextElem, TextMessage
from openim_client.sandbox import SECRET
from top_client import TopClient
from top_client.sandbox import APP_KEY, APP_SECRET

from tests.clients.flows import (
    BATCH,
    EVENT,
    MESSAGE,
    TEMPLATE,
    TITLE,
    TPN,
    Call,
    Recorder,
    batch,
    login,
    mobile,
    settled,
    template,
    text,
    with_im,
    with_top,
)

pytest_plugins = ["top_client.sandbox.pytest_plugin", "openim_client.sandbox.pytest_plugin"]


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

        with_im(mode, "https://im.test", flow, http_client=recorder.client(mode), deadline=None)

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
