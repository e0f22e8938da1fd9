"""Which version a change demands, whether it gets that, and what the changelog has to say."""

from __future__ import annotations

from .rule import Reason, VersionVerdict, judge

__all__ = ["Reason", "VersionVerdict", "judge"]
