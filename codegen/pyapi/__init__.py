"""What changed between two source trees of a generated package, for those who call it from Python."""

from __future__ import annotations

from .changes import ApiChange, Kind
from .compare import compare

__all__ = ["ApiChange", "Kind", "compare"]
