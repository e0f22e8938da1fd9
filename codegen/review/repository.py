"""The version that the working tree is compared with: files of a commit, laid out in a folder."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from .errors import CannotCompareError


@frozen
class Commit:
    """A commit of the repository that holds the working tree."""

    root: Path
    """The top of the working tree."""
    ref: str
    """As it was named."""
    digest: str

    @property
    def shown(self) -> str:
        """How a report names it."""
        short = self.digest[:10]
        return short if self.digest.startswith(self.ref) else f"{self.ref} ({short})"


def find_commit(folder: Path, ref: str) -> Commit:
    """Find what a ref names.

    Raises:
        CannotCompareError: The folder is in no repository, or the ref names no commit of it.
    """
    root = _text(_git(folder, "rev-parse", "--show-toplevel"), f"{folder} is not in a git repository")
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    why = f"{ref} names no commit of {root}; fetch it, or name a branch, a tag or a commit"
    return Commit(Path(root), ref, _text(found, why))


def write_files(commit: Commit, folders: Sequence[Path], target: Path) -> None:
    """Lay out folders of a commit as they stood there; one that the commit does not have is left out.

    Args:
        commit: The version.
        folders: Folders of the working tree.
        target: Where to, below the same names relative to the top of the working tree.

    Raises:
        CannotCompareError: A folder is outside the repository, or git cannot read the commit.
    """
    names = [relative(commit, folder) for folder in folders]
    known = [name for name in names if _git(commit.root, "cat-file", "-e", f"{commit.digest}:{name}").returncode == 0]
    if not known:
        return
    archive = _git(commit.root, "archive", "--format=tar", commit.digest, "--", *known)
    if archive.returncode:
        raise CannotCompareError(f"git cannot read {commit.shown}: {_reason(archive)}.")
    try:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(target, filter="data")
    except (tarfile.TarError, OSError) as exc:
        raise CannotCompareError(f"the files of {commit.shown} cannot be laid out: {exc}.") from exc


def relative(commit: Commit, folder: Path) -> str:
    """The folder as the repository names it.

    Raises:
        CannotCompareError: It is outside the repository.
    """
    try:
        return folder.resolve().relative_to(commit.root.resolve()).as_posix()
    except ValueError as exc:
        raise CannotCompareError(f"{folder} is not below {commit.root}, so no commit has it.") from exc


def run_git(folder: Path, *arguments: str, quiet_configuration: bool = False) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder.

    Args:
        folder: Where.
        arguments: What stands after ``git``.
        quiet_configuration: Leave out what the user and the machine have configured, where it would change output.

    Raises:
        CannotCompareError: There is no git, or no such folder.
    """
    hidden = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} if quiet_configuration else {}
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", **hidden}
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, env=environment, check=False)
    except OSError as exc:
        raise CannotCompareError(f"git cannot be run in {folder}: {exc.strerror or exc}.") from exc


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return run_git(folder, *arguments)


def _text(finished: subprocess.CompletedProcess[bytes], problem: str) -> str:
    if finished.returncode:
        reason = _reason(finished)
        raise CannotCompareError(f"{problem} ({reason})." if reason else f"{problem}.")
    return finished.stdout.decode().strip()


def _reason(finished: subprocess.CompletedProcess[bytes]) -> str:
    """What git says, without its prefix."""
    return finished.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
