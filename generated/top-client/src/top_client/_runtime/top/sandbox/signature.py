"""The signature that the gateway expects, from TOP document 101617 ("how to call an API").

Written from the document and not from the client's signer, so that each checks the other.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from typing import Final


def _md5(secret: bytes, text: bytes) -> str:
    return hashlib.md5(secret + text + secret, usedforsecurity=False).hexdigest()


def _hmac_md5(secret: bytes, text: bytes) -> str:
    return hmac.new(secret, text, "md5").hexdigest()


def _hmac_sha256(secret: bytes, text: bytes) -> str:
    return hmac.new(secret, text, "sha256").hexdigest()


DIGESTS: Final[Mapping[str, Callable[[bytes, bytes], str]]] = {
    "md5": _md5,
    "hmac": _hmac_md5,
    "hmac-sha256": _hmac_sha256,
}
"""How a secret and the joined parameters become a signature, for each ``sign_method``."""

DEFAULT_METHOD: Final = "md5"
"""What a call without ``sign_method`` is taken for; the oldest clients send none."""


def accepted_signatures(parameters: Mapping[str, str], secret: str) -> tuple[str, ...]:
    """Compute the signatures that a call may carry.

    The document does not say whether an empty parameter that was sent is signed as its bare name or left out,
    and the vendor's own SDKs differ, so both are right.

    Args:
        parameters: All text parameters of the call as they arrived; ``sign`` is not looked at.
        secret: The secret of the application.

    Returns:
        Upper-case hexadecimal signatures; none if the ``sign_method`` is unknown.
    """
    digest = DIGESTS.get(parameters.get("sign_method", DEFAULT_METHOD))
    if digest is None:
        return ()
    signed = sorted((name, value) for name, value in parameters.items() if name != "sign")
    with_bare_names = "".join(name + value for name, value in signed)
    without_empties = "".join(name + value for name, value in signed if value)
    texts = (with_bare_names, without_empties)
    return tuple(digest(secret.encode(), text.encode()).upper() for text in texts)


def is_signed(parameters: Mapping[str, str], secret: str) -> bool:
    """Tell whether a call carries an accepted signature; takes the same time wherever they differ."""
    given = parameters.get("sign", "").encode()
    matches = [hmac.compare_digest(given, expected.encode()) for expected in accepted_signatures(parameters, secret)]
    return any(matches)
