"""TOP's envelope: the one object around an answer, read before the HTTP status."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import field

from ..common.answers import as_object, text
from ..common.define import define
from ..common.exchange import Answer
from ..common.jsontext import loads

ERROR_KEY = "error_response"


@define
class Envelope:
    """What an answer's envelope says: either an error or a payload."""

    request_id: str | None
    error: dict[str, Any] | None = field(default=None, repr=False)
    payload: object = field(default=None, repr=False)


def read_envelope(answer: Answer, result_key: str, load: Callable[[bytes], Any] = loads) -> Envelope | None:
    """The envelope of an answer; None if it has none.

    An error counts first, then the operation's own key. Gateways have been seen to name the key otherwise, so a
    single object under any other name counts too, if the HTTP status says that all is well.

    Args:
        answer: the answer.
        result_key: the operation's key.
        load: reads its body.
    """
    try:
        root = as_object(load(answer.body))
    except ValueError:
        return None
    if root is None:
        return None
    error = as_object(root.get(ERROR_KEY))
    if error is not None:
        return Envelope(_request_id(error, root), error=error)
    if ERROR_KEY in root:
        return None
    key = result_key if result_key in root else _single_root(root, answer.status)
    return None if key is None else _success(root[key], root)


def _success(payload: object, root: dict[str, Any]) -> Envelope:
    members = as_object(payload)
    request_id = _request_id(members or {}, root)
    if members is not None and request_id is not None:
        members.setdefault("request_id", request_id)
    return Envelope(request_id, payload=payload)


def _single_root(root: dict[str, Any], status: int) -> str | None:
    names = [name for name in root if name != "request_id"]
    if len(names) != 1 or not 200 <= status < 300 or "error" in names[0].lower():
        return None
    return names[0] if isinstance(root[names[0]], dict) else None


def _request_id(inside: dict[str, Any], root: dict[str, Any]) -> str | None:
    return text(inside.get("request_id")) or text(root.get("request_id"))
