"""Every case of the corpus is judged as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

import pytest

from .corpus import Case, all_cases, changes_of, judged, reordered

CASES: Final = list(all_cases())


def _name(case: object) -> str:
    return cast("Case", case).name


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_case_is_judged_as_it_says(case: Case, tmp_path: Path) -> None:
    """The overall verdict and the rules are those of the case."""
    assert judged(changes_of(case.old, case.new, tmp_path)) == case.expected


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_order_of_keys_says_nothing(case: Case, tmp_path: Path) -> None:
    """The verdict stays when the new version's mappings are written the other way round."""
    assert judged(changes_of(case.old, reordered(case.new), tmp_path)) == case.expected


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_nothing_changed(case: Case, tmp_path: Path) -> None:
    """A version compared with itself has no changes."""
    assert changes_of(case.new, case.new, tmp_path) == ()


def test_cases_are_told_apart() -> None:
    """No two cases have one name, and there are as many as a corpus needs."""
    names = [case.name for case in CASES]

    assert len(set(names)) == len(names)
    assert len(names) >= 200
