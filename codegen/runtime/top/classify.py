"""What an error of TOP's envelope means, and what it proves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..common.answers import integer, origin, retry_after, text
from ..common.error_table import ErrorEntry, ErrorTable
from ..common.errors import ApiError, BusinessError, Delivery, ThrottledError
from ..common.exchange import Answer
from ..common.hiding import hidden_text
from ..common.secrets import Secret
from .errors import TOP_ERRORS

_CARRIERS = frozenset({15, 50})
"""Codes below 100 that only say that the method behind the gateway failed."""
_UNCLEAR = frozenset({10, 88})
"""Codes of the gateway after which the method may have run."""
_SERVICE_ERROR = re.compile(r"isv\..*-service-error.*", re.DOTALL)
_BAN = re.compile(r"This ban will last for (\d{1,9}) more second", re.IGNORECASE)


def delivery_of(code: int | None, sub_code: str | None) -> Delivery:
    """What a code proves: refused where the gateway or the method says that it did not run, else unknown."""
    family = sub_code or ""
    if code is None or code < 1 or code in _UNCLEAR:
        return "unknown"
    if family.startswith("isp.") or _SERVICE_ERROR.fullmatch(family):
        return "unknown"
    if code < 100 and code not in _CARRIERS:
        return "refused"
    return "refused" if family.startswith("isv.") else "unknown"


def look_up(table: ErrorTable, code: int | None, sub_code: str | None) -> ErrorEntry | None:
    """The row that explains an error.

    A sub-code after which the method may have run counts with every code. Else the gateway's own codes come first,
    refined by a sub-code of the same kind; the codes that carry the errors of methods are explained by the sub-code.
    """
    by_sub_code, by_code = table.by_sub_code(sub_code), table.by_code(code)
    if by_sub_code is None or by_code is None:
        return by_sub_code or by_code
    if by_sub_code.delivery == "unknown":
        return by_sub_code
    if code in _CARRIERS or code not in table.codes:
        return by_sub_code
    refines = (by_sub_code.delivery, by_sub_code.kind) == (by_code.delivery, by_code.kind)
    return by_sub_code if refines and not by_sub_code.is_family else by_code


def envelope_error(
    error: dict[str, Any], answer: Answer, table: ErrorTable, secrets: Iterable[Secret | None]
) -> ApiError:
    """The exception for an `error_response`.

    Args:
        error: what is inside it.
        answer: the answer around it.
        table: the codes of TOP.
        secrets: what must not show where the gateway repeats it.
    """
    code, sub_code = integer(error.get("code")), text(error.get("sub_code")) or None
    secrets = tuple(secrets)
    msg, sub_msg = _words(error.get("msg"), secrets), _words(error.get("sub_msg"), secrets)
    entry = look_up(table, code, sub_code)
    proved = delivery_of(code, sub_code)
    kind: type[ApiError] = BusinessError if entry is None else TOP_ERRORS.get(entry.kind, BusinessError)
    retryable = entry is not None and entry.retry
    if answer.status == 429:
        kind, proved, retryable = ThrottledError, "refused", True
    elif entry is not None and "unknown" in (proved, entry.delivery):
        # The more careful of the two counts; what only the protocol's rules doubt is not repeated.
        retryable, proved = retryable and entry.delivery == "unknown", "unknown"
    return kind(
        message=": ".join(part for part in (msg, sub_msg) if part) or "the answer is an error without words",
        delivery=proved,
        code=code,
        sub_code=sub_code,
        vendor_message=msg,
        vendor_detail=sub_msg,
        meaning=entry.meaning if entry else None,
        remedy=entry.remedy if entry else None,
        fault=entry.fault if entry else None,
        retryable=retryable,
        retry_after=_ban(sub_msg, msg) or retry_after(answer.headers),
        **origin(answer),
    )


def _words(value: object, secrets: Iterable[Secret | None]) -> str | None:
    words = text(value)
    return hidden_text(words, secrets) if words else None


def _ban(*texts: str | None) -> float | None:
    """Seconds to wait for the end of a ban: one more than the gateway says."""
    for words in texts:
        found = _BAN.search(words or "")
        if found is not None:
            return float(int(found[1]) + 1)
    return None
