# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""For tests of code that calls OpenIM admin REST API: prepared answers without a server.

`mock_transport` goes into `httpx.Client(transport=...)`, and that into `OpenIMClient(http_client=...)`.
For a server that checks requests, see `openim_client.sandbox`.
"""

from __future__ import annotations

from ._runtime.common.mocking import MockTransport, Seen, UnpreparedError
from ._runtime.openim.mocking import mock_transport

__all__ = ["MockTransport", "Seen", "UnpreparedError", "mock_transport"]
