"""`python -m codegen generate`: from a spec folder to a project below generated/."""

from __future__ import annotations

from codegen import build, load, provenance
from codegen.emit import examples, layout
from codegen.emit import manifest as manifests
from codegen.emit import sbom as sboms
from codegen.emit.formatting import formatted
from codegen.emit.resources import nodes, tree
from codegen.ir import Package


def generate(spec: load.ApiSpec) -> tuple[Package, dict[str, bytes]]:
    """Every file of an API's project, by its path in it.

    Raises:
        SpecError: the spec holds something that is not supported; names the place and the reason.
    """
    package = build.build(spec)
    outline = layout.outline(package)
    sections = layout.section_files(package)
    shared = {**layout.shared_files(package, outline), **layout.resource_files(package, nodes(tree(outline.methods)))}
    texts = formatted({**shared, **sections, **examples.files(package)})
    cut = layout.sections({name: texts.pop(name) for name in sections})
    texts |= layout.module_files(package, outline, cut)
    files = {name: text.encode() for name, text in texts.items()}
    files |= layout.copied_files(package) | layout.document_file(package)
    inside = f"src/{package.module}"
    sources = provenance.spec_files(spec.files)
    files[f"{inside}/{provenance.SPEC}"] = provenance.archive(sources)
    origin = manifests.origin(package, sources, manifests.makers(package.api))
    files[sboms.NAME] = sboms.sbom(origin, files["pyproject.toml"])
    files[f"{inside}/{manifests.NAME}"] = manifests.manifest(origin, files)
    return package, dict(sorted(files.items()))
