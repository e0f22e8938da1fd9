"""The middleware of the OpenIM sandbox, its login and its tokens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

import httpx
import pytest

from codegen.runtime.openim.sandbox import OpenIMSandbox, create_app

from .talk import NOW, Clock, accepted, admin_token, ask, send, tell, text_message


def _login(app: OpenIMSandbox, body: object, **headers: str) -> dict[str, Any]:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = ask(app, "POST", "/auth/get_admin_token", content=content, headers={"operationID": "1", **headers})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    envelope: dict[str, Any] = answer.json()
    return envelope


def _refusal(answer: httpx.Response) -> tuple[int, int, str]:
    envelope = answer.json()
    assert "data" not in envelope
    return answer.status_code, envelope["errCode"], envelope["errMsg"]


def _encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _forged(claims: object, *, secret: str = "openIM123", alg: str = "HS256") -> str:
    signed = f"{_encoded({'alg': alg, 'typ': 'JWT'})}.{_encoded(claims)}"
    digest = hmac.digest(secret.encode(), signed.encode(), hashlib.sha256)
    return f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def test_a_login(openim: OpenIMSandbox) -> None:
    """The token is a JWT like the server's; 90 days are the server's default."""
    envelope = _login(openim, {"secret": "openIM123", "userID": "imAdmin"})

    assert (envelope["errCode"], envelope["errMsg"], envelope["errDlt"]) == (0, "", "")
    token = envelope["data"]["token"]
    assert envelope["data"]["expireTimeSeconds"] == 7776000
    payload = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert claims["UserID"] == "imAdmin"
    assert claims["PlatformID"] == 10
    assert claims["exp"] == NOW + 7776000
    assert claims["iat"] == NOW - 5
    signed, _, signature = token.rpartition(".")
    digest = hmac.digest(b"openIM123", signed.encode(), hashlib.sha256)
    assert signature == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@pytest.mark.parametrize(
    ("body", "code", "message", "detail"),
    [
        ({"secret": "x", "userID": "imAdmin"}, 1002, "NoPermissionError", "secret invalid"),
        (
            {"secret": "openIM123", "userID": "bob"},
            1001,
            "ArgsError",
            "userID is error., userID=bob, adminUserID=[imAdmin]",
        ),
        ({"secret": "openIM123"}, 1001, "ArgsError", "userID is empty"),
        ({"secret": "x"}, 1001, "ArgsError", "userID is empty"),
        ({"secret": "x", "userID": "bob"}, 1002, "NoPermissionError", "secret invalid"),
        ({"userID": "imAdmin"}, 1002, "NoPermissionError", "secret invalid"),
        (b"null", 1001, "ArgsError", "userID is empty"),
    ],
)
def test_a_refused_login(openim: OpenIMSandbox, body: object, code: int, message: str, detail: str) -> None:
    """HTTP status 200 and the reason in the envelope."""
    assert _login(openim, body) == {"errCode": code, "errMsg": message, "errDlt": detail}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"", "Error: EOF"),
        (b"{", "Error: unexpected EOF"),
        (b"secret=x", "Error: invalid character 's' looking for beginning of value"),
        (b'{"secret": 1}', "Error: json: cannot unmarshal number into Go struct field auth.GetAdminTokenReq.secret"),
    ],
)
def test_a_login_that_cannot_be_read(openim: OpenIMSandbox, body: bytes, text: str) -> None:
    """HTTP status 200 too, with the decoder's text and a stack as the message."""
    envelope = _login(openim, body)

    assert (envelope["errCode"], envelope["errDlt"]) == (1001, "")
    assert envelope["errMsg"].startswith(text)
    assert " | -> " in envelope["errMsg"]


def test_names_match_in_any_case(openim: OpenIMSandbox) -> None:
    """As in Go."""
    assert _login(openim, {"SECRET": "openIM123", "UserId": "imAdmin"})["errCode"] == 0


def test_logins_are_counted(openim: OpenIMSandbox) -> None:
    """Refused ones as well; a reset begins anew."""
    _login(openim, {"secret": "openIM123", "userID": "imAdmin"})
    _login(openim, {"secret": "x", "userID": "imAdmin"})

    assert ask(openim, "GET", "/__sandbox/logins").json() == {"count": 2}
    tell(openim, "reset")
    assert openim.control.logins == 0


def test_the_order_of_the_middleware(openim: OpenIMSandbox) -> None:
    """The trace header first, then the token, then the body."""

    def code(**headers: str) -> tuple[int, str]:
        answer = ask(openim, "POST", "/msg/batch_send_msg", content=b"{", headers=headers)
        return answer.status_code, answer.json()["errDlt"]

    assert code() == (200, "header must have operationID")
    assert code(token="x") == (200, "header must have operationID")
    assert code(operationID="1") == (200, "header must have token")
    assert code(operationID="1", token="x")[1].startswith("jwt parse error")
    assert code(operationid="1", Token=admin_token(openim)) == (400, "unexpected EOF")


def test_the_login_needs_the_trace_header(openim: OpenIMSandbox) -> None:
    """And no token."""
    answer = ask(openim, "POST", "/auth/get_admin_token", json={})

    assert answer.json() == {"errCode": 1001, "errMsg": "ArgsError", "errDlt": "header must have operationID"}


@pytest.mark.parametrize("token", ["x", "a.b", "a.b.c", "....", "ä.ö.ü".encode(), f"{_encoded(1)}.{_encoded({})}.x"])
def test_a_malformed_token(openim: OpenIMSandbox, token: Any) -> None:
    """Code 1503, and the token is repeated in the details."""
    headers = {b"operationID": b"1", b"token": token.encode() if isinstance(token, str) else token}
    answer = ask(openim, "POST", "/msg/batch_send_msg", json=text_message(), headers=headers)

    assert _refusal(answer) == (200, 1503, "TokenMalformedError")
    assert answer.json()["errDlt"].startswith("jwt parse error, token=")


