"""From a few method files to their parts: the work that several processes share."""

from __future__ import annotations

from pathlib import Path

from .. import build
from ..emit import bundle, examples, layout
from ..emit.formatting import formatted
from ..findings import Finding, SpecError
from ..lint import lint
from ..lint.objects import unused_component
from ..load import SHARED_FILES, ApiSpec, load_api, pointer
from .part import Texts, text

Result = tuple[dict[str, str], tuple[Finding, ...]]
"""Parts as text, by file, or findings."""


def parts(folder: Path, names: tuple[str, ...]) -> Result:
    """The parts of some method files as text, or what is wrong with them.

    Args:
        folder: of the API's spec.
        names: of the files.
    """
    try:
        spec = load_api(folder, names)
        found = [finding for finding in lint(spec) if not _is_about_others(finding)]
        return ({}, tuple(found)) if found else (_parts(spec), ())
    except SpecError as exc:
        return {}, exc.findings


def _is_about_others(finding: Finding) -> bool:
    """Whether other method files may use what these do not."""
    return finding.rule == unused_component.id and Path(finding.place.file).name in SHARED_FILES


def _parts(spec: ApiSpec) -> dict[str, str]:
    package = build.build(spec)
    sections = layout.sections(formatted(layout.section_files(package)))
    pages = examples.files(package)
    paths, components = _paths(spec), _components(spec)
    return {
        f"{stem}.yaml": text(
            layout.outline(package, operation.module),
            paths[stem],
            components.get(stem, {}),
            Texts(
                files={name: pages[name] for name in (examples.name(operation),)},
                sections={kind: found[operation.module] for kind, found in sections.items()},
            ),
        )
        for operation in package.operations
        for stem in (spec.file_of(operation.pointer),)
    }


def _paths(spec: ApiSpec) -> dict[str, dict[str, str]]:
    """The text of each path, by the file that it is from."""
    found: dict[str, dict[str, str]] = {}
    for path, item in spec.document["paths"].items():
        found.setdefault(spec.file_of(pointer("paths", path)), {})[path] = bundle.fragment("paths", item)
    return found


def _components(spec: ApiSpec) -> dict[str, dict[str, dict[str, str]]]:
    """The text of each component, by the file that it is from and by kind."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for kind, components in spec.document["components"].items():
        for name, value in components.items():
            stem = spec.file_of(pointer("components", kind, name))
            found.setdefault(stem, {}).setdefault(kind, {})[name] = bundle.fragment("components", value)
    return found
