"""An example request as the Python that sends it, synchronously and asynchronously."""

from __future__ import annotations

import textwrap
from typing import Any

from codegen.emit import pycall
from codegen.ir import Operation, Package, UnionRef


def sync_call(operation: Operation, example: dict[str, Any], package: Package) -> str:
    """A script that sends the example; what it gets is `result`."""
    lines = [
        f"from {package.module} import {package.client}",
        *_model_imports(operation, example, package),
        "",
        f"with {package.client}.from_env() as client:",
        f"    result = {_call(operation, example, package)}",
    ]
    return "\n".join(lines)


def async_call(operation: Operation, example: dict[str, Any], package: Package) -> str:
    """The same for asyncio."""
    lines = [
        "import asyncio",
        "",
        f"from {package.module} import Async{package.client}",
        *_model_imports(operation, example, package, operation.result),
        "",
        "",
        f"async def main() -> {operation.result}:",
        f"    async with Async{package.client}.from_env() as client:",
        textwrap.indent(f"    return await {_call(operation, example, package)}", "    "),
        "",
        "",
        "result = asyncio.run(main())",
    ]
    return "\n".join(lines)


def _call(operation: Operation, example: dict[str, Any], package: Package) -> str:
    """The call, its further lines indented for a place inside one block."""
    if isinstance(operation.body, UnionRef):
        body = f"        {pycall.expression(operation.body, example, package, 8)}\n"
    else:
        body = pycall.arguments(package.models[operation.body.name], example, package, 8)
    name = ".".join(("client", *operation.resource, operation.method))
    return f"{name}(\n{body}    )"


def _model_imports(operation: Operation, example: dict[str, Any], package: Package, *more: str) -> list[str]:
    if isinstance(operation.body, UnionRef):
        names = pycall.imports(operation.body, example, package)
    else:
        names = pycall.member_imports(package.models[operation.body.name], example, package)
    names |= set(more)
    return _import(f"{package.module}.models", sorted(names)) if names else []


def _import(module: str, names: list[str]) -> list[str]:
    flat = f"from {module} import {', '.join(names)}"
    if len(flat) <= pycall.WIDTH:
        return [flat]
    return [f"from {module} import (", *(f"    {name}," for name in names), ")"]
