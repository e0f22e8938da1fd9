"""Write answers in the gateway's two formats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, cast
from xml.sax.saxutils import escape

from ...common.sandbox import jsontext

_CONTENT_TYPES: Final = {"json": "text/javascript;charset=UTF-8", "xml": "text/xml;charset=UTF-8"}
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(root: str, members: Mapping[str, Any], *, kind: str, bare: bool = False) -> tuple[bytes, str]:
    """Write one answer.

    Args:
        root: Name of the envelope, such as ``error_response``.
        members: What is inside.
        kind: ``json`` or ``xml``.
        bare: Leave the envelope out (``simplify=true``; JSON alone knows it).

    Returns:
        The body and its content type.
    """
    if kind == "json":
        return jsontext.dumps(members if bare else {root: members}), _CONTENT_TYPES[kind]
    text = '<?xml version="1.0" encoding="utf-8" ?>' + _element(root, members)
    return text.encode(), _CONTENT_TYPES["xml"]


def _element(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        items = cast("Mapping[str, Any]", value).items()
        return f"<{name}>{''.join(_element(key, item) for key, item in items)}</{name}>"
    if isinstance(value, list):
        return "".join(_element(name, item) for item in cast("list[object]", value))
    return f"<{name}>{_text(value)}</{name}>"


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return escape(_NOT_IN_XML.sub("\ufffd", text))
