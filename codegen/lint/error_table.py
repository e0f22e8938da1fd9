"""Rules about errors.yaml: what each code of the API means, and what it proves."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any, Final

from ..load import ERRORS, Members, Tokens
from .document import Document, mapping, sequence
from .rules import Problem, rule
from .runtime_names import error_names

KINDS: Final = (
    "AuthenticationError",
    "BusinessError",
    "ConflictError",
    "InvalidRequestError",
    "NotFoundError",
    "PermissionDeniedError",
    "ServerError",
    "ThrottledError",
)
"""Exception classes that an answer of any server can become; `error_names` has those of one API."""
_CHOICES: Final = {
    "fault": ("caller", "account", "platform", "network", "recipient"),
    "delivery": ("not_sent", "refused", "unknown", "partial", "accepted"),
}
_COMMON: Final = ("kind", "meaning", "remedy", "fault", "delivery", "retry")
_REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "codes": ("code", "name", *_COMMON),
    "splits": ("code", "name", *_COMMON),
    "ranges": ("from", "name", *_COMMON),
    "sub_codes": ("pattern", *_COMMON),
}
_OPTIONAL: Final[dict[str, tuple[str, ...]]] = {"splits": ("detail_prefix", "detail_contains"), "ranges": ("to",)}
_NUMBERS: Final = ("code", "from", "to")


@rule("errors-file", "Without it every error of the API is unknown, and every call that fails may have been sent.")
def errors_file(document: Document) -> Iterator[Problem]:
    """The folder has an errors.yaml with codes, and nothing that is not read."""
    errors = document.spec.errors
    if not sequence(errors.get("codes")):
        message = f"{ERRORS} has no codes" if errors else f"the folder has no {ERRORS}"
        fix = "Write `codes:` with an entry for each code of the platform."
        yield Problem(("codes",), message, fix, in_errors=True)
    for key in errors:
        if key not in _REQUIRED:
            fix = f"Use one of {', '.join(_REQUIRED)}, or write it as a comment."
            yield Problem((key,), f"{key} is no section of {ERRORS}", fix, in_errors=True)


@rule("errors-entry", "The exception's class, its text and its delivery come from the entry.")
def errors_entry(document: Document) -> Iterator[Problem]:
    """Every entry is complete and has no other keys."""
    kinds = tuple(sorted((*KINDS, *error_names(document.spec.name))))
    for section, at, entry in _entries(document):
        needed, optional = _REQUIRED[section], _OPTIONAL.get(section, ())
        shown = _shown(section, entry)
        for key in needed:
            if key not in entry:
                yield Problem(at, f"{shown} has no {key}", f"Add `{key}:`.", in_errors=True)
        for key, value in entry.items():
            if key not in needed and key not in optional:
                fix = f"Remove it; an entry has {', '.join((*needed, *optional))}."
                yield Problem((*at, key), f"{shown} has an unknown key, {key}", fix, in_errors=True)
            elif expected := _expected(key, value, kinds):
                message = f"{key} of {shown} cannot be {value!r}"
                yield Problem((*at, key), message, f"Write {expected}.", in_errors=True)


def _expected(key: str, value: object, kinds: tuple[str, ...]) -> str | None:
    """What a value should be; None where it is that."""
    choices = kinds if key == "kind" else _CHOICES.get(key)
    if choices:
        # A delivery is a claim about the server: the nearest word may be the wrong one.
        close = [] if key == "delivery" else difflib.get_close_matches(str(value), choices, n=1)
        return None if value in choices else (close or [f"one of {', '.join(choices)}"])[0]
    if key in _NUMBERS:
        return None if isinstance(value, int) and not isinstance(value, bool) else "a whole number"
    if key == "retry":
        return None if isinstance(value, bool) else "true or false"
    if key.startswith("detail_"):
        listed = sequence(value) or [value]
        return None if all(isinstance(item, str) and item for item in listed) else "text"
    return None if isinstance(value, str) and value.strip() else "text"


@rule("errors-duplicate", "Only the first entry that fits is ever used.")
def errors_duplicate(document: Document) -> Iterator[Problem]:
    """No entry is hidden by one before it."""
    codes: set[object] = set()
    patterns: list[Members] = []
    for section, at, entry in _entries(document):
        if section == "codes" and isinstance(entry.get("code"), int):
            if entry["code"] in codes:
                message = f"{_shown(section, entry)} is here twice"
                yield Problem((*at, "code"), message, "Keep one of the two.", in_errors=True)
            codes.add(entry["code"])
        elif section == "sub_codes" and isinstance(entry.get("pattern"), str):
            wider = next((known for known in patterns if _hides(known, entry)), None)
            if wider is not None:
                message = f"{_shown(section, entry)} is hidden by {wider['pattern']} before it"
                yield Problem((*at, "pattern"), message, "Move it before that one, or remove it.", in_errors=True)
            patterns.append(entry)


def _hides(wider: Members, entry: Members) -> bool:
    # An entry that proves less is looked for first, whatever stands before it.
    if entry.get("delivery") == "unknown" and wider.get("delivery") != "unknown":
        return False
    return fnmatchcase(entry["pattern"], wider["pattern"].replace("[", "[[]").replace("?", "[?]"))


def _entries(document: Document) -> Iterator[tuple[str, Tokens, Members]]:
    for section in _REQUIRED:
        items: list[Any] = sequence(document.spec.errors.get(section))
        for index, entry in enumerate(items):
            yield section, (section, str(index)), mapping(entry)


def _shown(section: str, entry: Members) -> str:
    key = _REQUIRED[section][0]
    return f"{'entry' if key == 'from' else key} {entry.get(key, entry.get('name', 'without a name'))}"
