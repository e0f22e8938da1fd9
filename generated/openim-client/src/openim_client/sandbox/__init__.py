# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""A server on loopback that answers as OpenIM admin REST API does, for tests. Needs `openim-client[sandbox]`."""

from __future__ import annotations

import json
from functools import partial
from importlib.resources import files
from typing import Any

from .._runtime.openim import sandbox as _sandbox
from .._runtime.openim.sandbox import (
    ADMIN,
    LIFETIME,
    SECRET,
    Fault,
    OpenIMControl,
    OpenIMSandbox,
    Override,
    RunningSandbox,
    serve,
)


def document() -> dict[str, Any]:
    """The OpenAPI document that requests are checked against."""
    text = files(__package__ or __name__).joinpath("..", "openapi.json").read_text("utf-8")
    return dict(json.loads(text))


create_app = partial(_sandbox.create_app, document())
"""Make the ASGI application; the arguments are those of the runtime's `create_app` after its first."""

main = partial(_sandbox.main, document())
"""The command line: `python -m openim_client.sandbox`."""

__all__ = [
    "ADMIN",
    "Fault",
    "LIFETIME",
    "OpenIMControl",
    "OpenIMSandbox",
    "Override",
    "RunningSandbox",
    "SECRET",
    "create_app",
    "document",
    "main",
    "serve",
]
