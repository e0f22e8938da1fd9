"""``python -m codegen review``: the working tree's specs against those of a commit."""

from __future__ import annotations

import argparse
from pathlib import Path

from codegen.command import FINDINGS, FINE
from codegen.findings import UsageError

from .output import remove_old


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `run` reads."""
    parser.add_argument("base", nargs="?", metavar="BASE", help="the commit, branch or tag to compare with")
    out = "where to write (build/review)"
    parser.add_argument("--out", type=Path, default=Path("build/review"), metavar="DIR", help=out)
    add_folder_arguments(parser)


def add_folder_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folders that a comparison reads."""
    parser.add_argument("--spec", type=Path, default=Path("spec"), metavar="DIR", help="the folder of specs (spec)")
    generated = "the folder of generated projects (generated)"
    parser.add_argument("--generated", type=Path, default=Path("generated"), metavar="DIR", help=generated)


def run(args: argparse.Namespace) -> int:
    """Write the review of a change: Markdown for a pull request, JSON, patches of the generated code, the new docs.

    The exit code is 0 where nothing stands against it, 1 for findings that nobody has approved, 2 where the
    comparison could not be made; then nothing is written.
    """
    remove_old(args.out)
    if args.base is None:
        raise UsageError("A review needs a commit to compare with, such as origin/main: nox -s review -- origin/main")
    # imported here: lint alone needs neither the parser nor the templates
    from .judgements import docs_page, engines
    from .markdown import verdict
    from .request import Request
    from .writing import write_review

    review = write_review(Request(args.base, args.spec, args.generated), args.out, engines(), docs_page)
    print(f"{verdict(review)}\n{(args.out / 'review.md').as_posix()} says more.")
    return FINE if review.passed else FINDINGS
