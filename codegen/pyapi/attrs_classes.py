"""A griffe extension that gives attrs classes the `__init__` that attrs would write for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import frozen
from griffe import (
    Attribute,
    Class,
    Expr,
    ExprCall,
    ExprKeyword,
    Extension,
    Function,
    Module,
    Object,
    Parameter,
    ParameterKind,
    Parameters,
)

from .resolving import foreign_path, path_of, target_of

_EXTRA: Final = "attrs"
"""Under which `extra` of a class tells that attrs makes it."""

_DECORATORS: Final = frozenset(
    f"{module}.{name}" for module in ("attr", "attrs") for name in ("define", "mutable", "frozen")
)
_FIELDS: Final = frozenset({"attr.field", "attrs.field", "attr.ib", "attr.attrib"})

Arguments = dict[str, "str | Expr"]


class AttrsClasses(Extension):
    """Adds `__init__` to every class that `attrs.define` or `attrs.frozen` decorates."""

    def on_package(self, *, pkg: Module, **kwargs: Any) -> None:
        """Called by griffe when all modules are there."""
        for class_ in list(_classes(pkg)):
            options = _options(class_)
            if options is None:
                continue
            is_made = "__init__" not in class_.members and options.get("init") != "False"
            class_.extra[_EXTRA] = {"frozen": _is_frozen(class_), "init": is_made}
            if is_made:
                class_.set_member("__init__", _init(class_))


def is_model(class_: Class) -> bool:
    """Whether attrs makes it."""
    return _EXTRA in class_.extra


def is_frozen(class_: Class) -> bool:
    """Whether the members of its instances can't be assigned."""
    return bool(class_.extra.get(_EXTRA, {}).get("frozen"))


def has_made_init(class_: Class) -> bool:
    """Whether attrs writes its `__init__`."""
    return bool(class_.extra.get(_EXTRA, {}).get("init"))


def _is_frozen(class_: Class) -> bool:
    options = _options(class_)
    own = options is not None and options.get("frozen") == "True"
    return own or any(_is_frozen(base) for base in _bases(class_))


@frozen
class _Field:
    attribute: Attribute
    arguments: Arguments
    kw_only: bool

    @property
    def alias(self) -> str:
        given = self.arguments.get("alias")
        return self.attribute.name.lstrip("_") if given is None else str(given).strip("'\"")

    @property
    def parameter(self) -> Parameter:
        kind = ParameterKind.keyword_only if self.kw_only else ParameterKind.positional_or_keyword
        return Parameter(self.alias, annotation=self._annotation(), kind=kind, default=self._default())

    def _annotation(self) -> str | Expr | None:
        """What the converter takes, where its signature is known."""
        converter = target_of(self.arguments.get("converter"))
        if isinstance(converter, Function) and len(converter.parameters):
            return converter.parameters[0].annotation
        return self.attribute.annotation

    def _default(self) -> str | Expr | None:
        if "factory" in self.arguments:
            return f"{self.arguments['factory']}()"
        if "default" in self.arguments:
            return self.arguments["default"]
        if self._is_decorated():
            return "computed"
        return None if _is_field_call(self.attribute.value) else self.attribute.value

    def _is_decorated(self) -> bool:
        """Whether a method below ``@member.default`` makes its default."""
        mark = f"{self.attribute.name}.default"
        functions = self.attribute.parent.functions.values() if self.attribute.parent else ()
        return any(str(decorator.value) == mark for function in functions for decorator in function.decorators)


def _init(class_: Class) -> Function:
    parameters = [field.parameter for field in _all_fields(class_)]
    parameters.sort(key=lambda parameter: parameter.kind is ParameterKind.keyword_only)
    own = Parameter("self", kind=ParameterKind.positional_or_keyword)
    return Function("__init__", parent=class_, parameters=Parameters(own, *parameters), returns="None")


def _all_fields(class_: Class) -> list[_Field]:
    """The members of the class and its attrs bases, in the order of the constructor."""
    found: dict[str, _Field] = {}
    for each in (*reversed(_ancestors(class_)), class_):
        for field in _own_fields(each):
            found.pop(field.attribute.name, None)  # an overriding member stands where the subclass puts it
            found[field.attribute.name] = field
    return [field for field in found.values() if field.arguments.get("init") != "False"]


def _own_fields(class_: Class) -> Iterator[_Field]:
    options = _options(class_)
    if options is None:
        return
    for attribute in class_.members.values():
        if isinstance(attribute, Attribute) and _is_field(attribute):
            arguments = _arguments(attribute.value) if _is_field_call(attribute.value) else {}
            yield _Field(attribute, arguments, arguments.get("kw_only", options.get("kw_only")) == "True")


def _is_field(attribute: Attribute) -> bool:
    in_body = "class-attribute" in attribute.labels or attribute.value is None
    is_class_variable = attribute.labels & {"class-attribute", "instance-attribute"} == {"class-attribute"}
    if "property" in attribute.labels or not in_body:
        return False
    return _is_field_call(attribute.value) or (attribute.annotation is not None and not is_class_variable)


def _is_field_call(value: str | Expr | None) -> bool:
    return isinstance(value, ExprCall) and path_of(value.function) in _FIELDS


def _options(class_: Class) -> Arguments | None:
    """The arguments of the decorator of attrs; None where there is none."""
    for decorator in class_.decorators:
        called = decorator.value.function if isinstance(decorator.value, ExprCall) else decorator.value
        path = foreign_path(called)
        if path in _DECORATORS:
            implied: Arguments = {"frozen": "True"} if path.endswith(".frozen") else {}
            return implied | _arguments(decorator.value)
    return None


def _arguments(call: str | Expr | None) -> Arguments:
    if not isinstance(call, ExprCall):
        return {}
    return {argument.name: argument.value for argument in call.arguments if isinstance(argument, ExprKeyword)}


def _ancestors(class_: Class) -> list[Class]:
    """Its bases and theirs within the package, nearest first."""
    return [found for base in _bases(class_) for found in (base, *_ancestors(base))]


def _bases(class_: Class) -> list[Class]:
    return [base for base in map(target_of, class_.bases) if isinstance(base, Class)]


def _classes(parent: Object) -> Iterator[Class]:
    for member in parent.members.values():
        if isinstance(member, Class | Module):
            yield from _classes(member)
        if isinstance(member, Class):
            yield member
