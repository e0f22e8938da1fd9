"""Versions of three numbers, and how far one is above another."""

from __future__ import annotations

import re
from typing import Final, Literal

from attrs import frozen

Level = Literal["none", "patch", "minor", "major"]
"""How far a version rises, or has to."""

LEVELS: Final[tuple[Level, ...]] = ("none", "patch", "minor", "major")
"""The least first."""

_NUMBER: Final = "(0|[1-9][0-9]*)"
_VERSION: Final = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}")


@frozen(order=True)
class Version:
    """Three numbers, as semantic versioning and PEP 440 both read them."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> Version | None:
        """Read ``1.2.0``; None where it has another form."""
        match = _VERSION.fullmatch(text)
        return cls(*map(int, match.groups())) if match else None

    def raised(self, level: Level) -> Version:
        """The next version of a level."""
        if level == "major":
            return Version(self.major + 1, 0, 0)
        if level == "minor":
            return Version(self.major, self.minor + 1, 0)
        return Version(self.major, self.minor, self.patch + 1) if level == "patch" else self

    def rise_to(self, new: Version) -> Level:
        """The level of the first number in which a newer version differs; none for one that is not newer."""
        if new <= self:
            return "none"
        if new.major != self.major:
            return "major"
        return "minor" if new.minor != self.minor else "patch"

    def demanded(self, level: Level) -> Level:
        """The level that a change has for this version: before 1.0.0, everything is one lower, a patch at least."""
        if self.major or level in ("none", "patch"):
            return level
        return "minor" if level == "major" else "patch"

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


def highest(*levels: Level) -> Level:
    """The largest of some levels; none of none."""
    return max(levels, key=LEVELS.index, default="none")
