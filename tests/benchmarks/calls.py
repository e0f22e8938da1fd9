"""The tables of calls: every row that can be measured, with its ratio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final

from .answerer import answerer
from .results import Result
from .rounds import Measured, Ratio, interleaved, peak_of_import
from .rows import CALLS, MEMORY, Row, Run

ROUNDS: Final = 21
SECONDS: Final = 0.25
NOT_YET: Final = "no such install yet"

Rounds = Mapping[Run, Sequence[Measured]]


def call_results() -> list[Result]:
    """Measure all rows of calls. Variants that are compared run in turns."""
    with answerer() as url:
        results = {row: result for group in _groups() for row, result in _group_results(group, url)}
        return [*(results[row] for row in CALLS), *_memory(url)]


def _groups() -> list[list[Row]]:
    """The rows, those together that have a variant and its number of tasks in common."""
    measurable = [row for row in CALLS if row.ours is not None]
    ours = dict.fromkeys(row.ours for row in measurable)
    missing = [row for row in CALLS if row.ours is None]
    return [*([row for row in measurable if row.ours == run] for run in ours), missing]


def _group_results(rows: Sequence[Row], url: str) -> Iterator[tuple[Row, Result]]:
    runs = dict.fromkeys(run for row in rows if row.ours is not None for run in (row.ours, row.reference))
    found = interleaved(list(runs), url, ROUNDS, SECONDS)
    for row in rows:
        yield row, _result(row, found)


def _result(row: Row, found: Rounds) -> Result:
    if row.ours is None:
        return Result("Calls", row.what, row.install, row.target, note=NOT_YET)
    column = attrgetter("cpu" if row.metric == "CPU" else "rate")
    ours, theirs = ([column(one) for one in found[run]] for run in (row.ours, row.reference))
    ratio = Ratio.of(ours, theirs)
    unit = "µs" if row.metric == "CPU" else "/s"
    note = f"{sorted(ours)[len(ours) // 2]:.0f} : {sorted(theirs)[len(theirs) // 2]:.0f} {unit}"
    return Result("Calls", row.what, row.install, row.target, ratio.median, (ratio.lowest, ratio.highest), note)


def _memory(url: str) -> Iterator[Result]:
    what = "peak memory over `import httpx`, 128 tasks"
    base = peak_of_import("httpx")
    for install, (run, target) in MEMORY.items():
        if run is None or not base:
            yield Result("Calls", what, install, target, note=NOT_YET if base else "this system does not tell")
            continue
        peaks = sorted(one[0].peak - base for one in (interleaved([run], url, 1, 1.0)[run] for _ in range(3)))
        yield Result("Calls", what, install, target, peaks[1], (peaks[0], peaks[-1]), f"import alone {base:.1f} MB")
