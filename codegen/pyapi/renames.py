"""Names that are gone, matched with new ones of the same object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

_Object = TypeVar("_Object")


def renames(gone: Mapping[str, _Object], come: Mapping[str, _Object]) -> dict[str, str]:
    """The new name by the old one, for objects that are equal and without rivals.

    Args:
        gone: What only the old version has, by its names.
        come: What only the new version has.
    """
    found: dict[str, str] = {}
    for name, item in gone.items():
        rivals, alike = ([key for key, other in side.items() if other == item] for side in (gone, come))
        if len(rivals) == len(alike) == 1:
            found[name] = alike[0]
    return found
