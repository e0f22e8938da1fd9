"""A TOP call as pure steps: prepare, then for each attempt make it ready to leave, then read the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Generic

from attrs import field

from ..common.answers import check_success, load_result, status_error
from ..common.calls import Call, validate
from ..common.deadline import NEVER, Deadline
from ..common.define import define, frozen
from ..common.errors import ApiError, ValidationError
from ..common.exchange import Answer, Outgoing
from ..common.jsontext import exactly
from ..common.model import PlainJson
from ..common.operation import Operation, R, RequestModel
from ..common.options import Limits, Timeout
from .common_params import Credentials, signed
from .envelope import read_envelope
from .form import encode_members, form_body
from .multipart import multipart_body, taken_apart

if TYPE_CHECKING:
    from ..common.error_table import ErrorTable

_HEADERS = {"Content-Type": "application/x-www-form-urlencoded;charset=utf-8"}


@frozen(kw_only=True)
class TopOptions:
    """What may differ from call to call."""

    timeout: Timeout | None = None
    limits: Limits = field(factory=Limits)
    extra_params: Mapping[str, str] = field(factory=dict[str, str], repr=False)


@define
class Prepared(Generic[R]):
    """A valid request, encoded once for all attempts."""

    operation: Operation[R]
    call: Call
    members: Mapping[str, str] = field(repr=False)
    request: RequestModel = field(repr=False)
    files: Mapping[str, bytes] = field(factory=dict[str, bytes], repr=False)
    """Members that are sent as they are, and not signed."""


def prepare(operation: Operation[R], request: RequestModel, options: TopOptions) -> Prepared[R]:
    """Check and encode a request.

    Raises:
        ValidationError: a member breaks a rule, has no text form, or is among the extra parameters too.
    """
    validate(request)
    texts, files = taken_apart(request.to_dict())
    members = encode_members(texts, operation.json_members, plain=isinstance(request, PlainJson))
    for name in options.extra_params:
        if name in members or name in files:
            raise ValidationError("is a member of the request already", path=("extra_params", name))
    return Prepared(operation, Call.of(operation, members), members, request, files)


def outgoing(
    prepared: Prepared[R],
    url: str,
    credentials: Credentials,
    options: TopOptions,
    now: float,
    deadline: Deadline = NEVER,
) -> Outgoing:
    """One attempt, signed anew.

    Args:
        prepared: the request.
        url: the gateway.
        credentials: who calls.
        options: the settings of the call.
        now: the time that the gateway is told, in seconds since 1970.
        deadline: when the call has to be over.
    """
    call = signed(credentials, prepared.operation.name, prepared.members, options.extra_params, now)
    headers, body = _content(call.params, prepared.files)
    return Outgoing(url, headers, body, options.timeout, prepared.call.interrupted, deadline)


def _content(params: Mapping[str, str], files: Mapping[str, bytes]) -> tuple[Mapping[str, str], bytes]:
    """The headers and the body: a form, in several parts where there are files."""
    if not files:
        return _HEADERS, form_body(params)
    content_type, body = multipart_body(params, files)
    return {"Content-Type": content_type}, body


def interpret(prepared: Prepared[R], answer: Answer, table: Callable[[], ErrorTable], credentials: Credentials) -> R:
    """The typed result of an answer.

    Args:
        prepared: what was asked.
        answer: the answer to it.
        table: gives the codes of TOP.
        credentials: who asked.

    Raises:
        ApiError: the answer is anything but a success.
    """
    return exactly(answer, partial(_interpreted, prepared, answer, table, credentials))


def _interpreted(
    prepared: Prepared[R],
    answer: Answer,
    table: Callable[[], ErrorTable],
    credentials: Credentials,
    load: Callable[[bytes], Any],
) -> R:
    operation = prepared.operation
    envelope = read_envelope(answer, operation.result_key, load)
    if envelope is None:
        raise status_error(answer)
    secrets = (credentials.app_secret, credentials.session)
    try:
        if envelope.error is not None:
            from .classify import envelope_error  # needed by few

            raise envelope_error(envelope.error, answer, table(), secrets)
        check_success(operation.success, envelope.payload, answer, secrets)
        return load_result(operation, envelope.payload, answer)
    except ApiError as error:
        error.request_id = envelope.request_id
        raise


def gateway_url(base_url: str, path: str) -> str:
    """Where calls go: the base URL itself if it has a path, else the operation's path below it."""
    own_path = base_url.partition("://")[2].partition("/")[2]
    return base_url if own_path else base_url + path
