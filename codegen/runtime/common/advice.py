"""Advice to whoever calls: what is allowed and seldom meant."""

from __future__ import annotations

import sys
import warnings


def warn(message: str) -> None:
    """Warn of something that the API takes and that is seldom meant, at the line that called the client."""
    package = __name__.partition("._runtime")[0]
    depth = 2  # 1 is this function
    frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage] - the documented way to find a caller
    while frame.f_back is not None and str(frame.f_globals.get("__name__", "")).startswith(package):
        frame = frame.f_back
        depth += 1
    warnings.warn(message, UserWarning, stacklevel=depth)
