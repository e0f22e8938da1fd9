"""What a caller writes and what goes over the wire, before and after."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any, Final, TypeAlias

from codegen.emit.sample_answers import answer_sample
from codegen.emit.sample_calls import sync_call
from codegen.emit.sample_values import member_example, requests
from codegen.emit.sample_wire import SIGN_METHOD, wire_sample
from codegen.ir import ModelRef, Operation, Package
from codegen.load import pointer_tokens

from .report import Block, Exchange

_Texts: TypeAlias = dict[str, tuple[str, str]]
"""Language and text by caption."""
_Choice: TypeAlias = Callable[[Operation, Package], Iterator[tuple[str, _Texts]]]

ANSWER: Final = "Answer"


def path_key(operation: Operation) -> str:
    """The key of an operation's path in the document."""
    return pointer_tokens(operation.pointer)[1]


def python_names(*packages: Package | None) -> dict[str, str]:
    """The Python name of every operation by its path key; the last package's names hold."""
    return {
        path_key(operation): ".".join((*operation.resource, operation.method))
        for package in packages
        if package is not None
        for operation in package.operations
    }


def exchanges(old: Package | None, new: Package, paths: Collection[str]) -> tuple[Exchange, ...]:
    """The exchanges of some operations.

    Args:
        old: The base's package; None for an API that is new.
        new: The new package.
        paths: Path keys of the operations.

    Returns:
        Every example that differs, requests and answers; where no request does, one made of all members of its model
        where that one differs, or else the first.
    """
    return tuple(exchange for path in sorted(paths) for exchange in _of_operation(path, old, new))


def _of_operation(path: str, old: Package | None, new: Package) -> list[Exchange]:
    before, after = _shown(path, old, _named), _shown(path, new, _named)
    found = _paired(path, before, after)
    changed = [exchange for exchange in found if exchange.changed]
    if any(exchange.name != ANSWER for exchange in changed):
        return changed
    whole = _paired(path, _shown(path, old, _of_all_members), _shown(path, new, _of_all_members))
    request = [exchange for exchange in whole if exchange.changed] or found
    return [request[0], *changed]


def _paired(path: str, before: dict[str, _Texts], after: dict[str, _Texts]) -> list[Exchange]:
    names = dict.fromkeys([*after, *before])
    return [Exchange(path, name, _blocks(before.get(name, {}), after.get(name, {}))) for name in names]


def _blocks(before: _Texts, after: _Texts) -> tuple[Block, ...]:
    return tuple(
        Block(caption, language, _text(before, caption), _text(after, caption))
        for caption, (language, _) in {**after, **before}.items()
    )


def _text(texts: _Texts, caption: str) -> str:
    return texts[caption][1] if caption in texts else ""


def _shown(path: str, package: Package | None, choose: _Choice) -> dict[str, _Texts]:
    """The texts of the examples of an operation, by name."""
    operations = package.operations if package is not None else ()
    return {
        name: texts
        for operation in operations
        if package is not None and path_key(operation) == path
        for name, texts in choose(operation, package)
    }


def _named(operation: Operation, package: Package) -> Iterator[tuple[str, _Texts]]:
    for name, example in requests(operation, package):
        yield name, _request(operation, example, package)
    yield ANSWER, {"Answer": ("json", answer_sample(operation, package).body)}


def _of_all_members(operation: Operation, package: Package) -> Iterator[tuple[str, _Texts]]:
    body = operation.body
    models = [body.name] if isinstance(body, ModelRef) else [name for _, name in package.unions[body.name].variants]
    for name in models:
        yield f"All members of {name}", _request(operation, member_example(ModelRef(name), package), package)


def _request(operation: Operation, example: dict[str, Any], package: Package) -> _Texts:
    wire = wire_sample(operation, example, package)
    texts = {"Python": ("python", sync_call(operation, example, package)), "On the wire": ("http", wire.http)}
    if wire.signed is None:
        body = json.loads(wire.http.partition("\n\n")[2])
        texts["Body, indented"] = ("json", json.dumps(body, ensure_ascii=False, indent=2))
    else:
        texts["Parameters, decoded"] = ("text", wire.signed.decoded)
        texts[f"String to sign ({SIGN_METHOD})"] = ("text", wire.signed.to_sign)
    return texts
