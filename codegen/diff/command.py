"""``python -m codegen diff``: two versions of one API, from files or folders."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

from codegen.load import ApiSpec, load_api, load_file

from . import compare
from .changes import Change, Overall, Verdict, overall
from .output import as_json

EXIT_CODES: Final[dict[Overall, int]] = {"none": 0, "compatible": 0, "python": 1, "breaking": 1}

_COLOURS: Final[dict[Verdict, str]] = {
    "breaking": "red",
    "python": "yellow",
    "compatible": "green",
    "documentation": "dim",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `run` reads."""
    for name in ("old", "new"):
        title = f"the {name} version: an OpenAPI file, or an API's folder with its openapi.yaml"
        parser.add_argument(name, type=Path, metavar=name.upper(), help=title)
    parser.add_argument("--json", action="store_true", help="print JSON, as codegen/diff/diff.schema.json describes it")


def run(args: argparse.Namespace) -> int:
    """Print whom the changes between two versions break, and every change with its place.

    The exit code is 0 for none and compatible, 1 for breaking and python, 2 where nothing could be compared.
    """
    changes = compare(_read(args.old), _read(args.new))
    verdict = overall(changes)
    if args.json:
        print(json.dumps(as_json(changes), ensure_ascii=False, indent=2))
    else:
        print(verdict)
        _show(changes, Console(soft_wrap=True, highlight=False))
    return EXIT_CODES[verdict]


def _read(path: Path) -> ApiSpec:
    return load_api(path) if path.is_dir() else load_file(path)


def _show(changes: Iterable[Change], console: Console) -> None:
    for change in changes:
        text = Text.assemble((f"{change.place}", "bold"), f"  {change.rule}  ")
        text.append(change.verdict, _COLOURS[change.verdict])
        text.append(f" ({change.direction})" if change.direction else "")
        text.append(f"\n    {change.message}\n    ")
        text.append(change.pointer or "/", "dim")
        console.print(text)
