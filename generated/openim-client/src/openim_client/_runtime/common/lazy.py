"""Packages whose modules are imported when a name is first used (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping
from importlib import import_module


def lazy_attributes(
    package: str, modules: Mapping[str, str], submodules: Collection[str] = ()
) -> Callable[[str], object]:
    """A module `__getattr__` that imports the sub-module holding a name and keeps what it found.

    Args:
        package: `__name__` of the package.
        modules: public name to the sub-module that defines it.
        submodules: those that are attributes though nobody has imported them.
    """

    def get(name: str) -> object:
        if name in submodules:
            return import_module(f"{package}.{name}")
        module = modules.get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{module}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return get
