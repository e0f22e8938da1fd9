"""What is found between two versions of a package."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast, get_args

import pytest

from codegen.pyapi import Kind, compare

from .trees import PACKAGE, Case, cases

CASES: Final = cases()


def _said(old: Path, new: Path) -> list[str]:
    found = compare(old, new, PACKAGE)
    return [f"{'breaks' if change.breaks else 'fits'} {change.kind}: {change.message}" for change in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: cast("Case", case).name)
def test_change(case: Case, tmp_path: Path) -> None:
    """A change and its reverse are found, each with its verdict; nothing else is."""
    old, new = case.write(tmp_path)

    assert _said(old, new) == case.said(">")
    assert _said(new, old) == case.said("<")


def test_every_kind_has_a_case() -> None:
    """No kind of change is without a test of its message."""
    lines = [line for case in CASES for sign in "<>" for line in case.said(sign)]

    assert {line.split(":")[0].split(" ")[1] for line in lines} == set(get_args(Kind))
