"""The source of a changed place."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.load import ApiSpec, load_api
from codegen.review.trace import Trace, needs_source, trace

from ..lint.tiny_spec import ENTRY, ERRORS, FORM_METHOD, TinySpec

ID = "/components/schemas/NoteSendRequest/properties/id"
OWN = "description: An id., x-source: {document: a server, basis: observed}, x-deviation: {type: It is so}"


def spec(folder: Path, *changes: tuple[str, str]) -> ApiSpec:
    tiny = TinySpec(folder / "spec" / "top", {"openapi.yaml": ENTRY, "errors.yaml": ERRORS, "send.yaml": FORM_METHOD})
    tiny.write(changes)
    return load_api(tiny.folder)


@pytest.mark.parametrize("below", ["", "/type", "/examples/0", "/no/such/thing"])
def test_inherited(tmp_path: Path, below: str) -> None:
    """Without a source of its own a place has that of its file, found where the file says it."""
    found = trace(spec(tmp_path), ID + below)

    assert found is not None
    assert (found.document, found.basis, str(found.place)) == ("note", "documented", "spec/top/send.yaml:1:1")


def test_own(tmp_path: Path) -> None:
    """A source of the place itself comes before that of the file, and a deviation is told."""
    found = trace(spec(tmp_path, ("description: An id.", OWN)), f"{ID}/type")

    assert found is not None
    assert (found.document, found.basis, found.deviation) == ("a server", "observed", "type: It is so")


@pytest.mark.parametrize("change", ["", "x-source: {document: note}\n"])
def test_none(tmp_path: Path, change: str) -> None:
    """A file without a source, or with half a one, gives none."""
    changed = spec(tmp_path, ("x-source: {document: note, basis: documented}\n", change))

    found: Trace | None = trace(changed, ID)

    assert found is None


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("/paths/~1a/post/summary", True),
        ("/components/schemas/A/properties/b", True),
        ("/components/securitySchemes/a", False),
        ("/info/version", False),
        ("", False),
    ],
)
def test_what_needs_a_source(where: str, expected: bool) -> None:
    """Operations and schemas are statements about the API; the rest is ours."""
    assert needs_source(where) is expected
