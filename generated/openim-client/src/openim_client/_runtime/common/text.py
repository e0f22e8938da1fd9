"""How text and paths are shown to a person."""

from __future__ import annotations

from typing import Final

SHOWN_LENGTH: Final = 500
"""Characters of a text that one line shows."""
SHOWN_PARTS: Final = 12
"""Parts of a path that a message shows: only a value that holds itself has more."""


def one_line(text: str) -> str:
    """Text without line breaks or control characters, shortened to what a log line can bear."""
    plain = " ".join(text.split())
    if not plain.isprintable():
        plain = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in plain)
    return plain if len(plain) <= SHOWN_LENGTH else f"{plain[:SHOWN_LENGTH]}…"


def dotted(path: tuple[str | int, ...]) -> str:
    """``recv_ids[3].name`` for ``("recv_ids", 3, "name")``."""
    shown = path[:SHOWN_PARTS]
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in shown)
    return text.removeprefix(".") + "…" * (len(path) > SHOWN_PARTS)
