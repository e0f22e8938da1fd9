"""Prose of the spec as Python docstrings."""

from __future__ import annotations

import json
import textwrap
from typing import Any

WIDTH = 100


def escaped(text: str) -> str:
    """Text that is safe between triple quotes."""
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def paragraphs(text: str, indent: int, *, first: int = 0, hang: int = 0) -> str:
    """Wrapped paragraphs, every line but the first indented; URLs and long words are left whole.

    Args:
        text: prose; blank lines part paragraphs.
        indent: columns before each line.
        first: columns the first line has already used beyond the indent.
        hang: further columns before every line but a paragraph's first.
    """
    wrapped = []
    for position, paragraph in enumerate(text.strip().split("\n\n")):
        lines = textwrap.wrap(
            " ".join(paragraph.split()),
            WIDTH - indent,
            initial_indent=" " * (first if position == 0 else hang),
            subsequent_indent=" " * hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
        text = ("\n" + " " * indent).join(lines)
        wrapped.append(text.lstrip() if position == 0 else text)
    return escaped(("\n\n" + " " * indent).join(wrapped))


def sentence(text: str) -> str:
    """The text with its full stop."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?", "。")) else f"{text}."


def example(schema: dict[str, Any]) -> str:
    """``Example: ``1``.`` where the spec has one and it is not a secret's."""
    found = schema.get("examples") or ()
    if not found or schema.get("x-secret") or found[0] == "":
        return ""
    shown = found[0] if isinstance(found[0], str) else json.dumps(found[0], ensure_ascii=False)
    return f" Example: ``{shown}``."


def member_text(schema: dict[str, Any]) -> str:
    """A member's description, its first servers, and its example."""
    text = sentence(schema.get("description", ""))
    if "x-since" in schema:
        text += f" Since: {sentence(str(schema['x-since']))}"
    return text + example(schema)
