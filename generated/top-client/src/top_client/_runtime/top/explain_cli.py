"""The command `explain`: why is the signature of a captured call refused?"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import warnings
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from ..common.errors import ValidationError
from .captured import read_captured
from .explain import explain

RIGHT: Final = 0
"""Exit status: the signature is right."""
EXPLAINED: Final = 1
"""Exit status: the signature is wrong."""
COULD_NOT_RUN: Final = 2
"""Exit status: nothing was checked."""

_EPILOG: Final = """\
The captured call is a request body or query string, a curl command, or a JSON object of the parameters, with values
as they were sent. It is read from FILE or from standard input. Nothing is sent, and no secret is printed.
The secret comes from an environment variable or is asked for; it is no argument, for others can see those.
Exit status: 0 the signature is right, 1 it is wrong and explained, 2 it could not be checked."""


def main(
    argv: Sequence[str] | None = None,
    *,
    prog: str = "explain",
    hide: Collection[str] = (),
    env: Mapping[str, str] = os.environ,
    stdin: BinaryIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
    ask: Callable[[str], str] = getpass.getpass,
) -> int:
    """Explain the signature of a captured call.

    Args:
        argv: the arguments; those of the process by default.
        prog: what the help calls the command.
        hide: members of requests that must not be printed.
        env: where the secret is looked up.
        stdin: where the capture is read if no file is named.
        stdout: where the explanation goes.
        stderr: where a failure goes.
        ask: how a secret is asked for.

    Returns:
        The exit status.
    """
    options = _parser(prog).parse_args(argv)
    try:
        secret = _secret(options.secret_env, env, ask)
        session = env.get(options.session_env) if options.session_env else None
        data = Path(options.file).read_bytes() if options.file else (stdin or sys.stdin.buffer).read()
        found = explain(read_captured(data), secret=secret, session=session, hide=hide)
    except (OSError, ValueError) as error:
        (stderr or sys.stderr).write(f"{prog}: {_words(error)}\n")
        return COULD_NOT_RUN
    (stdout or sys.stdout).write(f"{found}\n")
    return RIGHT if found.is_right else EXPLAINED


def _parser(prog: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=prog,
        description="Tell why the gateway refuses the signature of a captured call (code 25).",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="the captured call (default: standard input)")
    parser.add_argument("--secret-env", metavar="NAME", help="environment variable that holds the app secret")
    parser.add_argument("--session-env", metavar="NAME", help="variable with a session that was perhaps only signed")
    return parser


def _secret(name: str | None, env: Mapping[str, str], ask: Callable[[str], str]) -> str:
    if name is not None:
        if not env.get(name):
            raise ValueError("the environment variable of --secret-env is not set or empty")
        return env[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)  # it would echo, or eat the capture
        try:
            return ask("app secret: ")
        except (getpass.GetPassWarning, EOFError):
            raise ValueError("there is no terminal to ask for the app secret: use --secret-env") from None


def _words(error: OSError | ValueError) -> str:
    if isinstance(error, ValidationError):
        return f"{'.'.join(map(str, error.path))}: {error.rule}"
    return f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error)
