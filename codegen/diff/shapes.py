"""Refuses what could not be compared: a list where a mapping belongs would read as nothing at all."""

from __future__ import annotations

from codegen.findings import Finding, SpecError
from codegen.lint.document import Document, Mistyped
from codegen.load import ApiSpec, pointer


def require_comparable(spec: ApiSpec) -> None:
    """Check that every value whose type decides how it is compared is of that type.

    Raises:
        SpecError: Some are not; with the place of each.
    """
    why = "It would be compared as something else, or left out of the comparison without a word."
    findings = [
        Finding(
            spec.place(pointer(*item.at)), "not-comparable", f"{item.at[-1]} is not {item.expected}", why, "Mend it."
        )
        for item in Document(spec).mistyped
        if not _compares(item)
    ]
    if findings:
        raise SpecError(findings)


def _compares(item: Mistyped) -> bool:
    """Whether it is compared for what it is: a text, or what OpenAPI allows and codegen cannot express."""
    *_, key = item.at
    if key in ("additionalProperties", "unevaluatedProperties"):
        return isinstance(item.value, dict)
    if key == "type":
        return isinstance(item.value, str)
    return item.expected == "text" and key != "$ref" and not key.isdigit()
