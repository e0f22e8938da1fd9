"""Build the wheel of a project: a matter of its files alone, whenever and wherever it is done.

`python -m codegen.release.building OUT PROJECT...` needs no more than the standard library and hatchling, whose
version each project pins.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

EPOCH: Final = "1767225600"
"""2026-01-01: the time of every file in a wheel."""


class BuildError(Exception):
    """The build back-end refused a project; with what it said."""


def build(project: Path, out: Path, *, hash_seed: str = "0") -> Path:
    """Build the wheel of a project into a folder.

    Args:
        project: the folder with pyproject.toml.
        out: where the wheel goes; made if it is not there.
        hash_seed: Python's, which must not matter.

    Returns:
        The wheel's path.

    Raises:
        BuildError: there is no wheel.
    """
    out.mkdir(parents=True, exist_ok=True)
    before = set(out.iterdir())
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out.absolute())]
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    made = [path for path in set(out.iterdir()) - before if path.suffix == ".whl"]
    if done.returncode or len(made) != 1:
        raise BuildError(f"{project}: no wheel was built.\n{done.stdout}{done.stderr}")
    return made[0]


if __name__ == "__main__":
    for name in sys.argv[2:]:
        build(Path(name), Path(sys.argv[1]))
