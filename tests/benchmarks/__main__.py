"""The tables of what calls cost: ``nox -s bench``.

They go to the screen and, with the same figures as data, to the folder that is named first, `build/bench` if none is.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from .calls import call_results
from .layers import layers
from .micro import micro_results
from .results import tables_of, write
from .shares import shares
from .stall import longest_stall


def main(folder: Path) -> None:
    """Measure, show and write."""
    results = [*call_results(), *micro_results()]
    sys.stdout.write(tables_of(results) + "\n")
    stall = f"Longest stall of the event loop in 20 calls of 1,000 recipients: {asyncio.run(longest_stall()):.3f} s\n"
    more = "\n".join((shares(), stall, layers()))
    sys.stdout.write(more)
    write(folder, results, more)


if __name__ == "__main__":
    main(Path(*sys.argv[1:] or ["build/bench"]))
