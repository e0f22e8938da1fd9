"""Formatting of generated Python by the pinned ruff, whatever configuration stands around it."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from ruff import find_ruff_bin  # type: ignore[import-untyped]  # it has no types

LINE_LENGTH = 110
SETTINGS = (
    "--isolated",
    "--no-cache",
    "--no-respect-gitignore",  # the temporary folder may be inside a repository that ignores it
    f"--line-length={LINE_LENGTH}",
    "--target-version=py311",
    "--quiet",
)


class FormatError(Exception):
    """Ruff refused a generated file: a defect of a template."""


def formatted(files: dict[str, str]) -> dict[str, str]:
    """The Python files of a tree, sorted imports and formatted; other files as they are."""
    python = [name for name in files if name.endswith(".py")]
    with tempfile.TemporaryDirectory(prefix="codegen-") as folder:
        root = Path(folder)
        for name in python:
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(files[name], encoding="utf-8", newline="\n")
        _ruff("check", "--fix", "--select=F401,I", "--ignore-noqa", str(root))
        _ruff("format", str(root))
        return files | {name: (root / name).read_text(encoding="utf-8") for name in python}


def _ruff(*arguments: str) -> None:
    command = [find_ruff_bin(), arguments[0], *SETTINGS, *arguments[1:]]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise FormatError(done.stdout + done.stderr)
