# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""A server on loopback that answers as Taobao Open Platform (TOP) does, for tests. Needs `top-client[sandbox]`."""

from __future__ import annotations

import json
from functools import partial
from importlib.resources import files
from typing import Any

from .._runtime.top import sandbox as _sandbox
from .._runtime.top.sandbox import (
    APP_KEY,
    APP_SECRET,
    PATH,
    Fault,
    Override,
    RunningSandbox,
    TopControl,
    TopSandbox,
    serve,
)


def document() -> dict[str, Any]:
    """The OpenAPI document that requests are checked against."""
    text = files(__package__ or __name__).joinpath("..", "openapi.json").read_text("utf-8")
    return dict(json.loads(text))


create_app = partial(_sandbox.create_app, document())
"""Make the ASGI application; the arguments are those of the runtime's `create_app` after its first."""

main = partial(_sandbox.main, document())
"""The command line: `python -m top_client.sandbox`."""

__all__ = [
    "APP_KEY",
    "APP_SECRET",
    "Fault",
    "Override",
    "PATH",
    "RunningSandbox",
    "TopControl",
    "TopSandbox",
    "create_app",
    "document",
    "main",
    "serve",
]
