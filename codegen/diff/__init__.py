"""What changed between two versions of a spec, and whom each change breaks."""

from __future__ import annotations

from codegen.load import ApiSpec

from .changes import Change, Overall, Verdict, overall
from .documents import compare_documents
from .error_tables import compare_error_tables
from .nodes import root
from .report import Report, Scope
from .shapes import require_comparable

__all__ = ["Change", "Overall", "Verdict", "compare", "overall"]


def compare(old: ApiSpec, new: ApiSpec) -> tuple[Change, ...]:
    """Compare two versions of one API's spec.

    Args:
        old: The version that callers know.
        new: The version that replaces it.

    Returns:
        Every change, the worst first; nothing where both mean the same and read the same.

    Raises:
        SpecError: One of them has parts that cannot be compared.
    """
    require_comparable(old)
    require_comparable(new)
    report = Report()
    compare_documents(Scope(report), root(old, "old"), root(new, "new"))
    compare_error_tables(report, old, new)
    return report.changes()
