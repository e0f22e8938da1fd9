"""`python -m codegen import-catalogue`: spec files from the vendor's catalogue of methods."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .. import write
from ..command import FINDINGS, FINE
from ..findings import UsageError
from ..load import ENTRY
from ..progress import bar
from .definitions import Line, read
from .folder import API, Imported, imported


def run(args: argparse.Namespace) -> int:
    """Write the spec folder of a catalogue: one file a method. Says of each method that it leaves out why."""
    started = time.perf_counter()
    lines = _lines(args.file)
    if not (args.base / ENTRY).is_file():
        raise UsageError(f"{args.base} is no spec folder: it has no {ENTRY}; name another one with --base.")
    with bar("Importing", len(lines)) as advance:
        found = imported(lines, args.base, lambda: advance(1))
    root: Path = args.out / API
    difference = write.write(root, found.files)
    for method, note in found.notes:
        print(f"{method}: {note}")
    for refused in found.refused:
        print(f"{refused.method}: left out: {refused.reason}")
    console = Console(soft_wrap=True, highlight=False)
    console.print(_table(found, difference, time.perf_counter() - started))
    print(f"{root.as_posix()}: {found.methods} of {len(lines)} methods.")
    return FINDINGS if found.refused else FINE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `run` reads."""
    parser.add_argument("file", type=Path, metavar="FILE", help="JSON lines, gzipped or not")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=f"the folder of specs to write the folder {API} into"
    )
    parser.add_argument(
        "--base",
        type=Path,
        default=Path("spec") / API,
        metavar="DIR",
        help="the spec whose entry, common parts and error table are taken (spec/top)",
    )


def _lines(path: Path) -> list[Line]:
    try:
        lines = read(path)
    except OSError as exc:
        raise UsageError(f"{path} cannot be read: {exc.strerror or exc}") from exc
    except UnicodeDecodeError as exc:
        raise UsageError(f"{path} is not UTF-8") from exc
    if not lines:
        raise UsageError(f"{path} is empty")
    return lines


def _table(found: Imported, difference: write.Difference, seconds: float) -> Table:
    written = len(difference.changed) + len(difference.missing)
    rows = [("methods", found.methods)]
    reasons = Counter(refused.reason for refused in found.refused)
    rows += [(f"left out: {reason}", number) for reason, number in sorted(reasons.items())]
    rows += [
        ("models", found.components),
        ("read otherwise than the catalogue has it", len(found.notes)),
        ("files written", written),
        ("files unchanged", len(found.files) - written),
        ("files removed", len(difference.foreign)),
    ]
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, number in rows:
        table.add_row(name, str(number))
    table.add_row("seconds", f"{seconds:.1f}")
    return table
