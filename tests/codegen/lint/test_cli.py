"""``python -m codegen lint`` as a person or a CI job calls it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from codegen.cli import main, show
from codegen.findings import Finding, Place

from .tiny_spec import TinySpec

_WRONG_ID = ("operationId: note.send", "operationId: sendNote")
_FINDING = """\
spec/top/taobao.note.send.yaml:5:7  operation-id  operationId is note.send, not sendNote
    why: Python names are mechanical, so that whoever knows the API page finds the method.
    fix: Write `operationId: note.send`.
"""


def test_clean_spec(form_spec: TinySpec, capsys: pytest.CaptureFixture[str]) -> None:
    """Without findings the summary says so, and the exit code is 0."""
    form_spec.write()

    assert main(["lint", "--spec", str(form_spec.folder.parent)]) == 0
    assert capsys.readouterr() == ("top: no findings.\n", "")


def test_findings(form_spec: TinySpec, capsys: pytest.CaptureFixture[str]) -> None:
    """A finding is printed with place, reason and fix, and the exit code is 1."""
    form_spec.write([_WRONG_ID])

    assert main(["lint", "top", "--spec", str(form_spec.folder.parent)]) == 1
    assert capsys.readouterr() == (f"{_FINDING}top: 1 finding.\n", "")


def test_findings_of_two_apis(form_spec: TinySpec, union_spec: TinySpec, capsys: pytest.CaptureFixture[str]) -> None:
    """Every API is checked unless some are named, and findings are sorted by file, line and rule."""
    form_spec.write([_WRONG_ID, ("examples: [7]", "examples: [x]"), ("openapi: 3.1.0", "openapi: 3.2.0")])
    union_spec.write([("x-resend: never", "x-resend: no")])

    assert main(["lint", "--spec", str(form_spec.folder.parent)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines if line.startswith("spec/")] == [
        "spec/im/note.send.yaml:10:7",
        "spec/top/openapi.yaml:1:1",
        "spec/top/taobao.note.send.yaml:5:7",
        "spec/top/taobao.note.send.yaml:32:76",
    ]
    assert lines[-1] == "im and top: 4 findings."


def test_spec_that_cannot_be_read(form_spec: TinySpec, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no document cannot be checked: the reasons go to stderr, and the exit code is 2."""
    form_spec.write([("        '200':", "        200:")])

    assert main(["lint", "--spec", str(form_spec.folder.parent)]) == 2
    assert capsys.readouterr() == (
        "",
        "spec/top/taobao.note.send.yaml:21:9  yaml-key  the key 200 is not a string\n"
        "    why: JSON has string keys only; status 200 and '200' would be two different keys.\n"
        "    fix: Quote it: '200':\n"
        "The spec cannot be read: 1 reason.\n",
    )


def test_unknown_api(form_spec: TinySpec, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is no API is answered with those there are."""
    form_spec.write()

    assert main(["lint", "tap", "--spec", str(form_spec.folder.parent)]) == 2
    assert capsys.readouterr().err == f"there is no API tap in {form_spec.folder.parent}; there is top.\n"


def test_no_api_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without specs is no success."""
    assert main(["lint", "--spec", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"{tmp_path} holds no folder with an openapi.yaml; name another one with --spec.\n"
    )


def test_unknown_command() -> None:
    """A command line that makes no sense ends with exit code 2, as argparse has it."""
    with pytest.raises(SystemExit, match="2"):
        main(["lnit"])


def test_output_to_a_pipe_in_another_encoding(form_spec: TinySpec) -> None:
    """Output to a pipe is plain UTF-8, whatever the locale says, and the module runs as a program."""
    form_spec.write([("description: Words.", "概要: 文字, description: Words.")])

    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "codegen", "lint", "--spec", str(form_spec.folder.parent)],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[3],
        env={"LC_ALL": "C", "PYTHONIOENCODING": "latin-1", "FORCE_COLOR": ""},
    )

    assert done.returncode == 1
    assert done.stdout.decode("utf-8").startswith(
        "spec/top/taobao.note.send.yaml:39:30  unknown-keyword  '概要' is no keyword of a schema\n"
    )


@pytest.mark.parametrize(("no_color", "has_colour"), [(None, True), ("1", False)])
def test_colour(no_color: str | None, has_colour: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal gets colour unless NO_COLOR is set; the text is the same."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm-256color")
    output = io.StringIO()
    console = Console(file=output, force_terminal=True, soft_wrap=True, highlight=False, width=20)

    show([Finding(Place("spec/a.yaml", 1, 2), "rule", "[a] message", "because", "do it")], console)

    assert ("\x1b[32m" in output.getvalue()) is has_colour
    assert "[a] message" in output.getvalue()


def test_specs_of_this_repository(capsys: pytest.CaptureFixture[str]) -> None:
    """The specs that the wheels are made from keep every convention."""
    assert main(["lint", "--spec", str(Path(__file__).parents[3] / "spec")]) == 0, capsys.readouterr().out
