"""From a name in a source to the object that it means."""

from __future__ import annotations

from typing import Final

from griffe import Alias, AliasResolutionError, CyclicAliasError, Expr, ExprAttribute, ExprName, ExprSubscript, Object

_PATHS: Final = "paths"
"""Under which `extra` of a scope keeps what its names mean: looking that up is most of the work."""

_HOPS: Final = 20
"""How often a name is followed through modules that only hand it on."""


def path_of(expression: str | Expr | None) -> str:
    """The full path of a name, through the imports of its module; a builtin's own name."""
    if isinstance(expression, ExprName) and isinstance(expression.parent, Object):
        known: dict[str, str] = expression.parent.extra[_PATHS]
        key = f"{expression.member}: {expression.name}"
        if key not in known:
            known[key] = expression.canonical_path
        return known[key]
    return expression if isinstance(expression, str) else "" if expression is None else expression.canonical_path


def target_of(expression: str | Expr | None) -> Object | None:
    """The object of the package that a name means; None where it is no name, or another package's."""
    if isinstance(expression, ExprSubscript):  # a generic base
        expression = expression.left
    if not isinstance(expression, ExprName | ExprAttribute):
        return None
    scope = scope_of(expression)
    member = None if scope is None else _held(scope, path_of(expression))
    return None if member is None else followed(member)


def followed(member: Object | Alias) -> Object | None:
    """What a name means that may be imported from elsewhere; None where that is another package."""
    if not isinstance(member, Alias):
        return member
    try:
        target = member.final_target
    except (AliasResolutionError, CyclicAliasError):
        return None
    return None if target.is_alias else target


def foreign_path(expression: str | Expr) -> str:
    """The path of another package's object, also where a module of this one hands it on."""
    if not isinstance(expression, ExprName | ExprAttribute):
        return path_of(expression)
    scope, path = scope_of(expression), path_of(expression)
    for _ in range(_HOPS):
        member = None if scope is None else _held(scope, path)
        if not isinstance(member, Alias):
            return path
        path = member.target_path
    return path


def _held(scope: Object, path: str) -> Object | Alias | None:
    try:
        member: Object | Alias = scope.modules_collection.get_member(path)
    except (KeyError, AliasResolutionError, CyclicAliasError):
        return None
    return member


def scope_of(expression: str | Expr) -> Object | None:
    """The class or module that the first name is looked up in."""
    name: object = expression.first if isinstance(expression, ExprAttribute) else expression
    while isinstance(name, ExprName):
        name = name.parent
    return name if isinstance(name, Object) else None
