"""Secrets that do not show themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

from .errors import ValidationError
from .jsontext import utf8

MASK = "***"


@final
class Secret:
    """A text that neither `repr` nor `str` shows."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    @classmethod
    def checked(cls, value: object, name: str) -> Secret:
        """The secret that a caller gave.

        Raises:
            ValidationError: it is no text, empty, or has white space or an invisible character around it, the
                most frequent cause of refused signatures. It names the parameter, never the value.
        """
        return cls(checked_text(value, name))

    def reveal(self) -> str:
        """The secret itself, for the one place that needs it."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return f"Secret({MASK!r})"

    def __str__(self) -> str:
        return MASK


def checked_text(value: object, name: str) -> str:
    """A text that is not empty and has nothing invisible around it.

    Raises:
        ValidationError: naming the parameter, never the value.
    """
    if not isinstance(value, str):
        raise ValidationError(f"str expected, not {type(value).__name__}", path=(name,))
    if not value.strip():
        raise ValidationError("must not be empty", path=(name,))
    if value != value.strip() or not (value[0].isprintable() and value[-1].isprintable()):
        raise ValidationError("has white space or an invisible character around it", path=(name,))
    utf8(value, path=(name,))
    return value


def masked(text: str, secrets: Iterable[Secret | None]) -> str:
    """A text of somebody else's, with our secrets taken out."""
    for secret in secrets:
        if secret is not None:
            text = text.replace(secret.reveal(), MASK)
    return text
