"""Text of specs inside Markdown, read back by a Markdown parser."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from codegen.review.marks import changed, code, prose, table, text

PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
NASTY = st.text(st.sampled_from("ab1 |`\\*_<>&[]()#~!@-+.:\n\"'中"), max_size=12)


def shown(markdown: str) -> str:
    """The words that a reader sees."""
    return html.unescape(re.sub(r"<[^>]*>", "", PARSER.render(markdown))).strip()


def cells(markdown: str) -> list[str]:
    """The contents of the cells of a table's last row."""
    row = PARSER.render(markdown).rpartition("<tr>")[2]
    return [html.unescape(re.sub(r"<[^>]*>", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)]


@given(NASTY)
def test_text_is_shown_as_it_is(value: str) -> None:
    """Words mean nothing to Markdown, in a line and in a cell."""
    flat = " ".join(value.split())

    assert shown(f"x{text(value)}x") == f"x{flat}x"
    assert cells(table(("a", "b"), [("1", f"x{text(value)}x")])) == ["1", f"x{flat}x"]


@given(NASTY)
def test_code_is_shown_as_it_is(value: str) -> None:
    """So do values, which are code."""
    flat = " ".join(value.split()) or '""'

    assert shown(f"x {code(value)} x") == f"x {flat} x"
    assert cells(table(("a", "b"), [(code(value), "2")])) == [flat, "2"]


@given(NASTY)
def test_prose_keeps_every_word(value: str) -> None:
    """Backticks in pairs become code, and nothing else of a message becomes markup."""
    found = shown(f"x {prose(value)} x")

    assert re.sub(r"[\s`\"]", "", found) == re.sub(r"[\s`\"]", "", f"x{value}x")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a_b and _c_", "a_b and \\_c\\_"),
        ("see #12, @team", "see &#35;12, &#64;team"),
        ("one\ntwo", "one two"),
        ("<b>|</b>", "&lt;b&gt;\\|&lt;/b&gt;"),
    ],
)
def test_text(value: str, expected: str) -> None:
    """The source stays readable, and mentions nobody."""
    assert text(value) == expected


def test_prose() -> None:
    """What our own messages put between backticks is code."""
    assert prose("Run `nox -s generate`, then *look*.") == "Run `nox -s generate`, then \\*look\\*."


def test_changed_lines() -> None:
    """A changed text is shown by its lines that differ, with some around them; places apart are told apart."""
    before = "\n".join(str(number) for number in range(20))
    after = before.replace("2\n", "two\n", 1).replace("17", "seventeen")

    lines = changed("text", before, after).splitlines()

    assert lines[0] == "```diff"
    assert [line for line in lines if line[0] in "+-"] == ["-2", "+two", "-17", "+seventeen"]
    assert lines.count("@@") == 1


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("a", "a", "```x\na\n```"), ("", "a", "```x\na\n```"), ("a\nb", "", "```diff\n-a\n-b\n```")],
)
def test_one_side(before: str, after: str, expected: str) -> None:
    """What did not change, or is new, is shown itself; what is gone is shown as gone."""
    assert changed("x", before, after) == expected
