"""What the server does with a request that has passed its middleware, one function an operation."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final, Protocol, cast

from ...common.sandbox.document import Document, OperationSpec, response_example
from ...common.sandbox.schemas import Schemas, dotted
from .control import OpenIMControl
from .errors import ServerError
from .gojson import DecodeError, bind, decode
from .messages import NOTIFICATION, Messages

LEGACY_REQUEST: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {
        "secret": {"type": "string"},
        "platformID": {"type": "integer", "format": "int32"},
        "userID": {"type": "string"},
    },
}
"""What ``/auth/user_token`` binds its body to."""
LAST_PLATFORM: Final = 10
"""The administrators' platform; the others are numbered from 1."""


class Handler(Protocol):
    """Handles the body of a request."""

    def __call__(self, body: bytes, user: str) -> Mapping[str, Any]:
        """Return the answer's ``data``.

        Args:
            body: The request's body.
            user: Whose token came with the request; empty where none is needed.

        Raises:
            ServerError: The request is refused.
        """
        ...


def login(document: Document, operation: OperationSpec, control: OpenIMControl) -> Handler:
    """``/auth/get_admin_token``, from open-im-server ``internal/rpc/auth``."""

    def handle(body: bytes, user: str) -> Mapping[str, Any]:
        control.logins += 1
        try:
            request = bind(document, operation.schema, decode(body), "auth.GetAdminTokenReq")
        except DecodeError as exc:
            # The server's text ends with its stack; HTTP stays 200 here, unlike in batch_send_msg.
            raise ServerError(1001, message=f"Error: {exc} | -> internal/api/auth.go") from exc
        user_id = request.get("userID", "")
        if not user_id:
            raise ServerError(1001, "userID is empty")
        if request.get("secret", "") != control.secret:
            raise ServerError(1002, "secret invalid")
        if user_id not in control.admins:
            known = " ".join(control.admins)
            raise ServerError(1001, f"userID is error., userID={user_id}, adminUserID=[{known}]")
        return {"token": control.issue_token(user_id), "expireTimeSeconds": control.tokens.lifetime}

    return handle


def legacy_login(control: OpenIMControl) -> Handler:
    """``/auth/user_token`` of servers up to v3.8.0. It logs any registered user in, and old tokens stay valid."""

    def handle(body: bytes, user: str) -> Mapping[str, Any]:
        control.logins += 1
        try:
            request = bind({}, LEGACY_REQUEST, decode(body), "auth.UserTokenReq")
        except DecodeError as exc:
            raise ServerError(1001, message=f"Error: {exc} | -> internal/api/auth.go") from exc
        user_id = request.get("userID", "")
        if not user_id:
            raise ServerError(1001, "userID is empty")
        if not 1 <= request.get("platformID", 0) <= LAST_PLATFORM:
            raise ServerError(1001, "platform is invalid")
        if request.get("secret", "") != control.secret:
            raise ServerError(1002, "secret invalid")
        if not control.is_registered(user_id):
            raise ServerError(1101)
        return {"token": control.issue_token(user_id), "expireTimeSeconds": control.tokens.lifetime}

    return handle


def batch_send(document: Document, operation: OperationSpec, control: OpenIMControl) -> Handler:
    """``/msg/batch_send_msg``, from open-im-server ``internal/api/msg.go``."""
    messages = Messages(document, operation.schema)

    def handle(body: bytes, user: str) -> Mapping[str, Any]:
        message = messages.bind(body)
        if user not in control.admins:
            raise ServerError(1002, "only app manager can send message")
        messages.check_type(message)
        is_notification = message["contentType"] == NOTIFICATION
        if is_notification:
            _check_notifier(control, message["sendID"])
            message["sessionType"] = 4
        can_be_sent = messages.check_content(message)
        everyone = control.everybody(message["sendID"])
        recipients = everyone if message.get("isSendAll") else message["recvIDs"]
        sent = [
            user_id for user_id in recipients if can_be_sent and (is_notification or control.is_registered(user_id))
        ]
        reached = frozenset(sent)
        failed = [user_id for user_id in recipients if user_id not in reached]
        return _delivered(operation, control, message, sent, failed)

    return handle


def generic(document: Document, operation: OperationSpec, control: OpenIMControl) -> Handler:
    """Any other operation: its body is checked against the document and the documented example answered."""
    checker = Schemas(document).checker(operation.schema)
    example = cast("Mapping[str, Any]", response_example(document, operation))

    def handle(body: bytes, user: str) -> Mapping[str, Any]:
        try:
            request = decode(body)
        except DecodeError as exc:
            raise ServerError(1001, str(exc)) from exc
        for fault in checker.faults(request):
            raise ServerError(1001, f"{dotted(fault.path)}{fault.message}")
        control.ledger.add({"operation": operation.id, "body": request, "time": control.clock()})
        return cast("Mapping[str, Any]", example.get("data", {}))

    return handle


def _check_notifier(control: OpenIMControl, sender: str) -> None:
    if sender in control.admins:
        return
    if control.is_registered(sender):
        raise ServerError(1002)
    raise ServerError(1101, "UserIDNotFoundError")


def _delivered(
    operation: OperationSpec,
    control: OpenIMControl,
    message: Mapping[str, Any],
    sent: list[str],
    failed: list[str],
) -> Mapping[str, Any]:
    """Record a message and write who got it. An empty list is ``null``, as Go writes it."""
    now = control.clock()
    if sent:
        record = {"operation": operation.id, "body": message, "recipients": sent, "failed": failed, "time": now}
        control.ledger.add(record)
    client_id = uuid.uuid4().hex
    send_time = message.get("sendTime") or int(now * 1000)
    results = [
        {"serverMsgID": uuid.uuid4().hex, "clientMsgID": client_id, "sendTime": send_time, "recvID": user_id}
        for user_id in sent
    ]
    return {"results": results or None, "failedUserIDs": failed or None}
