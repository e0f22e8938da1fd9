"""Names of the hand-written runtime, read from its source: a spec relies on them, and importing it takes longer."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Final

_RUNTIME: Final = Path(__file__).parent.parent / "runtime"


@cache
def error_names(api: str) -> tuple[str, ...]:
    """The classes that the error table of one API may name beside the common ones, sorted.

    They are the keys of the mapping ``*_ERRORS`` in the API's ``errors.py``; an API without a runtime adds none.
    """
    return tuple(
        sorted(
            key.value
            for statement in _statements(api, "errors.py")
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.value, ast.Dict)
            for key in statement.value.keys
            if isinstance(key, ast.Constant) and isinstance(key.value, str)
        )
    )


@cache
def client_name(api: str) -> str | None:
    """The name of the generated client: ``TopClient`` for the runtime's ``SyncTop``; None without a runtime."""
    for statement in _statements(api, "client.py"):
        if isinstance(statement, ast.ClassDef) and statement.name.startswith("Sync"):
            return f"{statement.name.removeprefix('Sync')}Client"
    return None


def _statements(api: str, name: str) -> list[ast.stmt]:
    path = _RUNTIME / api / name
    return ast.parse(path.read_bytes()).body if path.is_file() else []
