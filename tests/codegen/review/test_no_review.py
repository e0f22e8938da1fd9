"""Versions that cannot be compared: there is no review, and nothing that reads like one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from attrs import evolve

from codegen.diff.changes import Change
from codegen.findings import Finding, Place, SpecError
from codegen.load import ApiSpec

from .repositories import commit, git
from .working_trees import DEVICE, ENGINES, METHOD, WorkingTree


def test_specs_that_cannot_be_judged(tree: WorkingTree) -> None:
    """Where a judgement cannot be made, there is no review."""

    def fail(old: ApiSpec, new: ApiSpec) -> tuple[Change, ...]:
        raise SpecError([Finding(Place("spec/top/openapi.yaml", 1, 1), "a-rule", "a message", "why", "fix")])

    reviewed = tree.review(engines=evolve(ENGINES, compare=fail))

    assert (reviewed.code, reviewed.files) == (2, {})
    assert "top cannot be compared.\nspec/top/openapi.yaml:1:1  a-rule  a message" in reviewed.error


@pytest.mark.parametrize("base", ["no-such-branch", "", "--help"])
def test_unknown_base(tree: WorkingTree, base: str) -> None:
    """Without a base nothing is compared, nothing old is left, and no one can read that as no changes."""
    tree.review()

    reviewed = tree.review(base)

    assert (reviewed.code, reviewed.files) == (2, {})
    assert "could not be made, which is not the same as no changes: " in reviewed.error


def test_no_repository(tree: WorkingTree) -> None:
    """Outside of a repository nothing can be compared."""
    shutil.rmtree(tree.root / ".git")

    reviewed = tree.review()

    assert reviewed.code == 2
    assert "is not in a git repository" in reviewed.error


def test_base_without_specs(tree: WorkingTree) -> None:
    """A base without specs is no base; it would make everything look new."""
    git(tree.root, "checkout", "-q", "--orphan", "empty")
    git(tree.root, "rm", "-rqf", "--cached", ".")
    git(tree.root, "commit", "-q", "--allow-empty", "-m", "Nothing")

    reviewed = tree.review("empty")

    assert reviewed.code == 2
    assert "empty (" in reviewed.error


def test_base_that_cannot_be_read(tree: WorkingTree) -> None:
    """A base whose spec is no document is named with its place."""
    path = tree.root / "spec" / METHOD
    current = path.read_text("utf-8")
    path.write_text(f"{current}\n  broken: [\n", encoding="utf-8")
    commit(tree.root)
    path.write_text(current, encoding="utf-8")

    reviewed = tree.review()

    assert reviewed.code == 2
    assert "HEAD (" in reviewed.error
    assert f"spec/{METHOD}:" in reviewed.error


def test_tree_that_cannot_be_read(tree: WorkingTree) -> None:
    """A working tree whose spec is no document is named with its place."""
    tree.review()
    tree.change(METHOD, ("paths:\n", "path: [\n"))

    reviewed = tree.review()

    assert (reviewed.code, reviewed.files) == (2, {})
    assert f"the working tree: top cannot be read.\nspec/{METHOD}:" in reviewed.error


def test_tree_that_cannot_be_generated(tree: WorkingTree) -> None:
    """A keyword that codegen does not support ends the comparison, with its place."""
    tree.add_member(DEVICE.replace("type: string", "type: string, patternProperties: {}"))

    reviewed = tree.review()

    assert reviewed.code == 2
    assert "top cannot be generated" in reviewed.error
    assert f"spec/{METHOD}:" in reviewed.error


def test_tree_that_codegen_stumbles_over(tree: WorkingTree) -> None:
    """What codegen takes for granted and does not find is no pass either."""
    tree.change(METHOD, ("      x-resend: {same: [biz_id]}\n", ""))

    reviewed = tree.review()

    assert reviewed.code == 2
    assert "KeyError: 'x-resend'" in reviewed.error


def test_half_written(tree: WorkingTree, monkeypatch: pytest.MonkeyPatch) -> None:
    """A review that cannot be written whole is not left half."""
    write = Path.write_bytes

    def fail(path: Path, data: bytes) -> int:
        if path.name == "docs.html":
            raise OSError("disk full")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fail)

    with pytest.raises(OSError, match="disk full"):
        tree.review()
    assert list(tree.out.iterdir()) == []
