"""TOP's form: each member of a request as one text.

Types and their texts are those of TOP's pages: numbers in decimals, ``true`` and ``false``, lists joined by commas,
objects as JSON.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final, cast
from urllib.parse import quote_plus, urlencode

from ..common.errors import ValidationError
from ..common.jsontext import dumps, dumps_plain, utf8

_SEPARATORS: Final = "\0\1"
"""What stands in a body for ``=`` and ``&`` until all else is quoted."""
_QUOTED: Final = [chr(byte) if chr(byte) in _SEPARATORS else quote_plus(bytes([byte])) for byte in range(256)]
"""What each byte becomes in a form."""
_SAFE: Final = bytes(byte for byte in range(256) if _QUOTED[byte] == chr(byte))
_REPLACED: Final = [(bytes([byte]), text.encode("ascii")) for byte, text in enumerate(_QUOTED)]
_FIRST: Final = b"%+"
"""To be quoted first, and in this order: others become these."""
_FEW: Final = 40
"""Kinds of bytes from which on it is quicker to look at each byte."""


def encode_members(
    members: Mapping[str, object], json_members: frozenset[str], *, plain: bool = False
) -> dict[str, str]:
    """The members of a request as texts, without those that are None or empty.

    Args:
        members: what the request's `to_dict()` gives.
        json_members: those that are sent as JSON. A string among them is taken to be JSON already.
        plain: whether they are those of a `PlainJson`.

    Raises:
        ValidationError: a member has no text form.
    """
    texts = {name: _text(name, value, json_members, plain) for name, value in members.items() if value is not None}
    return {name: text for name, text in texts.items() if text}


def form_body(params: Mapping[str, str]) -> bytes:
    """The body of a form post, in UTF-8: what `urlencode` makes of it."""
    raw = "\1".join([f"{name}\0{value}" for name, value in params.items()]).encode()
    if raw.count(b"\0") != len(params) or raw.count(b"\1") >= len(params):
        return urlencode(params).encode("ascii")  # a text holds a separator
    return _quoted(raw).replace(b"\0", b"=").replace(b"\1", b"&")


def _quoted(raw: bytes) -> bytes:
    """A body with all but its separators quoted. It holds few kinds of bytes that have to be, so it is done by kind."""
    kinds = set(raw.translate(None, _SAFE))
    if len(kinds) > _FEW:
        return raw.decode("latin-1").translate(_QUOTED).encode("ascii")
    for byte in (*_FIRST, *kinds.difference(_FIRST)):
        raw = raw.replace(*_REPLACED[byte])
    return raw


def _text(name: str, value: object, json_members: frozenset[str], plain: bool) -> str:
    if isinstance(value, str):
        utf8(value, path=(name,))
        return value
    if name in json_members or _is_object(value):
        return dumps_plain(value, path=(name,)).decode() if plain else dumps(value, path=(name,))
    if isinstance(value, list | tuple):
        return _joined(name, cast("Sequence[object]", value))
    return _scalar(value, (name,))


def _is_object(value: object) -> bool:
    return isinstance(value, Mapping)


def _joined(name: str, values: Sequence[object]) -> str:
    texts = [_scalar(value, (name, index)) for index, value in enumerate(values)]
    for index, text in enumerate(texts):
        if not text or "," in text:
            raise ValidationError(
                "must not be empty or hold a comma: the items are joined by commas", path=(name, index)
            )
    return ",".join(texts)


def _scalar(value: object, path: tuple[str | int, ...]) -> str:
    if isinstance(value, str):
        utf8(value, path=path)
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float) and math.isfinite(value):
        from decimal import Decimal  # takes long to import, and few members are fractions

        return format(Decimal(repr(value)), "f")
    if isinstance(value, float):
        raise ValidationError("must be finite: there is no text for NaN or infinity", path=path)
    raise ValidationError(f"has no form text: {type(value).__name__}", path=path)
