"""Tokens taken out of what the server answers.

Servers up to v3.8.3-patch.16 repeat the whole token in errDlt when they refuse it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attrs import evolve

from ..common.exchange import Answer
from ..common.secrets import MASK, Secret

_TOKENS: Final = re.compile(
    rb"""eyJ[\w-]*(?:\.[\w-]*){0,2}           # a JSON web token, wherever it stands
       | (?<=token=)(?!\*\*\*)[^\s"'\\,;&]+  # what the server says the token was
       | (?<="token":")[^"\\]+                # the answer of a login
       | (?<="token":\ ")[^"\\]+
    """,
    re.VERBOSE,
)


def masked_answer(answer: Answer, secrets: Iterable[Secret | None]) -> Answer:
    """The answer with every token, and these secrets, masked in headers and body."""
    headers = {name: masked_text(value, secrets) for name, value in answer.headers.items()}
    return evolve(answer, headers=headers, body=_masked(answer.body, secrets))


def masked_text(text: str, secrets: Iterable[Secret | None]) -> str:
    """The text with every token, and these secrets, masked."""
    return _masked(text.encode(errors="surrogatepass"), secrets).decode(errors="surrogatepass")


def _masked(data: bytes, secrets: Iterable[Secret | None]) -> bytes:
    for secret in secrets:
        if secret is not None:
            data = data.replace(secret.reveal().encode(), MASK.encode())
    return _TOKENS.sub(MASK.encode(), data)
