"""Say which extra to install when the sandbox's own dependencies are missing."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

_FROM_EXTRA: Final = frozenset({"starlette", "uvicorn", "jsonschema_rs"})


@contextmanager
def needs_extra(distribution: str) -> Generator[None]:
    """Turn a failed import of a sandbox dependency into an error that names the cure.

    Raises:
        ModuleNotFoundError: ``install top-client[sandbox]`` and what is missing.
    """
    try:
        yield
    except ModuleNotFoundError as exc:
        missing = (exc.name or "").partition(".")[0]
        if missing not in _FROM_EXTRA:
            raise
        message = f"the sandbox needs {missing}: install {distribution}[sandbox]"
        raise ModuleNotFoundError(message, name=missing) from exc
