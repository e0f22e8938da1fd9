"""How a signature is made, step by step, so that each step can be made the wrong way on purpose."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from attrs import evolve, field

from ..common.define import frozen
from .signing import SignMethod, canonical

Digest = Callable[[bytes, bytes], bytes]
"""A signature's bytes from the secret and the string to sign."""


def md5(secret: bytes, text: bytes) -> bytes:
    """MD5 of the text between two copies of the secret."""
    return hashlib.md5(secret + text + secret, usedforsecurity=False).digest()


def hmac_md5(secret: bytes, text: bytes) -> bytes:
    """HMAC-MD5 with the secret as key."""
    return hmac.digest(secret, text, "md5")


def hmac_sha256(secret: bytes, text: bytes) -> bytes:
    """HMAC-SHA256 with the secret as key."""
    return hmac.digest(secret, text, "sha256")


DIGESTS: Final[Mapping[SignMethod, Digest]] = {"md5": md5, "hmac": hmac_md5, "hmac-sha256": hmac_sha256}


def in_order(names: Iterable[str]) -> list[str]:
    """Names in ordinal order."""
    return sorted(names)


def joined(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and values one after the other."""
    return "".join(name + value for name, value in pairs)


@frozen
class Recipe:
    """One way to make a signature; the defaults are the right way. Nothing of it shows in a repr."""

    params: Mapping[str, str] = field(repr=False)
    """What is signed."""
    secret: str = field(repr=False)
    digest: Digest
    order: Callable[[Iterable[str]], list[str]] = in_order
    join: Callable[[Iterable[tuple[str, str]]], str] = joined
    encode: Callable[[str], bytes] = str.encode

    @classmethod
    def right(cls, params: Mapping[str, str], secret: str, sign_method: SignMethod) -> Recipe:
        """The way of TOP's page."""
        signed = canonical(params)
        return cls({name: signed[name] for name in params if name in signed}, secret, DIGESTS[sign_method])

    def with_params(self, params: Mapping[str, str]) -> Recipe:
        """The same way with other parameters; ``sign`` is never signed."""
        return evolve(self, params={name: value for name, value in params.items() if name != "sign"})

    def signature(self) -> bytes:
        """The signature's bytes."""
        text = self.join((name, self.params[name]) for name in self.order(self.params))
        return self.digest(self.secret.encode(), self.encode(text))
