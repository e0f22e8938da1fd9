"""The command line of the package, and its sub-commands."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..common import about, commands
from . import explain_cli


def run(argv: Sequence[str] | None = None, *, module: str, hide: Collection[str] = ()) -> int:
    """Run a sub-command; without one, list them.

    Args:
        argv: the arguments; those of the process by default.
        module: the package's import name.
        hide: members of requests that must not be printed.

    Returns:
        The exit status: 2 if the command is not known.
    """

    def explain(argv: Sequence[str], prog: str) -> int:
        return explain_cli.main(argv, prog=prog, hide=hide)

    return commands.run(
        argv,
        module=module,
        description="Tools for work with the Taobao Open Platform.",
        commands=[
            about.command(module),
            commands.Command("explain", "tell why the gateway refuses a signature (code 25)", explain),
        ],
    )
