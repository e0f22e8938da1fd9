"""CHANGELOG.md as data: one section a release of a package, its entries below the kinds of change."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal, get_args

from attrs import frozen

from codegen.findings import Finding, Place

from .numbers import Version

ChangeKind = Literal["Breaking", "Added", "Changed", "Deprecated", "Fixed", "Security"]
"""The sub-headings that a section may have."""

FILE: Final = "CHANGELOG.md"

KINDS: Final[tuple[ChangeKind, ...]] = get_args(ChangeKind)
UNRELEASED: Final = "unreleased"

_HEADING: Final = re.compile(r"## (?P<package>[a-z][a-z0-9-]*) (?P<version>\S+) — (?P<date>\S+)")
_FORM: Final = "Write `## <package> <version> — <date>`, such as `## top-client 1.2.0 — 2026-11-26`."
_WHY: Final = "The versioning rule reads this file, and a release is what its section says."


@frozen
class Entry:
    """What one release of one package changed."""

    package: str
    version: Version
    date: datetime.date | None
    """None as long as it is not released."""
    changes: dict[ChangeKind, tuple[str, ...]]
    """The items below each sub-heading, in Markdown."""
    line: int


@frozen
class Changelog:
    """All releases, the newest of each package first."""

    entries: tuple[Entry, ...]

    def of(self, package: str) -> tuple[Entry, ...]:
        """The releases of one package."""
        return tuple(entry for entry in self.entries if entry.package == package)

    def entry(self, package: str, version: Version) -> Entry | None:
        """One release; None where there is none."""
        return next((entry for entry in self.of(package) if entry.version == version), None)


class ChangelogError(Exception):
    """The changelog is not in the form that it is read in."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(sorted(findings, key=lambda finding: finding.order))
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[ChangelogError], tuple[tuple[Finding, ...]]]:
        return (type(self), (self.findings,))


def markdown(changes: Mapping[ChangeKind, Iterable[str]], *, level: int = 3) -> str:
    """Items below their headings, as a section has them.

    Args:
        changes: The items of each kind.
        level: That of the headings.
    """
    return "\n\n".join(f"{'#' * level} {kind}\n\n{_listed(items)}" for kind, items in changes.items())


def _listed(items: Iterable[str]) -> str:
    return "\n".join("- " + item.replace("\n", "\n  ") for item in items)


def read(path: Path) -> Changelog:
    """Read a changelog.

    Raises:
        ChangelogError: It has another form; names every line.
        OSError: There is no such file.
    """
    return parse(path.read_text(encoding="utf-8"), file=path.name)


def parse(text: str, *, file: str = FILE) -> Changelog:
    """Read the text of a changelog.

    Raises:
        ChangelogError: It has another form; names every line.
    """
    reader = _Reader(file)
    sections = list(_sections(text.split("\n")))
    for lines in sections:
        reader.section(lines)
    changelog = Changelog(tuple(reader.entries))
    reader.check_order(changelog)
    if reader.findings:
        raise ChangelogError(reader.findings)
    return changelog


Line = tuple[int, str]


def _sections(lines: list[str]) -> Iterator[list[Line]]:
    """The lines from each heading of the second level to the next; what stands above the first is free text."""
    section: list[Line] = []
    for number, line in enumerate(lines, start=1):
        if re.match(r"##(?!#)", line):
            if section:
                yield section
            section = []
        if section or re.match(r"##(?!#)", line):
            section.append((number, line))
    if section:
        yield section


