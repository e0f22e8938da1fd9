"""A request as a curl command that may be shown."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Final

from .secrets import MASK

_BY_CURL: Final = frozenset({"host", "content-length", "accept-encoding", "accept", "connection", "user-agent"})
"""Headers that curl sets, or that a reader does not need."""
_SHOWN: Final = frozenset({"content-type", "operationid"})
"""Headers whose values are no secrets. Others may be: a user's client adds what it likes."""


def curl(url: str, headers: Mapping[str, str], body: str | Sequence[str]) -> str:
    """A POST as a curl command for a POSIX shell, one argument a line.

    Args:
        url: where it goes. A query, which only a user's client adds, is masked.
        headers: all of them; values that may be secret are masked here.
        body: what may be shown of the body; or the options that make it, with their values, and the content type.
    """
    shown = [
        f"-H {shlex.quote(f'{name}: {value if name.lower() in _SHOWN else MASK}')}"
        for name, value in headers.items()
        if name.lower() not in _BY_CURL and (isinstance(body, str) or name.lower() != "content-type")
    ]
    data = [f"--data-raw {shlex.quote(body)}"] if isinstance(body, str) else body
    place, query, _ = url.partition("?")
    return " \\\n  ".join([f"curl {shlex.quote(place + (query and query + MASK))}", *shown, *data])
