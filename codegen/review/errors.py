"""What keeps a review from being made."""

from __future__ import annotations


class CannotCompareError(Exception):
    """The two versions cannot be compared; the message says why and what to do. Never the same as no changes."""
