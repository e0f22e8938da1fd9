"""Read the files of a spec folder as one OpenAPI document in which everything still knows its place.

Every ``*.yaml`` file but ``errors.yaml`` gives its paths and components to the document. References between
files are real relative ones (``common.yaml#/components/schemas/X``) and become ``#/components/...``. The
``x-source`` at the head of a file is inherited by its operations and components that have none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

from attrs import frozen

from . import yaml_loader
from .findings import Finding, Place, SpecError
from .yaml_loader import YamlFile

ENTRY: Final = "openapi.yaml"
ERRORS: Final = "errors.yaml"
SHARED_FILES: Final = frozenset({ENTRY, "common.yaml", ERRORS})
"""Files that are no method's."""
METHODS: Final = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
"""Members of a path item that are operations."""

_FILE_KEYS: Final = frozenset({"x-source", "paths", "components"})
"""What a file other than the entry may hold."""

Tokens = tuple[str, ...]
Members = dict[str, Any]


@frozen
class ApiSpec:
    """One API: the bundled document, the error table, and where each part of them is written."""

    name: str
    folder: Path
    document: Members
    """The OpenAPI document as plain data; references begin with ``#/components/``."""
    errors: Members
    """The contents of errors.yaml; empty if there is none."""
    files: tuple[Path, ...]
    """Every file that was read, sorted."""
    _sources: Mapping[str, YamlFile]
    _origin: Mapping[Tokens, str]

    def place(self, pointer: str) -> Place:
        """Find what a JSON pointer into the document means in its file; the nearest known ancestor if new."""
        tokens = pointer_tokens(pointer)
        source = self._sources[self._file_name(tokens)]
        if "x-source" in tokens and not source.has(tokens):  # inherited
            tokens = tokens[tokens.index("x-source") :]
        return source.place(tokens)

    def errors_place(self, pointer: str) -> Place:
        """Find what a JSON pointer into the error table means in its file."""
        if ERRORS in self._sources:
            return self._sources[ERRORS].place(pointer_tokens(pointer))
        return Place(f"{_shown(self.folder)}/{ERRORS}", 1, 1)

    def file_of(self, pointer: str) -> str:
        """Name the file that a path item or component is from, without ``.yaml``: a method, or ``common``."""
        return self._file_name(pointer_tokens(pointer)).removesuffix(".yaml")

    def _file_name(self, tokens: Tokens) -> str:
        return self._origin.get(tokens[:2]) or self._origin.get(tokens[:3]) or ENTRY


def pointer(*tokens: str | int) -> str:
    """Write member names and indexes as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)


def pointer_tokens(pointer: str) -> Tokens:
    """Read a JSON pointer, with or without the ``#`` of a reference."""
    parts = pointer.removeprefix("#").split("/")[1:]
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in parts)


def find_apis(spec_root: Path) -> list[Path]:
    """List the folders under the spec's root that hold an ``openapi.yaml``, sorted by name."""
    return sorted(entry.parent for entry in spec_root.glob(f"*/{ENTRY}"))


def load_api(folder: Path, methods: Collection[str] | None = None) -> ApiSpec:
    """Read and bundle one API, or a part of it.

    Args:
        folder: The folder with ``openapi.yaml``, such as ``spec/top``.
        methods: The files of methods to read beside those that all share; all of them by default.

    Returns:
        The document, the error table and their places.

    Raises:
        SpecError: A file cannot be read, or the files do not make one document; with every reason found.
    """
    sources = _read_files(folder, methods)
    return _bundled(folder, folder.resolve().name, sources, tuple(folder / name for name in sources))


def load_file(path: Path) -> ApiSpec:
    """Read an API that one file holds whole; it has no error table.

    Raises:
        SpecError: The file cannot be read, or is no document; with every reason found.
    """
    return _bundled(path.parent, path.stem, {ENTRY: _read_file(path)}, (path,))


def _bundled(folder: Path, name: str, sources: Mapping[str, YamlFile], files: tuple[Path, ...]) -> ApiSpec:
    bundle = _Bundle(sources)
    document = bundle.document()
    if bundle.findings:
        raise SpecError(bundle.findings)
    errors: Members = sources[ERRORS].data if ERRORS in sources else {}
    return ApiSpec(name, folder, document, errors, files, sources, bundle.origin)


