"""MANIFEST.json: what a package was made from, and a digest of each of its files."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from codegen import provenance, write
from codegen.ir import Package

NAME: Final = "MANIFEST.json"
TOOLS: Final = ("datamodel-code-generator", "jinja2", "openapi-python-client", "ruff")
"""What shapes the bytes besides codegen itself."""


def origin(package: Package, spec: Iterable[Path]) -> dict[str, Any]:
    """What a package is made from: the head of the manifest."""
    return {
        "package": package.name,
        "version": package.version,
        "api": package.api,
        "spec": provenance.combined(provenance.spec_files(spec)),
        "generator": provenance.generator_digest(package.api),
        "templates": provenance.template_digest(),
        "tools": {name: version(name) for name in TOOLS},
    }


def manifest(origin: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """The manifest of a project.

    Args:
        origin: what `origin` gave.
        files: every other file of the project.
    """
    project = tomllib.loads(files["pyproject.toml"].decode())["project"]
    digests = {name: write.digest(content) for name, content in sorted(files.items())}
    return _json({**origin, "dependencies": project["dependencies"], "files": digests})


def _json(content: object) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()
