"""Sandboxes on the documents of the repository, with clocks that stand still."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.load import load_api
from codegen.runtime.openim.sandbox import OpenIMSandbox
from codegen.runtime.openim.sandbox import create_app as create_openim
from codegen.runtime.top.sandbox import TopSandbox
from codegen.runtime.top.sandbox import create_app as create_top

from .talk import REPOSITORY, Clock


@pytest.fixture(scope="session")
def top_document() -> dict[str, Any]:
    """The bundled document of spec/top."""
    return load_api(REPOSITORY / "spec" / "top").document


@pytest.fixture(scope="session")
def openim_document() -> dict[str, Any]:
    """The bundled document of spec/openim."""
    return load_api(REPOSITORY / "spec" / "openim").document


@pytest.fixture
def clock() -> Clock:
    """The time of the sandboxes below."""
    return Clock()


@pytest.fixture
def top(top_document: dict[str, Any], clock: Clock) -> TopSandbox:
    """A TOP sandbox with its default credentials."""
    return create_top(top_document, clock=clock)


@pytest.fixture
def openim(openim_document: dict[str, Any], clock: Clock) -> OpenIMSandbox:
    """An OpenIM sandbox where everybody is registered."""
    return create_openim(openim_document, clock=clock)
