"""The usual mistakes in a signature, each as a way to make it wrong again.

They are those of other clients, of wrong articles on the web, and of questions to the vendor.
Here are those in how parameters become a signature; `param_mistakes` has those in the parameters.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from attrs import evolve, field

from ..common.define import frozen
from .recipe import DIGESTS, Recipe


@frozen
class Mistake:
    """A mistake that reproduces a signature."""

    kind: str
    """Its name, such as ``empty-signed``."""
    text: str
    """What was done and what is right, in one sentence, without a secret."""


@frozen
class Suspicion:
    """A mistake and how it is made."""

    step: str
    """Which step it spoils: two mistakes are tried together if they spoil different ones."""
    mistake: Mistake
    make: Callable[[Recipe], Recipe] = field(repr=False)


def method_suspicions(secret: str, named: str) -> Iterator[Suspicion]:
    """Mistakes in how the parameters become a signature.

    Args:
        secret: the secret as it is known here.
        named: what ``sign_method`` names.
    """
    yield from _secret_suspicions(secret)
    yield from _digest_suspicions(named)
    yield from _charset_suspicions()
    yield from _join_suspicions()


_BLANKS: Final = {" ": "a blank", "\n": "a line break", "\r\n": "a line break", "\t": "a tab", "\r": "a line break"} | {
    "\N{NO-BREAK SPACE}": "a no-break space",
    "\N{ZERO WIDTH SPACE}": "a zero-width space",
    "\N{ZERO WIDTH NO-BREAK SPACE}": "a byte order mark",
}


def _secret_suspicions(secret: str) -> Iterator[Suspicion]:
    bare = secret.strip("".join(_BLANKS))
    if bare != secret:
        text = "The secret given here has white space around it; the signature was made without: take it away."
        yield Suspicion("secret", Mistake("secret-blank", text), lambda recipe: evolve(recipe, secret=bare))
    for blank, words in _BLANKS.items():
        for where, wrong in (("after", bare + blank), ("before", blank + bare), ("around", blank + bare + blank)):
            if wrong != secret:
                text = f"The signature was made with {words} {where} the secret: take it away where the secret is read."
                yield Suspicion("secret", Mistake("secret-blank", text), _secret(wrong))


def _secret(wrong: str) -> Callable[[Recipe], Recipe]:
    return lambda recipe: evolve(recipe, secret=wrong)


def _digest_suspicions(named: str) -> Iterator[Suspicion]:
    for method, digest in DIGESTS.items():
        if method != named:
            text = f"The signature was made with {method}, while sign_method names {named}."
            yield Suspicion("digest", Mistake("sign-method", text), _digest(digest))
    for kind, text, wrong in _WRONG_DIGESTS:
        yield Suspicion("digest", Mistake(kind, text), _digest(wrong))


def _digest(wrong: Callable[[bytes, bytes], bytes]) -> Callable[[Recipe], Recipe]:
    return lambda recipe: evolve(recipe, digest=wrong)


def _plain_md5(*parts: bytes) -> bytes:
    return hashlib.md5(b"".join(parts), usedforsecurity=False).digest()


_WRONG_DIGESTS: Final[tuple[tuple[str, str, Callable[[bytes, bytes], bytes]], ...]] = (
    (
        "md5-without-suffix",
        "The secret stands only before the string: md5 hashes secret + string + secret.",
        lambda secret, text: _plain_md5(secret, text),
    ),
    (
        "md5-without-prefix",
        "The secret stands only after the string: md5 hashes secret + string + secret.",
        lambda secret, text: _plain_md5(text, secret),
    ),
    (
        "no-secret",
        "The string was hashed without the secret.",
        lambda secret, text: _plain_md5(text),
    ),
    (
        "no-secret",
        "The string was hashed without the secret.",
        lambda secret, text: hashlib.sha256(text).digest(),
    ),
    (
        "hmac-wrapped",
        "The secret was put around the string as for md5 and used as the key too: an HMAC takes the bare string.",
        lambda secret, text: hmac.digest(secret, secret + text + secret, "sha256"),
    ),
    (
        "hmac-wrapped",
        "The secret was put around the string as for md5 and used as the key too: an HMAC takes the bare string.",
        lambda secret, text: hmac.digest(secret, secret + text + secret, "md5"),
    ),
    (
        "hmac-swapped",
        "Key and string changed places in the HMAC: the secret is the key.",
        lambda secret, text: hmac.digest(text, secret, "sha256"),
    ),
    (
        "hmac-swapped",
        "Key and string changed places in the HMAC: the secret is the key.",
        lambda secret, text: hmac.digest(text, secret, "md5"),
    ),
    (
        "no-hmac",
        "A plain SHA-256 was taken of the string and the secret: hmac-sha256 is an HMAC with the secret as key.",
        lambda secret, text: hashlib.sha256(secret + text + secret).digest(),
    ),
    (
        "no-hmac",
        "A plain SHA-256 was taken of the string and the secret: hmac-sha256 is an HMAC with the secret as key.",
        lambda secret, text: hashlib.sha256(text + secret).digest(),
    ),
)


def _charset_suspicions() -> Iterator[Suspicion]:
    for name, encode in (
        ("GBK", _gbk),
        ("Latin-1 or ASCII, which puts question marks for Chinese characters", _question_marks),
        ("UTF-8 twice over", _twice),
    ):
        text = f"The string was signed in {name}; UTF-8 is right, whatever the platform's default."
        yield Suspicion("charset", Mistake("charset", text), _encode(encode))


def _encode(wrong: Callable[[str], bytes]) -> Callable[[Recipe], Recipe]:
    return lambda recipe: evolve(recipe, encode=wrong)


def _gbk(text: str) -> bytes:
    return text.encode("gb18030")


def _question_marks(text: str) -> bytes:
    return text.encode("ascii", errors="replace")


def _twice(text: str) -> bytes:
    return text.encode().decode("latin-1").encode()


def _join_suspicions() -> Iterator[Suspicion]:
    pair = "The pairs were joined as {}; names and values follow each other without any separator."
    for form, join in (("name=value&name=value", _query), ("name=value without &", _equals), ("values only", _values)):
        yield Suspicion("join", Mistake("separators", pair.format(form)), _join(join))
    for how, order in (("ignoring case", _ignoring_case), ("by nothing", list[str])):
        text = f"The names were sorted {how}; they are sorted byte by byte, upper case first."
        yield Suspicion("order", Mistake("order", text), _order(order))


def _join(wrong: Callable[[Iterable[tuple[str, str]]], str]) -> Callable[[Recipe], Recipe]:
    return lambda recipe: evolve(recipe, join=wrong)


def _order(wrong: Callable[[Iterable[str]], list[str]]) -> Callable[[Recipe], Recipe]:
    return lambda recipe: evolve(recipe, order=wrong)


def _query(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{name}={value}" for name, value in pairs)


def _equals(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{name}={value}" for name, value in pairs)


def _values(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(value for _, value in pairs)


def _ignoring_case(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (name.lower(), name))
