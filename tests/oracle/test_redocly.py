"""Holds every case of the corpus of changes against ``redocly diff``: where the two disagree, the case says why.

Run by ``nox -s oracle``, which installs Node and the pinned Redocly.
"""

from __future__ import annotations

import copy
import json
import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest

from tests.codegen.diff.corpus import Case, operation_cases, schema_cases

FOLDER: Final = Path(__file__).parent
CLI: Final = Path(os.environ.get("REDOCLY", FOLDER / "node_modules" / "@redocly" / "cli" / "bin" / "cli.js"))
NODE: Final = os.environ.get("NODE", "node")

pytestmark = pytest.mark.skipif(not CLI.exists(), reason="Redocly is not installed; run nox -s oracle")


def _diff(old: dict[str, Any], new: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What Redocly says about two documents."""
    folder.mkdir()
    (folder / "redocly.yaml").write_bytes((FOLDER / "redocly.yaml").read_bytes())
    for name, document in (("old", old), ("new", new)):
        (folder / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    command = [NODE, str(CLI), "diff", "old.json", "new.json", "--format", "json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert "No diff rules are on" not in done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _breaks(changes: list[dict[str, Any]]) -> bool:
    return any(change["impact"] == "major" for change in changes)


def _together(cases: list[Case], side: str) -> dict[str, Any]:
    """All cases in one document, an operation each."""
    whole: dict[str, Any] = copy.deepcopy(getattr(cases[0], side))
    whole |= {"paths": {}, "components": {"schemas": {}}}
    for number, case in enumerate(cases):
        prefix = "#/components/schemas/"
        document = json.loads(json.dumps(getattr(case, side)).replace(prefix, f"{prefix}C{number}_"))
        operation = document["paths"][case.path]["post"]
        whole["paths"][f"/case-{number}/"] = {"post": {**operation, "operationId": f"call{number}"}}
        schemas = document["components"]["schemas"]
        whole["components"]["schemas"] |= {f"C{number}_{name}": schema for name, schema in schemas.items()}
    return whole


def _disagreements(breaking: Iterator[tuple[Case, bool]]) -> tuple[list[str], list[str]]:
    """Cases that are judged differently without a reason, and reasons without such a case."""
    differ = [(case, (case.verdict == "breaking") != found) for case, found in breaking]
    unexplained = [case.name for case, other in differ if other and case.redocly is None]
    needless = [case.name for case, other in differ if not other and case.redocly is not None]
    return unexplained, needless


def test_schemas(tmp_path: Path) -> None:
    """On changes of schemas both say the same, but for the cases that say why not."""
    cases = schema_cases()
    said = _diff(_together(cases, "old"), _together(cases, "new"), tmp_path / "all")["changes"]
    by_case = [[change for change in said if _belongs(change, number)] for number in range(len(cases))]

    assert sum(map(_breaks, by_case)) > 100, "Redocly's rules are on"
    assert _disagreements(zip(cases, map(_breaks, by_case), strict=True)) == ([], [])


def _belongs(change: dict[str, Any], number: int) -> bool:
    path = change["path"]
    return f"/paths/~1case-{number}~1/" in path or f"/schemas/C{number}_" in path


def test_operations(tmp_path: Path) -> None:
    """On changes of everything else both say the same, but for the cases that say why not."""
    cases = operation_cases()

    def judge(numbered: tuple[int, Case]) -> bool:
        number, case = numbered
        return _breaks(_diff(case.old, case.new, tmp_path / str(number))["changes"])

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(judge, enumerate(cases)))

    assert sum(found) > 20, "Redocly's rules are on"
    assert _disagreements(zip(cases, found, strict=True)) == ([], [])
