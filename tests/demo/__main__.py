"""Run `calls.py` with the Python of an environment, and print one table of what it sent and got."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table


def main(python: str) -> int:
    """Print the table; returns the exit code of the calls."""
    calls = str(Path(__file__).with_name("calls.py"))
    done = subprocess.run([python, "-I", "-X", "utf8", calls], stdout=subprocess.PIPE, encoding="utf-8", check=False)
    table = Table("method", "client", show_lines=True)
    table.add_column("went over the wire", overflow="fold", ratio=1)
    table.add_column("came back", overflow="fold", ratio=1)
    for line in done.stdout.splitlines():
        row = json.loads(line)
        table.add_row(row["method"], row["how"], row["sent"], json.dumps(row["answer"], ensure_ascii=False))
    Console(width=160 if not sys.stdout.isatty() else None, markup=False).print(table)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
