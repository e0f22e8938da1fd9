"""RELEASE.md: which version it compares with, and what users read."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.findings import UsageError
from codegen.release_notes.last_release import last_release
from codegen.release_notes.writing import write_notes
from codegen.review.errors import CannotCompareError

from .repositories import commit, git
from .working_trees import DEVICE, ENGINES, METHOD, USER_ID, WorkingTree

CHANGELOG = """\
# Changelog

## top-client 1.1.0 — unreleased

### Added

- Added `device`.

## openim-client 1.0.1 — 2026-02-01

### Fixed

- Something.

## top-client 1.0.0 — 2026-01-01

The first version.

### Added

- Everything.
"""


def notes(tree: WorkingTree, base: str | None = None) -> str:
    out = tree.root / "build" / "RELEASE.md"
    write_notes(base, tree.root / "spec", tree.root / "generated", out, ENGINES)
    return out.read_text("utf-8")


def test_first_release(tree: WorkingTree) -> None:
    """Without an earlier version the notes list the methods."""
    commit(tree.root, "Something else")

    text = notes(tree)

    assert text.startswith("# top-client 1.0.0\n\nThe first release.\n")
    assert "- `taobao.tpn.template.message.send` (`tpn.template_message_send(...)`)" in text
    assert last_release(tree.root / "spec") is None


def test_compatible_release(tree: WorkingTree) -> None:
    """A minor version says what is new, in the changelog's words and by the comparison."""
    tree.add_member()
    tree.raise_version("1.1.0")
    (tree.root / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    commit(tree.root)

    text = notes(tree)

    assert "1.0.0 → 1.1.0, a minor version. Code that works goes on working." in text
    assert "### In short\n\n#### Added\n\n- Added `device`." in text
    assert "| compatible | TpnTemplateMessageSendRequest.device is new and optional |" in text
    assert "How to migrate" not in text


def test_breaking_release(tree: WorkingTree) -> None:
    """A major version says what breaks, and shows the call before and after."""
    tree.change(METHOD, (USER_ID, DEVICE + USER_ID), ("user_id, biz_id]", "user_id, biz_id, device]"))
    tree.change(METHOD, ("              user_id: 12345\n", "              user_id: 12345\n              device: web\n"))
    tree.raise_version("2.0.0")

    text = notes(tree, "HEAD")

    assert "1.0.0 → 2.0.0, a major version. Some calls that worked fail" in text
    migrate = text.partition("### How to migrate")[2]
    assert "device is new and required" in migrate
    assert '+        device="web",' in migrate


def test_base_is_the_last_commit_with_another_version(tree: WorkingTree) -> None:
    """What came after the version rose is part of the release; what came before it is not."""
    tree.add_member()
    before = commit(tree.root, "The last commit of 1.0.0")
    tree.raise_version("1.1.0")
    commit(tree.root, "Raise")
    tree.change(METHOD, ("description: A device.", "description: The device."))
    commit(tree.root, "After it")

    assert last_release(tree.root / "spec") == before


def test_version_that_rose_in_the_working_tree(tree: WorkingTree) -> None:
    """Before the new version is committed, the last release is HEAD."""
    tree.raise_version("1.1.0")

    assert last_release(tree.root / "spec") == git(tree.root, "rev-parse", "HEAD").strip()


def test_repository_whose_first_commit_has_no_specs(tree: WorkingTree, tmp_path: Path) -> None:
    """A commit before the specs is no release."""
    root = tmp_path / "later"
    root.mkdir()
    commit(root, "Nothing yet")
    (tree.root / "spec").rename(root / "spec")
    commit(root)

    assert last_release(root / "spec") is None


def test_no_comparison(tree: WorkingTree) -> None:
    """Where nothing can be compared, no notes are left from before."""
    notes(tree)

    with pytest.raises(CannotCompareError, match=r"could not be made.*: no-such-tag names no commit"):
        notes(tree, "no-such-tag")
    assert not (tree.root / "build" / "RELEASE.md").exists()


def test_changelog_that_cannot_be_read(tree: WorkingTree) -> None:
    """Notes that would lack what the changelog says of a version are not written; the place is named."""
    (tree.root / "CHANGELOG.md").write_text("## top-client 1.1.0 — soon\n", encoding="utf-8")

    with pytest.raises(UsageError, match=r"(?s)cannot be quoted.*CHANGELOG.md:1:1  changelog-date  soon is no date"):
        notes(tree, "HEAD")
    assert not (tree.root / "build" / "RELEASE.md").exists()


def test_without_a_changelog(tree: WorkingTree) -> None:
    """The comparison speaks for itself."""
    tree.add_member()
    tree.raise_version("1.1.0")
    (tree.root / "CHANGELOG.md").unlink()

    text = notes(tree, "HEAD")

    assert "In short" not in text
    assert "1.0.0 → 1.1.0, a minor version." in text


def test_version_that_fell(tree: WorkingTree) -> None:
    """A version that is not newer is no version of a kind."""
    tree.raise_version("0.9.0")

    assert "1.0.0 → 0.9.0. The API is the same." in notes(tree, "HEAD")
