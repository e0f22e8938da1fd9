"""One page a method for reviewers: the Python calls, what goes over the wire, what is signed, what comes back."""

from __future__ import annotations

from typing import Any

from codegen.emit.manifest import PAGES
from codegen.emit.sample_answers import answer_sample
from codegen.emit.sample_calls import async_call, sync_call
from codegen.emit.sample_values import requests
from codegen.emit.sample_wire import APP_SECRET, SIGN_METHOD, wire_sample
from codegen.ir import Operation, Package
from codegen.markdown import fenced


def files(package: Package) -> dict[str, str]:
    """The page of every method, by its path in the project."""
    return {name(operation): _page(operation, package) for operation in package.operations}


def name(operation: Operation) -> str:
    """The path of a method's page."""
    return f"{PAGES}{operation.name}.md"


def _page(operation: Operation, package: Package) -> str:
    parts = [
        f"<!-- @generated from spec/{package.api}: do not edit. -->",
        f"# `{operation.vendor_name}`",
        operation.summary,
    ]
    for title, example in requests(operation, package):
        parts += [f"## {title}", *_request(operation, example, package)]
    parts += ["## Answer", *_answer(operation, package)]
    return "\n\n".join(parts) + "\n"


def _request(operation: Operation, example: dict[str, Any], package: Package) -> list[str]:
    return [
        fenced("python", sync_call(operation, example, package)),
        "With asyncio:",
        fenced("python", async_call(operation, example, package)),
        *_wire(operation, example, package),
    ]


def _wire(operation: Operation, example: dict[str, Any], package: Package) -> list[str]:
    sample = wire_sample(operation, example, package)
    if sample.signed is None:
        return ["On the wire:", fenced("http", sample.http)]
    return [
        f"On the wire, as {package.document['servers'][0]['url']} gets it on 2026-01-01 at noon, Beijing time:",
        fenced("http", sample.http),
        "The same parameters, decoded:",
        fenced("text", sample.signed.decoded),
        f"String to sign (`{SIGN_METHOD}`, key `{APP_SECRET}`):",
        fenced("text", sample.signed.to_sign),
    ]


def _answer(operation: Operation, package: Package) -> list[str]:
    sample = answer_sample(operation, package)
    return [
        fenced("json", sample.body),
        f"`result` is of type `{operation.result}`, and then:",
        fenced("python", sample.claims),
    ]
