"""Lines that pin files for pip: `name==version --hash=sha256:...`.

`python -m codegen.release.pins OUT WHEEL...` needs no more than the standard library.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path


def pins(wheels: Iterable[Path]) -> str:
    """A line for each wheel, by which pip takes this file and no other."""
    return "".join(sorted(f"{_pin(wheel)}\n" for wheel in wheels))


def _pin(wheel: Path) -> str:
    name, version, *_ = wheel.name.split("-")
    return f"{name.replace('_', '-')}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(pins(map(Path, sys.argv[2:])), encoding="utf-8", newline="\n")
