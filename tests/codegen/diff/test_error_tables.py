"""Changes of errors.yaml: what an error means, and what it proves."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import evolve

from codegen.diff import compare
from codegen.load import ApiSpec, load_api

from .corpus import judged

SPEC: Final = load_api(Path(__file__).parents[3] / "spec" / "openim")


def _edited(edit: Any) -> ApiSpec:
    errors = copy.deepcopy(SPEC.errors)
    edit(errors)
    return evolve(SPEC, errors=errors)


def _set(section: str, key: str, value: Any) -> Any:
    def edit(errors: dict[str, Any]) -> None:
        errors[section][0][key] = value

    return edit


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (_set("codes", "delivery", "refused"), "breaking error-delivery-changed"),
        (_set("codes", "retry", False), "breaking error-retry-changed"),
        (_set("codes", "kind", "ConflictError"), "python error-kind-changed"),
        (_set("codes", "meaning", "Late."), "compatible error-meaning-changed"),
        (_set("codes", "colour", "red"), "breaking error-colour-changed"),
        (_set("codes", "code", 999), "breaking error-added error-removed"),
        (lambda errors: errors["codes"].pop(), "breaking error-removed"),
        (lambda errors: errors["codes"].append({"code": 999, "delivery": "unknown"}), "compatible error-added"),
        (lambda errors: errors["codes"].reverse(), "none"),
        (lambda errors: errors["ranges"].reverse(), "breaking error-order-changed"),
    ],
)
def test_change_of_the_error_table(edit: Any, expected: str) -> None:
    """What an error proves breaks callers, its class breaks Python, its text nothing; order counts where it decides."""
    assert judged(compare(SPEC, _edited(edit))) == expected


def test_message_writes_values_as_the_file_does() -> None:
    """True is Python's word; the table's is true."""
    [change] = compare(SPEC, _edited(_set("codes", "retry", False)))

    assert "was true and is false" in change.message


def test_change_is_shown_at_its_place() -> None:
    """A change of a row leads to the row in errors.yaml."""
    (change,) = compare(SPEC, _edited(_set("codes", "kind", "ConflictError")))

    assert change.place.file == "spec/openim/errors.yaml"
    assert change.pointer == "/errors/codes/0/kind"
    assert (change.old, change.new) == ("ServerError", "ConflictError")
