"""Specs for tests that break one convention at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from .tiny_spec import ENTRY, ERRORS, FORM_METHOD, UNION_METHOD, TinySpec


@pytest.fixture
def form_spec(tmp_path: Path) -> TinySpec:
    """One TOP method: a form, an envelope, no union."""
    files = {
        "openapi.yaml": ENTRY.replace("TinyClient", "TopClient"),
        "errors.yaml": ERRORS,
        "taobao.note.send.yaml": FORM_METHOD,
    }
    return TinySpec(tmp_path / "spec" / "top", files)


@pytest.fixture
def union_spec(tmp_path: Path) -> TinySpec:
    """One JSON method whose request is a union with a base, a condition and an enum."""
    files = {"openapi.yaml": ENTRY, "errors.yaml": ERRORS, "note.send.yaml": UNION_METHOD}
    return TinySpec(tmp_path / "spec" / "im", files)
