"""The bill of materials of a package."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from codegen.emit import sbom

REPOSITORY = Path(__file__).parents[2]
ORIGIN = {
    "package": "tiny-client",
    "version": "1.2.3",
    "api": "tiny",
    "spec": "a" * 64,
    "generator": "b" * 64,
    "templates": "c" * 64,
    "tools": {"ruff": "0.1.0"},
}
PYPROJECT = """
[build-system]
requires = ["hatchling==1.0"]
[project]
description = "Tiny."
license = "Apache-2.0"
dependencies = ["attrs>=23.2", "httpx>=0.27,<1"]
[project.optional-dependencies]
sandbox = ["uvicorn>=0.30"]
"""


def made(origin: dict[str, Any] = ORIGIN, pyproject: str = PYPROJECT) -> Any:
    """A bill of materials, read."""
    return json.loads(sbom.sbom(origin, pyproject.encode()))


@pytest.mark.parametrize("name", ["openim-client", "top-client"])
def test_valid(name: str) -> None:
    """The committed ones keep the schema of CycloneDX 1.6 and name what pyproject.toml does."""
    project = REPOSITORY / "generated" / name
    text = (project / "sbom.cdx.json").read_text("utf-8")
    settings = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    component = json.loads(text)["metadata"]["component"]
    assert (component["name"], component["version"]) == (settings["name"], settings["version"])
    ranges = [
        each["value"]
        for part in json.loads(text)["components"]
        for each in part.get("properties", [])
        if each["name"] == "python:requirement"
    ]
    extras = settings["optional-dependencies"].values()
    assert ranges == [*settings["dependencies"], *(line for extra in extras for line in extra)]


def _properties(content: Any, name: str) -> Any:
    return next(part["properties"] for part in content["components"] if part["name"] == name)


def test_dependencies() -> None:
    """What is always installed is required, what an extra adds is optional; ranges are kept word for word."""
    content = made()

    parts = {part["name"]: part for part in content["components"]}
    assert {name: part["scope"] for name, part in parts.items()} == {
        "attrs": "required",
        "httpx": "required",
        "uvicorn": "optional",
        "spec/tiny": "excluded",
    }
    assert _properties(content, "httpx") == [{"name": "python:requirement", "value": "httpx>=0.27,<1"}]
    assert _properties(content, "uvicorn")[1] == {"name": "python:extra", "value": "sandbox"}
    assert content["dependencies"][0] == {
        "ref": "pkg:pypi/tiny-client@1.2.3",
        "dependsOn": ["pkg:pypi/attrs", "pkg:pypi/httpx"],
    }


def test_inputs() -> None:
    """The generators, the build back-end, codegen and the spec are named, by version or digest."""
    content = made()

    tools = content["metadata"]["tools"]["components"]
    assert [(tool["name"], tool.get("version")) for tool in tools] == [
        ("codegen generator", None),
        ("codegen templates", None),
        ("hatchling", "1.0"),
        ("ruff", "0.1.0"),
    ]
    hashes = [part["hashes"][0]["content"] for part in [*tools[:2], content["components"][-1]]]
    assert hashes == [ORIGIN["generator"], ORIGIN["templates"], ORIGIN["spec"]]


@pytest.mark.parametrize("part", ["version", "spec", "generator", "templates"])
def test_serial_number(part: str) -> None:
    """The number is the same for the same sources and another one for others; no time is in it."""
    assert made() == made()
    assert made()["serialNumber"] != made({**ORIGIN, part: "d" * 64})["serialNumber"]
    assert "timestamp" not in made()["metadata"]


def test_a_requirement_that_is_not_plain(tmp_path: Path) -> None:
    """A requirement that would be listed wrongly stops the generation."""
    with pytest.raises(ValueError, match="is no plain requirement"):
        made(pyproject=PYPROJECT.replace("attrs>=23.2", "attrs[x]\\n"))
