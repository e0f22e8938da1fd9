"""What a change of a spec does to the package made from it, beside the verdict on the spec."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from codegen import generate, write
from codegen.diff import compare as diff
from codegen.diff.changes import Overall, overall
from codegen.load import ApiSpec
from codegen.pyapi import ApiChange, compare
from tests.codegen import tiny

PLAIN = tiny.method()
NOTE = "note: {type: string, description: A note., examples: [n]}"
WITH_NOTE = tiny.method(request=NOTE)
MORE_SAID = tiny.method(response=NOTE)
ALWAYS_SAID = MORE_SAID.replace("description: The result.\n      prop", "required: [note]\n      prop")
FREE = PLAIN.replace("      required: [text]\n", "")
CALLED = PLAIN.replace("/msg/send:", "/msg/post:").replace("msg.send", "msg.post")
WORDED = PLAIN.replace("description: The text.", "description: The words.")


Both = Callable[[str, str], tuple[Overall, tuple[ApiChange, ...]]]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The verdict on two specs, and the changes of their packages; each is made once."""

    @functools.cache
    def made(text: str) -> tuple[ApiSpec, Path]:
        folder = tmp_path_factory.mktemp("made")
        spec = tiny.spec(folder / "spec", text)
        _, files = generate.generate(spec)
        write.write(folder / "project", files)
        return spec, folder / "project" / "src"

    def compared(old: str, new: str) -> tuple[Overall, tuple[ApiChange, ...]]:
        (before, old_source), (after, new_source) = made(old), made(new)
        return overall(diff(before, after)), compare(old_source, new_source, "tiny_client")

    return compared


@pytest.mark.parametrize(
    ("old", "new"),
    [(PLAIN, WITH_NOTE), (PLAIN, MORE_SAID), (PLAIN, FREE), (PLAIN, WORDED)],
    ids=["new optional member", "new member of an answer", "member that may be left out", "other words"],
)
def test_compatible_change(old: str, new: str, both: Both) -> None:
    """What is compatible on the wire breaks no Python caller either."""
    verdict, changes = both(old, new)

    assert verdict == "compatible"
    assert [change for change in changes if change.breaks] == []
    assert bool(changes) is (new != WORDED)


@pytest.mark.parametrize(
    ("old", "new"),
    [(WITH_NOTE, PLAIN), (MORE_SAID, PLAIN), (FREE, PLAIN), (PLAIN, CALLED)],
    ids=["no more member", "no more member of an answer", "member that must be given", "other name of the method"],
)
def test_breaking_change(old: str, new: str, both: Both) -> None:
    """What breaks on the wire, or in Python alone, is found in the package too."""
    verdict, changes = both(old, new)

    assert verdict in ("breaking", "python")
    assert any(change.breaks for change in changes)


def test_member_that_answers_always_have(both: Both) -> None:
    """An answer that promises more breaks nobody but who makes answers, in tests: that is the package's to say."""
    verdict, changes = both(MORE_SAID, ALWAYS_SAID)

    assert ALWAYS_SAID != MORE_SAID
    assert verdict == "compatible"
    assert {change.kind for change in changes if change.breaks} == {"parameter-required", "type-changed"}
