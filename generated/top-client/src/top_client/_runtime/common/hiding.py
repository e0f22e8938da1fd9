"""Texts and requests in which what is secret is replaced, for people to look at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any, Final, TypeVar, cast

import attrs

from .model import masked as masked_repr
from .secrets import MASK, Secret, masked

_PHONE: Final = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[- ]?)?1[3-9][0-9]{9}(?![0-9A-Za-z])")
"""A mobile number of mainland China, standing alone."""

T = TypeVar("T")


def hidden_copy(request: T) -> T:
    """A request whose secret members are masked; itself if it has none.

    Args:
        request: a model; what is no attrs class is taken as it is.
    """
    if not attrs.has(type(request)):
        return request
    changed = {}
    for member in attrs.fields(cast("type[attrs.AttrsInstance]", type(request))):
        value = getattr(request, member.name)
        other = _masked(value) if member.repr is masked_repr else _inside(value)
        if other is not value:
            changed[member.alias] = other
    return cast("T", attrs.evolve(cast("Any", request), **changed)) if changed else request


def hidden_text(text: str, secrets: Iterable[Secret | None] = ()) -> str:
    """A text without these secrets and without phone numbers."""
    return _PHONE.sub(MASK, masked(text, secrets))


def hidden_members(text: str, names: Collection[str]) -> str:
    """A text in which the values of these members of JSON objects are masked, also where JSON is inside a string."""
    if not names or '"' not in text:
        return text
    wanted = "|".join(re.escape(name) for name in sorted(names))
    pattern = re.compile(rf'(\\*"(?:{wanted})\\*"\s*:\s*){_VALUE}')
    return pattern.sub(lambda found: f'{found[1]}"{MASK}"', text)


_VALUE: Final = r"""(?:(?P<quote>\\*")(?:\\.|(?!(?P=quote)).)*?(?P=quote)|\[[^\]]*\]|\{[^}]*\}|[^\s,}\]]+)"""


def _masked(value: object) -> object:
    """What stands for a secret member; it is no object or list of objects, for a spec calls only scalars secret."""
    if isinstance(value, list):
        return [_masked(item) for item in cast("list[object]", value)]
    return value if value is None else MASK


def _inside(value: object) -> object:
    if isinstance(value, list):
        items = cast("list[object]", value)
        others = [_inside(item) for item in items]
        return others if any(new is not old for new, old in zip(others, items, strict=True)) else items
    return hidden_copy(value)
