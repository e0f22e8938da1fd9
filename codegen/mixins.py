"""Hand-written base classes of results: `x-python-mixin` names a class in `outcome.py` of the API's runtime."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable

from codegen.findings import SpecError
from codegen.ir import Member, Role
from codegen.source import Source, schema_pointer

KEYWORD = "x-python-mixin"


def mixin_of(source: Source, name: str, role: Role, members: Iterable[Member]) -> str | None:
    """The base class of a component; None if it has none of its own.

    Raises:
        SpecError: the component is no result, the runtime has no such class, or the class has a member's name.
    """
    mixin: str | None = source.schemas[name].get(KEYWORD)
    if mixin is None:
        return None
    if role != "response":
        raise _refused(source, name, f"{name} is no result", "remove it")
    found = classes(source.spec.name).get(mixin)
    if found is None:
        raise _refused(source, name, f"the runtime has no {mixin}", "write it in the runtime's outcome.py")
    for member in members:
        if hasattr(found, member.python):
            raise _refused(source, name, f"{mixin} has a {member.python} too", "give the member an x-python-name")
    return mixin


def classes(api: str) -> dict[str, type]:
    """The classes that an API's runtime has for this, by name."""
    module = f"codegen.runtime.{api}.outcome"
    if importlib.util.find_spec(f"codegen.runtime.{api}") is None or importlib.util.find_spec(module) is None:
        return {}
    found = vars(importlib.import_module(module)).values()
    return {item.__name__: item for item in found if isinstance(item, type) and item.__module__ == module}


def _refused(source: Source, name: str, reason: str, fix: str) -> SpecError:
    return source.refuse(f"{schema_pointer(name)}/{KEYWORD}", reason, fix)
