"""The form of CHANGELOG.md, and what is said of a file that departs from it."""

from __future__ import annotations

import datetime
import pickle
from pathlib import Path

import pytest

from codegen.load import find_apis, load_api
from codegen.versioning.changelog import Changelog, ChangelogError, markdown, parse, read
from codegen.versioning.numbers import Version

GOOD = """# Changelog

Free text.

## top-client 1.1.0 — unreleased

Some words.

### Added

- One thing
  in two lines.
- Another.

### Fixed

- A third.

## openim-client 1.0.0 — 2026-11-25

### Added

- A fourth.

## top-client 1.0.0 — 2026-11-26

### Added

- A fifth.
"""


def _found(old: str, new: str) -> list[str]:
    assert old in GOOD
    with pytest.raises(ChangelogError) as caught:
        parse(GOOD.replace(old, new))
    return [f"{finding.place.line} {finding.rule} {finding.message}" for finding in caught.value.findings]


def test_sections() -> None:
    """A section is a release of one package, with its day and its items by kind."""
    newest, oldest = parse(GOOD).of("top-client")

    assert newest.version == Version(1, 1, 0)
    assert newest.date is None
    assert newest.changes == {"Added": ("One thing\nin two lines.", "Another."), "Fixed": ("A third.",)}
    assert newest.line == 5
    assert oldest.date == datetime.date(2026, 11, 26)


@pytest.mark.parametrize("level", [3, 4])
def test_section_as_markdown(level: int) -> None:
    """What is read of a section is written as the file has it, its headings at the level that is asked for."""
    newest, _ = parse(GOOD).of("top-client")
    written = GOOD.partition("Some words.\n\n")[2].partition("\n\n## ")[0]

    assert markdown(newest.changes, level=level) == written.replace("###", "#" * level)


def test_one_release() -> None:
    """A release is found by package and version; another package's is not."""
    changelog = parse(GOOD)
    found = changelog.entry("top-client", Version(1, 0, 0))

    assert found is not None
    assert found.changes == {"Added": ("A fifth.",)}
    assert changelog.entry("openim-client", Version(1, 1, 0)) is None


def test_empty_file() -> None:
    """A changelog without a release is one."""
    assert parse("# Changelog\n") == Changelog(())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("## openim-client 1.0.0 — 2", "## openim-client 1.0.0 - 2", "19 changelog-heading unknown heading: ## openim"),
        ("### Fixed", "### Mended", "15 changelog-heading unknown heading: ### Mended"),
        ("### Fixed", "#### Fixed", "15 changelog-heading unknown heading: #### Fixed"),
        ("top-client 1.1.0", "top-client 1.1", "5 changelog-version 1.1 is no version"),
        ("top-client 1.1.0", "top-client 1.1.0rc1", "5 changelog-version 1.1.0rc1 is no version"),
        ("top-client 1.1.0", "top-client 1.01.0", "5 changelog-version 1.01.0 is no version"),
        ("2026-11-25", "2026-11-31", "19 changelog-date 2026-11-31 is no date"),
        ("2026-11-25", "20261125", "19 changelog-date 20261125 is no date"),
        ("top-client 1.1.0", "top-client 1.0.0", "25 changelog-duplicate top-client 1.0.0 stands here and in line 5"),
        ("top-client 1.1.0", "top-client 0.9.0", "25 changelog-order top-client 1.0.0 stands below 0.9.0"),
        ("1.1.0 — unreleased", "1.1.0 — 2026-11-24", "25 changelog-order top-client 1.0.0 is of 2026-11-26, and 1.1.0"),
        ("2026-11-26", "unreleased", "25 changelog-order top-client 1.0.0 is not released, and 1.1.0 is newer"),
        ("### Fixed", "### Added", "15 changelog-duplicate Added stands here and in line 9"),
        ("- A third.\n", "", "15 changelog-empty nothing stands below Fixed"),
        ("### Added\n\n- A fourth.\n", "", "19 changelog-empty the section says nothing"),
        ("- A third.", "A third.", "17 changelog-item this is no item of a list: A third."),
        ("- A third.", "- ", "17 changelog-item this is no item of a list: - "),
        ("- One thing\n", "", "11 changelog-item this is no item of a list:   in two lines."),
    ],
)
def test_departure(old: str, new: str, expected: str) -> None:
    """A departure is named with its line and rule."""
    assert any(line.startswith(expected) for line in _found(old, new))


def test_every_departure_is_named() -> None:
    """All departures are named at once, in their order."""
    broken = GOOD.replace("### Fixed", "### Mended").replace("2026-11-25", "today")
    with pytest.raises(ChangelogError) as caught:
        parse(broken, file="NEWS.md")

    assert [str(finding.place) for finding in caught.value.findings] == ["NEWS.md:15:1", "NEWS.md:19:1"]
    assert str(caught.value).splitlines()[:2] == [
        "NEWS.md:15:1  changelog-heading  unknown heading: ### Mended",
        "    why: The versioning rule reads this file, and a release is what its section says.",
    ]


def test_error_survives_pickling() -> None:
    """The findings are still there on the other side of a process boundary."""
    with pytest.raises(ChangelogError) as caught:
        parse(GOOD.replace("### Fixed", "### Mended"))

    assert pickle.loads(pickle.dumps(caught.value)).findings == caught.value.findings


def test_changelog_of_this_repository() -> None:
    """CHANGELOG.md has this form, and a section for the present version of every package."""
    changelog = read(Path("CHANGELOG.md"))

    for folder in find_apis(Path("spec")):
        document = load_api(folder).document
        version = Version.parse(document["info"]["x-package-version"])
        assert version is not None
        assert changelog.entry(document["x-package"]["name"], version) is not None
