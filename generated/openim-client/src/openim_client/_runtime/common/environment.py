"""Settings from environment variables."""

from __future__ import annotations

from collections.abc import Mapping

from .errors import ValidationError


def required(env: Mapping[str, str], name: str, *, unless: bool = False) -> str | None:
    """The value of a variable.

    Args:
        env: where to look.
        name: the variable.
        unless: whether it may miss, because the setting is given otherwise.

    Raises:
        ValidationError: it is missing.
    """
    value = env.get(name)
    if value is None and not unless:
        raise ValidationError("this environment variable is not set", path=(name,))
    return value
