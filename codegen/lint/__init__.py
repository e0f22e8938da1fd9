"""Whether a spec keeps the conventions: one function a rule, one finding a place.

Reading the files already refuses what is no document (see `codegen.load`); rules look at what could be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Final

from ..findings import Finding, Place
from ..load import ApiSpec, pointer
from . import (
    bodies,
    calls,
    clashes,
    conditions,
    error_table,
    examples,
    files,
    keywords,
    members,
    names,
    objects,
    operations,
    provenance,
    sending,
    texts,
    types,
    unions,
)
from .document import Document
from .rules import Problem, Rule

_MODULES: Final[tuple[ModuleType, ...]] = (
    keywords,
    operations,
    calls,
    files,
    bodies,
    sending,
    objects,
    types,
    members,
    unions,
    conditions,
    names,
    clashes,
    texts,
    provenance,
    examples,
    error_table,
)

RULES: Final[tuple[Rule, ...]] = tuple(
    item for module in _MODULES for item in vars(module).values() if isinstance(item, Rule)
)


def lint(spec: ApiSpec, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """Check every rule.

    Args:
        spec: A spec that could be read.
        rules: The rules to check.

    Returns:
        What breaks a rule, by file, line and rule; each finding once.
    """
    document = Document(spec)
    found = {finding for rule in rules for finding in _findings(rule, document)}
    return sorted(found, key=lambda finding: finding.order)


def _findings(rule: Rule, document: Document) -> list[Finding]:
    try:
        problems = list(rule.check(document))
    except Exception as exc:
        why = "What is broken elsewhere in the spec may be the reason, or the rule is at fault."
        fix = "Correct the other findings; if this one stays alone, report it."
        message = f"the rule could not be checked: {type(exc).__name__}: {exc}"
        return [Finding(document.spec.place(""), rule.id, message, why, fix)]
    return [
        Finding(_place(problem, document.spec), rule.id, problem.message, rule.why, problem.fix) for problem in problems
    ]


def _place(problem: Problem, spec: ApiSpec) -> Place:
    found = pointer(*problem.at)
    return spec.errors_place(found) if problem.in_errors else spec.place(found)
