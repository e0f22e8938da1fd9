"""Refuses what could not be compared: a list where a mapping belongs would read as nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from codegen.findings import Finding, Place, SpecError
from codegen.lint.document import Document, Mistyped
from codegen.load import ApiSpec, Members, Tokens, pointer


def require_comparable(spec: ApiSpec) -> None:
    """Check that every value whose type decides how it is compared is of that type.

    Raises:
        SpecError: Some are not; with the place of each.
    """
    findings = [
        _finding(spec.place(pointer(*item.at)), f"{item.at[-1]} is not {item.expected}")
        for item in Document(spec).mistyped
        if not _compares(item)
    ]
    findings += [_finding(spec.errors_place(pointer(*at)), message) for at, message in _odd_errors(spec.errors)]
    if findings:
        raise SpecError(findings)


def _finding(place: Place, message: str) -> Finding:
    why = "It would be compared as something else, or left out of the comparison without a word."
    return Finding(place, "not-comparable", message, why, "Mend it.")


def _odd_errors(errors: Members) -> Iterator[tuple[Tokens, str]]:
    """The sections of an error table that are no lists of mappings."""
    for section, entries in errors.items():
        if not isinstance(entries, list):
            yield (section,), f"{section} is not a list"
            continue
        for index, entry in enumerate(cast("list[object]", entries)):
            if not isinstance(entry, dict):
                yield (section, str(index)), f"{section}.{index} is not a mapping"


def _compares(item: Mistyped) -> bool:
    """Whether it is compared for what it is: a text, or what OpenAPI allows and codegen cannot express."""
    *_, key = item.at
    if key in ("additionalProperties", "unevaluatedProperties"):
        return isinstance(item.value, dict)
    if key == "type":
        return isinstance(item.value, str)
    return item.expected == "text" and key != "$ref" and not key.isdigit()
