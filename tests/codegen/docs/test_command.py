"""`python -m codegen docs` as a person or CI runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.cli import main
from codegen.docs import single_page, site
from codegen.load import load_api
from tests.codegen import tiny


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A folder of specs with one API of one method."""
    root = tmp_path / "spec"
    tiny.spec(root, tiny.method())
    return root


def test_docs(spec: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It writes the pages and the one document, and says where; a page of an earlier run does not stay."""
    out = tmp_path / "docs"
    left_over = out / "source" / "openim" / "old.md"
    left_over.parent.mkdir(parents=True)
    left_over.touch()

    assert main(["docs", "--spec", str(spec), "--out", str(out)]) == 0

    said = capsys.readouterr().out
    pages = {path.relative_to(out / "source").as_posix() for path in out.rglob("*.md")}
    assert pages >= {"api.md", "index.md"}
    assert {name for name in pages if "/" in name} == {f"openim/{name}.md" for name in ("errors", "index", "msg.send")}
    assert said == f"{out.as_posix()}/reference.html and {len(pages)} pages in {out.as_posix()}/source.\n"
    assert (out / "reference.html").read_text("utf-8") == single_page(site([load_api(spec / "openim")]))


def test_no_example_of_the_whole(spec: Path) -> None:
    """A method without examples of its own shows those of its members."""
    text = single_page(site([load_api(spec / "openim")]))

    assert "text=&quot;hello&quot;" in text
    assert "assert result.id == &quot;a1&quot;" in text
