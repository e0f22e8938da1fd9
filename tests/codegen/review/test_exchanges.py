"""Calls and requests, before and after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from codegen.build import build
from codegen.ir import Package
from codegen.load import load_api
from codegen.review.exchanges import exchanges, python_names
from codegen.review.report import Exchange

from ..lint.tiny_spec import ENTRY, ERRORS, FORM_METHOD, UNION_METHOD, TinySpec

Build = Callable[..., Package]
TEXT = "text: {type: string, minLength: 1, x-client-only: [minLength], description: Words., examples: [hi]}"


@pytest.fixture
def built(tmp_path: Path) -> Build:
    """Builds a tiny spec with changes."""

    def run(api: str, text: str, *changes: tuple[str, str]) -> Package:
        folder = tmp_path / str(len(list(tmp_path.iterdir()))) / "spec" / api
        spec = TinySpec(folder, {"openapi.yaml": ENTRY, "errors.yaml": ERRORS, "send.yaml": text})
        spec.write(changes)
        return build(load_api(folder))

    return run


def of(found: tuple[Exchange, ...]) -> list[tuple[str, bool]]:
    """Names, and whether anything differs."""
    return [(exchange.name, exchange.changed) for exchange in found]


def test_changed_example(built: Build) -> None:
    """An example that differs is shown in every form it has."""
    old = built("im", UNION_METHOD)
    new = built("im", UNION_METHOD, ("to: [a], text: hi", "to: [b], text: hi"))

    (exchange,) = exchanges(old, new, ["/note/send"])

    assert (exchange.name, exchange.operation) == ("words", "/note/send")
    python, wire, body = exchange.blocks
    assert ('to=["a"]' in python.before, 'to=["b"]' in python.after) == (True, True)
    assert ('"a"\n' in body.before, '"b"\n' in body.after) == (True, True)
    assert ('"to":["a"]' in wire.before, '"to":["b"]' in wire.after) == (True, True)


def test_signed_request(built: Build) -> None:
    """Of a signed request, the string to sign is shown as well."""
    old = built("top", FORM_METHOD)
    new = built("top", FORM_METHOD, ("example: {id: 7,", "example: {id: 8,"))

    (exchange,) = exchanges(old, new, ["/router/rest#taobao.note.send"])

    captions = [block.caption for block in exchange.blocks]
    assert captions == ["Python", "On the wire", "Parameters, decoded", "String to sign (hmac-sha256)"]
    to_sign = exchange.blocks[-1]
    assert ("formatjsonid7method" in to_sign.before, "formatjsonid8method" in to_sign.after) == (True, True)


def test_member_that_no_example_has(built: Build) -> None:
    """A member that the examples leave out is shown in a request that has every member of the model it is in."""
    old = built("im", UNION_METHOD)
    size = TEXT.replace("text:", "size:").replace("[hi]", "[big]")
    new = built("im", UNION_METHOD, (TEXT, f"{TEXT}\n            {size}"))

    found = exchanges(old, new, ["/note/send"])

    assert of(found) == [("All members of TextNote", True)]
    assert 'size="big"' in found[0].blocks[0].after


def test_examples_that_do_not_differ(built: Build) -> None:
    """Where no request differs, one is shown all the same."""
    same = built("im", UNION_METHOD)

    assert of(exchanges(same, same, ["/note/send"])) == [("words", False)]


def test_changed_answer(built: Build) -> None:
    """A changed answer is shown, beside a request."""
    old = built("im", UNION_METHOD)
    new = built("im", UNION_METHOD, ("examples: ['1']", "examples: ['2']"))

    words, answer = exchanges(old, new, ["/note/send"])

    assert of((words, answer)) == [("words", False), ("Answer", True)]
    assert ('"id": "1"' in answer.blocks[0].before, '"id": "2"' in answer.blocks[0].after) == (True, True)


def test_new_operation(built: Build) -> None:
    """What is new has nothing before it."""
    new = built("im", UNION_METHOD)

    words, answer = exchanges(None, new, ["/note/send"])

    assert [block.before for block in (*words.blocks, *answer.blocks)] == [""] * 4


def test_operation_that_is_gone(built: Build) -> None:
    """What is gone has nothing after it."""
    old = built("im", UNION_METHOD)

    words, _ = exchanges(old, evolve(old, operations=()), ["/note/send"])

    assert all(block.before and not block.after for block in words.blocks)


def test_python_names(built: Build) -> None:
    """Operations are known by their Python names, the new one where both have it."""
    old = built("im", UNION_METHOD)
    new = built("im", UNION_METHOD, ("/note/send:", "/note/post:"), ("note.send\n", "note.post\n"))

    assert python_names(old, new) == {"/note/send": "note.send", "/note/post": "note.post"}
