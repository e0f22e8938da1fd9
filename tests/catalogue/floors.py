"""Where the time and the room of a catalogue's client go, for whoever wants to lower a row."""

from __future__ import annotations

import cProfile
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import CodeType
from typing import Final

from codegen.load import SHARED_FILES
from codegen.parts import folder as folders
from codegen.parts.making import parts

_STAGES: Final = {
    ("parts/making.py", "parts"): "",
    ("codegen/load.py", "load_api"): "YAML",
    ("lint/__init__.py", "lint"): "lint",
    ("codegen/opc.py", "parse"): "openapi-python-client",
    ("codegen/typeddicts.py", "typed_dicts"): "datamodel-code-generator",
    ("emit/formatting.py", "formatted"): "ruff",
}
"""Functions of codegen, by file and name, and what their time is spent on; the first is all of it."""
REST: Final = "our own"
IMPORTS: Final = "import codegen.cli, codegen.parts.projects, datamodel_code_generator.parser.openapi"
"""What a process imports that makes a method."""


def stages(spec: Path) -> dict[str, float]:
    """The share of each stage in the making of some methods, in percent, by cProfile."""
    names = sorted(path.name for path in spec.glob("*.yaml") if path.name not in SHARED_FILES)[: folders.CHUNK]
    parts(spec, (names[0],))  # imports are told apart
    with cProfile.Profile() as profile:
        parts(spec, tuple(names))
    seconds = {
        _STAGES[_module(entry.code), entry.code.co_name]: entry.totaltime
        for entry in profile.getstats()
        if isinstance(entry.code, CodeType) and (_module(entry.code), entry.code.co_name) in _STAGES
    }
    whole = seconds.pop("")
    seconds[REST] = whole - sum(seconds.values())
    return {what: 100 * spent / whole for what, spent in seconds.items()}


def _module(code: CodeType) -> str:
    return "/".join(Path(code.co_filename).parts[-2:])


def rooms(wheel: Path) -> dict[str, float]:
    """The megabytes of each part of a wheel, packed."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.infolist():
            found["/".join(member.filename.split("/")[:2])] += member.compress_size
        found["names of members"] = wheel.stat().st_size - sum(found.values())
    return {name: size / 1e6 for name, size in found.items()}


def line(what: str, found: Mapping[str, float], unit: str) -> str:
    """The largest shares on one line."""
    largest = sorted(found.items(), key=lambda item: -item[1])[:7]
    return f"  {what}: {', '.join(f'{name} {value:.3g} {unit}' for name, value in largest)}"
