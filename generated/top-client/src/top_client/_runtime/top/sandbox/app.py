"""The gateway: one URL, methods told apart by a parameter, every answer with HTTP status 200."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Mapping
from typing import Any, Final, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...common.sandbox.control import KEPT, Clock
from ...common.sandbox.document import Document
from ...common.sandbox.web import SandboxApp, answer, command, number, replaced
from .control import TopControl
from .envelope import write
from .faults import GatewayError
from .gate import Gate
from .methods import Method, methods
from .wire import read_files, read_parameters

APP_KEY: Final = "12345678"
APP_SECRET: Final = "sandbox-secret"
"""The credentials of a sandbox that was given none. They are worth nothing anywhere else."""
PATH: Final = "/router/rest"

_ALL_VERBS: Final = ["GET", "POST", "PUT", "PATCH", "DELETE"]
_MESSAGE_ID: Final = re.compile(r"\d{8,18}", re.ASCII)

TopSandbox = SandboxApp[TopControl]


def create_app(
    document: Document,
    *,
    app_key: str = APP_KEY,
    app_secret: str = APP_SECRET,
    any_timestamp: bool = False,
    clock: Clock = time.time,
    keep: int = KEPT,
) -> TopSandbox:
    """Make a sandbox of the Taobao Open Platform.

    Args:
        document: The bundled OpenAPI document of the package.
        app_key: The only application it knows.
        app_secret: The application's secret.
        any_timestamp: Accept timestamps of any time.
        clock: Its time, in seconds since 1970.
        keep: How many accepted calls it remembers.
    """
    control = TopControl(clock=clock, keep=keep)
    gateway = _Gateway(methods(document), Gate(app_key, app_secret, any_timestamp), control)
    ban = command("ban", lambda members: control.ban(number(members, "seconds")))
    return SandboxApp(control, [ban, Route(PATH, gateway.handle, methods=_ALL_VERBS)])


class _Gateway:
    def __init__(self, known: Mapping[str, Method], gate: Gate, control: TopControl) -> None:
        self._methods = known
        self._gate = gate
        self._control = control

    async def handle(self, request: Request) -> Response:
        content_type = request.headers.get("content-type", "")
        body = await request.body()
        try:
            parameters = read_parameters(request.scope["query_string"], content_type, body)
        except UnicodeDecodeError:
            return self._refuse(GatewayError(47, sub_msg="parameters must be UTF-8"), "xml")
        override = self._control.overrides.take(request.url.path, parameters.get("method"))
        if override is not None and not override.accept:
            return replaced(self._control, override)
        response = self._answer(request.method, parameters, read_files(content_type, body))
        return response if override is None else replaced(self._control, override)

    def _answer(self, verb: str, parameters: Mapping[str, str], files: Mapping[str, bytes]) -> Response:
        kind = parameters.get("format") or "xml"
        try:
            return self._accept(verb, parameters, files, kind)
        except GatewayError as fault:
            return self._refuse(fault, kind)

    def _accept(self, verb: str, parameters: Mapping[str, str], files: Mapping[str, bytes], kind: str) -> Response:
        method = self._check(verb, parameters, kind)
        arguments = method.read(parameters, files)
        request_id = _request_id()
        record = {"operation": method.name, "parameters": arguments.known, "extra": arguments.extra}
        count = self._control.ledger.add({**record, "request_id": request_id, "time": self._control.clock()})
        members = {**_fresh(method.example, count), "request_id": request_id}
        bare = parameters.get("simplify", "").lower() in {"true", "1"}
        return self._respond(method.response_key, members, kind, bare=bare)

    def _check(self, verb: str, parameters: Mapping[str, str], kind: str) -> Method:
        if verb not in {"GET", "POST"}:
            raise GatewayError(9, sub_msg="only GET and POST are allowed")
        if kind not in {"json", "xml"}:
            raise GatewayError(23, sub_msg="format must be json or xml")
        name = parameters.get("method")
        if not name:
            raise GatewayError(21)
        if name not in self._methods:
            raise GatewayError(22, sub_msg=f"the sandbox knows {', '.join(sorted(self._methods))}")
        self._gate.check(parameters, self._control.clock())
        self._control.check_ban()
        return self._methods[name]

    def _refuse(self, fault: GatewayError, kind: str) -> Response:
        return self._respond("error_response", {**fault.members(), "request_id": _request_id()}, kind)

    def _respond(self, root: str, members: Mapping[str, Any], kind: str, *, bare: bool = False) -> Response:
        body, content_type = write(root, members, kind=kind, bare=bare)
        return answer(self._control, body, headers={"content-type": content_type})


def _request_id() -> str:
    return uuid.uuid4().hex[:12]


def _fresh(example: Any, count: int) -> dict[str, Any]:
    """Copy the documented answer with ids of its own: those of messages count up, request ids are new."""

    def copy(name: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            items = cast("Mapping[str, Any]", value).items()
            return {key: copy(key, item) for key, item in items}
        if name == "request_id":
            return _request_id()
        if isinstance(value, str) and _MESSAGE_ID.fullmatch(value):
            return str(int(value) + count - 1)
        return value

    return {name: copy(name, value) for name, value in example.items()}
