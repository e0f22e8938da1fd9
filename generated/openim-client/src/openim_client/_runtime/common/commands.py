"""A command line of several commands, each of which reads its own arguments."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence

from .define import frozen


@frozen
class Command:
    """A command of a package's command line."""

    name: str
    help: str
    run: Callable[[Sequence[str], str], int]
    """Takes the arguments after the command's name and what its help calls it; returns the exit status."""


def run(argv: Sequence[str] | None, *, module: str, description: str, commands: Iterable[Command]) -> int:
    """Run a command; without one, list them.

    Args:
        argv: the arguments; those of the process by default.
        module: the package's import name.
        description: what the commands are for.
        commands: the commands.

    Returns:
        The exit status of the command.
    """
    reconfigure: Callable[..., object] | None = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:  # not where a test or a notebook put something else in its place
        reconfigure(encoding="utf-8")
    prog = f"python -m {module}"
    parser = argparse.ArgumentParser(prog=prog, description=description)
    subparsers = parser.add_subparsers(title="commands", dest="command")
    known = {command.name: command for command in commands}
    for command in known.values():
        subparsers.add_parser(command.name, help=command.help, add_help=False)
    given = list(sys.argv[1:] if argv is None else argv)
    options, _ = parser.parse_known_args(given[:1])
    if options.command is None:
        parser.print_help()
        return 0
    return known[options.command].run(given[1:], f"{prog} {options.command}")
