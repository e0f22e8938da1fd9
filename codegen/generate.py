"""`python -m codegen generate`: from a spec folder to a project below generated/."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from codegen import build, load, write
from codegen.emit import examples, layout
from codegen.emit.formatting import formatted
from codegen.ir import Package

TOOLS = ("datamodel-code-generator", "jinja2", "openapi-python-client", "ruff")
"""What shapes the bytes besides codegen itself."""


def generate(spec: load.ApiSpec) -> tuple[Package, dict[str, bytes]]:
    """Every file of an API's project, by its path in it.

    Raises:
        SpecError: the spec holds something that is not supported; names the place and the reason.
    """
    package = build.build(spec)
    texts = {**layout.source_files(package), **examples.files(package)}
    files = {name: text.encode() for name, text in formatted(texts).items()}
    files |= layout.copied_files(package) | layout.document_file(package)
    files[f"src/{package.module}/MANIFEST.json"] = _manifest(spec, files)
    return package, dict(sorted(files.items()))


def _manifest(spec: load.ApiSpec, files: dict[str, bytes]) -> bytes:
    content = {
        "tools": {name: version(name) for name in TOOLS},
        "generator": _generator_digest(),
        "spec": {path.name: write.digest(path.read_bytes()) for path in spec.files},
        "files": {name: write.digest(content) for name, content in sorted(files.items())},
    }
    return (json.dumps(content, indent=1) + "\n").encode()


def _generator_digest() -> str:
    """One digest of the generator's own sources: modules and templates, not the runtime, which is listed by file."""
    here = Path(__file__).parent
    sources = [*here.glob("*.py"), *(here / "emit").glob("*.py"), *(here / "templates").glob("*")]
    return write.digest("".join(write.digest(path.read_bytes()) for path in sorted(sources)).encode())
