"""The bundled document as text, put together of texts that were made apart.

It is what requests are checked against, so it is without prose: the spec's own files have that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

_DEPTHS: Final = {"paths": 2, "components": 3}
"""How deep the values of each section stand in the document."""
_PROSE: Final = frozenset({"description", "summary"})
_DATA: Final = frozenset({"const", "default", "enum", "example", "examples"})
"""Keywords whose values are no parts of the document."""
_HOLE: Final = re.compile(r'"\\u0000(\d+)"')


def whole(document: Mapping[str, Any]) -> bytes:
    """The text of a document."""
    return f"{_text(document)}\n".encode()


def fragment(section: str, value: object) -> str:
    """The text of one path or component, as it stands in the text of the document.

    Args:
        section: ``paths`` or ``components``.
        value: the path item or component.
    """
    return _text(value).replace("\n", "\n" + " " * _DEPTHS[section])


def joined(document: Mapping[str, Any], paths: Mapping[str, str], components: Mapping[str, Mapping[str, str]]) -> bytes:
    """The text of a document some of whose paths and components are texts already.

    Args:
        document: the rest of it.
        paths: fragments.
        components: fragments by name, by kind.
    """
    holes: list[str] = []

    def hole(text: str) -> str:
        holes.append(text)
        return f"\0{len(holes) - 1}"

    parts: dict[str, Any] = {**document, "paths": document.get("paths", {}) | dict(_holes(paths, hole))}
    kinds = dict(document.get("components", {}))
    for kind, found in components.items():
        kinds[kind] = kinds.get(kind, {}) | dict(_holes(found, hole))
    text = _HOLE.sub(lambda match: holes[int(match[1])], _text(parts | {"components": kinds}))
    return f"{text}\n".encode()


def _holes(texts: Mapping[str, str], hole: Any) -> Iterator[tuple[str, str]]:
    return ((name, hole(text)) for name, text in texts.items())


def _text(value: object) -> str:
    return json.dumps(_without_prose(value), ensure_ascii=False, indent=1, sort_keys=True)


def _without_prose(value: Any) -> Any:
    """A value of the document without descriptions and summaries, but where OpenAPI asks for one."""
    if isinstance(value, list):
        return [_without_prose(item) for item in value]
    if not isinstance(value, dict):
        return value
    is_response = "content" in value
    return {
        name: inner if name in _DATA or name.startswith("x-") else _without_prose(inner)
        for name, inner in value.items()
        if name not in _PROSE or is_response or not isinstance(inner, str)
    }
