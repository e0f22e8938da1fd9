"""Examples of one version held against the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from codegen.load import ApiSpec, load_api
from codegen.review.proof import Proof, prove

from ..lint.tiny_spec import ENTRY, ERRORS, FORM_METHOD, UNION_METHOD, TinySpec

Changes = tuple[tuple[str, str], ...]
Prove = Callable[[str, Changes], Proof]


@pytest.fixture
def prove_change(tmp_path: Path) -> Prove:
    """Prove a tiny spec against itself with changes."""

    def run(text: str, changes: Changes) -> Proof:
        def load(side: str, changed: Changes) -> ApiSpec:
            files = {"openapi.yaml": ENTRY, "errors.yaml": ERRORS, "send.yaml": text}
            spec = TinySpec(tmp_path / side / "spec" / "tiny", files)
            spec.write(changed)
            return load_api(spec.folder)

        return prove(load("old", ()), load("new", changes))

    return run


@pytest.mark.parametrize("text", [FORM_METHOD, UNION_METHOD], ids=["form", "union"])
def test_nothing_changed(prove_change: Prove, text: str) -> None:
    """A version is proved against itself, and it is said how much was held against it."""
    proof = prove_change(text, ())

    assert proof.failures == ()
    assert proof.requests > 2
    assert proof.responses > 0


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        pytest.param(
            FORM_METHOD,
            ("required: [id]", "required: [id, note, at]"),
            '|"at" is a required property',
            id="member became required",
        ),
        pytest.param(
            UNION_METHOD,
            ("minLength: 1, x-client-only: [minLength],", "minLength: 3,"),
            'text|"hi" is shorter than 3 characters',
            id="bound tightened in a variant",
        ),
        pytest.param(UNION_METHOD, ("kind: {const: 1", "kind: {const: 3"), "kind|1 is not one of", id="tag changed"),
        pytest.param(
            UNION_METHOD, ("all: {type: boolean", "all: {type: string"), "|true is not of type", id="member of a base"
        ),
        pytest.param(
            FORM_METHOD,
            ("contentMediaType: application/json", "contentMediaType: application/json, contentSchema: {type: array}"),
            "|in the JSON text:",
            id="JSON in a string",
        ),
    ],
)
def test_request_that_the_new_spec_refuses(
    prove_change: Prove, text: str, change: tuple[str, str], expected: str
) -> None:
    """A request that was right and is no more is shown, with the member and the validator's words."""
    failures = prove_change(text, (change,)).failures

    shown = [f"{failure.member}|{failure.message}" for failure in failures]
    assert any(line.startswith(expected) for line in shown), shown
    assert {failure.side for failure in failures} == {"old"}
    assert {failure.direction for failure in failures} == {"request"}


def test_answer_that_the_base_does_not_understand(prove_change: Prove) -> None:
    """A new answer is held against what callers of the base expect."""
    change = ("id: {type: string, description: An id., examples: ['1']", "id: {type: integer, examples: [1]")

    (failure,) = prove_change(UNION_METHOD, (change,)).failures

    assert (failure.side, failure.direction, failure.operation) == ("new", "response", "/note/send")
    assert failure.value == 1
    assert failure.message == '1 is not of type "string"'
    assert str(failure.place).startswith("spec/tiny/send.yaml:")


def test_member_that_every_example_has(prove_change: Prove) -> None:
    """Examples tend to hold every member; without the optional ones they show that one is needed now."""
    change = (
        "        - type: object\n          required: [kind, text]",
        "        - type: object\n          required: [kind, text, size]",
    )
    member = "text: {type: string, minLength: 1, x-client-only: [minLength], description: Words., examples: [hi]}"
    size = "\n            size: {type: string, description: A size., examples: [big]}"
    with_size = UNION_METHOD.replace(member, member + size).replace("text: hi}}}", "text: hi, size: big}}}")

    failures = prove_change(with_size, (change,)).failures

    assert [(failure.name, failure.message) for failure in failures] == [
        ("the example words without optional members", '"size" is a required property')
    ]
    assert failures[0].value == {"kind": 1, "to": ["a"], "text": "hi"}


def test_renamed_component_keeps_its_counterpart(prove_change: Prove) -> None:
    """Schemas are paired by the wire, so that renaming a component hides nothing and breaks nothing."""
    renamed = tuple(
        (old, old.replace("NoteSendRequest", "Sent")) for old in ("schemas/NoteSendRequest'", "    NoteSendRequest:")
    )

    assert prove_change(FORM_METHOD, renamed) == prove_change(FORM_METHOD, ())
    broken = prove_change(FORM_METHOD, (*renamed, ("id: {type: integer, format: int64", "id: {type: string")))
    assert any("is not of type" in failure.message for failure in broken.failures)


def test_changed_example_proves_nothing_by_itself(prove_change: Prove) -> None:
    """An example that was changed within the schema is no break."""
    assert prove_change(UNION_METHOD, (("to: [a], text: hi", "to: [b], text: ho"),)).failures == ()


def test_example_that_is_wrong_on_its_own_side(prove_change: Prove) -> None:
    """An answer's example that its own spec refuses is lint's business and proves nothing about the change."""
    wrong = ("examples: ['1']", "examples: [1]")

    assert prove_change(UNION_METHOD, (wrong,)).failures == ()


def test_removed_method(prove_change: Prove) -> None:
    """What is on one side only has no counterpart to be held against."""
    proof = prove_change(UNION_METHOD, (("  /note/send:", "  /note/send_all:"),))

    assert proof == Proof(0, 0, ())
