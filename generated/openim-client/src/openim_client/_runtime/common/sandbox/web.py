"""The starlette application of a sandbox and the routes under ``/__sandbox`` that control it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from email.utils import formatdate
from typing import Any, Final, Generic, TypeVar, cast

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from . import jsontext
from .control import Control, Override
from .fault_json import program

C = TypeVar("C", bound=Control)
Command = Callable[[Mapping[str, Any]], Any]

PREFIX: Final = "/__sandbox"


class CommandError(Exception):
    """A control request that the sandbox does not understand."""


class SandboxApp(Starlette, Generic[C]):
    """An ASGI application that stands in for a messaging API."""

    control: C
    """What was accepted, and the switches of the sandbox."""

    def __init__(self, control: C, routes: Sequence[BaseRoute]) -> None:
        super().__init__(routes=[*control_routes(control), *routes])
        self.control = control


def answer(control: Control, body: bytes, *, status: int = 200, headers: Mapping[str, str]) -> Response:
    """Make a response with a ``Date`` header from the sandbox's own clock."""
    return Response(body, status, {"date": formatdate(control.clock(), usegmt=True), **headers})


def replaced(control: Control, override: Override) -> Response:
    """Make the response that a test asked for."""
    return answer(control, override.body, status=override.status, headers=override.headers)


def control_routes(control: Control) -> list[Route]:
    """The routes that every sandbox has."""

    async def accepted(request: Request) -> Response:
        if request.method == "DELETE":
            control.ledger.clear()
        return _json(control.accepted, {"x-total-count": str(control.ledger.count)})

    def queue(members: Mapping[str, Any]) -> None:
        control.answer_next(override_from(members), number(members, "times", 1))

    def fault(members: Mapping[str, Any]) -> None:
        if not control.faults.served:
            raise CommandError("the sandbox must be started with faults: --faults, or serve(app, faults=True)")
        try:
            program(control.faults, members)
        except ValueError as exc:
            raise CommandError(str(exc)) from exc

    return [
        Route(f"{PREFIX}/accepted", accepted, methods=["GET", "DELETE"]),
        command("reset", lambda _: control.reset()),
        command("next", queue),
        command("fault", fault),
    ]


def command(name: str, run: Command) -> Route:
    """Make the route of a command: a POST with a JSON object or no body, answered with JSON."""

    async def endpoint(request: Request) -> Response:
        try:
            return _json(run(_object(await request.body())) or {})
        except CommandError as exc:
            return _json({"error": str(exc)}, status=400)

    return Route(f"{PREFIX}/{name}", endpoint, methods=["POST"])


def question(name: str, read: Callable[[], Any]) -> Route:
    """Make the route of a question: a GET answered with JSON."""

    async def endpoint(_request: Request) -> Response:
        return _json(read())

    return Route(f"{PREFIX}/{name}", endpoint, methods=["GET"])


def override_from(members: Mapping[str, Any]) -> Override:
    """Read the body of ``/__sandbox/next``.

    Args:
        members: ``status``, ``body`` (a text as it is, or a value sent as JSON), ``headers``, ``accept``,
            ``path``, ``operation``, ``times``.

    Raises:
        CommandError: A member is unknown or of the wrong type.
    """
    unknown = members.keys() - {"status", "body", "headers", "accept", "path", "operation", "times"}
    if unknown:
        raise CommandError(f"unknown members: {', '.join(sorted(unknown))}")
    body = members.get("body", "")
    is_text = isinstance(body, str)
    kind = "text/plain;charset=utf-8" if is_text else "application/json"
    headers = {"content-type": kind}
    extra: Mapping[str, Any] = members.get("headers") or {}
    headers.update({name.lower(): str(value) for name, value in extra.items()})
    return Override(
        status=number(members, "status", 200),
        body=body.encode() if is_text else jsontext.dumps(body),
        headers=headers,
        accept=members.get("accept") is True,
        path=members.get("path"),
        operation=members.get("operation"),
    )


def number(members: Mapping[str, Any], name: str, default: int | None = None) -> int:
    """Read a whole number of a command.

    Raises:
        CommandError: It is missing without a default, or no whole number of 0 or more.
    """
    value = members.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise CommandError(f"{name} must be a whole number of 0 or more")
    return value


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        value: object = jsontext.loads(body.decode()) if body.strip() else {}
    except ValueError as exc:
        raise CommandError(f"the body is not JSON: {exc}") from exc
    if not isinstance(value, dict):
        raise CommandError("the body must be a JSON object")
    return cast("Mapping[str, Any]", value)


def _json(value: object, headers: Mapping[str, str] | None = None, *, status: int = 200) -> Response:
    return Response(jsontext.dumps(value), status, headers, "application/json")
