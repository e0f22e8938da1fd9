"""`review.json`: the review for programs, as `review.schema.json` describes it."""

from __future__ import annotations

import json
from typing import Any

from codegen.diff.output import change_as_json

from .approvals import Approval
from .report import (
    ApiReview,
    Exchange,
    Finding,
    Review,
    ReviewedChange,
    ReviewedExample,
    ReviewedPython,
    TreeDifference,
    Version,
)
from .trace import Trace


def document(review: Review) -> str:
    """The whole document."""
    content = {
        "schema": 1,
        "base": review.base,
        "passed": review.passed,
        "changed": not all(api.is_quiet for api in review.apis),
        "findings": [_finding(finding) for finding in review.findings],
        "apis": [_api(api) for api in review.apis],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "api": finding.api or None,
        "rule": finding.rule,
        "pointer": finding.pointer,
        "place": finding.place or None,
        "message": finding.message,
        "fix": finding.fix,
        "approvable": finding.approvable,
    }


def _api(api: ApiReview) -> dict[str, Any]:
    return {
        "api": api.api,
        "package": api.package,
        "status": api.status,
        "verdict": api.verdict,
        "changes": [_change(reviewed) for reviewed in api.changes],
        "python": [_python(reviewed) for reviewed in api.python],
        "proof": {
            "requests_held": api.requests_held,
            "answers_held": api.answers_held,
            "failures": [_example(reviewed) for reviewed in api.examples],
        },
        "exchanges": [_exchange(exchange) for exchange in api.exchanges],
        "generated": _tree(api.tree),
        "version": _version(api.version) if api.version else None,
        "operations": api.operations,
    }


def _change(reviewed: ReviewedChange) -> dict[str, Any]:
    return {
        **change_as_json(reviewed.change),
        "source": _trace(reviewed.trace) if reviewed.trace else None,
        "approval": _approval(reviewed.approval),
    }


def _trace(trace: Trace) -> dict[str, Any]:
    return {
        "document": trace.document,
        "basis": trace.basis,
        "place": str(trace.place),
        "deviation": trace.deviation or None,
    }


def _approval(approval: Approval | None) -> dict[str, Any] | None:
    return {"reason": approval.reason, "place": str(approval.place)} if approval else None


def _python(reviewed: ReviewedPython) -> dict[str, Any]:
    change = reviewed.change
    return {
        "kind": change.kind,
        "breaks": change.breaks,
        "path": change.path,
        "message": change.message,
        "old": change.old,
        "new": change.new,
        "approval": _approval(reviewed.approval),
    }


def _example(reviewed: ReviewedExample) -> dict[str, Any]:
    failure = reviewed.failure
    return {
        "operation": failure.operation,
        "direction": failure.direction,
        "side": failure.side,
        "name": failure.name,
        "pointer": failure.pointer,
        "place": str(failure.place),
        "value": failure.value,
        "member": failure.member,
        "message": failure.message,
        "explained": reviewed.explained,
        "approval": _approval(reviewed.approval),
    }


def _exchange(exchange: Exchange) -> dict[str, Any]:
    return {
        "operation": exchange.operation,
        "name": exchange.name,
        "changed": exchange.changed,
        "blocks": [
            {"caption": block.caption, "language": block.language, "before": block.before, "after": block.after}
            for block in exchange.blocks
        ],
    }


def _tree(tree: TreeDifference) -> dict[str, Any]:
    return {
        "patch": tree.patch or None,
        "files": tree.files,
        "lines_added": tree.added,
        "lines_removed": tree.removed,
        "files_changed_by_codegen": tree.by_codegen,
    }


def _version(version: Version) -> dict[str, Any]:
    answer = version.answer
    return {
        "before": version.before or None,
        "now": version.now,
        "required": answer.required,
        "suggested": answer.suggested,
        "problems": list(answer.problems),
        "reasons": [str(reason) for reason in answer.reasons],
        "entry": answer.entry,
    }
