"""What a changed signature means for its callers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, frozen
from griffe import ParameterKind

from .changes import ApiChange, Kind
from .renames import renames
from .surface import UNANNOTATED, Function, Parameter, Signature, Type

PathOf = Callable[[str], str]
"""The path of a parameter by its name."""


@frozen
class Place:
    """Where a function is."""

    path: str
    parameter: PathOf

    @classmethod
    def of_function(cls, path: str) -> Place:
        """Parameters stand in brackets behind the function's path."""
        return cls(path, lambda name: f"{path}({name})")


def functions(place: Place, old: Function, new: Function) -> Iterator[ApiChange]:
    """The changes of a function: overloads that are the same are set aside, the others compared in turn."""
    if old.form != new.form:
        message = f"{place.path} has changed from {old.form} to {new.form}"
        yield ApiChange("form-changed", True, place.path, old.form, new.form, message)
        return
    gone = [each for each in old.signatures if each not in new.signatures]
    come = [each for each in new.signatures if each not in old.signatures]
    for before, after in zip(gone, come, strict=False):
        yield from signatures(place, before, after)
    for lost in gone[len(come) :]:
        shown = _shown(lost)
        yield ApiChange("removed", True, place.path, shown, None, f"{place.path} has lost its overload {shown}")
    for won in come[len(gone) :]:
        shown = _shown(won)
        yield ApiChange("added", False, place.path, None, shown, f"{place.path} has a new overload {shown}")


def signatures(place: Place, old: Signature, new: Signature) -> Iterator[ApiChange]:
    """The changes of one signature."""
    before = {each.name: each for each in old.parameters}
    after = {each.name: each for each in new.parameters}
    new_names = renames(_nameless(before, after), _nameless(after, before))
    for name, parameter in before.items():
        path = place.parameter(name)
        if name in after:
            yield from _parameter(path, parameter, after[name])
        elif name in new_names:
            message = f"{path} is now called {new_names[name]}"
            yield ApiChange("renamed", True, path, name, new_names[name], message)
        else:
            message = f"{path}: the parameter is gone"
            yield ApiChange("parameter-removed", True, path, parameter.type.shown, None, message)
    for name, parameter in after.items():
        if name not in before and name not in new_names.values():
            yield _added(place.parameter(name), parameter)
    required = {each.name for each in new.parameters if each.is_required}
    yield from _moved(place, [new_names.get(name, name) for name in _positional(old)], _positional(new), required)
    yield from changed_type("return-changed", place.path, old.returns, new.returns, "the result", is_read=True)


def _parameter(path: str, old: Parameter, new: Parameter) -> Iterator[ApiChange]:
    yield from changed_type("type-changed", path, old.type, new.type, "the type", is_read=False)
    if (old.by_position and not new.by_position) or (old.by_name and not new.by_name):
        way = "position" if old.by_position and not new.by_position else "name"
        message = f"{path} can't be passed by {way} any more"
        yield ApiChange("parameter-moved", True, path, old.kind.value, new.kind.value, message)
    if old.is_required is not new.is_required:
        yield _requirement(path, old, new)
    elif old.default != new.default:
        message = f"{path}: the default was {old.default} and is {new.default}"
        yield ApiChange("default-changed", True, path, old.default, new.default, message)


def _requirement(path: str, old: Parameter, new: Parameter) -> ApiChange:
    if new.is_required:
        return ApiChange("parameter-required", True, path, old.default, None, f"{path} must be given now")
    return ApiChange("parameter-optional", False, path, None, new.default, f"{path} may be left out now")


def _added(path: str, parameter: Parameter) -> ApiChange:
    shown = parameter.type.shown
    if parameter.is_required:
        message = f"{path} is new and must be given: {shown}"
        return ApiChange("parameter-added-required", True, path, None, shown, message)
    return ApiChange("added", False, path, None, shown, f"{path} is new: {shown}")


def _nameless(parameters: dict[str, Parameter], others: dict[str, Parameter]) -> dict[str, Parameter]:
    """The parameters that the other version lacks, with nothing to tell them apart but what they take."""
    return {name: evolve(each, name="") for name, each in parameters.items() if name not in others}


def _positional(signature: Signature) -> list[str]:
    return [each.name for each in signature.parameters if each.by_position]


def _moved(place: Place, old: list[str], new: list[str], required: set[str]) -> Iterator[ApiChange]:
    """Parameters that are passed by position and stand in another one."""
    kept = [name for name in old if name in new]
    for before, after in zip(kept, [name for name in new if name in old], strict=True):
        if before != after:
            path = place.parameter(before)
            was, now = old.index(before) + 1, new.index(before) + 1
            message = f"{path} was argument {was} and is argument {now}"
            yield ApiChange("parameter-moved", True, path, str(was), str(now), message)
    for index, name in enumerate(new):
        later = [each for each in new[index:] if each in old]
        if name not in old and later and name not in required:  # what must be given is told already
            path = place.parameter(name)
            message = f"{path} stands before {later[0]} and takes its place among the arguments"
            yield ApiChange("parameter-moved", True, path, None, str(index + 1), message)


def changed_type(kind: Kind, path: str, old: Type, new: Type, what: str, *, is_read: bool) -> Iterator[ApiChange]:
    """A changed annotation; whoever reads bears losses of a union's members, whoever gives bears gains."""
    if old == new or (is_read and old.members == UNANNOTATED):
        return
    bearable = new.members < old.members if is_read else old.members < new.members
    message = f"{path}: {what} was {old.shown} and is {new.shown}"
    yield ApiChange(kind, not bearable, path, old.shown, new.shown, message)


def _shown(signature: Signature) -> str:
    parts = [f"{_star(each.kind)}{each.name}: {each.type.shown}" for each in signature.parameters]
    return f"({', '.join(parts)}) -> {signature.returns.shown}"


def _star(kind: ParameterKind) -> str:
    return {ParameterKind.var_positional: "*", ParameterKind.var_keyword: "**"}.get(kind, "")
