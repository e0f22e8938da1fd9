"""Numbers of any size."""

from __future__ import annotations

import math


def is_finite(value: str | float) -> bool:
    """Whether a float holds it: JSON has no NaN or infinity, and an integer may be too large for any float."""
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False
