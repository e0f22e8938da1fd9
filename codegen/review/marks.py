"""Text of specs inside Markdown: shown as it is, whatever it holds, in tables too."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Final

from codegen.markdown import fenced

_PUNCTUATION: Final = re.compile(r"([\\`*\[\]|~]|(?<!\w)_|_(?!\w))")
_REFERENCE: Final = re.compile(r"#(?=\d)")
"""What a forge would make a link to an issue of."""
_CONTEXT: Final = 3
"""Unchanged lines around a changed one."""


def text(value: str) -> str:
    """Words that are not Markdown, on one line."""
    flat = " ".join(value.split())
    escaped = flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _REFERENCE.sub("&#35;", _PUNCTUATION.sub(r"\\\1", escaped)).replace("@", "&#64;")


def code(value: str) -> str:
    """A value or a name, on one line."""
    flat = " ".join(value.split()) or '""'
    if not re.search(r"[`|]", flat):
        return f"`{flat}`"
    return f"<code>{''.join(char if char.isalnum() or char == ' ' else f'&#{ord(char)};' for char in flat)}</code>"


def prose(value: str) -> str:
    """Words in which what stands between backticks is code."""
    parts = value.split("`")
    if len(parts) % 2 == 0:  # one backtick too many
        return text(value)
    shown = [code(part) if index % 2 else _spaced(part) for index, part in enumerate(parts)]
    return "".join(shown).strip()


def _spaced(part: str) -> str:
    """Words with a space where they end or begin with one."""
    before, after = (" " if space else "" for space in (part[:1].isspace(), part[-1:].isspace()))
    return f"{before}{text(part)}{after}" if part.strip() else part[:1]


def changed(language: str, before: str, after: str) -> str:
    """What became of a text: the lines that differ, or the text itself where there is only one."""
    if before == after or not before:
        return fenced(language, after)
    if not after:
        return fenced("diff", "\n".join(f"-{line}" for line in before.splitlines()))
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=_CONTEXT, lineterm="")
    return fenced("diff", "\n".join("@@" if line.startswith("@@") else line for line in list(lines)[3:]))


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table; the cells are Markdown already."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def counted(number: int, noun: str) -> str:
    """A number and what it counts."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
