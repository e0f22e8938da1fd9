"""Parameters of TOP as a person may see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from ..common.hiding import hidden_members, hidden_text
from ..common.secrets import MASK, Secret
from .signing import canonical

SECRET_PARAMS: Final = frozenset({"session", "sign", "access_token", "refresh_token", "app_secret", "secret"})
"""Parameters that are secret in every call."""


def shown_params(
    params: Mapping[str, str], secrets: tuple[Secret | None, ...] = (), hide: Collection[str] = ()
) -> dict[str, str]:
    """Parameters with what is secret masked.

    Args:
        params: as they are sent.
        secrets: texts that must not show wherever they stand.
        hide: further parameters, or members of JSON in them, that are secret.
    """
    names = SECRET_PARAMS.union(hide)
    return {
        name: MASK if name in names and value else hidden_text(hidden_members(value, names), secrets)
        for name, value in params.items()
    }


def shown_string_to_sign(shown: Mapping[str, str]) -> str:
    """The string to sign of parameters that may be shown."""
    return "".join(name + value for name, value in canonical(shown).items())
