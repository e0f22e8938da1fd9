"""`spec/approvals.toml`: what it approves, and what is said about its mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.review.approvals import Approvals, read_approvals

GOOD = """\
# why
[[approve]]
api = "top"
rule = "member-removed"
pointer = "/paths/~1a"
reason = "The gateway has ignored it for years."
"""


def read(folder: Path, text: str) -> Approvals:
    path = folder / "spec" / "approvals.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_approvals(path, {"top", "openim"})


def test_no_file(tmp_path: Path) -> None:
    """Without a file nothing is approved, and nothing is wrong."""
    assert read_approvals(tmp_path / "approvals.toml", ()) == Approvals((), ())


def test_an_approval(tmp_path: Path) -> None:
    """An approval is for one finding, and knows its line."""
    found = read(tmp_path, GOOD)

    assert found.problems == ()
    assert [(entry.key, str(entry.place)) for entry in found.entries] == [
        (("top", "member-removed", "/paths/~1a"), "spec/approvals.toml:2:1")
    ]


def test_a_reason_in_chinese(tmp_path: Path) -> None:
    """A sentence needs no spaces."""
    assert (
        read(tmp_path, GOOD.replace("The gateway has ignored it for years.", "网关多年来一直忽略它。")).problems == ()
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('api = "top"', 'api = "tpo"', "3:1 there is no API tpo; there is openim, top"),
        ('pointer = "/paths/~1a"\n', "", "2:1 pointer is missing or empty"),
        ("The gateway has ignored it for years.", " ", "6:1 reason is missing or empty"),
        ("The gateway has ignored it for years.", "ok", "6:1 the reason is a sentence: why callers can bear it"),
        ("pointer =", "'until' = 3\npointer =", "5:1 until is no key of an approval; api, rule, pointer, reason are"),
        ("[[approve]]", "[approve]", "1:1 each approval begins with a line [[approve]]"),
        ("# why", "x = 1", "1:1 x: the file holds [[approve]] only"),
        ('"top"', "top", "3:1 this is not TOML: Invalid value (at line 3, column 7)"),
    ],
)
def test_mistake(tmp_path: Path, old: str, new: str, expected: str) -> None:
    """A mistake is named with its line, and an entry that has one approves nothing."""
    found = read(tmp_path, GOOD.replace(old, new))

    assert [f"{problem.place.line}:{problem.place.column} {problem.message}" for problem in found.problems] == [
        expected
    ]
    assert found.entries == () or old == "# why"


def test_twice(tmp_path: Path) -> None:
    """The same approval twice is a mistake: one of the two reasons would go unread."""
    found = read(tmp_path, GOOD * 2)

    assert [str(problem.place) for problem in found.problems] == ["spec/approvals.toml:8:1"]
    assert len(found.entries) == 1


def test_unreadable(tmp_path: Path) -> None:
    """A file that is no text is a problem, not an empty file."""
    (tmp_path / "approvals.toml").write_bytes(b"\xff")

    (problem,) = read_approvals(tmp_path / "approvals.toml", ()).problems

    assert problem.message.startswith("the file cannot be read")
