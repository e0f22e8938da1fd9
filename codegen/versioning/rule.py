"""The versioning rule: what a change of a package demands of its version, as codegen/runtime/VERSIONING.md says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from codegen.diff.changes import Change, Overall
from codegen.pyapi import ApiChange

from .changelog import FILE, UNRELEASED, ChangeKind, Changelog, Entry
from .entry import suggested_entry
from .numbers import LEVELS, Level, Version, highest

_SPEC: Final[Mapping[Overall, Level]] = {
    "breaking": "major",
    "python": "major",
    "compatible": "minor",
    "none": "none",
}
_SAID: Final[Mapping[Overall, str]] = {
    "breaking": "the change breaks callers",
    "python": "the change breaks Python code",
    "compatible": "the change is compatible",
}
_KINDS: Final[Mapping[ChangeKind, Level]] = {
    "Breaking": "major",
    "Added": "minor",
    "Changed": "minor",
    "Deprecated": "minor",
    "Fixed": "patch",
    "Security": "patch",
}


@frozen
class Reason:
    """One voice on the version."""

    source: str
    """Who speaks: ``spec``, ``Python API``, ``changelog`` or ``files``."""
    level: Level
    text: str

    def __str__(self) -> str:
        return f"{self.source}: {self.level}, {self.text}"


@frozen
class VersionVerdict:
    """What a change demands of a package's version, and whether it gets that."""

    required: Level
    """How far the version has to rise; before 1.0.0 already lowered."""
    suggested: str
    """The least version that will do."""
    problems: tuple[str, ...]
    """What is wrong, one line each; empty where all is well."""
    entry: str
    """A section for the changelog to start from, in Markdown."""
    reasons: tuple[Reason, ...]
    """Who demands what, those that demand nothing left out."""


def judge(
    package: str,
    base_version: str,
    new_version: str,
    spec: Overall,
    api: Sequence[ApiChange],
    code_changed: bool,
    changelog: Changelog,
    *,
    changes: Sequence[Change] = (),
    base_changelog: Changelog | None = None,
) -> VersionVerdict:
    """Hold a package's new version against what changed since the base.

    Args:
        package: The package's name in the changelog, such as ``top-client``.
        base_version: `x-package-version` of the base.
        new_version: `x-package-version` of the change.
        spec: The verdict on the spec.
        api: The changes of the Python API.
        code_changed: Whether any file of the package's differs.
        changelog: The changelog with the change.
        changes: The changes of the spec. Where they are text alone, a patch is enough.
        base_changelog: The changelog of the base, which says what is released; by default the new one says it.
    """
    base, new = Version.parse(base_version), Version.parse(new_version)
    if base is None or new is None:
        bad = base_version if base is None else new_version
        return VersionVerdict("none", bad, (f"{package} {bad} is no version: three numbers with dots.",), "", ())
    floor = _released(package, base, base_changelog or changelog)
    notes = _notes(package, floor, new, changelog)
    reasons = tuple(_reasons(spec, changes, api, code_changed, notes))
    level = highest(*(reason.level for reason in reasons))
    required = level if floor is None else floor.demanded(level)
    suggested = base if floor is None else max(base, floor.raised(required))
    breaks = floor is not None and (spec in ("breaking", "python") or any(change.breaks for change in api))
    problems = [
        *_version_problems(package, base, new, floor, required, reasons),
        *_changelog_problems(package, new, changelog, notes if breaks else None),
    ]
    entry = suggested_entry(package, str(suggested), changes, api)
    return VersionVerdict(required, str(suggested), tuple(problems), entry, reasons)


def _released(package: str, base: Version, changelog: Changelog) -> Version | None:
    """The version that users have: the base's, or what was released before it; None where nothing was."""
    entry = changelog.entry(package, base)
    if entry is None or entry.date is not None:
        return base
    return next((each.version for each in changelog.of(package) if each.date and each.version < base), None)


def _notes(package: str, floor: Version | None, new: Version, changelog: Changelog) -> list[Entry]:
    """What the changelog says of the versions that users get by the new one."""
    return [each for each in changelog.of(package) if each.version <= new and (floor is None or floor < each.version)]


def _reasons(
    spec: Overall, changes: Sequence[Change], api: Sequence[ApiChange], code_changed: bool, notes: Iterable[Entry]
) -> Iterator[Reason]:
    if spec != "none":
        only_text = bool(changes) and all(change.verdict == "documentation" for change in changes)
        text = "only its text has changed" if only_text else _SAID[spec]
        yield Reason("spec", "patch" if only_text else _SPEC[spec], text)
    broken = [change for change in api if change.breaks]
    if broken:
        yield Reason("Python API", "major", f"{len(broken)} breaking, such as: {broken[0].message}")
    elif api:
        yield Reason("Python API", "minor", f"{len(api)} compatible, such as: {api[0].message}")
    kinds = sorted({kind for entry in notes for kind in entry.changes}, key=list(_KINDS).index)
    if kinds:
        yield Reason("changelog", highest(*(_KINDS[kind] for kind in kinds)), f"it has {', '.join(kinds)}")
    if code_changed:
        yield Reason("files", "patch", "the package's files differ")


def _version_problems(
    package: str, base: Version, new: Version, floor: Version | None, required: Level, reasons: Iterable[Reason]
) -> Iterator[str]:
    if new < base:
        yield f"{package} falls from {base} to {new}."
    elif floor is not None and LEVELS.index(floor.rise_to(new)) < LEVELS.index(required):
        least = max(base, floor.raised(required))
        because = "; ".join(str(reason) for reason in reasons)
        yield f"{package} is {new} and has to be {least} at least ({required} after {floor}): {because}."


def _changelog_problems(
    package: str, new: Version, changelog: Changelog, breaking_notes: Iterable[Entry] | None
) -> Iterator[str]:
    if changelog.entry(package, new) is None:
        yield f"{FILE} has no section `## {package} {new} — {UNRELEASED}`."
    if breaking_notes is not None and not any("Breaking" in entry.changes for entry in breaking_notes):
        yield f"{FILE} does not say below `### Breaking` of {package} {new} what breaks."
