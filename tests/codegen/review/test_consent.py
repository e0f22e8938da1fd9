"""What an approval does to a review."""

from __future__ import annotations

import pytest

from .working_trees import WorkingTree


def test_approved(tree: WorkingTree) -> None:
    """Approved changes pass, and the text says why they may."""
    tree.remove_picture()
    tree.raise_version("2.0.0")
    tree.regenerate()
    tree.approve(*tree.review().document["findings"])

    reviewed = tree.review()

    assert (reviewed.code, reviewed.rules) == (0, [])
    assert "2 breaking changes approved" in reviewed.markdown
    assert "Nobody has called it for years." in reviewed.markdown
    assert reviewed.is_valid


def test_approval_does_not_silence_the_version(tree: WorkingTree) -> None:
    """A version that should rise is no matter of approval."""
    tree.remove_picture()
    tree.regenerate()
    findings = tree.review().document["findings"]
    tree.approve(*findings)

    assert tree.review().rules == [("approvals", "approval-rule-unknown"), ("version", "version")]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"pointer": "/elsewhere"}, [("approvals", "approval-unused"), ("changes", "member-removed")]),
        ({"rule": "member-gone"}, [("approvals", "approval-rule-unknown"), ("changes", "member-removed")]),
        ({"api": "tpo"}, [("approvals", "approval-wrong"), ("changes", "member-removed")]),
    ],
)
def test_wrong_approval(tree: WorkingTree, changed: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """An approval that nothing needs is a finding, and what it was meant for still is one."""
    tree.remove_picture()
    tree.raise_version("2.0.0")
    tree.regenerate()
    first, *rest = tree.review().document["findings"]
    tree.approve(first | changed, *rest)

    assert tree.review().rules == expected


def test_wrong_approvals_file(tree: WorkingTree) -> None:
    """A mistake in the file is named with its line, though nothing else changed."""
    tree.approve({"api": "top", "rule": "member-removed", "pointer": "/paths"}, reason="no")

    reviewed = tree.review()

    assert reviewed.code == 1
    assert "`spec/approvals.toml:5:1` `approval-wrong`: the reason is a sentence" in reviewed.markdown
