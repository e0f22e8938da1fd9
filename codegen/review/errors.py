"""What keeps a review from being made."""

from __future__ import annotations

from codegen.findings import UsageError


class CannotCompareError(UsageError):
    """The two versions cannot be compared; says why, and what to do."""

    def __str__(self) -> str:
        return f"The comparison could not be made, which is not the same as no changes: {super().__str__()}"
