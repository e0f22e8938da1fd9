"""Which names of a package are public, and what each stands for.

A module publishes what its `__all__` names, else what it defines itself; a package that imports its names when they
are first used publishes those, and not the modules that they are in. No public name begins with an underscore.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from griffe import Alias, Attribute, Class, ExprDict, Module, Object

from codegen.findings import UsageError

from .resolving import followed, target_of

Target: TypeAlias = Object | Alias
"""An object of the package, or an alias of one of another package."""

LAZY_NAMES: Final = "_MODULES"
"""Where a package of before 1.1 lists the names that are imported at their first use, with their modules."""
LAZY_MODULES: Final = ("_names", "MODULES")
"""The module where a package whose names are imported at their first use lists them, and its modules there."""

_SPECIAL: Final = frozenset({"__version__"})


def published(package: Module) -> dict[str, Target]:
    """Every public path of the package, and its object.

    Raises:
        UsageError: A module publishes a name that it does not hold.
    """
    return {package.path: package, **dict(_names(package, package.path))}


def is_public(name: str) -> bool:
    """Whether users may write the name."""
    return not name.startswith("_") or name in _SPECIAL


def _names(parent: Module | Class, path: str) -> Iterator[tuple[str, Target]]:
    members = _members(parent) if isinstance(parent, Module) else _inner_classes(parent)
    for name, member in members.items():
        inner = f"{path}.{name}"
        target = _target(member, parent, name)
        yield inner, target
        if isinstance(target, Class) or (isinstance(target, Module) and target.parent is parent):
            yield from _names(target, inner)


def _members(module: Module) -> Mapping[str, Target]:
    lazy = _lazy_names(module)
    if lazy is not None:
        return {name: _held(module.members.get(home), name, module) for name, home in lazy.items() if is_public(name)}
    public: dict[str, Target] = {name: member for name, member in module.members.items() if is_public(name)}
    if module.exports is None:
        return {name: member for name, member in public.items() if not isinstance(member, Alias)}
    modules = {name: member for name, member in public.items() if isinstance(member, Module)}
    return modules | {str(name): _held(module, str(name), module) for name in module.exports}


def _lazy_names(module: Module) -> dict[str, str] | None:
    holder, name = LAZY_MODULES
    listing = module.members.get(holder)
    found = listing.members.get(name) if isinstance(listing, Module) else None
    held = None if found is None else _dict(followed(found))
    if held is not None:
        return {name: home for home, names in held.items() for name in names}
    return _dict(module.members.get(LAZY_NAMES))


def _dict(member: Target | None) -> dict[str, Any] | None:
    """What a constant holds, where it is a dict."""
    if not isinstance(member, Attribute) or not isinstance(member.value, ExprDict):
        return None
    found: dict[str, Any] = ast.literal_eval(str(member.value))
    return found


def _held(holder: Target | None, name: str, module: Module) -> Target:
    member = None if holder is None else holder.members.get(name)
    if member is None:
        raise UsageError(f"{module.filepath}: {module.path} publishes {name}, which is not there.")
    return member


def _inner_classes(class_: Class) -> Mapping[str, Target]:
    return {name: member for name, member in class_.members.items() if isinstance(member, Class) and is_public(name)}


def _target(member: Target, parent: Object, name: str) -> Target:
    target = followed(member)
    if target is None:
        if isinstance(member, Alias) and member.target_path.split(".")[0] == parent.package.name:
            raise UsageError(f"{parent.path} publishes {name}, but there is no {member.target_path}.")
        return member
    if isinstance(target, Attribute):  # a second name of a class, such as the root of the errors
        named = target_of(target.value)
        return named if isinstance(named, Class) else target
    return target