def test_an_expired_token(openim: OpenIMSandbox, clock: Clock) -> None:
    """Code 1501 once its time is over."""
    token = admin_token(openim)
    clock.now += 7776000 - 1
    assert send(openim, text_message(), token=token).json()["errCode"] == 0
    clock.now += 1

    answer = send(openim, text_message(), token=token)
    assert _refusal(answer) == (200, 1501, "TokenExpiredError")
    assert answer.json()["errDlt"] == f"jwt parse error, token={token}"


def test_how_long_a_token_is_valid(openim_document: dict[str, Any]) -> None:
    """An option, in seconds."""
    clock = Clock()
    app = create_app(openim_document, expire_time_seconds=60, clock=clock)
    token = admin_token(app)
    clock.now += 61

    assert _refusal(send(app, text_message(), token=token)) == (200, 1501, "TokenExpiredError")


def test_a_token_of_another_server(openim: OpenIMSandbox, openim_document: dict[str, Any]) -> None:
    """Code 1505 with the JWT library's text as the message."""
    other = create_app(openim_document, secret="other", clock=Clock())
    token = admin_token(other, secret="other")

    assert _refusal(send(openim, text_message(), token=token)) == (200, 1505, "signature is invalid")


@pytest.mark.parametrize(
    ("claims", "alg", "code"),
    [
        ({"UserID": "imAdmin", "exp": NOW + 60}, "HS256", 1507),
        ({"UserID": "imAdmin", "exp": NOW + 60}, "none", 1505),
        ({"UserID": "imAdmin", "exp": NOW - 60}, "none", 1501),
        ({"UserID": "imAdmin", "exp": "later"}, "HS256", 1501),
        ({"UserID": "imAdmin"}, "HS256", 1501),
        ([], "HS256", 1503),
    ],
)
def test_forged_tokens(openim: OpenIMSandbox, claims: object, alg: str, code: int) -> None:
    """A right signature is not enough: the server knows its tokens."""
    assert send(openim, text_message(), token=_forged(claims, alg=alg)).json()["errCode"] == code


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        ("kick", 1506, "TokenKickedError"),
        ("expire-tokens", 1501, "TokenExpiredError"),
        ("forget-tokens", 1507, "TokenNotExistError"),
    ],
)
def test_tokens_that_end_early(openim: OpenIMSandbox, command: str, code: int, message: str) -> None:
    """Those issued so far; a new login helps."""
    token = admin_token(openim)
    tell(openim, command)

    assert _refusal(send(openim, text_message(), token=token)) == (200, code, message)
    assert accepted(openim) == []
    assert send(openim, text_message()).json()["errCode"] == 0


def test_details_without_the_token(openim_document: dict[str, Any]) -> None:
    """Newer servers do not repeat it."""
    app = create_app(openim_document, echo_token=False, clock=Clock())

    assert send(app, text_message(), token="x").json()["errDlt"] == ""


def test_the_token_of_an_ordinary_user(openim: OpenIMSandbox) -> None:
    """Code 1002, after the body was bound and before the content is looked at."""
    token = tell(openim, "user-token", userID="bob")["token"]
    unsupported = text_message(contentType=107)

    assert send(openim, {}, token=token).status_code == 400
    answer = send(openim, unsupported, token=token)
    assert _refusal(answer) == (200, 1002, "NoPermissionError")
    assert answer.json()["errDlt"] == "only app manager can send message"


def test_a_token_for_nobody(openim: OpenIMSandbox) -> None:
    """The command needs a user."""
    assert ask(openim, "POST", "/__sandbox/user-token", json={}).status_code == 400


@pytest.mark.parametrize(("method", "path"), [("GET", "/msg/batch_send_msg"), ("POST", "/msg/nope"), ("GET", "/")])
def test_what_is_not_served(openim: OpenIMSandbox, method: str, path: str) -> None:
    """Plain text, as gin writes it."""
    answer = ask(openim, method, path)

    assert (answer.status_code, answer.text) == (404, "404 page not found")


def test_cross_origin_requests(openim: OpenIMSandbox) -> None:
    """Browsers may ask first."""
    answer = ask(openim, "OPTIONS", "/msg/batch_send_msg")

    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")
    assert answer.json() == "Options Request!"


def test_an_operation_without_rules_of_its_own(openim_document: dict[str, Any]) -> None:
    """A method added to the document is checked against it and answers its example."""
    added = {
        "operationId": "user.user_register",
        "requestBody": {
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "required": ["users"],
                        "properties": {"users": {"type": "array", "items": {"type": "string"}}},
                    }
                }
            }
        },
        "responses": {
            "200": {
                "content": {
                    "application/json": {"example": {"errCode": 0, "errMsg": "", "errDlt": "", "data": {"n": 1}}}
                }
            }
        },
    }
    paths = {**openim_document["paths"], "/user/user_register": {"post": added}}
    app = create_app({**openim_document, "paths": paths}, clock=Clock())
    headers = {"operationID": "1", "token": admin_token(app)}

    def register(body: bytes) -> dict[str, Any]:
        answer: dict[str, Any] = ask(app, "POST", "/user/user_register", content=body, headers=headers).json()
        return answer

    assert register(b'{"users": ["a"]}')["data"] == {"n": 1}
    assert register(b"{}")["errDlt"] == "users: is required"
    assert register(b"{")["errDlt"] == "unexpected EOF"
    assert [record["operation"] for record in accepted(app)] == ["user.user_register"]
