"""Where tests find the runtime: beside the source here, inside the installed wheels in CI."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import codegen.runtime

WHEELS = ("top_client", "openim_client")


def _installed_runtime(package: str) -> str:
    """The folder of a wheel's runtime; the source tree does not count as installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None or "site-packages" not in Path(spec.origin).parts:
        raise RuntimeError(f"RUNTIME_FROM_WHEELS is set, and {package} is not installed from a wheel")
    return str(Path(spec.origin).with_name("_runtime"))


if os.environ.get("RUNTIME_FROM_WHEELS"):
    # The runtime stands in the wheels as it stands here, so its modules keep their names and come from there.
    codegen.runtime.__path__ = [_installed_runtime(package) for package in WHEELS]
