"""Prepared answers of TOP, for tests that need no sandbox."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from ..common.mocking import MockTransport, Prepared, Seen
from ..common.through_httpx import Request

REQUEST_ID = "mocked"


def mock_transport(answers: Mapping[str, Prepared]) -> MockTransport:
    """A transport that answers TOP calls.

    Args:
        answers: by method name (``taobao.tpn.template.message.send``) the members of the result, an exception to
            raise, or a list of these for one call after the other. ``{"error_response": {...}}`` is an error answer.
    """
    return MockTransport(answers, _read, _envelope)


def _read(request: Request) -> Seen:
    members = dict(parse_qsl(request.content.decode(), keep_blank_values=True))
    return Seen(members.get("method", ""), members, request.headers)


def _envelope(method: str, members: Mapping[str, Any]) -> dict[str, Any]:
    if "error_response" in members:
        return dict(members)
    key = method.removeprefix("taobao.").replace(".", "_") + "_response"
    return {key: {"request_id": REQUEST_ID, **members}}
