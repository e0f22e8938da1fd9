"""A catalogue as the spec folder of an API."""

from __future__ import annotations

import builtins
import typing
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import define, field, frozen

from .. import yaml_loader
from ..lint.clashes import IMPORTED
from ..load import ENTRY, ERRORS
from .class_names import ClassNames
from .definitions import Definition, Line, RefusalError
from .method import method_spec
from .places import Places
from .yaml_text import yaml_text

API: Final = "top"
"""The API whose runtime the clients of a catalogue have."""
_COMMON: Final = "common.yaml"
_EXAMPLES: Final = "The examples are made up from the types: the catalogue has none."


@frozen
class Refused:
    """A line that gives no spec file."""

    method: str
    """Its name, or the number of the line."""
    reason: str


@define
class Imported:
    """A spec folder's files, and what is said about them."""

    files: dict[str, bytes] = field(factory=dict)
    refused: list[Refused] = field(factory=list)
    notes: list[tuple[str, str]] = field(factory=list)
    """A method, and what its spec has otherwise than the catalogue."""
    methods: int = 0
    components: int = 0


def imported(lines: Sequence[Line], base: Path, advance: Callable[[], object]) -> Imported:
    """The spec folder of a catalogue.

    Args:
        lines: of the catalogue.
        base: the folder of a spec of the same API, whose entry, common parts and error table are taken.
        advance: called after each line.

    Raises:
        OSError: a file of the base cannot be read.
        SpecError: its entry is not the YAML that we read.
    """
    found = Imported()
    places, definitions = Places(), _definitions(lines, found)
    placed = list(_placed(definitions, places, found))
    names = ClassNames(_reserved(places))
    for definition in placed:
        _add(definition, names, found)
        advance()
    for name in (_COMMON, ERRORS):
        found.files[name] = (base / name).read_bytes()
    found.files[ENTRY] = _entry((base / ENTRY).read_bytes())
    return found


def _definitions(lines: Sequence[Line], found: Imported) -> list[Definition]:
    """Those that could be read, by name, so that the order of the lines changes nothing."""
    found.refused += [Refused(line.name or f"line {line.number}", line.refusal) for line in lines if line.refusal]
    return sorted((line.definition for line in lines if line.definition), key=lambda one: one.name)


def _placed(definitions: Sequence[Definition], places: Places, found: Imported) -> Iterator[Definition]:
    for definition in definitions:
        try:
            places.claim(definition.name)
        except RefusalError as refusal:
            found.refused.append(Refused(definition.name, str(refusal)))
        else:
            yield definition


def _add(definition: Definition, names: ClassNames, found: Imported) -> None:
    try:
        made = method_spec(definition, names)
    except RefusalError as refusal:
        found.refused.append(Refused(definition.name, str(refusal)))
        return
    found.files[f"{definition.name}.yaml"] = yaml_text(made.document)
    found.notes += [(definition.name, note) for note in made.notes]
    found.methods += 1
    found.components += made.components


def _reserved(places: Places) -> frozenset[str]:
    """Names that a component cannot have, lower case."""
    taken = {*dir(builtins), *dir(typing), *IMPORTED, "TopClient", "SyncTop", "AsyncTop", "AsyncTopClient", "TopError"}
    return frozenset(name.lower() for name in taken) | places.class_names()


def _entry(content: bytes) -> bytes:
    """The entry of the base, without the tags of its methods."""
    data: dict[str, Any] = yaml_loader.parse(content, ENTRY).data
    info = {**data["info"], "description": f"{data['info']['description'].rstrip()}\n\n{_EXAMPLES}"}
    return yaml_text({key: value for key, value in (data | {"info": info}).items() if key != "tags"})
