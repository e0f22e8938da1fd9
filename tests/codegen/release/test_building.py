"""Building a wheel."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from codegen.release.building import BuildError, build
from tests.codegen.release.conftest import REPOSITORY


def test_what_must_not_matter(top_wheel: Path, tmp_path: Path) -> None:
    """Folder, times of files and hash seed change nothing, and neither does what tools leave behind."""
    project = tmp_path / "elsewhere" / "project"
    shutil.copytree(REPOSITORY / "generated" / "top-client", project)
    for path in project.rglob("*"):
        os.utime(path, (1, 1_000_000_000))
    (project / "src" / "top_client" / "__pycache__").mkdir(exist_ok=True)
    (project / "src" / "top_client" / "__pycache__" / "client.cpython-311.pyc").write_bytes(b"x")

    again = build(project, tmp_path / "out", hash_seed="7")

    assert again.name == top_wheel.name
    assert again.read_bytes() == top_wheel.read_bytes()


def test_what_cannot_be_built(tmp_path: Path) -> None:
    """The back-end's own words are kept."""
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'a'\n", encoding="utf-8")

    with pytest.raises(BuildError, match="version"):
        build(tmp_path, tmp_path / "out")
