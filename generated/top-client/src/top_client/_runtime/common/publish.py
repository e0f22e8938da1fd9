"""Error classes under the name that users import them by, in tracebacks, reprs and pickles."""

from __future__ import annotations

from collections.abc import Iterable

from .errors import ApiError


def publish_errors(module: str, root: str, errors: Iterable[type[ApiError]]) -> None:
    """Let every error say that it lives in the public module, and the root that it bears the package's name.

    Args:
        module: the public module that holds them, such as ``top_client.errors``.
        root: the name of the root there.
        errors: the classes below the root.
    """
    for error in errors:
        error.__module__ = module
    ApiError.__module__ = module
    ApiError.__name__ = ApiError.__qualname__ = root
