"""`python -m codegen review` and `release-notes` as a person or CI runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from codegen import cli

from .repositories import git
from .working_trees import WorkingTree


def run(tree: WorkingTree, *arguments: str, out: str = "review") -> int:
    folders = ["--spec", str(tree.root / "spec"), "--generated", str(tree.root / "generated")]
    return cli.main([*arguments, *folders, "--out", str(tree.root / out)])


def test_no_change(tree: WorkingTree, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a change the command passes and says where its files are."""
    assert run(tree, "review", "HEAD") == 0
    assert capsys.readouterr().out == f"✅ **PASS**: no changes.\n{tree.root.as_posix()}/review/review.md says more.\n"


def test_findings(tree: WorkingTree, capsys: pytest.CaptureFixture[str]) -> None:
    """Findings are told apart from a comparison that could not be made by the exit code."""
    tree.add_member()

    assert run(tree, "review", "HEAD") == 1
    assert "top: version and changelog (1); top: generated code (1)." in capsys.readouterr().out
    text = (tree.root / "review" / "review.md").read_text("utf-8")
    assert "top-client is 1.0.0 and has to be 1.1.0 at least" in text
    assert "## top-client 1.1.0 — unreleased" in text
    assert "`top_client.resources.TpnMethods.template_message_send(device)`" in text
    assert "<!doctype html>" in (tree.root / "review" / "docs.html").read_text("utf-8")


def test_changelog_that_cannot_be_read(tree: WorkingTree) -> None:
    """A changelog in another form is a finding at its line; the rest is reviewed all the same."""
    changelog = tree.root / "CHANGELOG.md"
    changelog.write_text(changelog.read_text("utf-8").replace(" — 2026", ", 2026"), encoding="utf-8")

    assert run(tree, "review", "HEAD") == 1
    text = (tree.root / "review" / "review.md").read_text("utf-8")
    assert "CHANGELOG.md:3:1 changelog-heading: unknown heading: " in text


def test_no_changelog(tree: WorkingTree) -> None:
    """A missing changelog is a finding too."""
    (tree.root / "CHANGELOG.md").unlink()

    assert run(tree, "review", "HEAD") == 1
    assert "CHANGELOG.md cannot be read: No such file" in (tree.root / "review" / "review.md").read_text("utf-8")


def test_unknown_base(tree: WorkingTree, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be compared says so, and ends with 2."""
    assert run(tree, "review", "no-such-branch") == 2
    assert "not the same as no changes: no-such-branch names no commit" in capsys.readouterr().err


def test_no_base(tree: WorkingTree, capsys: pytest.CaptureFixture[str]) -> None:
    """A review needs a base; without one, an earlier review does not stay there to be read as this one."""
    (tree.root / "review").mkdir()
    (tree.root / "review" / "review.md").write_text("old", encoding="utf-8")

    assert run(tree, "review") == 2
    assert "A review needs a commit to compare with" in capsys.readouterr().err
    assert list((tree.root / "review").iterdir()) == []


def test_release_notes(tree: WorkingTree, capsys: pytest.CaptureFixture[str]) -> None:
    """Release notes find their base themselves."""
    tree.add_member()
    tree.raise_version("1.1.0")

    assert run(tree, "release-notes", out="RELEASE.md") == 0
    assert f"compared with {git(tree.root, 'rev-parse', 'HEAD')[:10]}" in capsys.readouterr().out
    assert "1.0.0 → 1.1.0" in (tree.root / "RELEASE.md").read_text("utf-8")


def test_lint_loads_no_generator() -> None:
    """The commands that need the parser and the templates are not paid for by those that don't."""
    script = (
        "import sys, codegen.cli; print([name for name in ('jinja2', 'openapi_python_client') if name in sys.modules])"
    )
    root = Path(__file__).parents[3]

    found = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)

    assert found.stdout == "[]\n"
