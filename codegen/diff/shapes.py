"""Refuses what could not be compared: a list where a mapping belongs would read as nothing at all."""

from __future__ import annotations

from codegen.findings import Finding, SpecError
from codegen.lint.document import Document
from codegen.load import ApiSpec, pointer


def require_comparable(spec: ApiSpec) -> None:
    """Check that every mapping and list of a spec is one.

    Raises:
        SpecError: Some are not; with the place of each.
    """
    why = "What is below would be left out of the comparison without a word."
    findings = [
        Finding(
            spec.place(pointer(*item.at)), "not-comparable", f"{item.at[-1]} is not {item.expected}", why, "Mend it."
        )
        for item in Document(spec).mistyped
        if item.expected in ("a mapping", "a list")
    ]
    if findings:
        raise SpecError(findings)
