"""The package's bill of materials in CycloneDX 1.6, which the wheel carries in `.dist-info/sboms` (PEP 770).

It says nothing of time and place, so it is the same in every build. A version of a dependency is a range here: what
is installed beside the wheel, its user decides.
"""

from __future__ import annotations

import json
import re
import tomllib
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

NAME: Final = "sbom.cdx.json"
_REQUIREMENT: Final = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?P<range>.*)")


def sbom(origin: Mapping[str, Any], pyproject: bytes) -> bytes:
    """The bill of materials of a package.

    Args:
        origin: what the manifest says of it.
        pyproject: its pyproject.toml, which names the dependencies and the build back-end.
    """
    settings = tomllib.loads(pyproject.decode())
    project = settings["project"]
    required = [_dependency(line, "required") for line in project["dependencies"]]
    extras = [
        _dependency(line, "optional", extra)
        for extra, lines in sorted(project["optional-dependencies"].items())
        for line in lines
    ]
    package = _package(origin, project)
    purl = package["purl"]
    content = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{_serial(purl, origin)}",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "tools": {"components": _tools(origin, settings["build-system"]["requires"])},
            "component": package,
        },
        "components": [*required, *extras, _spec(origin)],
        "dependencies": [
            {"ref": purl, "dependsOn": sorted(part["bom-ref"] for part in required)},
            *({"ref": part["bom-ref"]} for part in (*required, *extras)),
        ],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def _package(origin: Mapping[str, Any], project: Mapping[str, Any]) -> dict[str, Any]:
    purl = f"pkg:pypi/{origin['package']}@{origin['version']}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": origin["package"],
        "version": origin["version"],
        "description": project["description"],
        "licenses": [{"license": {"id": project["license"], "acknowledgement": "declared"}}],
        "purl": purl,
    }


def _dependency(requirement: str, scope: str, extra: str = "") -> dict[str, Any]:
    """A distribution that is installed beside the wheel; CycloneDX 1.6 has no field for a range of versions."""
    found = _REQUIREMENT.fullmatch(requirement)
    if found is None:
        raise ValueError(f"{requirement!r} is no plain requirement")
    properties = {"requirement": requirement, **({"extra": extra} if extra else {})}
    purl = f"pkg:pypi/{found['name']}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": found["name"],
        "scope": scope,
        "purl": purl,
        "properties": [{"name": f"python:{name}", "value": value} for name, value in properties.items()],
    }


def _tools(origin: Mapping[str, Any], build: Iterable[str]) -> list[dict[str, Any]]:
    """The generators, and the build back-end, at their exact versions; codegen itself, by its digests."""
    versions = {**origin["tools"], **dict(line.split("==") for line in build)}
    tools = [
        {"type": "application", "name": name, "version": version, "purl": f"pkg:pypi/{name}@{version}"}
        for name, version in sorted(versions.items())
    ]
    own = [
        {"type": "application", "name": f"codegen {part}", "hashes": [_sha256(origin[part])]}
        for part in ("generator", "templates")
    ]
    return [*own, *tools]


def _spec(origin: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "data",
        "bom-ref": "spec",
        "name": f"spec/{origin['api']}",
        "scope": "excluded",
        "description": "The OpenAPI files that the package was generated from; the wheel carries them in spec.json.",
        "hashes": [_sha256(origin["spec"])],
    }


def _sha256(digest: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": digest}


def _serial(purl: str, origin: Mapping[str, Any]) -> uuid.UUID:
    """The same for the same sources, another one for others."""
    return uuid.uuid5(uuid.NAMESPACE_URL, " ".join([purl, origin["spec"], origin["generator"], origin["templates"]]))
