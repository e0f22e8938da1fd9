"""An example request as it stands on a page: both calls, and the wire."""

from __future__ import annotations

from typing import Any

from codegen.docs.markdown import code, tag
from codegen.emit.sample_calls import async_call, sync_call
from codegen.emit.sample_wire import APP_SECRET, SIGN_METHOD, wire_sample
from codegen.ir import Operation, Package
from codegen.markdown import fenced


def calls(operation: Operation, example: dict[str, Any], package: Package) -> list[str]:
    """The synchronous and the asynchronous call."""
    return [
        tag("Synchronous", "fact"),
        fenced("python", sync_call(operation, example, package)),
        tag("Asynchronous", "fact"),
        fenced("python", async_call(operation, example, package)),
    ]


def wire(operation: Operation, example: dict[str, Any], package: Package) -> list[str]:
    """The request, and what is signed."""
    sample = wire_sample(operation, example, package)
    parts = [tag("Wire request", "fact"), fenced("text", sample.http)]
    if sample.signed is None:
        return parts
    server = package.document["servers"][0]["url"]
    return [
        f"The call above as {code(server)} gets it on 2026-01-01 at noon, Beijing time.",
        *parts,
        tag("Its parameters, decoded", "fact"),
        fenced("text", sample.signed.decoded),
        f"{tag('String to sign', 'fact')} with {code(SIGN_METHOD)} and the secret {code(APP_SECRET)}",
        fenced("text", sample.signed.to_sign),
    ]
