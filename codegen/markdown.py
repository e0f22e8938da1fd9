"""Code in Markdown, whatever stands in it."""

from __future__ import annotations

import re


def fenced(language: str, text: str) -> str:
    """A block of code."""
    fence = ticks(text, at_least=3)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def ticks(text: str, *, at_least: int = 1) -> str:
    """Backticks that enclose a text: more of them than stand anywhere in it."""
    return "`" * max(at_least, 1 + max(map(len, re.findall("`+", text)), default=0))
