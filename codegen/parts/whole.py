"""Parts as a project: what changed is made, in several processes, and all of it is put together."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path
from typing import Final

from attrs import frozen

from .. import build, provenance, write
from ..emit import bundle, layout
from ..emit import manifest as manifests
from ..emit import sbom as sboms
from ..findings import ConventionError, Finding, SpecError
from ..ir import Package
from ..lint import RULES, lint
from ..load import SHARED_FILES, ApiSpec, load_api, pointer
from . import folder as folders
from .crossing import collide, settled
from .making import Result, parts
from .modules import module_files
from .part import Part, merged
from .store import Store, formatted_again

PROCESSES: Final = max(1, min(2, os.cpu_count() or 1))
"""Each holds two parsers in memory."""
Advance = Callable[[int], object]


@frozen
class Made:
    """A project."""

    package: Package
    """Without its components and operations, but for those of one method."""
    files: Mapping[str, bytes]
    methods: int
    models: int


def make(
    folder: folders.Folder,
    store: Store,
    *,
    is_whole: bool = True,
    advance: Advance = int,
    processes: int = PROCESSES,
) -> Made:
    """Every file of an API's project.

    Args:
        folder: its spec's files.
        store: what was made before.
        is_whole: whether these are all of its methods.
        advance: called with the number of methods that are done.
        processes: how many work.

    Raises:
        SpecError: something is wrong with the spec, or not supported.
    """
    salt = folders.salt()
    keys = folder.keys(salt)
    found = _parts(folder, keys, store, advance, processes)
    spec = load_api(folder.path, [min(folder.methods)])
    if _collide(spec, found, salt, store) or (is_whole and folder.leaves_unused(_shared(spec))):
        raise ConventionError(lint(load_api(folder.path)))
    made = _put_together(spec, folder, {keys[name]: part for name, part in found.items()}, salt, store)
    if is_whole:
        store.forget_the_rest()
    return made


def _error(findings: list[Finding]) -> SpecError:
    """Broken conventions as such, if nothing else is wrong."""
    conventions = {rule.id for rule in RULES}
    return (ConventionError if all(finding.rule in conventions for finding in findings) else SpecError)(findings)


def _shared(spec: ApiSpec) -> Iterator[tuple[str, str]]:
    """What methods share and have to refer to."""
    for kind, components in spec.document["components"].items():
        for name in components if kind != "securitySchemes" else ():
            if f"{spec.file_of(pointer('components', kind, name))}.yaml" in SHARED_FILES:
                yield kind, name


def _collide(spec: ApiSpec, found: dict[str, Part], salt: str, store: Store) -> bool:
    """Whether names of methods meet; that the same names do not is known from the last time."""
    named = json.dumps([salt, spec.document["x-package"], {file: part.names for file, part in found.items()}])
    key = write.digest(named.encode())
    if store.get(key) is not None:
        return False
    if collide(spec, found):
        return True
    store.put(key, "")
    return False


def _parts(
    folder: folders.Folder, keys: Mapping[str, str], store: Store, advance: Advance, processes: int
) -> dict[str, Part]:
    lines = {name: line for name, key in keys.items() if (line := store.first_line(key)) is not None}
    known = {name: Part.of(line, partial(store.kept, keys[name])) for name, line in lines.items()}
    advance(len(known))
    missing = keys.keys() - known.keys()
    work = list(folders.chunks(folder.groups(), missing)) if missing else []
    findings = []
    for made, found in _worked(folder.path, work, processes):
        findings.append(found)
        for name, text in made.items():
            store.put(keys[name], text)
        known |= {name: Part.of(text.partition("\n")[0], partial(str, text)) for name, text in made.items()}
        advance(len(made))
    if any(findings):
        raise _error(settled(findings))
    return {name: known[name] for name in sorted(keys)}


def _worked(path: Path, work: list[tuple[str, ...]], processes: int) -> Iterator[Result]:
    if len(work) < 2 or processes == 1:
        yield from (parts(path, names) for names in work)
        return
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        for future in as_completed([pool.submit(parts, path, names) for names in work]):
            yield future.result()


def _put_together(spec: ApiSpec, folder: folders.Folder, found: Mapping[str, Part], salt: str, store: Store) -> Made:
    package = build.build(spec)
    outline = merged(part.outline for part in found.values())
    texts = formatted_again(store, layout.shared_files(package, outline), salt)
    files = {name: text.encode() for name, text in texts.items()} | layout.copied_files(package)
    files |= module_files(package, outline, found, salt, store)
    inside = f"src/{package.module}"
    files[f"{inside}/openapi.json"] = _document(spec, found.values())
    sources = {**folder.shared, **folder.methods}
    files[f"{inside}/{provenance.SPEC}"] = provenance.archive(sources)
    made_by = store.remembered(
        write.digest(f"{salt}\nmakers of {package.api}".encode()), lambda: json.dumps(manifests.makers(package.api))
    )
    origin = manifests.origin(package, sources, json.loads(made_by))
    files[sboms.NAME] = sboms.sbom(origin, files["pyproject.toml"])
    files[f"{inside}/{manifests.NAME}"] = manifests.manifest(origin, files)
    return Made(package, dict(sorted(files.items())), len(outline.methods), len(outline.modules))


def _document(spec: ApiSpec, parts: Collection[Part]) -> bytes:
    """The bundled document."""
    paths = {path: text for part in parts for path, text in part.paths.items()}
    components: dict[str, dict[str, str]] = {}
    for part in parts:
        for kind, named in part.components.items():
            components.setdefault(kind, {}).update(named)
    return bundle.joined(spec.document, paths, components)
