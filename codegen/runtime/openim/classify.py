"""What an error of OpenIM's envelope means, and what it proves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..common.answers import origin, retry_after, text
from ..common.define import frozen
from ..common.error_table import ErrorTable, SplitInfo
from ..common.errors import ApiError, BusinessError, Delivery, ThrottledError
from ..common.exchange import Answer
from ..common.secrets import Secret
from .errors import OPENIM_ERRORS, TokenError
from .masking import masked_text

TOKEN_CODES = range(1501, 1508)
"""Refused by the middleware, before the method saw the request."""
_BEFORE_THE_METHOD = frozenset({429, 1001, *TOKEN_CODES})


@frozen
class Words:
    """What the server says about an error, secrets masked; None where it says nothing."""

    message: str | None
    """errMsg: mostly the code's name."""
    detail: str | None
    """errDlt: the reason."""

    @classmethod
    def of(cls, envelope: Mapping[str, Any], secrets: Iterable[Secret | None]) -> Words:
        """The texts of an envelope."""
        message, detail = text(envelope.get("errMsg")), text(envelope.get("errDlt"))
        return cls(*(masked_text(words, secrets) if words else None for words in (message, detail)))


def delivery_of(code: int, rule: Delivery | None, *, split: bool = False) -> Delivery:
    """What an errCode other than 0 proves.

    Args:
        code: the errCode.
        rule: what the operation says of its error envelopes; None if it does not.
        split: whether the text shows that the server refused the content before it did anything.
    """
    if rule not in (None, "unknown"):
        return rule
    return "refused" if split or code in _BEFORE_THE_METHOD else "unknown"


def envelope_error(code: int, words: Words, answer: Answer, rule: Delivery | None, table: ErrorTable) -> ApiError:
    """The exception for an errCode other than 0.

    Args:
        code: the errCode.
        words: what the server says about it.
        answer: the answer, for its status and headers.
        rule: what the operation says of its error envelopes.
        table: the codes of OpenIM.
    """
    entry = table.by_code(code, words.detail or "", words.message or "")
    delivery = delivery_of(code, rule, split=isinstance(entry, SplitInfo))
    kind: type[ApiError] = BusinessError if entry is None else OPENIM_ERRORS.get(entry.kind, BusinessError)
    retryable = entry is not None and entry.retry and delivery != "unknown"
    if code in TOKEN_CODES:
        kind = TokenError
    elif code == 429 or answer.status == 429:
        kind, retryable = ThrottledError, True
        delivery = "refused" if delivery == "unknown" else delivery
    return kind(
        message=": ".join(part for part in (words.message, words.detail) if part) or "an error without words",
        delivery=delivery,
        code=code,
        vendor_message=words.message,
        vendor_detail=words.detail,
        meaning=entry.meaning if entry else None,
        remedy=entry.remedy if entry else None,
        fault=entry.fault if entry else None,
        retryable=retryable,
        retry_after=retry_after(answer.headers),
        **origin(answer),
    )
