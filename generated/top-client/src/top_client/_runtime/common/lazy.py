"""Packages whose modules are imported when a name is first used (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib import import_module


def lazy_attributes(
    package: str, modules: Mapping[str, str], submodules: Collection[str] = ()
) -> Callable[[str], object]:
    """A module `__getattr__` that imports the module holding a name and keeps what it found.

    Args:
        package: `__name__` of the package, or of the module.
        modules: public name to the sub-module that defines it, or to its neighbour with a leading dot.
        submodules: those that are attributes though nobody has imported them.
    """

    def get(name: str) -> object:
        if name in submodules:
            return import_module(f"{package}.{name}")
        module = modules.get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f".{module}", package), name)
        setattr(sys.modules[package], name, value)
        return value

    return get


def lazy_package(package: str) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and the `__dir__` of a package whose module `_names` lists what its modules hold.

    Thousands of names take longer to read than most programs need, so the list is read when a name is asked for.

    Args:
        package: `__name__` of the package.
    """

    @cache
    def modules() -> dict[str, str]:
        held: Mapping[str, Collection[str]] = import_module(f"{package}._names").MODULES
        return {name: module for module, names in held.items() for name in names}

    def names() -> list[str]:
        return sorted(modules())

    def get(name: str) -> object:
        return names() if name == "__all__" else lazy_attributes(package, modules())(name)

    return get, names
