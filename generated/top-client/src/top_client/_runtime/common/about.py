"""The command `about`: which package this is, what it was made from, and what it runs on."""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import re
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.resources import files
from typing import Any, Final, TextIO

from .commands import Command

ORIGIN: Final = ("package", "version", "api", "spec", "generator", "templates", "tools", "dependencies")
"""What the manifest says of a package as a whole."""


def about(module: str) -> dict[str, Any]:
    """Which package this is, the digests of what it was made from, and the versions of what it runs on.

    Args:
        module: the package's import name.

    Returns:
        Plain data; nothing of it is secret, and nothing depends on settings.
    """
    manifest = json.loads(files(module).joinpath("MANIFEST.json").read_text("utf-8"))
    origin = {name: manifest[name] for name in ORIGIN}
    names = [re.split(r"[^A-Za-z0-9._-]", requirement)[0] for requirement in origin["dependencies"]]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return {**origin, "python": python, "installed": {name: _version(name) for name in names}}


def command(module: str) -> Command:
    """The command of a package."""
    return Command("about", "tell what this package was made from and runs on", partial(main, module=module))


def main(argv: Sequence[str], prog: str, *, module: str, stdout: TextIO | None = None) -> int:
    """Print what `about` says, for people or as JSON.

    Args:
        argv: the arguments.
        prog: what the help calls the command.
        module: the package's import name.
        stdout: where it goes.

    Returns:
        The exit status.
    """
    parser = argparse.ArgumentParser(prog=prog, description="Tell what this package was made from and runs on.")
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    as_json: bool = parser.parse_args(argv).json
    found = about(module)
    text = json.dumps(found, ensure_ascii=False, indent=2) if as_json else _shown(found)
    (stdout or sys.stdout).write(f"{text}\n")
    return 0


def _shown(found: Mapping[str, Any]) -> str:
    lines = {
        "spec": found["spec"],
        "generator": found["generator"],
        "templates": found["templates"],
        "made with": _listed(found["tools"]),
        "needs": ", ".join(found["dependencies"]),
        "runs on": f"{found['python']}, {_listed(found['installed'])}",
    }
    width = max(map(len, lines)) + 2
    head = f"{found['package']} {found['version']}"
    return "\n".join([head, *(f"{name:<{width}}{value}" for name, value in lines.items())])


def _listed(versions: Mapping[str, str | None]) -> str:
    return ", ".join(f"{name} {version or '(unknown)'}" for name, version in versions.items())


def _version(name: str) -> str | None:
    """The installed version of a distribution; None if its metadata is not there, as in a frozen application."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
