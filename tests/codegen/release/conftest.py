"""A wheel that was really built, once for all tests here."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.release.building import build

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def top_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of top-client."""
    return build(REPOSITORY / "generated" / "top-client", tmp_path_factory.mktemp("wheel"))
