"""What the pipeline tells a person about a spec: where, what is wrong, why it matters, how to fix it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen


@frozen(order=True)
class Place:
    """A position in a spec file."""

    file: str
    """Path relative to the repository, with forward slashes."""
    line: int
    """1-based."""
    column: int
    """1-based, in characters."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@frozen
class Finding:
    """One thing that is wrong with a spec."""

    place: Place
    rule: str
    """Identifier of the rule, such as ``operation-id``."""
    message: str
    """What is wrong, in one line."""
    why: str
    """What goes wrong if it stays."""
    fix: str
    """What to write instead."""

    @property
    def order(self) -> tuple[str, int, str, int, str]:
        """The key that findings are listed by: file, line, rule, then column and message."""
        return (self.place.file, self.place.line, self.rule, self.place.column, self.message)

    def __str__(self) -> str:
        return f"{self.place}  {self.rule}  {self.message}\n    why: {self.why}\n    fix: {self.fix}"


class SpecError(Exception):
    """A spec cannot be read as one document; nothing further can be said about it."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(sorted(findings, key=lambda finding: finding.order))
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[SpecError], tuple[tuple[Finding, ...]]]:
        return (type(self), (self.findings,))


class ConventionError(SpecError):
    """A spec can be read, and breaks a convention."""


class UsageError(Exception):
    """The command cannot run as it was called."""
