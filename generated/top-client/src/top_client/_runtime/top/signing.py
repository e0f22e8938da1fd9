"""TOP's signature as three pure steps: canonical parameters, string to sign, signature.

The rules are those of TOP's page on calling an API (101617). Where its text is silent, the official Java SDK decides:
parameters without a value are neither signed nor sent.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, Literal, cast, get_args

from ..common.errors import ValidationError
from ..common.jsontext import utf8

SignMethod = Literal["md5", "hmac", "hmac-sha256"]
"""``hmac`` is HMAC-MD5."""

SIGN_METHODS: Final[tuple[SignMethod, ...]] = get_args(SignMethod)
DEFAULT_SIGN_METHOD: Final[SignMethod] = "hmac-sha256"


def canonical(params: Mapping[str, str | None]) -> dict[str, str]:
    """The parameters that are signed and sent, sorted by name in ordinal order.

    Args:
        params: names and values, values as text and not URL-encoded. ``sign``, None and ``""`` are left out.

    Raises:
        ValidationError: a value is no text.
    """
    return {
        name: value
        for name in sorted(params)
        if name != "sign" and (value := _text(name, cast("object", params[name])))
    }


def string_to_sign(params: Mapping[str, str | None], *, secret: str, sign_method: str, body: str = "") -> str:
    """Names and values in order, one after the other, and the body: what is hashed, without the secret.

    ``md5`` hashes it between two copies of the secret, the other methods use the secret as key. So this text may be
    shown, and it is the same for every sign method.

    Args:
        params: as in `canonical`.
        secret: not part of the result; checked as in `sign`.
        sign_method: checked as in `sign`.
        body: the raw body of batch calls and others that do not send a form.

    Raises:
        ValidationError: as in `sign`.
    """
    _check(secret, sign_method, body)
    return _joined(params) + body


def sign(params: Mapping[str, str | None], *, secret: str, sign_method: str, body: str = "") -> str:
    """The signature: 32 upper-case hexadecimal digits, 64 for ``hmac-sha256``.

    Args:
        params: every text parameter that is sent, common ones included, as in `canonical`.
        secret: the application's secret.
        sign_method: ``md5``, ``hmac`` or ``hmac-sha256``.
        body: the raw body of batch calls and others that do not send a form.

    Raises:
        ValidationError: the sign method is unknown, the secret is empty, or a value is no text.
    """
    _check(secret, sign_method, body)
    message, key = _encoded(_joined(params) + body, secret)
    if sign_method == "md5":
        return hashlib.md5(key + message + key, usedforsecurity=False).hexdigest().upper()
    digest = "md5" if sign_method == "hmac" else "sha256"
    return hmac.digest(key, message, digest).hex().upper()


def checked_sign_method(value: object) -> SignMethod:
    """A sign method that TOP knows.

    Raises:
        ValidationError: it is none. The text does not hold the value, which may be a secret in the wrong place.
    """
    for known in SIGN_METHODS:
        if value == known:
            return known
    raise ValidationError(f"must be one of {', '.join(SIGN_METHODS)}", path=("sign_method",))


@lru_cache(maxsize=1024)
def in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names in ordinal order. The same come again with each call of a method."""
    return tuple(sorted(names))


def _joined(params: Mapping[str, str | None]) -> str:
    """Names and values, those of `canonical`. Most calls leave nothing out, and need no other dict for it."""
    if "sign" not in params and all(params.values()):
        names = in_order(tuple(params))
        parts = [*names, *names]
        parts[::2], parts[1::2] = names, map(cast("Callable[[str], str]", params.__getitem__), names)
        try:
            return "".join(parts)
        except TypeError:  # one is no text: canonical says which
            pass
    return "".join(name + value for name, value in canonical(params).items())


def _encoded(message: str, secret: str) -> tuple[bytes, bytes]:
    try:
        return message.encode(), secret.encode()
    except UnicodeEncodeError:
        pass
    # Outside of the handler, as in `utf8`, which says what cannot be carried.
    return utf8(message, path=("params",)), utf8(secret, path=("secret",))


def _check(secret: object, sign_method: object, body: object) -> None:
    if sign_method not in SIGN_METHODS:
        checked_sign_method(sign_method)
    if not isinstance(secret, str):
        raise ValidationError(f"str expected, not {type(secret).__name__}", path=("secret",))
    if not secret:
        raise ValidationError("must not be empty", path=("secret",))
    if not isinstance(body, str):
        raise ValidationError(f"str expected, not {type(body).__name__}", path=("body",))


def _text(name: object, value: object) -> str:
    if not isinstance(name, str):
        raise ValidationError(f"names must be str, not {type(name).__name__}", path=("params",))
    if value is not None and not isinstance(value, str):
        raise ValidationError(f"str expected, not {type(value).__name__}", path=("params", name))
    return value or ""
