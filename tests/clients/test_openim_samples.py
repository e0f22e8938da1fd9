"""Requests and answers of OpenIM servers, recorded or derived by other people, through the client.

The folder with the samples is no part of the repository. What the client relies on is in `test_calls.py` too, in our
own words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from openim_client import OpenIMClient
from openim_client.errors import (
    InvalidRequestError,
    LoginError,
    NotFoundError,
    OpenIMError,
    OutcomeUnknownError,
    PermissionDeniedError,
    ServerError,
    ThrottledError,
    TokenError,
    ValidationError,
)
from openim_client.models import BatchSendMsgResult
from openim_client.sandbox import SECRET

pytest_plugins = ["openim_client.sandbox.pytest_plugin"]

FILE: Final = Path(__file__).parents[3] / "shared" / "samples" / "openim.json"
SAMPLES: Final[dict[str, Any]] = json.loads(FILE.read_text("utf-8")) if FILE.is_file() else {}
MESSAGE: Final[Any] = {"sendID": "imAdmin", "recvIDs": ["u1"], "contentType": 101, "content": {"content": "hi"}}
SEND: Final = "/msg/batch_send_msg"
LOGIN: Final = "/auth/get_admin_token"

KINDS: Final[dict[str, tuple[type[OpenIMError], bool]]] = {
    "bad_argument": (InvalidRequestError, False),
    "bad_argument_disguised_as_500": (InvalidRequestError, False),
    "auth_missing": (InvalidRequestError, False),  # 1001 like other bad headers, and no reason to log in
    "relogin": (TokenError, False),  # it takes a login, not a pause
    "permission": (PermissionDeniedError, False),
    "not_found": (NotFoundError, False),
    "retryable": (ServerError, True),
    "unknown_outcome": (OutcomeUnknownError, True),
}
"""The error for each class of the samples, and whether the same request may succeed after a pause."""
LOGIN_KINDS: Final = {1001: InvalidRequestError, 1002: PermissionDeniedError, 1004: NotFoundError}

REFUSED_BY_DESIGN: Final = {"nobody to send to": "recv_ids: at least 1 item required unless is_send_all is True"}
"""A server takes these and does nothing, which nobody means."""
WARNED_OF: Final = {"seed request (isSendAll with recvIDs present)": "isSendAll is true: the server ignores recvIDs"}
"""A server takes these and does something else than one may think."""


def samples(*sections: str, other_paths: bool = False) -> list[Any]:
    """The samples of some sections, and a skipped one in place of all if the folder is absent."""
    if not SAMPLES:
        reason = f"{FILE} is not there; test_calls.py has what the client relies on"
        return [pytest.param(None, id="absent", marks=pytest.mark.skip(reason=reason))]
    found = [sample for section in sections for sample in SAMPLES[section]]
    return [pytest.param(sample, id=sample["name"]) for sample in found if other_paths or "path" not in sample]


@contextmanager
def server(sample: dict[str, Any], path: str) -> Iterator[OpenIMClient]:
    """A client of a server that answers as the sample says on one path, and lets everybody in."""
    text = sample["raw_body"] if sample["response"] is None else json.dumps(sample["response"])
    token = {"errCode": 0, "errMsg": "", "errDlt": "", "data": {"token": "a-long-token", "expireTimeSeconds": 7776000}}

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path != path:
            return httpx.Response(200, json=token)
        return httpx.Response(sample["http_status"], text=text, headers={"content-type": "application/json"})

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        yield OpenIMClient("http://im.test", secret=SECRET, http_client=http)


class TestRequests:
    """What the samples send, as plain dicts."""

    @pytest.mark.parametrize("sample", samples("accepted_content_types", "batch_envelope"))
    def test_accepted(self, openim_sandbox: Any, sample: dict[str, Any]) -> None:
        """A request that servers take goes through the client as it is, but for what is refused by design."""
        name, request = sample["name"], sample["request"]

        with OpenIMClient(openim_sandbox.url, secret=SECRET) as im:
            if name in REFUSED_BY_DESIGN:
                with pytest.raises(ValidationError, match=re.escape(REFUSED_BY_DESIGN[name])):
                    im.msg.batch_send_msg(request)
                assert openim_sandbox.accepted == []
                return
            if name in WARNED_OF:
                with pytest.warns(UserWarning, match=re.escape(WARNED_OF[name])):
                    data = im.msg.batch_send_msg(request)
            else:
                data = im.msg.batch_send_msg(request)

        everybody = ["imAdmin", request["sendID"]] if request.get("isSendAll") else request["recvIDs"]
        assert list(dict.fromkeys(everybody)) == [result.recv_id for result in data.results]
        assert request == openim_sandbox.accepted[0]["body"]

    @pytest.mark.parametrize("sample", samples("rejected_content_types"))
    def test_rejected(self, openim_sandbox: Any, sample: dict[str, Any]) -> None:
        """A content type that servers refuse without a reason is refused by name, and nothing is sent."""
        with (
            OpenIMClient(openim_sandbox.url, secret=SECRET) as im,
            pytest.raises(ValidationError, match=r"contentType: must be one of 101, 102, "),
        ):
            im.msg.batch_send_msg(sample["request"])

        assert openim_sandbox.control.logins == 0

    @pytest.mark.parametrize("sample", samples("get_admin_token"))
    def test_login(self, openim_sandbox: Any, sample: dict[str, Any]) -> None:
        """A login that can be written down goes out and is answered with the sample's code."""
        request = sample["request"]
        if not isinstance(request, dict) or set(request) != {"secret", "userID"}:
            pytest.skip("no arguments of the method: they are no JSON object, or lack the user")
        if sample["response"]["errCode"] == 1004:
            pytest.skip("needs an administrator whom the server's database does not know")

        with OpenIMClient(openim_sandbox.url, secret=SECRET) as im:
            try:
                im.auth.get_admin_token(secret=request["secret"], user_id=request["userID"])
                code: int | None = 0
            except OpenIMError as error:
                code = error.code

        assert sample["response"]["errCode"] == code


