"""What a changed class means for those who make, read and subclass it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve

from .changes import ApiChange, Kind, added, removed, renamed
from .renames import renames
from .signatures import Place, changed_type, functions
from .surface import Attribute, Class, Function, Member, form

_INIT: Final = "__init__"

_SAME: Final[Mapping[Kind, Kind]] = {
    "added": "added",
    "parameter-added-required": "added",
    "parameter-removed": "removed",
    "renamed": "renamed",
    "type-changed": "type-changed",
}
"""What happens to the parameter of a generated constructor, and what that is for the member."""


def classes(path: str, old: Class, new: Class) -> Iterator[ApiChange]:
    """The changes of a class; those of members that a public base owns are the base's."""
    lost = sorted(old.ancestors - new.ancestors)
    if lost:
        names = ", ".join(lost)
        yield ApiChange("base-removed", True, path, names, None, f"{path} is no {' and no '.join(lost)} any more")
    changes = list(_members(path, old, new))
    if new.constructor == "written":
        yield from _constructor(Place.of_function(path), old, new)
        yield from changes
    else:
        place = Place(path, lambda name: f"{path}.{name}")
        yield from _merged(changes, _constructor(place, old, new))


def attributes(path: str, old: Attribute, new: Attribute, *, is_read: bool = True) -> Iterator[ApiChange]:
    """The changes of a value that is read by name."""
    yield from changed_type("type-changed", path, old.type, new.type, "the type", is_read=is_read)
    if old.value != new.value:
        message = f"{path} was {old.value} and is {new.value}"
        yield ApiChange("value-changed", True, path, old.value, new.value, message)
    if old.writable and not new.writable:
        yield ApiChange("read-only", True, path, None, None, f"{path} can't be assigned any more")


def members(path: str, old: Member, new: Member, *, is_read: bool = True) -> Iterator[ApiChange]:
    """The changes of what an object or a module has under a name."""
    if isinstance(old, Attribute) and isinstance(new, Attribute):
        yield from attributes(path, old, new, is_read=is_read)
    elif isinstance(old, Function) and isinstance(new, Function):
        yield from functions(Place.of_function(path), old, new)
    else:
        message = f"{path} has changed from {form(old)} to {form(new)}"
        yield ApiChange("form-changed", True, path, form(old), form(new), message)


def _members(path: str, old: Class, new: Class) -> Iterator[ApiChange]:
    gone = {name: each for name, each in _own(old).items() if name not in new.members}
    come = {name: each for name, each in _own(new).items() if name not in old.members}
    new_names = renames(gone, come)
    for name, member in old.members.items():
        inner = f"{path}.{name}"
        if name in new_names:
            yield renamed(inner, f"{path}.{new_names[name]}")
        elif name in gone:
            yield removed(inner, form(member))
        elif name in new.members and name != _INIT and not (name in old.owners and name in new.owners):
            yield from members(inner, member, new.members[name], is_read=not new.is_request)
    for name, member in come.items():
        if name not in new_names.values():
            yield added(f"{path}.{name}", form(member))


def _own(class_: Class) -> dict[str, Member]:
    return {name: each for name, each in class_.members.items() if name not in class_.owners}


def _constructor(place: Place, old: Class, new: Class) -> Iterator[ApiChange]:
    before, after = old.members.get(_INIT), new.members.get(_INIT)
    is_inherited = _INIT in old.owners and _INIT in new.owners
    if not isinstance(before, Function) or not isinstance(after, Function) or is_inherited:
        return
    elsewhere = {place.parameter(name) for name in old.owners.keys() & new.owners.keys()}
    for change in functions(place, before, after):
        if change.path in elsewhere and change.kind != "parameter-moved":
            continue
        if new.constructor == "keys" and not new.is_request and change.kind == "parameter-optional":
            yield evolve(change, breaks=True, message=f"{change.path} may be absent now, and readers expect it")
        else:
            yield change


def _merged(changes: Iterable[ApiChange], made: Iterable[ApiChange]) -> Iterator[ApiChange]:
    """One change where a member and its parameter changed alike; it breaks if either does."""
    rest = {(change.path, change.kind): change for change in changes}
    for change in made:
        twin = rest.pop((change.path, _SAME.get(change.kind, change.kind)), None)
        if twin is None or change.kind == "parameter-added-required":
            yield change
        else:
            yield evolve(twin, breaks=twin.breaks or change.breaks)
    yield from rest.values()
