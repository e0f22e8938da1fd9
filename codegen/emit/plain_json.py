"""Which requests every JSON library writes the same: those without fractions and without members of any shape."""

from __future__ import annotations

from codegen.ir import Anything, FreeObject, ListOf, ModelRef, Package, Scalar, TypeIR, UnionRef


def plain_bodies(package: Package) -> frozenset[str]:
    """The models of bodies that are so, the variants of unions among them."""
    bodies = [model for operation in package.operations for model in _models(operation.body, package)]
    return frozenset(model for model in bodies if _is_plain(ModelRef(model), package, ()))


def _models(body: ModelRef | UnionRef, package: Package) -> list[str]:
    if isinstance(body, ModelRef):
        return [body.name]
    return [model for _, model in package.unions[body.name].variants]


def _is_plain(kind: TypeIR, package: Package, outside: tuple[str, ...]) -> bool:
    match kind:
        case Anything() | FreeObject():
            return False
        case Scalar(name):
            return name not in ("float", "bytes")
        case ListOf(item):
            return _is_plain(item, package, outside)
        case UnionRef():
            return all(_is_plain(ModelRef(model), package, outside) for model in _models(kind, package))
        case ModelRef(name) if name not in outside:
            return all(_is_plain(member.type, package, (*outside, name)) for member in package.models[name].members)
        case _:
            return True
