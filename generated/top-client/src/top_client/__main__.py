# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""The command line: `python -m top_client`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ._runtime.top.cli import run

SECRET_MEMBERS = frozenset(
    {
        "mobile_receiver",
    }
)
"""Members of requests that the command line must not print."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a sub-command; without one, list them.

    Args:
        argv: the arguments; those of the process by default.

    Returns:
        The exit status.
    """
    return run(argv, module="top_client", hide=SECRET_MEMBERS)


if __name__ == "__main__":
    sys.exit(main())
