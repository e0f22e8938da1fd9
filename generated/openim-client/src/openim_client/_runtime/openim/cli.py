"""The command line of the package."""

from __future__ import annotations

from collections.abc import Sequence

from ..common import about, commands


def run(argv: Sequence[str] | None = None, *, module: str) -> int:
    """Run a sub-command; without one, list them.

    Args:
        argv: the arguments; those of the process by default.
        module: the package's import name.

    Returns:
        The exit status: 2 if the command is not known.
    """
    return commands.run(
        argv, module=module, description="Tools for work with OpenIM.", commands=[about.command(module)]
    )
