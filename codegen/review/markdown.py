"""`review.md`: the text for a pull request, from which a change can be approved or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from codegen.markdown import fenced

from .approvals import FILE
from .changes_markdown import changes, exchanges, failed_examples, python_changes
from .marks import code, counted, prose, table, text
from .report import ApiReview, Check, Finding, Review

_TITLES: Final[dict[Check, str]] = {
    "changes": "Changes of the spec",
    "python": "Python API",
    "examples": "Proof by example",
    "sources": "Sources",
    "version": "Version and changelog",
    "lint": "Conventions",
    "generated": "Generated code",
    "approvals": "Approvals",
}


def markdown(review: Review) -> str:
    """The whole text."""
    parts = [
        f"# API review: {text(review.base) or 'nothing'} → working tree",
        verdict(review),
        *(part for api in review.apis for part in _api(api)),
        *_to_do(review),
    ]
    return "\n\n".join(parts) + "\n"


def verdict(review: Review) -> str:
    """Pass or fail, and why, in one line."""
    if not review.passed:
        counts = Counter((finding.api, _TITLES[finding.check].lower()) for finding in review.findings)
        reasons = "; ".join(f"{f'{api}: ' if api else ''}{what} ({count})" for (api, what), count in counts.items())
        return f"❌ **FAIL**: {reasons}."
    if review.is_quiet:
        return "✅ **PASS**: no changes."
    approved = sum(len(api.approvals) for api in review.apis)
    if approved:
        return f"✅ **PASS**: {counted(approved, 'breaking change')} approved; nothing else breaks callers."
    return "✅ **PASS**: nothing breaks callers."


def _api(api: ApiReview) -> Iterator[str]:
    if api.is_quiet:
        version = f" {api.version.now}" if api.version else ""
        yield f"## {api.api}: no changes\n\n{code(api.package)}{version} stays as it is."
        return
    yield f"## {api.api}: {_headline(api)} ({code(api.package)})"
    yield table(("", "check", "result"), list(_checks(api)))
    yield from changes(api)
    yield from python_changes(api)
    yield from failed_examples(api)
    yield from exchanges(api)
    yield from _approved(api)


def _headline(api: ApiReview) -> str:
    if api.status in ("added", "removed"):
        return f"{api.status}"
    return {"none": "the spec changes nothing", "python": "breaks Python code"}.get(api.verdict, api.verdict)


def _checks(api: ApiReview) -> Iterator[tuple[str, str, str]]:
    icons = {finding.check: "❌" for finding in api.findings}
    if api.examples:
        icons.setdefault("examples", "⚠️")
    results: dict[Check, str] = {
        "changes": _change_counts(api),
        "python": _python_counts(api),
        "examples": _proof(api),
        "sources": _found(api, "sources", "every changed operation and schema has its document"),
        "version": _version(api),
        "lint": _found(api, "lint", "kept"),
        "generated": _generated(api),
    }
    for check, result in results.items():
        yield icons.get(check, "✅"), _TITLES[check], result


def _found(api: ApiReview, check: Check, fine: str) -> str:
    count = sum(finding.check == check for finding in api.findings)
    return counted(count, "finding") if count else fine


def _change_counts(api: ApiReview) -> str:
    counts = Counter(reviewed.change.verdict for reviewed in api.changes)
    shown = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    return _with_open(shown or "none", api, "changes")


def _python_counts(api: ApiReview) -> str:
    breaks = sum(reviewed.change.breaks for reviewed in api.python)
    rest = len(api.python) - breaks
    shown = f"{breaks} breaking, {rest} compatible" if api.python else "none"
    return _with_open(shown, api, "python")


def _with_open(shown: str, api: ApiReview, check: Check) -> str:
    count = sum(finding.check == check for finding in api.findings)
    return f"{shown}; **{count} not approved**" if count else shown


def _proof(api: ApiReview) -> str:
    held = (
        f"{counted(api.requests_held, 'request example')} of the base against the new spec, "
        f"{counted(api.answers_held, 'new answer example')} against the base"
    )
    failed = len({(reviewed.failure.pointer, reviewed.failure.name) for reviewed in api.examples})
    return f"{held}: {f'**{failed} fail**' if failed else 'all fit'}"


def _version(api: ApiReview) -> str:
    if api.version is None:
        return "the package is gone"
    before, now, answer = api.version.before or "new", api.version.now, api.version.answer
    shown = f"{text(before)} → {text(now)}; the change needs: {text(answer.required)}"
    if answer.problems:
        return f"{shown}; suggested {text(answer.suggested)}"
    return f"{shown}, which the unreleased {text(now)} gives" if before == now and answer.required != "none" else shown


def _generated(api: ApiReview) -> str:
    tree, parts = api.tree, []
    if tree.files:
        lines = f"+{tree.added} −{tree.removed} lines"
        parts.append(f"the spec changes {counted(tree.files, 'file')}, {lines}: [{tree.patch}]({tree.patch})")
    if tree.by_codegen:
        parts.append(f"codegen and runtime change {counted(tree.by_codegen, 'file')}")
    return "; ".join(parts) or "the same"


def _approved(api: ApiReview) -> Iterator[str]:
    lines = [f"- {code(entry.rule)} at {code(entry.pointer)}: {prose(entry.reason)}" for entry in api.approvals]
    if lines:
        yield "### Approved\n\n" + "\n".join(lines)


def _to_do(review: Review) -> Iterator[str]:
    if review.passed:
        return
    yield "## What to do"
    others = [finding for finding in review.findings if not finding.approvable and finding.check != "version"]
    if others:
        yield "### Correct\n\n" + "\n".join(_line(finding) for finding in others)
    for api in review.apis:
        yield from _version_to_do(api)
    yield from _approvable([finding for finding in review.findings if finding.approvable])


def _line(finding: Finding) -> str:
    where = f"{code(finding.place)} " if finding.place else ""
    return f"- {where}{code(finding.rule)}: {prose(finding.message)}. {prose(finding.fix)}"


def _version_to_do(api: ApiReview) -> Iterator[str]:
    problems = [finding for finding in api.findings if finding.check == "version"]
    if not problems or api.version is None:
        return
    answer = api.version.answer
    yield f"### Version and changelog of {api.api}"
    yield "\n".join(f"- {prose(finding.message)}" for finding in problems)
    if answer.reasons:
        yield "Why:\n\n" + "\n".join(f"- {prose(str(reason))}" for reason in answer.reasons)
    file = code(f"spec/{api.api}/openapi.yaml")
    yield f"In {file}: {code(f'x-package-version: {answer.suggested}')}. In `CHANGELOG.md`, to start from:"
    yield fenced("markdown", answer.entry)


def _approvable(findings: list[Finding]) -> Iterator[str]:
    if not findings:
        return
    yield "### Approve, or take back"
    yield (
        f"Where callers can bear it, add the block to `spec/{FILE}` with a sentence that says why; "
        "the review refuses an empty reason."
    )
    first = {(finding.api, finding.rule, finding.pointer): finding for finding in reversed(findings)}
    yield fenced("toml", "\n\n".join(_block(finding) for finding in reversed(first.values())))


def _block(finding: Finding) -> str:
    values = {"api": finding.api, "rule": finding.rule, "pointer": finding.pointer, "reason": ""}
    lines = [f"# {' '.join(finding.message.split())}", "[[approve]]"]
    return "\n".join([*lines, *(f"{key} = {_toml(value)}" for key, value in values.items())])


def _toml(value: str) -> str:
    """A TOML basic string."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in escaped) + '"'
