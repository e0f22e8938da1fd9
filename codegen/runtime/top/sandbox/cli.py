"""The command line of the TOP sandbox."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ...common.sandbox.document import Document
from ...common.sandbox.server import run
from .app import APP_KEY, APP_SECRET, PATH, create_app


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
        app_key=options.app_key,
        app_secret=options.app_secret,
        any_timestamp=options.any_timestamp,
    )
    return run(app, options.host, options.port, faults=options.faults)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m top_client.sandbox",
        description=f"Stand in for the Taobao Open Platform at {PATH}. "
        "The first line of output is the address. GET /__sandbox/accepted lists the accepted calls.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port to listen on (default: a free one)")
    parser.add_argument("--app-key", default=APP_KEY, help="the application it knows (default %(default)s)")
    parser.add_argument("--app-secret", default=APP_SECRET, help="its secret (default %(default)s)")
    parser.add_argument("--any-timestamp", action="store_true", help="accept timestamps of any time")
    parser.add_argument(
        "--faults", action="store_true", help="obey POST /__sandbox/fault: connections that are dropped, cut, slow"
    )
    return parser
