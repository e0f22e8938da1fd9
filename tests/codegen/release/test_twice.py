"""Two builds of a wheel, held against each other."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

import pytest

from codegen import cli
from codegen.release.twice import NotReproducibleError, build_twice, first_difference
from tests.codegen.release.conftest import REPOSITORY
from tests.codegen.release.wheels import packed

MEMBERS: Final = {"a.py": b"1", "b.py": b"2"}
PROJECT: Final = """
[build-system]
requires = ["hatchling==1.33.0"]
build-backend = "hatchling.build"
[project]
name = "tiny"
version = "1.0.0"
requires-python = ">=3.11"
[tool.hatch.build.targets.wheel]
packages = ["tiny"]
[tool.hatch.build.targets.wheel.hooks.custom]
"""
HOOK: Final = """
import os
from pathlib import Path
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
class Hook(BuildHookInterface):
    def initialize(self, version, build_data):
        (Path(self.root) / "tiny" / "made.py").write_text(f"at = {%s!r}")
"""


def project(folder: Path, varying: str) -> Path:
    """A project whose build writes something that varies into a module."""
    (folder / "tiny").mkdir(parents=True)
    (folder / "tiny" / "__init__.py").write_text("", encoding="utf-8")
    (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (folder / "hatch_build.py").write_text(HOOK % varying, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "varying",
    ["self.root", "os.environ['PYTHONHASHSEED']", "os.stat(Path(self.root) / 'pyproject.toml').st_mtime"],
    ids=["folder", "hash seed", "time"],
)
def test_what_depends_on_the_build(tmp_path: Path, varying: str) -> None:
    """A build that depends on its folder, the hash seed or the time of a file is refused by the member's name."""
    with pytest.raises(NotReproducibleError, match=r"tiny/made\.py has other contents"):
        build_twice(project(tmp_path / "project", varying), tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_the_same_file(top_wheel: Path, tmp_path: Path) -> None:
    """The clients are the same file both times, and the file takes the place of an older one."""
    (tmp_path / top_wheel.name).write_bytes(b"old")

    made = build_twice(REPOSITORY / "generated" / "top-client", tmp_path)

    assert made == tmp_path / top_wheel.name
    assert made.read_bytes() == top_wheel.read_bytes()


class TestFirstDifference:
    """Where two wheels first differ."""

    @pytest.mark.parametrize(
        ("members", "expected"),
        [
            ({"a.py": b"1", "b.py": b"3"}, "b.py has other contents"),
            ({"b.py": b"2", "a.py": b"1"}, "a.py stands where b.py stands in the other"),
            ({"a.py": b"1"}, "b.py stands where nothing stands in the other"),
            ({**MEMBERS, "c.py": b""}, "nothing stands where c.py stands in the other"),
        ],
    )
    def test_members(self, tmp_path: Path, members: dict[str, bytes], expected: str) -> None:
        """Contents, order, and members that only one of them has."""
        wheels = (packed(MEMBERS, tmp_path / "1" / "a.whl"), packed(members, tmp_path / "2" / "a.whl"))

        assert first_difference(*wheels) == expected

    def test_names(self, tmp_path: Path) -> None:
        """Another file name, whatever is inside."""
        assert first_difference(tmp_path / "a.whl", tmp_path / "b.whl") == "a.whl and b.whl"

    def test_times(self, tmp_path: Path) -> None:
        """A member with another time."""
        paths = []
        for year in (2025, 2026):
            path = tmp_path / str(year) / "a.whl"
            path.parent.mkdir()
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr(zipfile.ZipInfo("a.py", (year, 1, 1, 0, 0, 0)), b"1")
            paths.append(path)

        assert first_difference(*paths) == "a.py has another time or mode"

    def test_archives(self, tmp_path: Path) -> None:
        """Equal members in another archive."""
        paths = []
        for comment in (b"", b"x"):
            path = tmp_path / f"1{comment.decode()}" / "a.whl"
            path.parent.mkdir()
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr(zipfile.ZipInfo("a.py", (2026, 1, 1, 0, 0, 0)), b"1")
                archive.comment = comment
            paths.append(path)

        assert first_difference(*paths) == "the archive around equal members"


class TestCommand:
    """`python -m codegen build`."""

    def test_wheels(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Every project below a folder becomes a wheel."""
        fixed = project(tmp_path / "generated" / "tiny", "1")

        code = cli.main(["build", "--generated", str(fixed.parent), "--out", str(tmp_path / "out")])

        assert code == 0
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["tiny-1.0.0-py3-none-any.whl"]
        assert "tiny-1.0.0-py3-none-any.whl: built twice, the same file." in capsys.readouterr().out

    def test_two_files(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A project that gives two files is a finding."""
        varying = project(tmp_path / "generated" / "tiny", "self.root")

        assert cli.main(["build", "--generated", str(varying.parent), "--out", str(tmp_path / "out")]) == 1
        assert "two builds of tiny-1.0.0-py3-none-any.whl differ: tiny/made.py" in capsys.readouterr().err

    def test_nothing_to_build(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A folder without projects is no success, and neither is a project that cannot be built."""
        assert cli.main(["build", "--generated", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'a'\n", encoding="utf-8")
        assert cli.main(["build", "--generated", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
        assert "no wheel was built" in capsys.readouterr().err
