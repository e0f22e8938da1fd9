"""JSON texts as the sandboxes read and write them."""

from __future__ import annotations

import json
from typing import Any, NoReturn


def loads(text: str) -> Any:
    """Parse JSON text strictly.

    Raises:
        ValueError: The text is no JSON, holds NaN or Infinity, a lone surrogate, or nests too deep.
    """
    try:
        value = json.loads(text, parse_constant=_refuse)
        dumps(value)
    except RecursionError as exc:
        raise ValueError("nests too deep") from exc
    except UnicodeEncodeError as exc:
        raise ValueError("holds a lone surrogate") from exc
    return value


def dumps(value: object) -> bytes:
    """Write a value as compact UTF-8 JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
