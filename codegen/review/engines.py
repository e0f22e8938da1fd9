"""What a review asks of the rest of codegen: the three judgements that it brings together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from codegen.diff.changes import Change
from codegen.load import ApiSpec
from codegen.pyapi import ApiChange
from codegen.versioning import VersionVerdict


@frozen
class VersionQuestion:
    """What the next version of a package is judged by."""

    package: str
    before: str
    """The base's version; that of now for a package that is new."""
    now: str
    changes: tuple[Change, ...]
    python: tuple[ApiChange, ...]
    code_changed: bool
    """Whether users get other files, for whatever reason."""
    base: Path
    """The folder with the base's CHANGELOG.md, if it has one."""
    tree: Path
    """The folder with the new CHANGELOG.md."""


@frozen
class Engines:
    """The judgements."""

    compare: Callable[[ApiSpec, ApiSpec], tuple[Change, ...]]
    compare_python: Callable[[Path, Path, str], tuple[ApiChange, ...]]
    """Of the source folders of two versions, and the package's name."""
    judge: Callable[[VersionQuestion], VersionVerdict]
