"""The versioning rule, one test a sentence of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.diff.changes import Change, Overall, Verdict
from codegen.findings import Place
from codegen.pyapi import ApiChange
from codegen.versioning import VersionVerdict, judge
from codegen.versioning import changelog as log
from codegen.versioning.changelog import Changelog
from codegen.versioning.numbers import LEVELS, Level, Version

BROKEN = ApiChange("removed", True, "tiny.send", "function", None, "tiny.send is gone: function")
ADDED = ApiChange("added", False, "tiny.post", None, "function", "tiny.post is new: function")
WIDENED = ApiChange("type-changed", False, "tiny.to", "int", "int | str", "tiny.to: the type was int and is int | str")


def _changelog(*sections: str) -> Changelog:
    """Sections as ``version date kind kind``, the newest first."""
    parts = []
    for section in sections:
        version, date, *kinds = section.split()
        items = "".join(f"### {kind}\n\n- Something.\n\n" for kind in kinds)
        parts.append(f"## tiny {version} — {date}\n\n{items}")
    return log.parse("# Changelog\n\n" + "".join(parts))


OLD = "1.2.3 2026-01-01 Fixed"


def _judge(new: str, *sections: str, base: str = "1.2.3", **given: Any) -> VersionVerdict:
    found: dict[str, Any] = {"spec": "none", "api": (), "code_changed": False, **given}
    return judge("tiny", base, new, changelog=_changelog(*sections), **found)


def _change(verdict: Verdict, rule: str = "member-required", message: str = "a is required now") -> Change:
    return Change(rule, verdict, "request", ("/a",), "new", "/a", Place("spec/tiny.yaml", 1, 1), message)


def test_nothing_changed() -> None:
    """Where nothing has changed, the version stays."""
    verdict = _judge("1.2.3", OLD)

    assert (verdict.required, verdict.suggested, verdict.problems, verdict.reasons) == ("none", "1.2.3", (), ())


@pytest.mark.parametrize(
    ("spec", "required", "suggested"),
    [
        ("breaking", "major", "2.0.0"),
        ("python", "major", "2.0.0"),
        ("compatible", "minor", "1.3.0"),
        ("none", "none", "1.2.3"),
    ],
)
def test_spec(spec: Overall, required: Level, suggested: str) -> None:
    """The spec's verdict demands a level, and the next version of it is suggested."""
    verdict = _judge("1.2.3", OLD, spec=spec)

    assert (verdict.required, verdict.suggested) == (required, suggested)


def test_text_of_the_spec() -> None:
    """Where the spec's text alone has changed, a patch is enough."""
    assert _judge("1.2.3", OLD, spec="compatible", changes=[_change("documentation")]).required == "patch"
    both = [_change("documentation"), _change("compatible")]
    assert _judge("1.2.3", OLD, spec="compatible", changes=both).required == "minor"


@pytest.mark.parametrize(
    ("api", "required"), [([BROKEN, ADDED], "major"), ([ADDED], "minor"), ([WIDENED], "minor"), ([], "none")]
)
def test_python_api(api: list[ApiChange], required: Level) -> None:
    """What breaks Python callers demands a major version, what they may use a minor one."""
    assert _judge("1.2.3", OLD, api=api).required == required


@pytest.mark.parametrize(
    ("kind", "required"),
    [
        ("Breaking", "major"),
        ("Added", "minor"),
        ("Changed", "minor"),
        ("Deprecated", "minor"),
        ("Fixed", "patch"),
        ("Security", "patch"),
    ],
)
def test_changelog(kind: str, required: Level) -> None:
    """The headings of the new section demand a level; those of versions that are out do not."""
    verdict = _judge("1.2.4", f"1.2.4 unreleased {kind}", "1.2.3 2026-01-01 Breaking")

    assert verdict.required == required
    assert bool(verdict.problems) is (required != "patch")


