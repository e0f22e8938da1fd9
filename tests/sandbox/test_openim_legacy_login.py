"""A sandbox that logs in as servers up to v3.8.0 do."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from codegen.runtime.openim.sandbox import SECRET, OpenIMSandbox, create_app

from .talk import ask, send, text_message

GOOD: dict[str, Any] = {"secret": SECRET, "platformID": 10, "userID": "imAdmin"}


@pytest.fixture
def old(openim_document: dict[str, Any]) -> OpenIMSandbox:
    """A server that knows one user beside its administrator."""
    return create_app(openim_document, legacy_login=True, users=["a"])


def login(app: OpenIMSandbox, path: str = "/auth/user_token", **members: Any) -> httpx.Response:
    """Log in, with some members changed."""
    return ask(app, "POST", path, json={**GOOD, **members}, headers={"operationID": "1"})


def test_tokens_are_good(old: OpenIMSandbox) -> None:
    """An administrator's opens the other methods, and older ones stay valid; an ordinary user gets one too."""
    answers = [login(old, userID=user).json() for user in ("imAdmin", "a", "imAdmin")]
    tokens = [answer["data"]["token"] for answer in answers]

    assert {(answer["errCode"], answer["data"]["expireTimeSeconds"]) for answer in answers} == {(0, 7776000)}
    assert [send(old, text_message(), token=token).json()["errCode"] for token in tokens] == [0, 1002, 0]
    assert old.control.logins == 3


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"secret": "wrong"}, 1002, "secret invalid"),
        ({"userID": ""}, 1001, "userID is empty"),
        ({"userID": "nobody"}, 1101, ""),
        ({"platformID": 0}, 1001, "platform is invalid"),
        ({"platformID": 11}, 1001, "platform is invalid"),
    ],
)
def test_refusals(old: OpenIMSandbox, change: dict[str, Any], code: int, words: str) -> None:
    """With HTTP 200."""
    answer = login(old, **change)

    assert (answer.status_code, answer.json()["errCode"], answer.json()["errDlt"]) == (200, code, words)


def test_body_of_another_type(old: OpenIMSandbox) -> None:
    """The decoder's words, with HTTP 200 all the same."""
    answer = login(old, platformID="10")

    assert (answer.status_code, answer.json()["errCode"]) == (200, 1001)
    assert "platformID" in answer.json()["errMsg"]


def test_newer_login_is_not_there(old: OpenIMSandbox) -> None:
    """It came with v3.8.1."""
    answer = login(old, "/auth/get_admin_token")

    assert (answer.status_code, answer.text) == (404, "404 page not found")


def test_operation_id(old: OpenIMSandbox) -> None:
    """The middleware is the same."""
    answer = ask(old, "POST", "/auth/user_token", json=GOOD)

    assert answer.json()["errDlt"] == "header must have operationID"


def test_newer_servers_do_not_have_it(openim: OpenIMSandbox) -> None:
    """They removed it."""
    assert login(openim).status_code == 404
