"""Pieces of pages: Markdown, and constraints in words."""

from __future__ import annotations

from typing import Any

import pytest
from markdown_it import MarkdownIt

from codegen.docs.errors import rows
from codegen.docs.markdown import code, definition, literal, prose, slug, table, without_file_links
from codegen.docs.rules import CLIENT_ONLY, rules
from codegen.docs.site import section


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({}, ""),
        ({"type": "string", "minLength": 1}, "not empty"),
        ({"minLength": 2, "maxLength": 9}, "at least 2 characters; at most 9 characters"),
        ({"minItems": 1, "uniqueItems": True}, "at least 1 item; no item twice"),
        ({"uniqueItems": False}, ""),
        ({"format": "int32", "minimum": 0, "maximum": 5}, "32 bits; 0 or more; 5 or less"),
        ({"format": "double"}, ""),
        ({"minimum": 1, "x-client-only": ["minimum"]}, f"1 or more ({CLIENT_ONLY})"),
        ({"pattern": "^a|b$"}, "matches `^a|b$`"),
        ({"const": 4}, "always `4`"),
        ({"items": {"minLength": 1}, "maxItems": 3}, "at most 3 items; each item not empty"),
        ({"contentMediaType": "application/json"}, "JSON text"),
        ({"contentSchema": {"type": "array"}}, 'fits the schema `{"type": "array"}`'),
    ],
)
def test_rules(schema: dict[str, Any], words: str) -> None:
    """Each constraint has its words, and says who checks it."""
    assert words == rules(schema)


@pytest.mark.parametrize(
    "text",
    [
        "isv.*",
        "a<b>c",
        "[x](y)",
        "{a}",
        "a_b_c *d*",
        "back\\slash",
        "`code *kept*` and *not*",
        "`` ` ``",
    ],
)
def test_prose_stands_for_itself(text: str) -> None:
    """Whatever the spec's words hold, they are shown as they are; code stays code."""
    shown = MarkdownIt("commonmark", {"html": False}).renderInline(prose(text))

    assert text.replace("`` ` ``", "`").replace("`code *kept*`", "code *kept*") == (
        shown.replace("<code>", "").replace("</code>", "").replace("&lt;", "<").replace("&gt;", ">")
    )


def test_prose_links_addresses() -> None:
    """A URL is a link, without the full stop after it."""
    assert (
        prose("See https://example.com/a?b=1, or http://x.test.")
        == "See <https://example.com/a?b=1>, or <http://x.test>."
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [("a", "`a`"), ("", '`""`'), (" a", '`" a"`'), ("a`b", "``a`b``"), ("`", "`` ` ``"), (1, "`1`"), (None, "`null`")],
)
def test_literal(value: Any, shown: str) -> None:
    """An example is shown as code, and what would not be seen as JSON."""
    assert shown == literal(value)


def test_table() -> None:
    """A bar inside a cell does not end it."""
    assert table(["a"], [[code("x|y")]]) == "| a |\n| --- |\n| `x\\|y` |"


def test_definition() -> None:
    """All paragraphs of a definition belong to it."""
    assert definition("t", ["a\nb", "", "c"]) == "t\n: a\n  b\n\n  c"


def test_slug() -> None:
    """A place's name has no character that a link would have to escape."""
    assert slug("top/taobao.tpn", "send_A") == "top-taobao-tpn-send-a"


def test_file_links() -> None:
    """Links to files of the repository become their text; others stay."""
    assert without_file_links("[a](x.md) [b](#c) [d](https://e.test)") == "a [b](#c) [d](https://e.test)"


def test_section() -> None:
    """A section ends where the next one of its level begins, and one that is missing is an error."""
    text = "# t\n\n## a\n\none\n\n### b\n\ntwo\n\n## c\n\nthree\n"

    assert section(text, "a") == "## a\n\none\n\n### b\n\ntwo"
    with pytest.raises(LookupError, match="no section 'd'"):
        section(text, "d")


def test_rows() -> None:
    """A range without an end says so, and a split says by which texts it is told."""
    split = {"code": 5, "detail_prefix": "Key", "detail_contains": ["a", "b"]}
    found = rows({"ranges": [{"from": 1, "to": 2}, {"from": 3}], "splits": [split]})

    assert [row.key for row in found] == ["5", "1 to 2", "3 and above"]
    assert found[0].told_by == "`Key` or `a` or `b`"
