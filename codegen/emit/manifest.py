"""MANIFEST.json: what a package was made from, and a digest of each file of its project but the pages for reviewers."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any, Final

from codegen import provenance, write
from codegen.ir import Package

NAME: Final = "MANIFEST.json"
PAGES: Final = "examples/"
"""The folder of the pages for reviewers."""
TOOLS: Final = ("datamodel-code-generator", "jinja2", "openapi-python-client", "ruff")
"""What shapes the bytes besides codegen itself."""


def makers(api: str) -> dict[str, Any]:
    """What makes the packages of an API."""
    return {
        "generator": provenance.generator_digest(api),
        "templates": provenance.template_digest(),
        "tools": {name: version(name) for name in TOOLS},
    }


def origin(package: Package, spec: Mapping[str, bytes], made_by: Mapping[str, Any]) -> dict[str, Any]:
    """What a package is made from: the head of the manifest.

    Args:
        package: its name and its version are told.
        spec: the files of the spec, by name.
        made_by: what `makers` gave.
    """
    head = {"package": package.name, "version": package.version, "api": package.api}
    return {**head, "spec": provenance.combined(spec), **made_by}


def manifest(origin: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """The manifest of a project.

    Args:
        origin: what `origin` gave.
        files: every other file of the project.
    """
    project = tomllib.loads(files["pyproject.toml"].decode())["project"]
    told = sorted(name for name in files if not name.startswith(PAGES))
    digests = {name: write.digest(files[name]) for name in told}
    return _json({**origin, "dependencies": project["dependencies"], "files": digests})


def _json(content: object) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()