class _Reader:
    """Collects entries, and what is wrong with them."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []

    def section(self, lines: list[Line]) -> None:
        """Read one release."""
        (number, heading), *rest = lines
        changes = self._changes(number, rest)
        match = _HEADING.fullmatch(heading)
        if match is None:
            self._refuse(number, "changelog-heading", f"unknown heading: {heading}", _FORM)
            return
        version = Version.parse(match["version"])
        if version is None:
            message = f"{match['version']} is no version"
            self._refuse(number, "changelog-version", message, "Write three numbers with dots, without leading zeros.")
        date, is_date = _date(match["date"])
        if not is_date:
            message = f"{match['date']} is no date"
            self._refuse(number, "changelog-date", message, f"Write the day of the release, or `{UNRELEASED}`.")
        if version is not None and is_date:
            self.entries.append(Entry(match["package"], version, date, changes, number))

    def _changes(self, heading: int, lines: list[Line]) -> dict[ChangeKind, tuple[str, ...]]:
        found: dict[ChangeKind, list[str]] = {}
        starts: dict[ChangeKind, int] = {}
        items: list[str] | None = None
        for number, line in lines:
            if line.startswith("#"):
                kind = self._kind(number, line, starts)
                items = None if kind is None else found.setdefault(kind, [])
            elif items is not None:
                self._item(number, line, items)
        for kind, start in starts.items():
            if not found[kind]:
                message = f"nothing stands below {kind}"
                self._refuse(start, "changelog-empty", message, "Write an item, or leave the heading out.")
        if not starts:
            fix = f"Say what users notice below one of {', '.join(f'`### {kind}`' for kind in KINDS)}."
            self._refuse(heading, "changelog-empty", "the section says nothing", fix)
        return {kind: tuple(texts) for kind, texts in found.items()}

    def _kind(self, number: int, line: str, starts: dict[ChangeKind, int]) -> ChangeKind | None:
        kind = line.removeprefix("### ")
        if kind not in KINDS:
            fix = f"Write one of {', '.join(f'`### {kind}`' for kind in KINDS)}."
            self._refuse(number, "changelog-heading", f"unknown heading: {line}", fix)
            return None
        if kind in starts:
            message = f"{kind} stands here and in line {starts[kind]}"
            self._refuse(number, "changelog-duplicate", message, "Put the items below one heading.")
        starts.setdefault(kind, number)
        return kind

    def _item(self, number: int, line: str, items: list[str]) -> None:
        if line.startswith("- ") and line[2:].strip():
            items.append(line[2:].strip())
        elif line.startswith("  ") and line.strip() and items:
            items[-1] += f"\n{line.strip()}"
        elif line.strip():
            message = f"this is no item of a list: {line}"
            self._refuse(number, "changelog-item", message, "Begin it with `- `, a further line of it with two spaces.")

    def check_order(self, changelog: Changelog) -> None:
        """Versions and dates of a package fall from top to bottom, and nothing is below what is not released."""
        for package in sorted({entry.package for entry in changelog.entries}):
            for above, below in pairwise(changelog.of(package)):
                self._check_pair(above, below)

    def _check_pair(self, above: Entry, below: Entry) -> None:
        shown = f"{below.package} {below.version}"
        if above.version == below.version:
            message = f"{shown} stands here and in line {above.line}"
            self._refuse(below.line, "changelog-duplicate", message, "Make one section of the two.")
        elif above.version < below.version:
            message = f"{shown} stands below {above.version}"
            self._refuse(below.line, "changelog-order", message, "Put the newest version first.")
        elif below.date is None:
            message = f"{shown} is not released, and {above.version} is newer"
            self._refuse(below.line, "changelog-order", message, "Date it, or move its items to the newest version.")
        elif above.date is not None and above.date < below.date:
            message = f"{shown} is of {below.date}, and {above.version} of {above.date}"
            self._refuse(below.line, "changelog-order", message, "Correct the dates.")

    def _refuse(self, line: int, rule: str, message: str, fix: str) -> None:
        self.findings.append(Finding(Place(self._file, line, 1), rule, message, _WHY, fix))


def _date(text: str) -> tuple[datetime.date | None, bool]:
    """A day, and whether the text is one or says that there is none yet."""
    if text == UNRELEASED:
        return None, True
    try:
        return datetime.date.fromisoformat(text), len(text) == len("2026-11-26")
    except ValueError:
        return None, False
