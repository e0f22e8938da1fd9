"""What a review compares."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen


@frozen
class Request:
    """A working tree, and what it is compared with."""

    base: str | None
    """A ref; None compares with nothing, as for a first release."""
    spec: Path
    """The working tree's specs."""
    generated: Path
    """The working tree's generated projects."""
