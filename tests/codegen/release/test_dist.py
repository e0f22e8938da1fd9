"""The folder of what is given out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from codegen import cli
from tests.codegen.release.wheels import packed


def wheel(folder: Path, name: str, version: str, content: bytes = b"1") -> Path:
    """A small wheel."""
    info = f"{name}-{version}.dist-info"
    members = {
        f"{name}.py": content,
        f"{info}/METADATA": f"Name: {name}\nVersion: {version}\n".encode(),
        f"{info}/RECORD": b"",
    }
    return packed(members, folder / f"{name}-{version}-py3-none-any.whl", recorded=True)


def put(dist: Path, *wheels: Path) -> int:
    """Run the command."""
    return cli.main(["dist", *map(str, wheels), "--out", str(dist)])


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_in_it(tmp_path: Path) -> None:
    """The wheels as they were, a digest of each, and a line that pins each."""
    one, two = wheel(tmp_path / "in", "two", "1.0"), wheel(tmp_path / "in", "one", "2.0")
    dist = tmp_path / "dist"

    assert put(dist, one, two) == 0

    assert (dist / one.name).read_bytes() == one.read_bytes()
    assert (dist / "SHA256SUMS").read_text("utf-8") == f"{digest(two)}  {two.name}\n{digest(one)}  {one.name}\n"
    expected = f"one==2.0 --hash=sha256:{digest(two)}\ntwo==1.0 --hash=sha256:{digest(one)}\n"
    assert (dist / "requirements.txt").read_text("utf-8") == expected


def test_a_version_is_never_two_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other bytes under a version that is there are refused, and the refusal writes nothing at all."""
    dist = tmp_path / "dist"
    put(dist, wheel(tmp_path / "1", "one", "1.0"), wheel(tmp_path / "1", "two", "1.0"))
    before = {path.name: path.read_bytes() for path in dist.iterdir()}

    code = put(dist, wheel(tmp_path / "2", "one", "1.1"), wheel(tmp_path / "2", "two", "1.0", b"2"))

    said = capsys.readouterr().err
    assert code == 1
    assert "dist/two-1.0-py3-none-any.whl is there with other bytes, and a version is never two files." in said
    assert "raise x-package-version in the spec of two" in said
    assert "one-1.1" not in said
    assert before == {path.name: path.read_bytes() for path in dist.iterdir()}


def test_again(tmp_path: Path) -> None:
    """The same bytes once more are fine; an older version stays, with its digest, and is pinned no longer."""
    dist = tmp_path / "dist"
    old, new = wheel(tmp_path, "one", "1.0"), wheel(tmp_path, "one", "1.1")
    put(dist, old)

    assert [put(dist, new), put(dist, new)] == [0, 0]

    assert (dist / "SHA256SUMS").read_text("utf-8") == f"{digest(old)}  {old.name}\n{digest(new)}  {new.name}\n"
    assert (dist / "requirements.txt").read_text("utf-8") == f"one==1.1 --hash=sha256:{digest(new)}\n"


def test_no_wheel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no wheel is not given out."""
    (tmp_path / "a.whl").write_bytes(b"a")

    assert put(tmp_path / "dist", tmp_path / "a.whl") == 2
    assert "is no wheel" in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()
