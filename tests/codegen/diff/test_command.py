"""``python -m codegen diff`` on files and folders, as a reviewer runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

import jsonschema_rs
import pytest

from codegen.cli import main

from .corpus import Case, operation_cases, reordered

REPOSITORY: Final = Path(__file__).parents[3]
SCHEMA: Final[dict[str, Any]] = json.loads((REPOSITORY / "codegen/diff/diff.schema.json").read_text(encoding="utf-8"))
CASES: Final = {case.name: case for case in operation_cases()}


def _files(case: Case, folder: Path) -> list[str]:
    paths = [folder / "old.yaml", folder / "new.yaml"]
    for path, document in zip(paths, (case.old, case.new), strict=True):
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return [str(path) for path in paths]


@pytest.mark.parametrize(
    ("name", "verdict", "code"),
    [
        ("a path is renamed", "breaking", 1),
        ("the operation has another name", "python", 1),
        ("an example is another", "compatible", 0),
        ("another version of the document", "none", 0),
    ],
)
def test_verdict_and_exit_code(
    name: str, verdict: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The verdict is the first line, and the JSON says the same and keeps its schema."""
    files = _files(CASES[name], tmp_path)

    assert main(["diff", *files]) == code
    assert capsys.readouterr().out.splitlines()[0] == verdict

    assert main(["diff", *files, "--json"]) == code
    printed = json.loads(capsys.readouterr().out)
    assert printed["verdict"] == verdict
    assert bool(printed["changes"]) == (verdict != "none")
    jsonschema_rs.validator_for(SCHEMA).validate(printed)


def test_change_is_shown_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A change has file, line, rule, verdict, direction, consequence and pointer."""
    old, new = _files(CASES["a query parameter has to be sent"], tmp_path)
    Path(new).write_text(json.dumps(CASES["a query parameter has to be sent"].new, indent=1), encoding="utf-8")

    assert main(["diff", old, new]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"{tmp_path.parent.name}/{tmp_path.name}/new.yaml:83:7  parameter-required  breaking (request)",
        "    the query parameter dry is required now: calls without it are refused",
        "    /paths/~1note~1send/post/parameters/0/required",
    ]


def test_folders_are_compared_with_their_error_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An API's folder is one version; its errors.yaml belongs to it."""
    shutil.copytree(REPOSITORY / "spec" / "openim", tmp_path / "openim")
    table = tmp_path / "openim" / "errors.yaml"
    table.write_text(table.read_text(encoding="utf-8").replace("retry: true", "retry: false", 1), encoding="utf-8")

    assert main(["diff", str(REPOSITORY / "spec" / "openim"), str(tmp_path / "openim")]) == 1
    assert "error-retry-changed  breaking" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "the file cannot be read"),
        ("a: [", "yaml"),
        ("[]", "the file is not a mapping"),
        ("{}", "no file of the folder has a path"),
        ("paths: {/a: {post: {requestBody: {$ref: '#/components/requestBodies/B'}}}}", "leads nowhere"),
        ("paths: {/a: {post: {responses: []}}}", "responses is not a mapping"),
        ("paths: {/a: {}}\ncomponents: {schemas: {A: {required: a}}}", "required is not a list"),
        ("paths: {/a: {}}\ncomponents: {schemas: {A: {properties: [b]}}}", "properties is not a mapping"),
        ("paths: {/a: 3}", "is not a mapping"),
        ("paths: {/a: {post: {requestBody: {required: 'no'}}}}", "required is not true or false"),
        ("paths: {/a: {}}\ncomponents: {schemas: {A: {maxItems: null}}}", "maxItems is not a whole number"),
        ("paths: {/a: {}}\ncomponents: {schemas: {A: {additionalProperties: 'false'}}}", "is not true or false"),
        ("paths: {/a: {}}\ncomponents: {schemas: {A: {required: [1]}}}", "0 is not text"),
        ("paths: {/a: {}}\ncomponents: {schemas: {A: {$ref: 5}}}", "$ref is not text"),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["old", "new"])
def test_what_cannot_be_compared_is_no_verdict(
    content: str | None, reason: str, first: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A version that cannot be read ends with 2 and the reason, and prints no verdict."""
    good, bad = _files(CASES["a path is renamed"], tmp_path)[0], tmp_path / "bad.yaml"
    if content is not None:
        bad.write_text(content, encoding="utf-8")
    pair = (str(bad), good) if first else (good, str(bad))

    assert main(["diff", *pair, "--json"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert reason.lower() in printed.err.lower()


@pytest.mark.parametrize(
    ("table", "place", "reason"),
    [
        ("codes: {}", "1:1", "codes is not a list"),
        ("codes:\n- code: 1\nranges: 3", "3:1", "ranges is not a list"),
        ("codes:\n- code: 1\n- 404", "3:3", "codes.1 is not a mapping"),
    ],
)
def test_error_table_that_cannot_be_compared(
    table: str, place: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A section that is no list of errors would be read as one without any: it is refused at its place."""
    shutil.copytree(REPOSITORY / "spec" / "openim", tmp_path / "openim")
    (tmp_path / "openim" / "errors.yaml").write_text(table, encoding="utf-8")

    assert main(["diff", str(REPOSITORY / "spec" / "openim"), str(tmp_path / "openim")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"openim/errors.yaml:{place}" in printed.err
    assert reason in printed.err


def test_reordered_file_is_no_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same document with its keys the other way round is the same document."""
    case = CASES["a path is renamed"]
    files = _files(Case(case.name, case.old, reordered(case.old), "none"), tmp_path)

    assert main(["diff", *files]) == 0
    assert capsys.readouterr().out == "none\n"
