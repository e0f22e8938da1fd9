"""Formatting of generated Python."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest

from codegen.emit.formatting import formatted


def test_the_place_of_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are formatted in a temporary folder that stands in a repository which ignores it, too."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("*\n", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    assert formatted({"a.py": "import os,sys\nsys.exit( 1 )\n"}) == {"a.py": "import sys\n\nsys.exit(1)\n"}
