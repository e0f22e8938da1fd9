"""A commit's files, and clear words where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.review.errors import CannotCompareError
from codegen.review.repository import find_commit, relative, write_files

from .repositories import commit, git


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository with a spec and something else, below a folder with a space in its name."""
    root = tmp_path / "a repository"
    (root / "spec" / "top").mkdir(parents=True)
    (root / "spec" / "top" / "openapi.yaml").write_text("old: 1\n", encoding="utf-8")
    (root / "other.txt").write_text("other\n", encoding="utf-8")
    commit(root)
    return root


def test_files_of_a_commit(tree: Path, tmp_path: Path) -> None:
    """The files are those of the commit, not those of the working tree, and only of the folders asked for."""
    (tree / "spec" / "top" / "openapi.yaml").write_text("new: 2\n", encoding="utf-8")

    write_files(find_commit(tree / "spec", "HEAD"), [tree / "spec", tree / "generated"], tmp_path / "base")

    found = {path.relative_to(tmp_path / "base").as_posix() for path in (tmp_path / "base").rglob("*.*")}
    assert found == {"spec/top/openapi.yaml"}
    assert (tmp_path / "base/spec/top/openapi.yaml").read_text("utf-8") == "old: 1\n"


@pytest.mark.parametrize("ref", ["HEAD", "main", "v1", "HEAD~0"])
def test_ref(tree: Path, ref: str) -> None:
    """Whatever git calls a commit is one, a tag with a message included."""
    git(tree, "tag", "-a", "-m", "one", "v1")

    found = find_commit(tree, ref)

    assert found.digest == git(tree, "rev-parse", "HEAD").strip()
    assert found.shown == f"{ref} ({found.digest[:10]})"


def test_digest_is_shown_once(tree: Path) -> None:
    """A commit named by its digest is not shown twice."""
    digest = git(tree, "rev-parse", "HEAD").strip()

    assert find_commit(tree, digest[:12]).shown == digest[:10]


@pytest.mark.parametrize("ref", ["no-such-branch", "", "--all", "HEAD:spec"])
def test_unknown_ref(tree: Path, ref: str) -> None:
    """What names no commit is refused, an option in its place included."""
    with pytest.raises(CannotCompareError, match="names no commit of"):
        find_commit(tree, ref)


def test_no_repository(tmp_path: Path) -> None:
    """Without a repository there is nothing to compare with."""
    with pytest.raises(CannotCompareError, match="is not in a git repository"):
        find_commit(tmp_path, "HEAD")


def test_no_folder(tmp_path: Path) -> None:
    """A folder that does not exist is named."""
    with pytest.raises(CannotCompareError, match="missing: No such file"):
        find_commit(tmp_path / "missing", "HEAD")


def test_folder_outside(tree: Path, tmp_path: Path) -> None:
    """A folder that no commit can hold is refused."""
    with pytest.raises(CannotCompareError, match="is not below"):
        relative(find_commit(tree, "HEAD"), tmp_path)


def test_link_that_leads_out(tree: Path, tmp_path: Path) -> None:
    """A commit cannot write outside the folder that it is laid out in."""
    (tree / "spec" / "out").symlink_to("/etc/hostname")
    commit(tree)

    with pytest.raises(CannotCompareError, match="cannot be laid out"):
        write_files(find_commit(tree, "HEAD"), [tree / "spec"], tmp_path / "base")
