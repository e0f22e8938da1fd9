"""The catalogues: the committed one, and the vendor's where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

from . import synthetic

_SHARED = Path(__file__).parents[3] / "shared" / "catalogue" / "top-methods.jsonl.gz"


def catalogue() -> Path:
    """The vendor's catalogue: that of the environment's `CATALOGUE`, else the shared one; else the committed one."""
    given = Path(os.environ.get("CATALOGUE") or _SHARED)
    return given if given.is_file() else synthetic.FILE
