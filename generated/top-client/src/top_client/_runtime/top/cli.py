"""The command line of the package, and its sub-commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Sequence

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
    reconfigure: Callable[..., object] | None = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:  # not where a test or a notebook put something else in its place
        reconfigure(encoding="utf-8")
    prog = f"python -m {module}"
    parser = argparse.ArgumentParser(prog=prog, description="Tools for work with the Taobao Open Platform.")
    commands = parser.add_subparsers(title="commands", dest="command")
    commands.add_parser("explain", help="tell why the gateway refuses a signature (code 25)", add_help=False)
    given = list(sys.argv[1:] if argv is None else argv)
    options, _ = parser.parse_known_args(given[:1])
    if options.command is None:
        parser.print_help()
        return 0
    return explain_cli.main(given[1:], prog=f"{prog} {options.command}", hide=hide)