def test_changelog_of_several_versions() -> None:
    """Every section above the released version counts."""
    sections = ("1.2.5 unreleased Fixed", "1.2.4 2026-02-01 Added", OLD)

    assert _judge("1.2.5", *sections).required == "minor"


def test_code() -> None:
    """A package with other files is another version."""
    verdict = _judge("1.2.3", OLD, code_changed=True)

    assert verdict.problems == (
        "tiny is 1.2.3 and has to be 1.2.4 at least (patch after 1.2.3): files: patch, the package's files differ.",
    )


@pytest.mark.parametrize(("spec", "whom"), [("breaking", "callers"), ("python", "Python code")])
def test_reason_names_whom_the_spec_breaks(spec: Overall, whom: str) -> None:
    """A reviewer reads who is broken, and not the engine's word for it."""
    verdict = _judge("2.0.0", "2.0.0 unreleased Breaking", OLD, spec=spec)

    assert str(verdict.reasons[0]) == f"spec: major, the change breaks {whom}"


def test_largest_of_all() -> None:
    """The largest demand holds, and every one is named."""
    verdict = _judge("1.3.0", "1.3.0 unreleased Fixed", OLD, spec="compatible", api=[BROKEN], code_changed=True)

    assert verdict.required == "major"
    assert [str(reason) for reason in verdict.reasons] == [
        "spec: minor, the change is compatible",
        "Python API: major, 1 breaking, such as: tiny.send is gone: function",
        "changelog: patch, it has Fixed",
        "files: patch, the package's files differ",
    ]
    assert len(verdict.problems) == 2
    assert verdict.problems[0].startswith("tiny is 1.3.0 and has to be 2.0.0 at least (major after 1.2.3): spec: minor")
    assert verdict.problems[1] == "CHANGELOG.md does not say below `### Breaking` of tiny 1.3.0 what breaks."


def test_breaking_change_that_keeps_the_rule() -> None:
    """A major version whose section says what breaks is well."""
    assert _judge("2.0.0", "2.0.0 unreleased Breaking", OLD, spec="breaking", api=[BROKEN]).problems == ()


def test_higher_than_needed() -> None:
    """More than is demanded is allowed."""
    assert _judge("1.3.0", "1.3.0 unreleased Fixed", OLD, code_changed=True).problems == ()


def test_falling_version() -> None:
    """A version never falls."""
    assert _judge("1.2.2", "1.2.3 2026-01-01 Fixed", "1.2.2 2025-01-01 Fixed").problems == (
        "tiny falls from 1.2.3 to 1.2.2.",
    )


def test_missing_section() -> None:
    """The changelog has a section for exactly the new version."""
    assert _judge("1.2.4", OLD, code_changed=True).problems == (
        "CHANGELOG.md has no section `## tiny 1.2.4 — unreleased`.",
    )


@pytest.mark.parametrize("bad", ["1.2", "1.2.3rc1", "v1.2.3"])
def test_no_version(bad: str) -> None:
    """A version is three numbers, in the base as in the change."""
    expected = (f"tiny {bad} is no version: three numbers with dots.",)

    assert _judge(bad, OLD).problems == expected
    assert _judge("1.2.3", OLD, base=bad).problems == expected


@pytest.mark.parametrize(
    ("given", "required", "suggested"),
    [
        ({"spec": "breaking"}, "minor", "0.4.0"),
        ({"api": [BROKEN]}, "minor", "0.4.0"),
        ({"spec": "compatible"}, "patch", "0.3.2"),
        ({"code_changed": True}, "patch", "0.3.2"),
    ],
)
def test_before_the_first_major_version(given: dict[str, Any], required: Level, suggested: str) -> None:
    """Below 1.0.0 a breaking change raises the minor, all else the patch."""
    verdict = _judge("0.3.1", "0.3.1 2026-01-01 Added", base="0.3.1", **given)

    assert (verdict.required, verdict.suggested) == (required, suggested)


