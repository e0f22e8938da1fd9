# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""For tests of code that calls Taobao Open Platform (TOP): prepared answers without a server.

`mock_transport` goes into `httpx.Client(transport=...)`, and that into `TopClient(http_client=...)`.
For a server that checks requests, see `top_client.sandbox`.
"""

from __future__ import annotations

from ._runtime.common.mocking import MockTransport, Seen, UnpreparedError
from ._runtime.top.mocking import mock_transport

__all__ = ["MockTransport", "Seen", "UnpreparedError", "mock_transport"]
