"""`python -m <package> about`: what the installed package was made from and runs on."""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import json
import platform
import re
import subprocess
import sys
from importlib.resources import files
from typing import Any, Final

import pytest

PACKAGES: Final = {"top_client": "top-client", "openim_client": "openim-client"}


def about(package: str, *arguments: str) -> str:
    """What the command prints."""
    command = [sys.executable, "-m", package, "about", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def about_as_json(package: str) -> Any:
    """What the command says."""
    return json.loads(about(package, "--json"))


@pytest.mark.parametrize("package", PACKAGES)
def test_spec_digest(package: str) -> None:
    """The digest is the one of the spec files in the package, as `sha256sum * | sha256sum` prints it."""
    spec = json.loads(files(package).joinpath("spec.json").read_text("utf-8"))
    digests = {name: hashlib.sha256("\n".join(lines).encode()).hexdigest() for name, lines in sorted(spec.items())}
    listing = "".join(f"{digest}  {name}\n" for name, digest in digests.items())

    assert {"openapi.yaml", "errors.yaml", "common.yaml"} < spec.keys()
    assert about_as_json(package)["spec"] == hashlib.sha256(listing.encode()).hexdigest()


@pytest.mark.parametrize("package", PACKAGES)
def test_versions(package: str) -> None:
    """Package, tools, interpreter and dependencies are at the versions that are there."""
    found = about_as_json(package)

    assert (found["package"], found["version"]) == (PACKAGES[package], importlib.import_module(package).__version__)
    assert found["python"] == f"{platform.python_implementation()} {platform.python_version()}"
    assert found["installed"] == {
        name: importlib.metadata.version(name) for name in ("attrs", "httpcore", "httpx", "sniffio")
    }
    assert set(found["tools"]) == {"datamodel-code-generator", "jinja2", "openapi-python-client", "ruff"}


@pytest.mark.parametrize("package", PACKAGES)
def test_for_people(package: str) -> None:
    """Without --json the same stands in lines, digests whole."""
    found = about_as_json(package)
    head, *lines = about(package).splitlines()
    shown = dict(re.split(r" {2,}", line, maxsplit=1) for line in lines)

    assert head == f"{found['package']} {found['version']}"
    assert {name: shown[name] for name in ("spec", "generator", "templates")} == {
        name: found[name] for name in ("spec", "generator", "templates")
    }
    assert found["python"] in shown["runs on"]
    assert f"httpx {found['installed']['httpx']}" in shown["runs on"]
    assert shown["needs"] == ", ".join(found["dependencies"])


@pytest.mark.parametrize("package", PACKAGES)
def test_a_dependency_without_metadata(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no metadata is installed, as in a frozen application, the version is unknown and the rest is said."""
    module = importlib.import_module(f"{package}._runtime.common.about")

    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)

    assert set(module.about(package)["installed"].values()) == {None}


@pytest.mark.parametrize("package", PACKAGES)
def test_commands(package: str) -> None:
    """Without a command the package lists them; an unknown one is refused with status 2."""
    listing = subprocess.run([sys.executable, "-m", package], capture_output=True, encoding="utf-8", check=True)
    unknown = subprocess.run([sys.executable, "-m", package, "nonsense"], capture_output=True, encoding="utf-8")

    assert "about" in listing.stdout
    assert (unknown.returncode, unknown.stdout) == (2, "")