def _shown(folder: Path) -> str:
    """The folder as messages name it, relative to the repository: ``spec/top``."""
    whole = folder.resolve()
    return f"{whole.parent.name}/{whole.name}"


def _read_files(folder: Path, methods: Collection[str] | None) -> dict[str, YamlFile]:
    findings = list(_folder_findings(folder))
    sources: dict[str, YamlFile] = {}
    wanted = None if methods is None else SHARED_FILES.union(methods)
    for path in [] if findings else sorted(folder.glob("*.yaml")):
        if wanted is not None and path.name not in wanted:
            continue
        try:
            sources[path.name] = _read_file(path)
        except SpecError as exc:
            findings.extend(exc.findings)
    if findings:
        raise SpecError(findings)
    return sources


def _read_file(path: Path) -> YamlFile:
    shown = f"{_shown(path.parent)}/{path.name}"
    try:
        source = yaml_loader.parse(path.read_bytes(), shown)
    except OSError as exc:
        message = f"the file cannot be read: {exc.strerror or exc}"
        why = "Every *.yaml file of the folder is part of the document."
        fix = "Make it a readable file, or move it away."
        raise SpecError([Finding(Place(shown, 1, 1), "file-unreadable", message, why, fix)]) from exc
    if isinstance(source.data, dict):
        return source
    why = "Paths, components and errors are found by their keys."
    fix = "Begin it with `codes:`." if path.name == ERRORS else "Begin it with `paths:` or `components:`."
    raise SpecError([Finding(source.place(), "file-shape", "the file is not a mapping", why, fix)])


def _folder_findings(folder: Path) -> Iterator[Finding]:
    shown = _shown(folder)
    if not (folder / ENTRY).is_file():
        message = f"the folder has no {ENTRY}"
        why = "It holds the title, the servers and the package's name."
        fix = f"Write it, or name another folder than {shown}."
        yield Finding(Place(f"{shown}/{ENTRY}", 1, 1), "entry-missing", message, why, fix)
        return
    for path in sorted([*folder.glob("*.yml"), *folder.glob("*/**/*.yaml")]):
        place = Place(f"{shown}/{path.relative_to(folder).as_posix()}", 1, 1)
        why = "Only *.yaml files directly in the API's folder make the document."
        yield Finding(place, "file-astray", "the file would not be read", why, "Rename it, or move it up.")


