"""What each failure of a call is raised as, and what it proves, over real loopback connections."""

from __future__ import annotations

import time
from typing import Any

import attrs
import openim_client.errors as im_errors
import pytest
import top_client.errors as top_errors
from top_client.sandbox import Override

from tests.clients.flows import (
    NOTICE,
    Refusal,
    Trouble,
    ahead,
    batch,
    envelope,
    failure,
    raw_message,
    raw_template,
    refuses,
    says,
    settled,
    template,
    text,
    with_im,
    with_top,
)

pytest_plugins = ["top_client.sandbox.pytest_plugin", "openim_client.sandbox.pytest_plugin"]


class TestTopFailures:
    """What the gateway refuses, and what it answers when something is wrong with it."""

    @pytest.mark.parametrize(
        "case",
        [
            Refusal(template, top_errors.AuthenticationError, 25, "Invalid Signature", {"app_secret": "another"}),
            Refusal(template, top_errors.AuthenticationError, 29, "Invalid App Key", {"app_key": "87654321"}),
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

    @pytest.mark.parametrize(("seconds", "words"), [(3600, "ahead of"), (-3600, "behind")])
    def test_clock(self, top_sandbox: Any, mode: str, seconds: int, words: str) -> None:
        """A clock that is off is corrected by the gateway's answer, with one warning, and the call is signed anew."""

        async def flow(top: Any) -> None:
            await settled(template(top))
            await settled(template(top))

        with pytest.warns(
            UserWarning, match=f"this host's clock is (3599|360[01]) seconds {words} the gateway's"
        ) as caught:
            with_top(mode, top_sandbox.url, flow, **ahead(seconds))

        assert (len(caught), len(top_sandbox.accepted)) == (1, 2)

    def test_ban(self, top_sandbox: Any, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """During a ban the error says how long to wait: one second more than the gateway says."""
        now = time.time()
        monkeypatch.setattr(top_sandbox.control, "clock", lambda: now)
        top_sandbox.control.ban(30)

        error = failure(top_errors.ThrottledError, lambda: with_top(mode, top_sandbox.url, template, retries=0))

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

        error = failure(case.kind, lambda: with_top(mode, top_sandbox.url, case.call, retries=0))

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
        """A refused token is replaced, and the call sent once more; a fixed one is an error that shows no token."""

        async def flow(im: Any) -> Any:
            await settled(text(im))
            getattr(openim_sandbox.control, command)()
            return await settled(text(im))

        with_im(mode, openim_sandbox.url, flow)
        assert (openim_sandbox.control.logins, len(openim_sandbox.accepted)) == (2, 2)

        token = openim_sandbox.control.issue_token("imAdmin")
        getattr(openim_sandbox.control, command)()
        settings: dict[str, Any] = {"secret": None, "token": token}
        error = failure(im_errors.TokenError, lambda: with_im(mode, openim_sandbox.url, text, **settings))

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
        error = failure(case.kind, lambda: with_im(mode, openim_sandbox.url, case.call, retries=0))

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

        error = failure(case.kind, lambda: with_im(mode, openim_sandbox.url, case.call, retries=0))

        assert case.delivery == error.delivery
        assert case.words in str(error)
        assert error.resend_is_safe is (case.delivery == "refused")
