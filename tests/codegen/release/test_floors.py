"""The lowest dependencies that wheels allow."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from codegen.release.floors import NoFloorError, floors
from codegen.release.wheel import Wheel, read
from tests.codegen.release.conftest import REPOSITORY
from tests.codegen.release.wheels import packed


def needing(folder: Path, *requirements: str) -> Wheel:
    """A wheel with some requirements."""
    lines = ["Name: a", "Version: 1", *(f"Requires-Dist: {each}" for each in requirements)]
    members = {"a-1.dist-info/METADATA": "\n".join(lines).encode(), "a-1.dist-info/RECORD": b""}
    return read(packed(members, folder / "a-1-py3-none-any.whl", recorded=True))


def test_of_the_clients(top_wheel: Path, tmp_path: Path) -> None:
    """Every dependency that pyproject.toml names has its lowest version, those of the extras too."""
    project = tomllib.loads((REPOSITORY / "generated" / "top-client" / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    named = [*project["dependencies"], *(line for extra in extras for line in extra)]
    expected = sorted(line.partition(",")[0].replace(">=", "==") for line in named)

    assert floors([read(top_wheel)]).splitlines() == expected


def test_of_several_wheels(tmp_path: Path) -> None:
    """Where two wheels say different things, the higher of the lowest versions is what both allow."""
    one, two = needing(tmp_path / "1", "x>=1.9", "y>=3,<5"), needing(tmp_path / "2", "x<2,>=1.10", "z>=1; extra == 'e'")

    assert floors([one, two]) == floors([two, one]) == "x==1.10\ny==3\nz==1\n"


@pytest.mark.parametrize("requirement", ["x", "x<2", "x==1.0"])
def test_without_a_floor(tmp_path: Path, requirement: str) -> None:
    """A requirement that says no lowest version cannot be tested with it."""
    with pytest.raises(NoFloorError, match="says no lowest version"):
        floors([needing(tmp_path, requirement)])


@pytest.mark.parametrize(
    ("module", "expected"), [("floors", b"attrs=="), ("pins", b"top-client==VERSION --hash=sha256:")]
)
def test_as_a_program(top_wheel: Path, tmp_path: Path, module: str, expected: bytes) -> None:
    """The lines go into a file, one end of line on every system."""
    out = tmp_path / "out.txt"
    command = [sys.executable, "-m", f"codegen.release.{module}", str(out), str(top_wheel)]
    subprocess.run(command, cwd=REPOSITORY, check=True)

    version = top_wheel.name.split("-")[1].encode()
    assert out.read_bytes().startswith(expected.replace(b"VERSION", version))
    assert b"\r" not in out.read_bytes()
