"""Limits: what a client of a whole catalogue may cost, and what of it has to be right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen
from rich.table import Table


@frozen
class Row:
    """A measure, and how much or how little of it there has to be."""

    what: str
    unit: str
    must: float
    aim: float

    def verdict(self, value: float) -> str:
        """Which of the limits the value keeps. Where the aim is above what must be, more is better."""
        for limit, word in ((self.aim, "aim"), (self.must, "must")):
            if value >= limit if self.is_more_better else value <= limit:
                return word
        return "missed"

    @property
    def is_more_better(self) -> bool:
        """Whether the limits are lower ones."""
        return self.aim > self.must or self.unit == "%"


METHODS: Final = Row("methods generated", "%", 99, 100)
GENERATION: Final = Row("generation from scratch", "s", 40, 15)
AGAIN: Final = Row("generation after one method changed", "s", 3, 1)
MEMORY: Final = Row("peak memory of generation, all processes", "MB", 600, 300)
IMPORT: Final = Row("import top_client over import httpx, attrs", "ms", 10, 3)
FIRST_USE: Final = Row("first use of one method", "ms", 40, 10)
WHEEL: Final = Row("wheel", "MB", 6, 3)
MYPY_COLD: Final = Row("mypy --strict on three methods, cold", "s", 60, 15)
MYPY_WARM: Final = Row("mypy --strict on three methods, warm", "s", 4, 2)
MODULES: Final = Row("modules that import", "%", 100, 100)
ROUND_TRIPS: Final = Row("methods whose example makes the round trip", "%", 100, 100)


def line(row: Row, value: float | None) -> str:
    """A row on one line, for whoever waits."""
    return f"{row.what}: {_shown(row, value)}"


def table(title: str, measured: Sequence[tuple[Row, float | None]]) -> Table:
    """What was measured; None is what cannot be measured here."""
    found = Table(title=title, title_justify="left")
    found.add_column("")
    for name in ("measured", "must", "aim", "keeps"):
        found.add_column(name, justify="right")
    for row, value in measured:
        verdict = "not measured" if value is None else row.verdict(value)
        found.add_row(row.what, _shown(row, value), f"{row.must:g}", f"{row.aim:g}", verdict)
    return found


def _shown(row: Row, value: float | None) -> str:
    return "-" if value is None else f"{value:.4g} {row.unit}"
