"""Compare two source trees of a generated package, as its users see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import evolve

from .catalogue import Names, outermost, renamed_objects
from .changes import ApiChange, added, ordered, removed, renamed
from .classes import classes, members
from .describe import describe
from .public import Target, published
from .roles import Uses, requests
from .source import read
from .surface import Alias, Attribute, Class, Foreign, Function, Item, form
from .types import Naming


def compare(old: Path, new: Path, package: str) -> tuple[ApiChange, ...]:
    """What changed for those who use the package, breaking changes first.

    Nothing is imported, nor is anything outside of the two folders read.

    Args:
        old: The folder that holds the package's as it was, such as ``generated/top-client/src``.
        new: The folder that holds it as it is.
        package: The name that it is imported by.

    Raises:
        UsageError: A tree can't be read completely.
    """
    before, after = published(read(old, package)), published(read(new, package))
    was, now = Names(before, frozenset(after)), Names(after, frozenset(before))
    moved = renamed_objects(was, now)
    new_name = {before[path].path: other for path, other in moved.items()}
    old_naming, new_naming = Naming({**was.best(), **new_name}), Naming(now.best())
    return ordered((*_names(was, now, moved), *_contents(package, was, now, old_naming, new_naming)))


def _names(was: Names, now: Names, moved: Mapping[str, str]) -> Iterator[ApiChange]:
    """Names that came and went."""
    for path, new in moved.items():
        yield renamed(path, new)
    gone = was.alone().keys() - moved.keys()
    for path in outermost({*gone, *was.further()}):
        yield removed(path, _what(was.targets[path]))
    come = now.alone().keys() - set(moved.values())
    for path in outermost({*come, *now.further()}):
        yield added(path, _what(now.targets[path]))


def _what(target: Target) -> str:
    return "another package's object" if target.is_alias else target.kind.value


def _contents(package: str, was: Names, now: Names, old_naming: Naming, new_naming: Naming) -> Iterator[ApiChange]:
    pairs: dict[tuple[str, str], str] = {}
    for path in was.targets.keys() & now.targets.keys():
        pair = (was.targets[path].path, now.targets[path].path)
        pairs[pair] = min(path, pairs.get(pair, path), key=lambda each: (each.count("."), each))
    old = {path: describe(was.targets[path], old_naming) for path in pairs.values()}
    new = {path: describe(now.targets[path], new_naming) for path in pairs.values()}
    filled = requests(package, new)
    uses = Uses.of(old.values())
    for path in pairs.values():
        if isinstance(after := new[path], Class):
            after = evolve(after, is_request=path in filled)
        yield from _item(path, old[path], after, uses, was.targets[path].path)


def _item(path: str, old: Item, new: Item, uses: Uses, defined: str) -> Iterator[ApiChange]:
    if isinstance(old, Class) and isinstance(new, Class):
        yield from classes(path, old, new)
    elif isinstance(old, Function | Attribute) and isinstance(new, Function | Attribute):
        yield from members(path, old, new)
    elif isinstance(old, Alias) and isinstance(new, Alias):
        yield from _alias(path, old, new, uses, defined)
    elif type(old) is not type(new):
        message = f"{path} has changed from {form(old)} to {form(new)}"
        yield ApiChange("form-changed", True, path, form(old), form(new), message)
    elif isinstance(old, Foreign) and isinstance(new, Foreign) and old != new:
        message = f"{path} was {old.target} and is {new.target}"
        yield ApiChange("type-changed", True, path, old.target, new.target, message)


def _alias(path: str, old: Alias, new: Alias, uses: Uses, defined: str) -> Iterator[ApiChange]:
    """A name for a type: who reads it bears losses, who gives it bears gains; unused, it is both."""
    if old == new:
        return
    is_read = defined in uses.read or defined not in uses.given
    is_given = defined in uses.given or defined not in uses.read
    gained, lost = new.type.members - old.type.members, old.type.members - new.type.members
    breaks = bool((is_read and gained) or (is_given and lost))
    message = f"{path} was {old.type.shown} and is {new.type.shown}"
    yield ApiChange("type-changed", breaks, path, old.type.shown, new.type.shown, message)
