"""The last commit that had another version of a package: what a release is compared with."""

from __future__ import annotations

from pathlib import Path

from codegen import yaml_loader
from codegen.findings import SpecError
from codegen.lint.document import mapping
from codegen.load import ENTRY, ApiSpec, find_apis
from codegen.review.comparison import TREE
from codegen.review.repository import Commit, find_commit, relative, run_git
from codegen.review.sides import load_specs

Versions = dict[str, object]
"""The package version of each API."""


def last_release(spec: Path) -> str | None:
    """Find the commit that the working tree's versions are to be compared with.

    Args:
        spec: The working tree's specs.

    Returns:
        The last commit, along first parents, at which any package had another version; None for a first release.

    Raises:
        CannotCompareError: There is no repository, or the working tree's specs cannot be read.
    """
    head = find_commit(spec, "HEAD")
    now = {name: version_of(api) for name, api in load_specs(spec, TREE).items()}
    first = _first_with(now, head, spec)
    if first is None:
        return head.digest if _versions(head, head.digest, spec) else None
    parent = run_git(head.root, "rev-parse", "--verify", "--quiet", f"{first}^")
    digest = parent.stdout.decode().strip()
    return digest if digest and _versions(head, digest, spec) else None


def version_of(api: ApiSpec) -> object:
    """The package version that a spec says."""
    return mapping(api.document.get("info")).get("x-package-version")


def _first_with(now: Versions, head: Commit, spec: Path) -> str | None:
    """The commit that brought the versions of now; None where HEAD has others."""
    paths = [f"{relative(head, folder)}/{ENTRY}" for folder in find_apis(spec)]
    listed = run_git(head.root, "rev-list", "--first-parent", head.digest, "--", *paths)
    found = None
    for digest in listed.stdout.decode().split():
        if _versions(head, digest, spec) != now:
            break
        found = digest
    return found


def _versions(head: Commit, digest: str, spec: Path) -> Versions:
    """The versions at a commit; nothing where it has no specs."""
    folder = relative(head, spec)
    listed = run_git(head.root, "ls-tree", "-r", "--name-only", "-z", digest, "--", folder)
    names = [Path(name) for name in listed.stdout.decode().split("\0")]
    entries = [path for path in names if path.name == ENTRY and path.parent.parent == Path(folder)]
    return {path.parent.name: _version_in(head, digest, path) for path in entries}


def _version_in(head: Commit, digest: str, path: Path) -> object:
    content = run_git(head.root, "cat-file", "blob", f"{digest}:{path.as_posix()}").stdout
    try:
        data = yaml_loader.parse(content, path.as_posix()).data
    except SpecError:
        return None
    return mapping(mapping(data).get("info")).get("x-package-version")
