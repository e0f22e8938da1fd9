"""What a lint rule is: a name, the harm it prevents, and a function that finds the places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import frozen

from ..load import Tokens
from .document import Document


@frozen
class Problem:
    """One place where a spec breaks a rule."""

    at: Tokens
    """Where, as member names and indexes from the root of the document."""
    message: str
    fix: str
    in_errors: bool = False
    """Whether `at` leads into errors.yaml."""


Check: TypeAlias = Callable[[Document], Iterator[Problem]]


@frozen
class Rule:
    """One convention of a spec."""

    id: str
    why: str
    check: Check


def rule(id: str, why: str) -> Callable[[Check], Rule]:  # noqa: A002 - it is the rule's id everywhere
    """Make a rule of a function."""
    return lambda check: Rule(id, why, check)
