"""The server: its middleware in order, and an envelope around every answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...common.sandbox import jsontext
from ...common.sandbox.control import KEPT, Clock
from ...common.sandbox.document import Document, OperationSpec, operations
from ...common.sandbox.web import CommandError, SandboxApp, answer, command, question, replaced
from . import handlers
from .control import ADMIN, LIFETIME, SECRET, OpenIMControl
from .errors import ServerError
from .handlers import Handler, batch_send, generic, login

_ANY_VERB: Final = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]
_CROSS_ORIGIN: Final = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "*",
    "access-control-allow-headers": "*",
}

OpenIMSandbox = SandboxApp[OpenIMControl]
_Maker = Callable[[Document, OperationSpec, OpenIMControl], Handler]
_LOGIN: Final = "auth.get_admin_token"
_LEGACY: Final = OperationSpec("auth.user_token", "/auth/user_token", {"security": []}, "application/json", {})
_HANDLERS: Final[Mapping[str, _Maker]] = {_LOGIN: login, "msg.batch_send_msg": batch_send}


def create_app(
    document: Document,
    *,
    secret: str = SECRET,
    admins: Sequence[str] = (ADMIN,),
    users: Sequence[str] | None = None,
    expire_time_seconds: int = LIFETIME,
    echo_token: bool = True,
    legacy_login: bool = False,
    clock: Clock = time.time,
    keep: int = KEPT,
) -> OpenIMSandbox:
    """Make a sandbox of an OpenIM server.

    Args:
        document: The bundled OpenAPI document of the package.
        secret: What an administrator logs in with.
        admins: Who may log in.
        users: Who is registered beside the administrators; everybody if None.
        expire_time_seconds: How long a token is valid.
        echo_token: Repeat a refused token in the details, as servers up to v3.8.3-patch.16 do.
        legacy_login: Log in at ``/auth/user_token`` instead, as servers up to v3.8.0 do.
        clock: Its time, in seconds since 1970.
        keep: How many accepted messages it remembers.
    """
    control = OpenIMControl(
        secret=secret,
        admins=admins,
        users=users,
        expire_time_seconds=expire_time_seconds,
        echo_token=echo_token,
        clock=clock,
        keep=keep,
    )
    served = [
        _Served(spec, _HANDLERS.get(spec.id, generic)(document, spec, control), control)
        for spec in operations(document)
        if not (legacy_login and spec.id == _LOGIN)
    ]
    if legacy_login:
        served.append(_Served(_LEGACY, handlers.legacy_login(control), control))
    routes = [Route(each.operation.path, each.respond, methods=_ANY_VERB) for each in served]
    return SandboxApp(control, [*_commands(control), *routes, Route("/{path:path}", _not_found, methods=_ANY_VERB)])


def _commands(control: OpenIMControl) -> list[Route]:
    def user_token(members: Mapping[str, Any]) -> Mapping[str, str]:
        user_id = members.get("userID")
        if not isinstance(user_id, str) or not user_id:
            raise CommandError("userID must be a text")
        return {"token": control.issue_token(user_id)}

    return [
        command("kick", lambda _: control.kick()),
        command("expire-tokens", lambda _: control.expire_tokens()),
        command("forget-tokens", lambda _: control.forget_tokens()),
        command("user-token", user_token),
        question("logins", lambda: {"count": control.logins}),
    ]


@frozen
class _Served:
    """One operation at its path."""

    operation: OperationSpec
    handler: Handler
    control: OpenIMControl

    async def respond(self, request: Request) -> Response:
        """Answer a request as the server would, or as a test asked for."""
        if request.method == "OPTIONS":
            return answer(self.control, b'"Options Request!"', headers=_json_headers())
        if request.method != "POST":
            return await _not_found(request)
        body = await request.body()
        override = self.control.overrides.take(request.url.path, self.operation.id)
        if override is not None and not override.accept:
            return replaced(self.control, override)
        status, envelope = self._envelope(request.headers, body)
        if override is not None:
            return replaced(self.control, override)
        return answer(self.control, jsontext.dumps(envelope), status=status, headers=_json_headers())

    def _envelope(self, headers: Mapping[str, str], body: bytes) -> tuple[int, Mapping[str, Any]]:
        try:
            data = self.handler(body, self._user(headers))
        except ServerError as exc:
            return exc.status, exc.members()
        except RecursionError:
            return 400, ServerError(1001, "exceeded max depth").members()
        return 200, {"errCode": 0, "errMsg": "", "errDlt": "", "data": data}

    def _user(self, headers: Mapping[str, str]) -> str:
        """Pass the middleware: the trace header first, then the token."""
        if not headers.get("operationid"):
            raise ServerError(1001, "header must have operationID")
        if self.operation.raw.get("security") == []:
            return ""
        token = headers.get("token")
        if not token:
            raise ServerError(1001, "header must have token")
        return self.control.tokens.user_of(token)


def _json_headers() -> dict[str, str]:
    return {"content-type": "application/json", **_CROSS_ORIGIN}


async def _not_found(_request: Request) -> Response:
    return Response("404 page not found", 404, {"content-type": "text/plain"})
