"""Why a signature is refused: which usual mistake reproduces it, or the string to sign for a person to compare."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from ..common.define import frozen
from ..common.secrets import MASK, Secret
from .hiding import shown_params, shown_string_to_sign
from .mistakes import Mistake, Suspicion, method_suspicions
from .param_mistakes import param_suspicions
from .recipe import Recipe
from .signing import SIGN_METHODS, SignMethod, checked_sign_method, sign

LONG: Final = 200_000
"""Characters of parameters above which mistakes are tried alone and not in pairs."""
MANY: Final = 60
"""Parameters above which they are, too."""
_DEFAULT: Final[SignMethod] = "md5"
"""What the gateway takes a call without ``sign_method`` for."""


@frozen
class Explanation:
    """What a signature shows about how it was made. It holds no secret."""

    is_right: bool
    """Whether the signature is right for the parameters and the secret."""
    mistakes: tuple[Mistake, ...]
    """What reproduces a wrong one; empty if nothing usual does."""
    sign_method: SignMethod
    """The method that the parameters name; ``md5`` if they name none that is known."""
    string_to_sign: str
    """What has to be hashed, with secret values masked."""

    def __str__(self) -> str:
        if self.mistakes:
            return "\n".join(["The signature is wrong for these parameters:", *bullets(self.mistakes)])
        verdict = _RIGHT if self.is_right else _NOT_REPRODUCED
        return "\n".join([verdict, *how_signed(self.sign_method, self.string_to_sign)])


def how_signed(sign_method: SignMethod, string: str) -> list[str]:
    """Two lines that tell how a string is signed, with the secret masked."""
    how = f"MD5({MASK} + string + {MASK})" if sign_method == "md5" else f"{_HMACS[sign_method]}(key={MASK}, string)"
    return [f"Signed by {sign_method}: {how}, where the string is", string]


def bullets(mistakes: tuple[Mistake, ...]) -> list[str]:
    """A line for each mistake."""
    return [f"- {mistake.text}" for mistake in mistakes]


_HMACS: Final[Mapping[SignMethod, str]] = {"hmac": "HMAC-MD5", "hmac-sha256": "HMAC-SHA256"}
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
    method = checked_sign_method(named) if named in SIGN_METHODS else _DEFAULT
    expected = bytes.fromhex(sign(params, secret=secret, sign_method=method))
    wanted = signature_bytes(params.get("sign", ""))
    if method != named:
        mistakes: tuple[Mistake, ...] = (_UNKNOWN_METHOD,)
    elif wanted is None:
        mistakes = _unreadable(params.get("sign", ""))
    elif wanted == expected:
        mistakes = _form_mistakes(params["sign"])
    else:
        mistakes = _found(params, wanted, secret, session) or _length_mistakes(wanted, named)
    is_right = wanted == expected and not mistakes
    shown = shown_params(params, tuple(Secret(text) for text in (secret.strip(), session) if text), hide)
    return Explanation(is_right, mistakes, method, shown_string_to_sign(shown))


def _found(params: Mapping[str, str], wanted: bytes, secret: str, session: str | None) -> tuple[Mistake, ...]:
    deep = len(params) <= MANY and sum(map(len, params.values())) <= LONG
    mistakes = reproduce(params, wanted, secret=secret, session=session, deep=deep)
    return (*mistakes, *_form_mistakes(params["sign"])) if mistakes else ()


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
