"""From the objects that were read to what a user sees of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from griffe import Alias as Import
from griffe import Attribute as ReadAttribute
from griffe import Class as ReadClass
from griffe import Expr, ExprCall, ExprKeyword, ExprName, Object, ParameterKind
from griffe import Function as ReadFunction
from griffe import Module as ReadModule
from griffe import Parameter as ReadParameter

from .attrs_classes import has_made_init, is_frozen, is_model
from .public import Target, is_public
from .resolving import foreign_path, path_of, target_of
from .surface import Alias, Attribute, Class, Foreign, Form, Function, Item, Member, Module, Parameter, Signature
from .types import Naming, is_alias, literal

_UNSEEN: Final = frozenset(
    f"__{name}__"
    for name in (
        *("all", "doc", "module", "slots", "getattr", "dir", "init_subclass", "attrs_post_init"),
        *("repr", "str", "reduce", "getstate", "setstate"),
    )
)
"""Special members that no user calls, or whose text is no promise."""


def describe(target: Target, naming: Naming) -> Item:
    """What a user sees of a published object."""
    if isinstance(target, Import):
        return Foreign(target.target_path)
    if isinstance(target, ReadModule):
        return Module()
    if isinstance(target, ReadClass):
        return _class(target, naming)
    if isinstance(target, ReadFunction):
        return _function(target, naming)
    return _value(cast("ReadAttribute", target), naming)


def _value(attribute: ReadAttribute, naming: Naming) -> Item:
    if is_alias(attribute):
        return Alias(naming.type(attribute.value))
    call = attribute.value
    if isinstance(call, ExprCall) and path_of(call.function) == "functools.partial":
        made_from = target_of(call.arguments[0] if call.arguments else None)
        if isinstance(made_from, ReadFunction):
            return _partial(_function(made_from, naming), list(call.arguments[1:]))
    return _attribute(attribute, naming)


def _partial(function: Function, given: list[str | Expr]) -> Function:
    """What is left of a function some of whose arguments are given."""
    named = {argument.name for argument in given if isinstance(argument, ExprKeyword)}
    taken = len(given) - len(named)
    signatures = [
        Signature(tuple(each for each in one.parameters[taken:] if each.name not in named), one.returns)
        for one in function.signatures
    ]
    return Function(function.form, tuple(signatures))


def _class(class_: ReadClass, naming: Naming) -> Class:
    members: dict[str, Member] = {}
    owners: dict[str, str] = {}
    for each in _ancestry(class_):
        is_owner = each is not class_ and each.path in naming.public
        for name, member in each.members.items():
            if name in members or not _is_seen(name) or not isinstance(member, ReadFunction | ReadAttribute):
                continue
            members[name] = _member(member, naming)
            if is_owner:
                owners[name] = naming.of(each)
    ancestors = frozenset(_ancestors(class_, naming))
    if "typing.TypedDict" in ancestors:
        members["__init__"] = _keys(class_, naming)
        return Class(ancestors, members, owners, "keys")
    is_request = "validate" in members
    return Class(ancestors, members, owners, "members" if has_made_init(class_) else "written", is_request)


def _member(member: ReadFunction | ReadAttribute, naming: Naming) -> Member:
    return _function(member, naming) if isinstance(member, ReadFunction) else _attribute(member, naming)


def _is_seen(name: str) -> bool:
    is_special = name.startswith("__") and name.endswith("__")
    return name not in _UNSEEN if is_special else is_public(name)


def _ancestry(class_: ReadClass) -> Iterator[ReadClass]:
    """The class, then its bases within the package, nearest first."""
    yield class_
    for base in class_.bases:
        target = target_of(base)
        if isinstance(target, ReadClass):
            yield from _ancestry(target)


def _ancestors(class_: ReadClass, naming: Naming) -> Iterator[str]:
    for base in class_.bases:
        target = target_of(base)
        if not isinstance(target, ReadClass):
            yield foreign_path(base)
            continue
        if target.path in naming.public:
            yield naming.of(target)
        yield from _ancestors(target, naming)


def _keys(class_: ReadClass, naming: Naming) -> Function:
    """The call that makes a TypedDict: one argument a key."""
    found: dict[str, Parameter] = {}
    for each in reversed(list(_ancestry(class_))):
        by_default = str(each.keywords.get("total", "True")) == "True"
        for name, key in each.attributes.items():
            default = None if _is_required(key.annotation, by_default) else "absent"
            found[name] = Parameter(name, ParameterKind.keyword_only, naming.type(key.annotation), default)
    return Function("method", (Signature(tuple(found.values()), naming.type("None")),))


def _is_required(annotation: str | Expr | None, by_default: bool) -> bool:
    qualifier = path_of(annotation).rpartition(".")[2]
    return by_default if qualifier not in ("NotRequired", "Required") else qualifier == "Required"


def _function(function: ReadFunction, naming: Naming) -> Function:
    form = _form(function)
    return Function(form, tuple(_signature(each, naming, form) for each in function.overloads or [function]))


def _form(function: ReadFunction) -> Form:
    if function.parent is None or not function.parent.is_class:
        return "function"
    if "classmethod" in function.labels:
        return "classmethod"
    return "staticmethod" if "staticmethod" in function.labels else "method"


def _signature(function: ReadFunction, naming: Naming, form: Form) -> Signature:
    is_bound = form in ("classmethod", "method")
    parameters = list(function.parameters)[1 if is_bound else 0 :]
    prefix = "async " if "async" in function.labels else ""
    returns = naming.type(function.returns, prefix=prefix)
    return Signature(tuple(_parameter(each, naming) for each in parameters), returns)


def _parameter(parameter: ReadParameter, naming: Naming) -> Parameter:
    kind = parameter.kind or ParameterKind.positional_or_keyword
    is_variadic = kind in (ParameterKind.var_positional, ParameterKind.var_keyword)
    default = None if is_variadic else naming.default(parameter.default)
    return Parameter(parameter.name, kind, naming.type(parameter.annotation), default)


def _attribute(attribute: ReadAttribute, naming: Naming) -> Attribute:
    is_property = "property" in attribute.labels
    is_constant = not is_property and not _is_instance_member(attribute) and is_public(attribute.name)
    value = literal(attribute.value) if is_constant and attribute.name != "__version__" else None
    return Attribute(naming.type(_annotation(attribute)), value, _is_writable(attribute))


def _annotation(attribute: ReadAttribute) -> str | Expr | None:
    """Its own, or that of the parameter of `__init__` that it is set to."""
    init = None if attribute.parent is None else attribute.parent.members.get("__init__")
    if attribute.annotation is None and isinstance(init, ReadFunction) and isinstance(attribute.value, ExprName):
        name = attribute.value.name
        return next((each.annotation for each in init.parameters if each.name == name), None)
    return attribute.annotation


def _is_instance_member(attribute: ReadAttribute) -> bool:
    """Whether each instance has a value of its own, so that the one in the class is a default."""
    parent = attribute.parent
    in_model = isinstance(parent, ReadClass) and is_model(parent)
    in_init = "class-attribute" not in attribute.labels and "module-attribute" not in attribute.labels
    return in_init or (in_model and "instance-attribute" in attribute.labels)


def _is_writable(attribute: ReadAttribute) -> bool:
    parent: Object | None = attribute.parent
    if "property" in attribute.labels:
        return "writable" in attribute.labels
    in_frozen = isinstance(parent, ReadClass) and is_frozen(parent)
    return not in_frozen and path_of(attribute.annotation) != "typing.Final"
