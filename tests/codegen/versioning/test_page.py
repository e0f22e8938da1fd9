"""The page of the versioning policy says what the rule does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from codegen.diff.changes import Change, Overall, Verdict
from codegen.findings import Place
from codegen.pyapi import ApiChange
from codegen.versioning import changelog, judge
from codegen.versioning.numbers import Level

PAGE: Final = Path("codegen/runtime/VERSIONING.md").read_text("utf-8")
ROWS: Final = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("|") and line.endswith((" major |", " minor |", " patch |"))
]
BREAKING: Final = "breaking change of the Python API"
COMPATIBLE: Final = "compatible change of the Python API"


def _level(shown: str) -> str:
    """The version that the table gives to what is shown."""
    found = [row[2] for row in ROWS if shown in row[1]]
    assert len(found) == 1, shown
    return found[0]


def _required(spec: Overall = "none", **given: object) -> Level:
    found = {"api": (), "code_changed": False, "changelog": changelog.parse("")} | given
    return judge("tiny", "1.0.0", "1.0.0", spec, **found).required  # type: ignore[arg-type]  # one of several


@pytest.mark.parametrize("spec", ["breaking", "python", "compatible"])
def test_verdicts_on_a_spec(spec: Overall) -> None:
    """The table gives each verdict on a spec the version that the rule demands."""
    assert _required(spec) == _level(f"`diff`: `{spec}`")


@pytest.mark.parametrize("kind", changelog.KINDS)
def test_headings_of_the_changelog(kind: changelog.ChangeKind) -> None:
    """The table gives each heading the version that the rule demands."""
    text = f"## tiny 1.0.1 — unreleased\n\n### {kind}\n\n- Something.\n"
    found = judge("tiny", "1.0.0", "1.0.1", "none", (), False, changelog.parse(text))

    assert found.required == _level(f"`### {kind}`")


def test_other_voices() -> None:
    """The table gives the Python API, text and files the versions that the rule demands."""
    verdict: Verdict = "documentation"
    text = Change("description", verdict, None, (), "new", "", Place("spec/tiny.yaml", 1, 1), "other words")
    changes = {breaks: ApiChange("added", breaks, "tiny.x", None, None, "") for breaks in (True, False)}

    assert _required(api=[changes[True]]) == _level(BREAKING)
    assert _required(api=[changes[False]]) == _level(COMPATIBLE)
    assert _required("compatible", changes=[text]) == _level("`documentation` alone")
    assert _required(code_changed=True) == _level("files differ")


def test_before_the_first_major_version() -> None:
    """The page says how a breaking change counts below 1.0.0."""
    found = judge("tiny", "0.3.1", "0.3.1", "breaking", (), False, changelog.parse(""))

    assert f"Before 1.0.0, a breaking change raises the {found.required} number" in PAGE


@pytest.mark.parametrize("project", ["top-client", "openim-client"])
def test_dependencies(project: str) -> None:
    """Every dependency of the wheels is on the page."""
    text = Path("generated", project, "pyproject.toml").read_text("utf-8")
    names = set(re.findall(r'"([a-z-]+)>=', text))

    assert names
    assert [name for name in sorted(names) if name not in PAGE] == []


def test_who_links_to_the_page() -> None:
    """Users and contributors find the page, and the wheel's own page says the essence of it."""
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        assert "(codegen/runtime/VERSIONING.md)" in Path(name).read_text("utf-8")
    for project in ("top-client", "openim-client"):
        assert "Only a major version breaks Python code" in Path("generated", project, "README.md").read_text("utf-8")
