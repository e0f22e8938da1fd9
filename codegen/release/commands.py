"""The commands that make what is given out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from codegen.command import FINDINGS, FINE
from codegen.findings import UsageError
from codegen.release import dist
from codegen.release.building import BuildError
from codegen.release.pins import pins
from codegen.release.twice import NotReproducibleError, build_twice
from codegen.release.wheel import NotAWheelError, read


def build(args: argparse.Namespace) -> int:
    """Build the wheel of every project twice; fail if the two are not the same file.

    Raises:
        UsageError: there is nothing to build, or the build back-end refuses it.
    """
    projects = sorted(path.parent for path in args.generated.glob("*/pyproject.toml"))
    if not projects:
        raise UsageError(f"{args.generated} holds no project. Run: nox -s generate")
    try:
        for project in projects:
            print(f"{build_twice(project, args.out).as_posix()}: built twice, the same file.")
    except NotReproducibleError as exc:
        print(exc, file=sys.stderr)
        return FINDINGS
    except BuildError as exc:
        raise UsageError(str(exc)) from exc
    return FINE


def add_build_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `build` reads."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the wheels go")
    parser.add_argument("--generated", type=Path, default=Path("generated"), metavar="DIR", help="where projects are")


def put(args: argparse.Namespace) -> int:
    """Copy wheels into dist/ beside their digests and pins; fail if a version is there with other bytes.

    Raises:
        UsageError: a file is no wheel.
    """
    try:
        wheels = [read(path) for path in args.wheel]
    except NotAWheelError as exc:
        raise UsageError(str(exc)) from exc
    try:
        dist.put(wheels, args.out)
    except dist.OtherFileError as exc:
        print(exc, file=sys.stderr)
        return FINDINGS
    print(pins(args.wheel), end="")
    return FINE


def add_put_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `put` reads."""
    parser.add_argument("wheel", nargs="+", type=Path, metavar="WHEEL", help="a wheel to give out")
    parser.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR", help="where they go (dist)")