def test_first_version_that_is_not_released() -> None:
    """What nobody has may change as it is."""
    verdict = _judge("1.0.0", "1.0.0 unreleased Added", base="1.0.0", spec="breaking", api=[BROKEN], code_changed=True)

    assert (verdict.suggested, verdict.problems) == ("1.0.0", ())


def test_later_version_that_is_not_released() -> None:
    """A version that is not released is held against the one before it."""
    sections = ("1.3.0 unreleased Added", OLD)

    assert _judge("1.3.0", *sections, base="1.3.0", spec="compatible", code_changed=True).problems == ()
    verdict = _judge("1.3.0", *sections, base="1.3.0", api=[BROKEN])
    assert verdict.suggested == "2.0.0"
    assert len(verdict.problems) == 2


def test_release_that_is_taken_back() -> None:
    """What is released is said by the base's changelog, so that a change can't take the day away."""
    base = _changelog("1.2.3 2026-01-01 Fixed")
    verdict = _judge("1.2.3", "1.2.3 unreleased Fixed", code_changed=True, base_changelog=base)

    assert verdict.suggested == "1.2.4"
    assert len(verdict.problems) == 1


def test_suggested_section() -> None:
    """The suggested section has what was found, each thing once, below the heading that it belongs to."""
    changes = [
        _change("breaking"),
        _change("python", "operationId", "the method has another name in Python."),
        _change("compatible", "member-added", "b is new and optional"),
        _change("compatible", "member-optional", "c is optional now"),
        _change("documentation"),
        _change("documentation"),
    ]
    verdict = _judge("1.2.3", OLD, spec="breaking", api=[BROKEN, BROKEN, ADDED, WIDENED], changes=changes)

    assert verdict.entry == (
        "## tiny 2.0.0 — unreleased\n\n"
        "### Breaking\n\n"
        "- a is required now.\n- the method has another name in Python.\n- tiny.send is gone: function.\n\n"
        "### Added\n\n"
        "- b is new and optional.\n- tiny.post is new: function.\n\n"
        "### Changed\n\n"
        "- c is optional now.\n- tiny.to: the type was int and is int | str.\n\n"
        "### Fixed\n\n"
        "- The documentation has changed in 2 places.\n"
    )


VERSIONS = st.builds(Version, *[st.integers(0, 5)] * 3)
SPECS: st.SearchStrategy[Overall] = st.sampled_from(["breaking", "python", "compatible", "none"])
APIS = st.lists(st.sampled_from([BROKEN, ADDED, WIDENED]), max_size=2)


@given(VERSIONS, SPECS, APIS, st.booleans())
def test_the_suggestion_keeps_the_rule(base: Version, spec: Overall, api: list[ApiChange], changed: bool) -> None:
    """Whoever takes the suggested version and section is done: the section demands no more than its version gives."""
    old = f"## tiny {base} — 2026-01-01\n\n### Fixed\n\n- Something.\n"
    changes = [] if spec == "none" else [_change(spec)]

    def judged(new: str, text: str) -> VersionVerdict:
        return judge("tiny", str(base), new, spec, api, changed, log.parse(text), changes=changes)

    first = judged(str(base), old)
    second = judged(first.suggested, old if first.required == "none" else f"{first.entry}\n{old}")

    assert second.problems == ()
    assert (second.required, second.suggested) == (first.required, first.suggested)


@given(VERSIONS, VERSIONS, SPECS, APIS, st.booleans())
def test_a_version_is_well_if_it_rises_enough(
    base: Version, new: Version, spec: Overall, api: list[ApiChange], changed: bool
) -> None:
    """Problems with the version are there exactly where it falls or rises less than is demanded."""
    verdict = judge("tiny", str(base), str(new), spec, api, changed, Changelog(()))
    about_version = [text for text in verdict.problems if not text.startswith("CHANGELOG.md")]
    enough = new >= base and LEVELS.index(base.rise_to(new)) >= LEVELS.index(verdict.required)

    assert (about_version == []) is enough
