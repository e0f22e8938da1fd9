"""The checks of a catalogue's client: what they find in clients that were broken on purpose."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from codegen import cli

from . import synthetic
from .measuring import run

_METHOD = "taobao.things.all.kinds"
_LIMIT = 120.0


def _definition() -> dict[str, Any]:
    """The first method, which sends a file, with a list of numbers besides."""
    first = synthetic.definitions()[0]
    ids = {"name": "ids", "type": "Number[]", "description": "Numbers."}
    return first | {"name": _METHOD, "requestParams": [*first["requestParams"], ids]}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source of a client of one method, with a file among its parameters."""
    folder = tmp_path_factory.mktemp("catalogue")
    file, spec, out = folder / "one.jsonl", folder / "spec", folder / "generated"
    file.write_text(json.dumps(_definition()), encoding="utf-8")
    assert cli.main(["import-catalogue", str(file), "--out", str(spec)]) == 0
    assert cli.main(["generate", "--spec", str(spec), "--out", str(out)]) == 0
    return out / "top-client" / "src"


def _tried(source: Path) -> Any:
    done = run(["-m", "tests.catalogue.round_trips"], _LIMIT, {"PYTHONPATH": str(source)})
    assert done.code == 0, done.output
    return json.loads(done.output)


def _broken(source: Path, folder: Path, name: str, old: str, new: str) -> Path:
    copy = folder / "src"
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
    path = copy / "top_client" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return copy


def test_a_whole_client(source: Path) -> None:
    """All modules of a client import, and its method makes the round trip."""
    found = _tried(source)

    assert (found["methods"], found["broken"], found["failures"]) == (1, {}, {})
    assert found["modules"] > 20


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("_runtime/top/form.py", '",".join(texts)', '";".join(texts)', "goes out as"),
        ("_runtime/top/form.py", '"true" if value', '"True" if value', "goes out as"),
        ("_runtime/common/through_httpx.py", "files=files", "files={}", "photo is not sent"),
        ("models/things.py", '.get("field0")', '.get("field3")', "the answer reads otherwise"),
        ("_runtime/common/model.py", "(inner[0]) if inner", "(inner[0])[:1] if inner", "where its lists are wrapped"),
    ],
)
def test_a_broken_client(source: Path, tmp_path: Path, name: str, old: str, new: str, reason: str) -> None:
    """A method that sends or reads something else is named with the reason."""
    found = _tried(_broken(source, tmp_path, name, old, new))

    assert reason in found["failures"][_METHOD]


def test_a_module_that_does_not_import(source: Path, tmp_path: Path) -> None:
    """A module that does not import is named, and the rest is tried."""
    old = "from typing import"
    found = _tried(_broken(source, tmp_path, "wire/things.py", old, f"import no_such_module\n{old}"))

    assert list(found["broken"]) == ["top_client.wire.things"]
    assert found["failures"] == {}
