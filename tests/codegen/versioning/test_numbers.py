"""The arithmetic of versions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.versioning.numbers import LEVELS, Level, Version, highest

NUMBERS = st.integers(min_value=0, max_value=30)
VERSIONS = st.builds(Version, NUMBERS, NUMBERS, NUMBERS)
ANY_LEVEL: st.SearchStrategy[Level] = st.sampled_from(LEVELS)


@given(VERSIONS)
def test_text_and_back(version: Version) -> None:
    """A version is what its text says."""
    assert Version.parse(str(version)) == version


@given(st.text(alphabet="0123456789.v+-a ", max_size=9))
def test_only_one_text_a_version(text: str) -> None:
    """What is read as a version is written as it was."""
    version = Version.parse(text)

    assert version is None or str(version) == text


@pytest.mark.parametrize("text", ["", "1", "1.0", "1.0.0.0", "v1.0.0", "1.0.0rc1", "01.0.0", "1.0.0\n", "1.0.²"])
def test_no_version(text: str) -> None:
    """Three numbers with dots, and nothing else."""
    assert Version.parse(text) is None


@given(VERSIONS, ANY_LEVEL)
def test_raised_by_a_level(version: Version, level: Level) -> None:
    """Raising by a level gives the next version of that level, and no other."""
    raised = version.raised(level)

    assert version.rise_to(raised) == level
    assert raised >= version
    assert (raised == version) is (level == "none")


@given(VERSIONS, VERSIONS)
def test_rise(old: Version, new: Version) -> None:
    """A newer version rises by the level whose next version it has reached, and by no higher one."""
    level = old.rise_to(new)

    assert (level == "none") is (new <= old)
    for each in LEVELS[1:]:
        reached = new >= old.raised(each)
        assert reached is (LEVELS.index(level) >= LEVELS.index(each))


@given(VERSIONS, ANY_LEVEL)
def test_before_the_first_major_version(version: Version, level: Level) -> None:
    """Below 1.0.0 nothing demands a major version, and a change still demands something; from there on all holds."""
    demanded = version.demanded(level)

    assert LEVELS.index(demanded) <= LEVELS.index(level)
    assert (demanded == "none") is (level == "none")
    assert demanded == level if version.major else demanded != "major"


def test_levels_before_the_first_major_version() -> None:
    """A breaking change raises the minor, all else the patch."""
    assert [Version(0, 3, 1).demanded(level) for level in LEVELS] == ["none", "patch", "patch", "minor"]


def test_highest() -> None:
    """The highest of no levels is none."""
    assert highest() == "none"
    assert highest("patch", "major", "minor") == "major"
