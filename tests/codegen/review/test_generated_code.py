"""What a review says of generated code: the patch, what is stale, and what codegen itself changes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from attrs import evolve

from codegen.review.engines import VersionQuestion
from codegen.review.errors import CannotCompareError
from codegen.review.trees import compare_trees
from codegen.versioning import VersionVerdict

from .repositories import commit, git
from .working_trees import ENGINES, WorkingTree


def test_patch(tree: WorkingTree) -> None:
    """The patch turns the generated code of the base into the new one."""
    base = tree.root / "generated"
    before = shutil.copytree(base, tree.root.parent / "before" / "generated")
    tree.add_member()
    tree.regenerate()

    patch = tree.root.parent / "top.patch"
    patch.write_text(tree.review().files["top.patch"], encoding="utf-8")
    git(before.parent, "init", "-q")
    git(before.parent, "apply", str(patch))

    compared = subprocess.run(["diff", "-r", str(before), str(base)], capture_output=True, text=True, check=False)
    assert compared.stdout == ""


def test_trees_that_git_cannot_compare(tmp_path: Path) -> None:
    """What git cannot read is not the same on both sides."""
    with pytest.raises(CannotCompareError, match="the generated code cannot be compared: error: Could not access 'a'"):
        compare_trees(tmp_path, "a", "b")


def test_stale_generated_code(tree: WorkingTree) -> None:
    """Generated code that is not what the spec says is a finding."""
    tree.add_member()
    tree.raise_version("1.1.0")

    reviewed = tree.review()

    assert reviewed.rules == [("generated", "generated-stale")]
    assert "Run `nox -s generate`." in reviewed.markdown


def test_edited_generated_code(tree: WorkingTree) -> None:
    """A generated file that somebody edited is a finding, though no spec changed."""
    path = tree.root / "generated/top-client/src/top_client/__init__.py"
    path.write_text(path.read_text("utf-8") + "\n")

    assert tree.review().rules == [("generated", "generated-stale")]


def test_change_of_codegen(tree: WorkingTree) -> None:
    """What a change of codegen or runtime does is counted by itself, and is in no patch of the spec."""
    path = tree.root / "generated/top-client/src/top_client/_runtime/common/text.py"
    current = path.read_text("utf-8")
    path.write_text(current + "\n\nOLD = 1\n", encoding="utf-8")
    commit(tree.root)
    path.write_text(current, encoding="utf-8")

    reviewed = tree.review()

    assert reviewed.code == 0
    assert "codegen and runtime change 1 file" in reviewed.markdown
    assert "top.patch" not in reviewed.files


def test_any_byte_demands_a_version(tree: WorkingTree) -> None:
    """Users get another file where nothing but the digest of the generator is another."""
    path = tree.root / "generated/top-client/src/top_client/MANIFEST.json"
    current = path.read_text("utf-8")
    path.write_text(current.replace('"generator": "', '"generator": "0', 1), encoding="utf-8")
    assert path.read_text("utf-8") != current
    commit(tree.root)
    path.write_text(current, encoding="utf-8")
    asked: list[VersionQuestion] = []

    def judge(question: VersionQuestion) -> VersionVerdict:
        asked.append(question)
        return ENGINES.judge(question)

    tree.review(engines=evolve(ENGINES, judge=judge))

    assert [question.code_changed for question in asked] == [True]