class _Bundle:
    """Merges files into one document and collects what does not fit."""

    def __init__(self, sources: Mapping[str, YamlFile]) -> None:
        self.findings: list[Finding] = []
        self.origin: dict[Tokens, str] = {}
        self._sources = sources
        self._declared: set[tuple[str, Tokens]] = set()

    def document(self) -> Members:
        entry: Members = self._sources[ENTRY].data
        document: Members = {key: value for key, value in entry.items() if key != "x-source"}
        document |= {"paths": {}, "components": {}}
        for name in [ENTRY, *(name for name in self._sources if name not in {ENTRY, ERRORS})]:
            self._merge(name, document)
        if not document["paths"] and not self.findings:
            why = "There is nothing to call."
            fix = "Add a method file with `paths:`."
            self._add(ENTRY, (), "no-operations", "no file of the folder has a path", why, fix)
        return {key: self._member(ENTRY, key, value, (key,)) for key, value in document.items()}

    def _add(self, name: str, at: Tokens, rule: str, message: str, why: str, fix: str) -> None:
        self.findings.append(Finding(self._sources[name].place(at), rule, message, why, fix))

    def _merge(self, name: str, document: Members) -> None:
        data: Members = self._sources[name].data
        if name != ENTRY:
            self._check_keys(name, data)
        source = data.get("x-source")
        for path, item in self._mapping(name, data, ("paths",)).items():
            self._put(name, ("paths", path), document["paths"], _sourced_path(item, source))
        components = self._mapping(name, data, ("components",))
        for kind in components:
            target: Members = document["components"].setdefault(kind, {})
            for key, value in self._mapping(name, components, ("components", kind)).items():
                self._put(name, ("components", kind, key), target, _sourced(value, source))

    def _check_keys(self, name: str, data: Members) -> None:
        for key in sorted(data.keys() - _FILE_KEYS):
            why = f"Only {ENTRY} adds more than paths and components; this would be lost."
            fix = f"Move it to {ENTRY}, or into a path or component."
            self._add(name, (key,), "file-key", f"{key} cannot be written here", why, fix)
        if not data.get("paths") and not data.get("components"):
            why = "Its paths or components are missing or misplaced."
            fix = "Fill it or delete it."
            self._add(name, (), "file-empty", "the file adds no path and no component", why, fix)

    def _mapping(self, name: str, parent: Members, at: Tokens) -> Members:
        value = parent.get(at[-1], {})
        if isinstance(value, dict):
            return cast("Members", value)
        why = "Paths and components are found by their keys."
        fix = "Write `name: ...` lines below it, or delete it."
        self._add(name, at, "file-shape", f"{'.'.join(at)} is not a mapping", why, fix)
        return {}

    def _put(self, name: str, at: Tokens, target: Members, value: object) -> None:
        key = at[-1]
        self._declared.add((name, at))
        if key not in target:
            self.origin[at] = name
            target[key] = value
            return
        kind = "path" if at[0] == "paths" else "component"
        first = self._sources[self.origin[at]].place(at)
        fix = "Rename one, or share it through common.yaml."
        message = f"the {kind} {key} is also in {first}"
        self._add(name, at, f"duplicate-{kind}", message, "One of the two would be lost.", fix)

    def _member(self, name: str, key: str, value: object, at: Tokens) -> object:
        """Copy a member with its references rewritten; `at` leads to it in the document."""
        name = self.origin.get(at, name)
        if key == "$ref" and isinstance(value, str):
            return self._reference(name, value, at)
        if isinstance(value, dict):
            members = cast("dict[str, object]", value)
            return {inner: self._member(name, inner, item, (*at, inner)) for inner, item in members.items()}
        if isinstance(value, list):
            items = cast("list[object]", value)
            return [self._member(name, "", item, (*at, str(index))) for index, item in enumerate(items)]
        return value

    def _reference(self, name: str, reference: str, at: Tokens) -> str:
        file, _, inner = reference.partition("#")
        tokens = pointer_tokens(inner)
        file = file or name
        if problem := self._reference_problem(file, inner, tokens):
            rule, message, why, fix = problem
            self._add(name, at, rule, f"{reference} {message}", why, fix)
        return "#" + pointer(*tokens)

    def _reference_problem(self, file: str, inner: str, tokens: Tokens) -> tuple[str, str, str, str] | None:
        if any(mark in file for mark in "/\\:"):
            why = "A spec folder is complete in itself, as the wheel made from it is."
            return "ref-outside", "leads out of the folder", why, "Copy the component to common.yaml."
        if len(tokens) != 3 or tokens[0] != "components":
            why = "Only named components have a Python name."
            return "ref-form", "names no component", why, "Write `file.yaml#/components/schemas/Name`."
        if file not in self._sources or file == ERRORS:
            why = "There is no such file in the folder."
            return "ref-file", f"names the missing file {file}", why, "Correct the file's name."
        if (file, tokens) not in self._declared:
            where = self.origin.get(tokens)
            fix = f"Write `{where}#{inner}`." if where else "Correct the name, or add the component."
            return "ref-target", "leads nowhere", f"{file} has no such component.", fix
        return None


def _sourced(value: object, source: object) -> object:
    """Copy an operation or component with the file's ``x-source`` where it has none."""
    if source is None:
        return value
    if isinstance(value, dict):
        members = cast("Members", value)
        return members if "x-source" in members else {**members, "x-source": source}
    return value


def _sourced_path(item: object, source: object) -> object:
    if not isinstance(item, dict):
        return item
    members = cast("Members", item)
    return {key: _sourced(value, source) if key in METHODS else value for key, value in members.items()}
