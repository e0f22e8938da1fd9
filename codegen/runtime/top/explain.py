"""Why a signature is refused: which usual mistake reproduces it, or the string to sign for a person to compare."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from attrs import frozen

from ..common.secrets import MASK, Secret
from .hiding import shown_params, shown_string_to_sign
from .mistakes import Mistake, Suspicion, method_suspicions
from .param_mistakes import param_suspicions
from .recipe import Recipe
from .signing import SIGN_METHODS, SignMethod, checked_sign_method, sign

LONG: Final = 200_000
"""Characters of parameters above which mistakes are tried alone and not in pairs."""
_DEFAULT: Final[SignMethod] = "md5"
"""What the gateway takes a call without ``sign_method`` for."""


@frozen
class Explanation:
    """What a signature shows about how it was made. It holds no secret."""

    is_right: bool
    """Whether the signature is right for the parameters and the secret."""
    mistakes: tuple[Mistake, ...]
    """What reproduces a wrong one; empty if nothing usual does."""
    sign_method: str
    """The method that the parameters name."""
    string_to_sign: str
    """What has to be hashed, with secret values masked."""

    def __str__(self) -> str:
        if self.mistakes:
            return "\n".join(["The signature is wrong for these parameters:", *_bullets(self.mistakes)])
        verdict = _RIGHT if self.is_right else _NOT_REPRODUCED
        return "\n".join([verdict, f"String to sign, secrets masked, by {self.sign_method}:", self._formula()])

    def _formula(self) -> str:
        if self.sign_method == "md5":
            return f"MD5({MASK} + string + {MASK}), where the string is\n{self.string_to_sign}"
        return f"{_HMACS.get(self.sign_method, 'HMAC')}(key={MASK}, string), where the string is\n{self.string_to_sign}"


_HMACS: Final = {"hmac": "HMAC-MD5", "hmac-sha256": "HMAC-SHA256"}
_RIGHT: Final = (
    "The signature is right for these parameters and this secret. If the gateway refuses it with code 25,\n"
    "the secret is not that of this app_key there, or the parameters changed on their way."
)
_NOT_REPRODUCED: Final = (
    "The signature is wrong for these parameters and this secret, and no usual mistake reproduces it.\n"
    "Most often it was made with the secret of another application or environment, or a value changed after signing."
)


def explain(
    params: Mapping[str, str], *, secret: str, session: str | None = None, hide: Collection[str] = ()
) -> Explanation:
    """Tell whether a signature is right and, if it is not, which usual mistake makes it.

    Nothing is sent. One mistake is tried after the other, then two at once.

    Args:
        params: every text parameter as it was sent, ``sign`` included, values not URL-encoded.
        secret: the application's secret. White space around it is kept: it is one of the mistakes.
        session: a session that may have been signed and not sent.
        hide: parameters, or members of JSON in them, that must not show in the explanation.
            What is always secret, and phone numbers, do not show anyway.

    Raises:
        ValidationError: the secret is empty, or a value is no text.
    """
    named = params.get("sign_method") or _DEFAULT
    shown = shown_params(params, tuple(Secret(text) for text in (secret.strip(), session) if text), hide)
    known = named in SIGN_METHODS
    expected = bytes.fromhex(sign(params, secret=secret, sign_method=named if known else _DEFAULT))
    given = params.get("sign", "")
    wanted = signature_bytes(given)
    if wanted == expected and known:
        mistakes = _form_mistakes(given)
    elif wanted is None or not known:
        mistakes = _unreadable(given) if known else (_UNKNOWN_METHOD,)
    else:
        deep = sum(map(len, params.values())) <= LONG
        mistakes = reproduce(params, wanted, secret=secret, session=session, deep=deep)
        mistakes = (*mistakes, *_form_mistakes(given)) if mistakes else _length_mistakes(wanted, named)
    is_right = wanted == expected and known and not mistakes
    return Explanation(is_right, mistakes, named if known else MASK, shown_string_to_sign(shown))


def reproduce(
    params: Mapping[str, str], wanted: bytes, *, secret: str, session: str | None = None, deep: bool = True
) -> tuple[Mistake, ...]:
    """The mistakes that lead from parameters to a signature; none if no usual ones do.

    Args:
        params: what was sent.
        wanted: the bytes of the signature.
        secret: the application's secret.
        session: a session that may have been signed and not sent.
        deep: whether two mistakes are tried at once, which takes some hundred milliseconds.
    """
    named = checked_sign_method(params.get("sign_method") or _DEFAULT)
    sent = {name: value for name, value in params.items() if name != "sign"}
    suspicions = [*method_suspicions(secret, named), *param_suspicions(sent, secret, session)]
    right = Recipe.right(sent, secret, named)
    for made in _combinations(suspicions, deep):
        recipe = right
        for suspicion in made:
            recipe = suspicion.make(recipe)
        if recipe.signature() == wanted:
            return tuple(suspicion.mistake for suspicion in made)
    return ()


def signature_bytes(given: str) -> bytes | None:
    """The bytes that a signature writes in hexadecimal digits or Base64; None if it is neither."""
    if len(given) in (32, 64) and _HEX.fullmatch(given):
        return bytes.fromhex(given)
    try:
        read = base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError):
        return None
    return read if len(read) in (16, 32) else None


_HEX: Final = re.compile("[0-9A-Fa-f]+")
_UNKNOWN_METHOD: Final = Mistake("sign-method-unknown", f"sign_method names none of {', '.join(SIGN_METHODS)}.")


def _combinations(suspicions: list[Suspicion], deep: bool) -> Iterator[tuple[Suspicion, ...]]:
    for suspicion in suspicions:
        yield (suspicion,)
    for index, first in enumerate(suspicions if deep else ()):
        for second in suspicions[index + 1 :]:
            if first.step != second.step:
                yield first, second


def _form_mistakes(given: str) -> tuple[Mistake, ...]:
    if not _HEX.fullmatch(given):
        return (Mistake("base64", "The signature is written in Base64: write it in upper-case hexadecimal digits."),)
    if given != given.upper():
        text = "The signature is written in lower case: write its hexadecimal digits in upper case."
        return (Mistake("lower-case", text),)
    return ()


def _unreadable(given: str) -> tuple[Mistake, ...]:
    if not given:
        return (Mistake("sign-missing", "There is no signature: the parameter sign is missing or empty."),)
    text = "The parameter sign is no signature: 32 hexadecimal digits are expected, 64 for hmac-sha256."
    return (Mistake("sign-unreadable", text),)


def _length_mistakes(wanted: bytes, named: str) -> tuple[Mistake, ...]:
    digits, right = 2 * len(wanted), 64 if named == "hmac-sha256" else 32
    if digits == right:
        return ()
    text = (
        f"The signature has {digits} digits and {named} gives {right}: it was made by another method, "
        "and from other parameters or another secret too."
    )
    return (Mistake("sign-length", text),)


def _bullets(mistakes: tuple[Mistake, ...]) -> list[str]:
    return [f"- {mistake.text}" for mistake in mistakes]
