"""The page of the public API: its samples run, and no public name is missing."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ["top_client.sandbox.pytest_plugin", "openim_client.sandbox.pytest_plugin"]

PAGE = (Path(__file__).parents[2] / "codegen" / "runtime" / "API.md").read_text("utf-8")
SAMPLES: list[str] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
MODULES = ("", ".errors", ".auth", ".signing", ".testing", ".sandbox")


@pytest.mark.parametrize("sample", SAMPLES, ids=range(len(SAMPLES)))
def test_sample(sample: str, top_sandbox: Any, openim_sandbox: Any) -> None:
    """A sample runs as it stands, with the names that the page's head gives."""
    names = {
        "__name__": "__main__",
        "top_url": top_sandbox.url,
        "openim_url": openim_sandbox.url,
        "key": "12345678",
        "app_secret": "sandbox-secret",
        "secret": "openIM123",
    }
    exec(compile(sample, "API.md", "exec"), names)


@pytest.mark.parametrize("package", ["top_client", "openim_client"])
def test_every_public_name_is_on_the_page(package: str) -> None:
    """Whoever reads the page knows all there is to import."""
    missing = []
    for module in MODULES:
        if (package, module) == ("openim_client", ".signing"):
            continue
        names = importlib.import_module(package + module).__all__
        missing += [f"{package}{module}.{name}" for name in names if not re.search(rf"\b{name}\b", PAGE)]

    assert [name for name in missing if not name.endswith(("__version__", ".Delivery"))] == []
