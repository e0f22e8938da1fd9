"""Prepared answers of OpenIM, for tests that need no sandbox."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..common.mocking import MockTransport, Prepared, Seen
from ..common.through_httpx import Request

LOGIN = {"token": "mocked", "expireTimeSeconds": 7_776_000}


def mock_transport(answers: Mapping[str, Prepared]) -> MockTransport:
    """A transport that answers OpenIM calls; the login is prepared.

    Args:
        answers: by path (``/msg/batch_send_msg``) the members of ``data``, an exception to raise, or a list of these
            for one call after the other. ``{"errCode": 1002, ...}`` is an error answer.
    """
    return MockTransport({"/auth/get_admin_token": LOGIN, **answers}, _read, _envelope)


def _read(request: Request) -> Seen:
    return Seen(request.url.path, json.loads(request.content), request.headers)


def _envelope(path: str, members: Mapping[str, Any]) -> dict[str, Any]:
    if "errCode" in members:
        return dict(members)
    return {"errCode": 0, "errMsg": "", "errDlt": "", "data": dict(members)}
