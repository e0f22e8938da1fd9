"""An OpenIM call as pure steps: prepare, then for each attempt make it ready to leave, then read the answer."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, cast

from attrs import field

from ..common.answers import as_object, check_success, integer, load_result, status_error
from ..common.calls import Call, validate
from ..common.deadline import NEVER, Deadline
from ..common.define import define
from ..common.errors import ApiError
from ..common.exchange import Answer, Outgoing
from ..common.jsontext import dumps, dumps_plain, exactly, loads
from ..common.model import PlainJson
from ..common.operation import Operation, R, RequestModel
from ..common.options import Timeout
from ..common.secrets import Secret
from .masking import masked_answer
from .outcome import recipients_of

if TYPE_CHECKING:
    from ..common.error_table import ErrorTable

A_RECIPIENT: Final = 0.1
"""Seconds that the server may take for one recipient: it sends to one after the other."""
_AT_ONCE: Final = 100
"""Recipients for whom the usual time-out is enough."""
_EVERYBODY: Final = 90.0
"""Seconds more where the recipients are all users of the server."""


@define
class Prepared(Generic[R]):
    """A valid request, encoded once for all attempts."""

    operation: Operation[R]
    call: Call
    body: bytes = field(repr=False)
    interrupted: str | None
    """The note for an interruption after it left."""
    longer: float = 0.0
    """Seconds that the answer may take beyond the usual."""
    recipients: tuple[str, ...] | None = None
    """The users whom it names, if it names any."""


@define
class Headers:
    """What the headers of one attempt say."""

    operation_id: str
    """Names the request in the server's logs: fresh for each, printable ASCII."""
    token: Secret | None = None


def new_operation_id() -> str:
    """A name for one request."""
    return os.urandom(16).hex()


def prepare(operation: Operation[R], request: RequestModel) -> Prepared[R]:
    """Check and encode a request.

    Raises:
        ValidationError: a member breaks a rule, or JSON cannot carry it.
    """
    validate(request)
    members = request.to_dict()
    call = Call.of(operation, members)
    body = dumps_plain(members) if isinstance(request, PlainJson) else dumps(members).encode()
    recipients = recipients_of(members)
    return Prepared(operation, call, body, call.interrupted, _longer(members), recipients)


def _longer(members: Mapping[str, object]) -> float:
    """Seconds that the answer to these members may take beyond the usual: more for many recipients."""
    if members.get("isSendAll") is True:
        return _EVERYBODY
    recipients = members.get("recvIDs")
    count = len(cast("list[object]", recipients)) if isinstance(recipients, list) else 0
    return A_RECIPIENT * max(0, count - _AT_ONCE)


def outgoing(
    prepared: Prepared[R], base_url: str, headers: Headers, timeout: Timeout | None, deadline: Deadline = NEVER
) -> Outgoing:
    """One attempt, which has to be over by the deadline."""
    fields = {"Content-Type": "application/json", **header_fields(headers)}
    url, note = base_url + prepared.operation.path, prepared.interrupted
    return Outgoing(url, fields, prepared.body, timeout, note, deadline, prepared.longer)


def header_fields(headers: Headers) -> dict[str, str]:
    """The headers that OpenIM adds to HTTP's own."""
    fields = {"operationID": headers.operation_id}
    if headers.token is not None:
        fields["token"] = headers.token.reveal()
    return fields


def interpret(
    operation: Operation[R],
    answer: Answer,
    table: Callable[[], ErrorTable],
    headers: Headers,
    secrets: tuple[Secret, ...] = (),
) -> R:
    """The typed result of an answer.

    Args:
        operation: what was called.
        answer: the answer to it.
        table: gives the codes of OpenIM.
        headers: what was sent with it.
        secrets: what must not show where the server repeats it; the token is among them anyway.

    Raises:
        ApiError: the answer is anything but a success. Neither it nor its body holds a token.
    """
    try:
        return exactly(answer, partial(_result, operation, answer, table, (headers.token, *secrets)))
    except ApiError as error:
        masked = masked_answer(answer, (headers.token, *secrets))
        error.headers, error.body = masked.headers, masked.body
        error.request_id = headers.operation_id
        raise


@define
class Envelope:
    """What an answer's envelope says. Its repr hides the members: among them may be a token."""

    code: int
    """errCode."""
    members: dict[str, Any] = field(repr=False)


def read_envelope(answer: Answer, load: Callable[[bytes], Any] = loads) -> Envelope | None:
    """The envelope of an answer; None if it has none.

    Args:
        answer: the answer.
        load: reads its body.
    """
    try:
        members = as_object(load(answer.body)) or {}
    except ValueError:
        return None
    code = integer(members.get("errCode"))
    return None if code is None else Envelope(code, members)


def _result(
    operation: Operation[R],
    answer: Answer,
    table: Callable[[], ErrorTable],
    secrets: tuple[Secret | None, ...],
    load: Callable[[bytes], Any],
) -> R:
    envelope = read_envelope(answer, load)
    if envelope is None:
        raise status_error(answer)
    if envelope.code != 0:
        from .classify import Words, envelope_error  # needed by few

        words = Words.of(envelope.members, secrets)
        raise envelope_error(envelope.code, words, answer, operation.error_delivery, table())
    # no local holds the payload: it may be a token, and some traceback printers show local variables
    check_success(operation.success, envelope.members.get(operation.result_key), answer, secrets)
    return load_result(operation, envelope.members.get(operation.result_key), answer)
