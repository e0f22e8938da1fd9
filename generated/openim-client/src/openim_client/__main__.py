# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""The command line: `python -m openim_client`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ._runtime.openim.cli import run


def main(argv: Sequence[str] | None = None) -> int:
    """Run a sub-command; without one, list them.

    Args:
        argv: the arguments; those of the process by default.

    Returns:
        The exit status.
    """
    return run(argv, module="openim_client")


if __name__ == "__main__":
    sys.exit(main())
