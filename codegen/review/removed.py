"""The review of an API that is gone: it breaks every caller, and nothing of it needs to be generated."""

from __future__ import annotations

from codegen.diff.changes import Change
from codegen.load import ApiSpec
from codegen.naming import operation_call_path

from .ledger import Ledger
from .objections import change_findings
from .report import ApiReview, ReviewedChange, TreeDifference
from .workplace import Workplace

_RULE = "api-removed"


def examine_removed(spec: ApiSpec, workplace: Workplace, ledger: Ledger) -> tuple[ApiReview, bytes]:
    """Review the removal of an API, whose runtime may be gone too.

    Returns:
        The review, and the patch that removes its generated code.
    """
    name = str(spec.document["x-package"]["name"])
    patch = workplace.lay_out((name, workplace.committed(name)), (name, {}))
    paths = tuple(sorted(spec.document["paths"]))
    message = f"{spec.name} is gone: every call fails"
    change = Change(_RULE, "breaking", None, paths, "old", "/paths", spec.place("/paths"), message)
    reviewed = (ReviewedChange(change, None, ledger.take(spec.name, _RULE, "/paths")),)
    review = ApiReview(
        api=spec.name,
        package=name,
        status="removed",
        changes=reviewed,
        tree=TreeDifference(f"{spec.name}.patch" if patch.text else "", patch.files, patch.added, patch.removed),
        findings=tuple(change_findings(spec.name, reviewed)),
        operations={path: _python_name(path) for path in paths},
    )
    return review, patch.text


def _python_name(path: str) -> str:
    resource, method = operation_call_path(path)
    return ".".join((*resource, method))