class TestAnswers:
    """What the samples answer."""

    @pytest.mark.parametrize("sample", samples("accepted_content_types", "batch_envelope"))
    def test_successes(self, sample: dict[str, Any]) -> None:
        """Every member of the data is in the result, with empty lists in place of null."""
        with server(sample, SEND) as im:
            data = im.msg.batch_send_msg(MESSAGE)

        expected = {name: value or [] for name, value in sample["response"]["data"].items()}
        assert expected == data.to_dict()
        assert data.extra == {}

    @pytest.mark.parametrize("sample", samples("errors", "rejected_content_types"))
    def test_errors(self, sample: dict[str, Any]) -> None:
        """An error is of the class that its kind asks for; an envelope proves that nothing was sent."""
        kind, retryable = KINDS[sample.get("class", "bad_argument")]
        if sample["http_status"] == 429:
            kind = ThrottledError

        with server(sample, SEND) as im, pytest.raises(OpenIMError) as caught:
            im.msg.batch_send_msg(MESSAGE)

        error = caught.value
        refused = sample["response"] is not None
        assert kind is type(error)
        assert ("refused" if refused else "unknown") == error.delivery
        assert sample["http_status"] == error.status
        assert refused is error.resend_is_safe
        assert "\n" not in str(error)
        if refused:
            assert retryable is error.retryable
            assert sample["response"]["errCode"] == error.code
            assert (sample["response"]["errDlt"] or None) == error.vendor_detail

    @pytest.mark.parametrize("sample", samples("get_admin_token", other_paths=True))
    def test_login_by_hand(self, sample: dict[str, Any]) -> None:
        """A login by hand gives the token, or the error of its code; no login sends a message."""
        response = sample["response"]

        with server(sample, LOGIN) as im:
            if response["errCode"] == 0:
                data = im.auth.get_admin_token(secret=SECRET, user_id="imAdmin")
                assert response["data"] == data.to_dict()
                return
            with pytest.raises(LOGIN_KINDS[response["errCode"]]) as caught:
                im.auth.get_admin_token(secret=SECRET, user_id="imAdmin")

        assert (caught.value.code, caught.value.delivery) == (response["errCode"], "not_sent")

    @pytest.mark.parametrize("sample", samples("get_admin_token"))
    def test_login_of_a_call(self, sample: dict[str, Any]) -> None:
        """The same answer to the login that a message needs leaves the message unsent, or lets it go."""
        code = sample["response"]["errCode"]

        with server(sample, LOGIN) as im, pytest.raises(OpenIMError) as caught:
            im.msg.batch_send_msg(MESSAGE)

        error = caught.value
        if code == 0:
            # The message is answered with the data of a login here, which no message has.
            assert error.delivery == "accepted"
        else:
            assert LoginError is type(error)
            assert (error.code, error.delivery) == (code, "not_sent")


def _wire(**more: object) -> Any:
    return {"serverMsgID": "s", "clientMsgID": "c", "sendTime": 1, "recvID": "u", **more}


def test_unknown_members_are_a_dict_of_each_answer_alone() -> None:
    """`extra` is there when it is asked for, keeps what is put into it, and is nobody else's."""
    one, other = (BatchSendMsgResult.from_dict(_wire()) for _ in range(2))
    one.extra["noted"] = 1
    assert (one.extra, other.extra) == ({"noted": 1}, {})
    assert BatchSendMsgResult.from_dict(_wire(later=2)).extra == {"later": 2}


def test_a_misspelt_attribute_of_an_answer_is_an_error() -> None:
    """Only `extra` is made when it is asked for."""
    with pytest.raises(AttributeError, match="'BatchSendMsgResult' object has no attribute 'server_id'"):
        _ = getattr(BatchSendMsgResult.from_dict(_wire()), "server_id")  # noqa: B009 - types would refuse it
