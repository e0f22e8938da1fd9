"""One row of the tables with its figure, and the tables as text."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from .rows import Install, Target

COLUMNS: Final = ("what", "install", "measured", "lowest..highest", "must", "aim", "", "in figures")


@frozen
class Result:
    """A row that was measured, or a note why not."""

    table: str
    what: str
    install: Install
    target: Target
    figure: float | None = None
    """The median; None if it was not measured."""
    spread: tuple[float, float] | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether it is as good as it must be; None if it was not measured."""
        return None if self.figure is None else self.target.met(self.figure)

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        target, unit = self.target, self.target.unit
        figure = "-" if self.figure is None else f"{self.figure:.2f}{unit}"
        spread = "-" if self.spread is None else f"{self.spread[0]:.2f}..{self.spread[1]:.2f}"
        verdict = {True: "ok", False: "MISSED", None: "-"}[self.met]
        bounds = target.shown(target.must), target.shown(target.aim)
        return self.what, self.install, figure, spread, *bounds, verdict, self.note

    def as_json(self) -> dict[str, Any]:
        """The row as data."""
        bounds = {"must": self.target.must, "aim": self.target.aim, "at_least": self.target.at_least}
        spread = None if self.spread is None else list(self.spread)
        row = {"table": self.table, "what": self.what, "install": self.install, "figure": self.figure}
        return {**row, "spread": spread, **bounds, "met": self.met, "note": self.note}


def table(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, aligned for those who read it as it is."""
    lines = [list(columns), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(columns))]
    texts = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    texts.insert(1, " | ".join("-" * max(width, 3) for width in widths))
    return f"## {name}\n\n" + "\n".join(f"| {text} |" for text in texts) + "\n"


def tables_of(results: Sequence[Result]) -> str:
    """The results, a table for each of their kinds."""
    names = dict.fromkeys(result.table for result in results)
    shown = [(name, [result.cells() for result in results if result.table == name]) for name in names]
    return "\n".join(table(name, COLUMNS, rows) for name, rows in shown)


def write(folder: Path, results: Sequence[Result], more: str) -> None:
    """Write the tables as Markdown and the results as data."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.md").write_text(tables_of(results) + "\n" + more, "utf-8")
    about = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    data = {"about": about, "results": [result.as_json() for result in results]}
    (folder / "results.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")
