"""Requests and answers of OpenIM servers, collected outside the repository, against the sandbox.

Every sample that a request can provoke is provoked; for those that need a fault inside the server the test shows
that the sandbox can be told to answer them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import httpx
import pytest

from codegen.runtime.openim.sandbox import OpenIMSandbox, create_app

from .talk import SHARED, Clock, accepted, admin_token, ask, send, tell, text_message

_FILE: Final = SHARED / "samples" / "openim.json"
_SECTIONS: Final = ("accepted_content_types", "rejected_content_types", "batch_envelope", "errors", "get_admin_token")
_USERS: Final = ["user_001", "user_002", "3473643418", "9948077346", "9371245179"]

Sample = dict[str, Any]
Ask = Callable[[OpenIMSandbox], httpx.Response]

_NEED_THE_SERVER: Final = frozenset(
    {
        "webhook changed the message (main)",
        "receiver refuses messages, 3.8.3-patch line",
        "any JWT parse failure (3.5, includes expired)",
        "rpc service down (3.8.3-patch)",
        "rate limited (main, off by default)",
        "panic in the API process",
        "documentation's failure sample",
        "admin user not yet in MongoDB",
    }
)
"""Answers that depend on the server's parts or on another version, not on the request."""
_OTHER_PATHS: Final = frozenset({"3.5-3.8.0 predecessor"})


def _without_trace(app: OpenIMSandbox) -> httpx.Response:
    return ask(app, "POST", "/msg/batch_send_msg", json=text_message())


def _without_token(app: OpenIMSandbox) -> httpx.Response:
    return ask(app, "POST", "/msg/batch_send_msg", json=text_message(), headers={"operationID": "1"})


def _after(command: str) -> Ask:
    def provoke(app: OpenIMSandbox) -> httpx.Response:
        token = admin_token(app)
        tell(app, command)
        return send(app, text_message(), token=token)

    return provoke


def _other_secret(app: OpenIMSandbox) -> httpx.Response:
    signed, _, signature = admin_token(app).rpartition(".")
    return send(app, text_message(), token=f"{signed}.{'A' * len(signature)}")


def _ordinary_user(app: OpenIMSandbox) -> httpx.Response:
    return send(app, text_message(), token=app.control.issue_token("user_001"))


def _message(**changes: Any) -> Ask:
    return lambda app: send(app, text_message(**changes))


_PICTURE: Final = {"type": "png", "width": 1, "height": 1, "url": "u"}
_WIDE: Final = {"sourcePicture": {**_PICTURE, "width": "wide"}, "bigPicture": _PICTURE, "snapshotPicture": _PICTURE}
_PROVOKED: Final[dict[str, Ask]] = {
    "missing operationID header": _without_trace,
    "missing token header": _without_token,
    "token expired (main, microservices)": _after("expire-tokens"),
    "token signed with another secret": _other_secret,
    "token kicked": _after("kick"),
    "valid token of a non-admin user": _ordinary_user,
    "recvIDs absent or null": _message(recvIDs=None),
    'wrong JSON type, e.g. notOfflinePush:"true" or iOSBadgeCount:"1"': _message(notOfflinePush="true"),
    "empty body": lambda app: send(app, None, raw=b""),
    "content fails its own rules (3.3/3.5)": _message(content={"content": ""}),
    "content has a value mapstructure cannot convert": _message(contentType=102, content=_WIDE),
    "1400 from an unknown sendID": _message(contentType=1400, sendID="nobody"),
}


def _samples() -> list[Any]:
    if not _FILE.is_file():
        reason = f"{_FILE} is not there; the facts these tests need are in the other tests in our own words"
        return [pytest.param("", {}, marks=pytest.mark.skip(reason=reason))]
    found = json.loads(_FILE.read_text(encoding="utf-8"))
    return [
        pytest.param(section, sample, id=f"{section}: {sample['name']}")
        for section in _SECTIONS
        for sample in found[section]
        if sample["name"] not in _OTHER_PATHS
    ]


@pytest.fixture
def server(openim_document: dict[str, Any]) -> OpenIMSandbox:
    """A sandbox that knows the users of the samples."""
    return create_app(openim_document, users=_USERS, clock=Clock())


@pytest.mark.parametrize(("section", "sample"), _samples())
def test_a_sample_is_answered_alike(server: OpenIMSandbox, section: str, sample: Sample) -> None:
    """The same HTTP status and errCode, and lists where the sample has lists, null where it has null."""
    answer = _provoke(server, section, sample)

    assert sample["http_status"] == answer.status_code
    if sample["response"] is None:
        assert answer.content == sample["raw_body"].encode()
        return
    given, expected = answer.json(), sample["response"]
    assert expected["errCode"] == given["errCode"], given
    assert set(expected) == set(given)
    assert _shape(expected.get("data")) == _shape(given.get("data"))


def _provoke(server: OpenIMSandbox, section: str, sample: Sample) -> httpx.Response:
    name = sample["name"]
    if name in _NEED_THE_SERVER:
        body = sample.get("raw_body", sample["response"])
        tell(server, "next", status=sample["http_status"], body=body, path="/msg/batch_send_msg")
        return send(server, text_message())
    if section == "errors":
        return _PROVOKED[name](server)
    request = sample["request"]
    content = request.encode() if isinstance(request, str) else json.dumps(request).encode()
    if section == "get_admin_token":
        headers = {"operationID": "1", **sample.get("headers", {})}
        return ask(server, "POST", "/auth/get_admin_token", content=content, headers=headers)
    return send(server, None, raw=content)


def _shape(value: Any) -> Any:
    """The keys and types of an answer, without its values; a list is described by its first item."""
    if isinstance(value, dict):
        return {key: _shape(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list):
        return [_shape(value[0])]
    return type(value).__name__


@pytest.mark.skipif(not _FILE.is_file(), reason=f"{_FILE} is not there")
def test_samples_that_send_are_on_record(server: OpenIMSandbox) -> None:
    """Each of the accepted content types, once."""
    samples = json.loads(_FILE.read_text(encoding="utf-8"))["accepted_content_types"]
    for sample in samples:
        send(server, sample["request"])

    assert [one["contentType"] for one in samples] == [one["body"]["contentType"] for one in accepted(server)]
