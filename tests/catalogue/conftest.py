"""The catalogue of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from .files import catalogue


@pytest.fixture(scope="session")
def catalogue_file() -> Path:
    """The largest catalogue at hand."""
    return catalogue()
