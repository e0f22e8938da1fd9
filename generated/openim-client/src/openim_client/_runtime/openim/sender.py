"""A call of OpenIM as the sending loop sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic

from ..common.deadline import Deadline
from ..common.define import define
from ..common.driver import Ready, Step, Steps
from ..common.errors import ApiError
from ..common.exchange import Answer, Outgoing
from ..common.operation import R
from ..common.secrets import Secret
from .errors import TokenError
from .protocol import Headers, new_operation_id


@define(eq=False, repr=False)
class Sender(Generic[R]):
    """One call: an operationID for each attempt, and another token in place of a refused one."""

    send: Callable[[Outgoing], Any]
    _outgoing: Callable[[Headers, Deadline], Outgoing]
    _read: Callable[[Answer, Headers], R]
    _token: Secret | None
    _other_token: Callable[[Secret, Deadline], Step]
    _renewed: bool = False

    def ready(self, deadline: Deadline) -> Ready[R]:
        """The next attempt."""
        headers = Headers(new_operation_id(), self._token)

        def read(answer: Answer) -> R:
            return self._read(answer, headers)

        return Ready(self._outgoing(headers, deadline), read, headers.operation_id)

    def cure(self, error: ApiError, deadline: Deadline) -> Steps[bool | None]:
        """Get another token in place of a refused one, once a call; False where there is no other."""
        if not isinstance(error, TokenError):
            return None
        if self._renewed or self._token is None:
            return False
        self._renewed = True
        self._token = yield self._other_token(self._token, deadline)
        return self._token is not None
