"""A client of a whole catalogue, made in an empty folder, tried and measured: ``nox -s catalogue``.

It ends with 1 if a method is left out, a module does not import, or an example does not make its round trip. Costs are
shown beside their limits and judged by nothing here: one run says little on a machine that does other things too.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import yaml
from rich.console import Console

from codegen.catalogue.definitions import read
from codegen.command import FINDINGS, FINE
from codegen.release.building import build

from . import floors, rows
from .files import catalogue
from .measuring import Run, run

LIMIT: Final = 900.0
"""Seconds that a single command may take."""
STARTS: Final = (0, 0.2, 0.4, 0.6, 0.8, 1)
"""Places of methods between the first and the last, each called first by a program of its own."""
REPEATS: Final = 7
Measured = list[tuple[rows.Row, float | None]]
_COMPILES: Final = {"PYTHONDONTWRITEBYTECODE": ""}
"""What lets a program find the modules compiled that it imported before, as it is unless somebody asks otherwise."""
JUDGED: Final = (rows.METHODS, rows.MODULES, rows.ROUND_TRIPS)


class Workplace:
    """The folders of one run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.spec = root / "spec"
        self.out = root / "generated"
        self.project = self.out / "top-client"
        self.source = {"PYTHONPATH": str(self.project / "src"), "MYPYPATH": str(self.project / "src")}
        self.compiled = self.source | _COMPILES | {"PYTHONPYCACHEPREFIX": str(root / "pyc")}
        """The environment of a program whose modules are compiled, as installers leave them."""

    def generate(self) -> Run:
        """Generate the client, or what has changed of it."""
        command = ["-m", "codegen", "generate", "--spec", str(self.spec), "--out", str(self.out)]
        return _fine(run(command, LIMIT, _COMPILES))


def main(out: Path | None) -> int:
    """Make the client, try it, print each row as it comes, then the table; what is printed goes to a folder too."""
    file = catalogue()
    console = Console(highlight=False, soft_wrap=True, record=True)
    measured: Measured = []
    with TemporaryDirectory() as folder:
        for row, value in measure(file, Workplace(Path(folder)), console):
            console.print(rows.line(row, value))
            measured.append((row, value))
    console.print(rows.table(f"{_lines(file):,} methods of {file.name}", measured))
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        (out / "catalogue.txt").write_text(console.export_text(), encoding="utf-8")
    wrong = [row for row, value in measured if row in JUDGED and (value is None or row.verdict(value) == "missed")]
    return 1 if wrong else 0


def measure(file: Path, place: Workplace, console: Console) -> Iterator[tuple[rows.Row, float | None]]:
    """Every row; what fails is printed."""
    imported = run(["-m", "codegen", "import-catalogue", str(file), "--out", str(place.spec)], LIMIT)
    if imported.code not in (FINE, FINDINGS):
        raise SystemExit(imported.output)
    for line in imported.output.splitlines():
        if ": left out: " in line:
            console.print(line, markup=False)
    whole = place.generate()
    yield rows.GENERATION, whole.seconds
    yield rows.MEMORY, whole.megabytes
    console.print(floors.line("where it goes", floors.stages(place.spec / "top"), "%"))
    yield rows.AGAIN, _after_a_change(place)
    imports = run(["-c", floors.IMPORTS], LIMIT, _COMPILES).seconds
    console.print(f"  of which to start and to import the generators: {imports:.2g} s")
    yield from _tried(_lines(file), place, console)
    yield from _starts(place, console)
    wheel = build(place.project, place.root / "dist")
    yield rows.WHEEL, wheel.stat().st_size / 1e6
    console.print(floors.line("where it goes", floors.rooms(wheel), "MB"))
    yield from _checks(place)


def _tried(total: int, place: Workplace, console: Console) -> Measured:
    tried = _read(run(["-m", "tests.catalogue.round_trips"], LIMIT, place.compiled))
    for name, why in (tried["broken"] | tried["failures"]).items():
        console.print(f"{name}: {why}", markup=False)
    return [
        (rows.METHODS, _percent(tried["methods"], total)),
        (rows.MODULES, _percent(tried["modules"] - len(tried["broken"]), tried["modules"])),
        (rows.ROUND_TRIPS, _percent(tried["methods"] - len(tried["failures"]), total)),
    ]


def _starts(place: Workplace, console: Console) -> Iterator[tuple[rows.Row, float | None]]:
    started = [_quickest([_started(place, share) for _ in range(REPEATS)]) for share in STARTS]
    imports, clients, calls = zip(*started, strict=True)
    uses = [client + call for _, client, call in started]
    yield rows.IMPORT, statistics.median(imports)
    yield rows.FIRST_USE, statistics.median(uses)
    console.print(f"  of which to make the client, whatever it has: {statistics.median(clients):.3g} ms")
    console.print(f"  the call alone, of methods of small and large resources: {min(calls):.3g} to {max(calls):.3g} ms")


def _started(place: Workplace, share: float) -> tuple[float, ...]:
    return tuple(_read(run(["-m", "tests.catalogue.starting", str(share)], LIMIT, place.compiled)))


def _quickest(starts: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """The start that other work on the machine held up least."""
    return min(starts, key=sum)


def _checks(place: Workplace) -> Measured:
    """mypy on a program that uses the first, the middle and the last method."""
    program = place.root / "program.py"
    program.write_text(_program(place), encoding="utf-8")
    command = ["-m", "mypy", "--strict", "--config-file=", f"--cache-dir={place.root / 'mypy'}", str(program)]
    cold = _fine(run(command, LIMIT, place.source))
    return [(rows.MYPY_COLD, cold.seconds), (rows.MYPY_WARM, _fine(run(command, LIMIT, place.source)).seconds)]


def _program(place: Workplace) -> str:
    document = json.loads((place.project / "src/top_client/openapi.json").read_text("utf-8"))
    calls = [item["post"]["operationId"] for item in document["paths"].values()]
    used = "".join(f"    print(client.{calls[at]})\n" for at in (0, len(calls) // 2, -1))
    return f"from top_client import TopClient\n\n\ndef use(client: TopClient) -> None:\n{used}"


def _after_a_change(place: Workplace) -> float:
    """Seconds of another generation, after the description of one method was changed."""
    path = min(path for path in (place.spec / "top").glob("*.*.*.yaml"))
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    next(iter(content["paths"].values()))["post"]["description"] += " It was changed."
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return place.generate().seconds


def _lines(file: Path) -> int:
    return len(read(file))


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole


def _read(done: Run) -> Any:
    return json.loads(_fine(done).output)


def _fine(done: Run) -> Run:
    if done.code:
        raise SystemExit(done.output)
    return done


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else None))
