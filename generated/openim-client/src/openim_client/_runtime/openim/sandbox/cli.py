"""The command line of the OpenIM sandbox."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ...common.sandbox.document import Document
from ...common.sandbox.server import run
from .app import create_app
from .control import ADMIN, LIFETIME, SECRET


def main(document: Document, argv: Sequence[str] | None = None) -> int:
    """Serve a sandbox until SIGINT or SIGTERM.

    Args:
        document: The bundled OpenAPI document of the package.
        argv: Arguments of the command line; those of the process by default.

    Returns:
        The exit status.
    """
    options = _parser().parse_args(argv)
    app = create_app(
        document,
        secret=options.secret,
        users=options.user,
        expire_time_seconds=options.expire_time_seconds,
        legacy_login=options.legacy_login,
    )
    return run(app, options.host, options.port, faults=options.faults)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m openim_client.sandbox",
        description=f"Stand in for an OpenIM server whose administrator is {ADMIN}. "
        "The first line of output is the address. GET /__sandbox/accepted lists the accepted messages.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port to listen on (default: a free one)")
    parser.add_argument("--secret", default=SECRET, help="what the administrator logs in with (default %(default)s)")
    parser.add_argument(
        "--user",
        nargs="+",
        action="extend",
        metavar="ID",
        help="registered users; messages to others fail (default: everybody is registered)",
    )
    parser.add_argument(
        "--expire-time-seconds",
        type=int,
        default=LIFETIME,
        metavar="N",
        help="how long a token is valid (default %(default)s)",
    )
    parser.add_argument(
        "--legacy-login", action="store_true", help="log in at /auth/user_token, as servers up to v3.8.0 do"
    )
    parser.add_argument(
        "--faults", action="store_true", help="obey POST /__sandbox/fault: connections that are dropped, cut, slow"
    )
    return parser
