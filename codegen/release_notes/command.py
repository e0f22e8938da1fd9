"""``python -m codegen release-notes``: RELEASE.md for teams that install the packages."""

from __future__ import annotations

import argparse
from pathlib import Path

from codegen.command import FINE
from codegen.review.command import add_folder_arguments


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `run` reads."""
    base = "the last release; by default the last commit that had another version of a package"
    parser.add_argument("base", nargs="?", metavar="BASE", help=base)
    out = "where to write (build/RELEASE.md)"
    parser.add_argument("--out", type=Path, default=Path("build/RELEASE.md"), metavar="FILE", help=out)
    add_folder_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write what the working tree's versions change for users of the last release's.

    The exit code is 0, or 2 where the comparison could not be made; then nothing is written.
    """
    # imported here: lint alone needs neither the parser nor the templates
    from codegen.review.judgements import engines

    from .writing import write_notes

    base = write_notes(args.base, args.spec, args.generated, args.out, engines())
    print(f"{args.out.as_posix()}: compared with {base or 'nothing, as a first release'}.")
    return FINE
