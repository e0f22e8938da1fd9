"""The statements of a request model's `validate()`: one check a member, then the conditions between members."""

from __future__ import annotations

from typing import Any

from codegen.ir import (
    Const,
    EnumRef,
    FreeObject,
    ListOf,
    Member,
    Model,
    ModelRef,
    Package,
    Scalar,
    TypeIR,
    UnionRef,
)

INT32 = (-(2**31), 2**31 - 1)
KEYWORDS = {
    "minLength": "min_length",
    "maxLength": "max_length",
    "pattern": "pattern",
    "minimum": "minimum",
    "maximum": "maximum",
    "minItems": "min_items",
    "maxItems": "max_items",
    "uniqueItems": "unique",
}


class UnsupportedConditionError(Exception):
    """A condition of a form that has no Python expression."""


def statements(model: Model, package: Package) -> list[str]:
    """The body of `validate()`."""
    lines = [line for member in model.members if not member.is_tag for line in _member(member, package)]
    for conditional in model.conditionals:
        lines += _conditional(conditional, model)
    for warning in model.warnings:
        lines += [f"if {condition(warning['when'], model)}:", f"    check.warn({warning['message']!r})"]
    return lines


def _member(member: Member, package: Package) -> list[str]:
    value = f"self.{member.python}"
    call = _check(member.type, value, _names(member), _rules(member.schema, package), package)
    if call is None:
        return []
    if member.required:
        return [call]
    return [f"if {value} is not None:", f"    {call}"]


def _names(member: Member) -> str:
    return repr(member.python) if member.python == member.wire else f"{member.python!r}, {member.wire!r}"


def _check(kind: TypeIR, value: str, names: str, rules: dict[str, Any], package: Package) -> str | None:
    match kind:
        case Scalar("str") if "schema" in rules or "json" in rules:
            kept = {key: rule for key, rule in rules.items() if key in ("schema", "min_length")}
            return _call("json_text", value, names, kept)
        case Scalar("str"):
            return _call("string", value, names, _only(rules, "min_length", "max_length", "pattern"))
        case Scalar("int"):
            return _call("integer", value, names, _integer_rules(rules))
        case Scalar("float"):
            return _call("number", value, names, _only(rules, "minimum", "maximum"))
        case Scalar("bytes"):
            return _call("file", value, names, _only(rules, "max_length"))
        case Scalar("bool"):
            return _call("boolean", value, names, {})
        case Const(constant):
            return _call("one_of", value, names, {"allowed": (constant,)})
        case EnumRef(name):
            return _call("one_of", value, names, {"allowed": tuple(item for _, item in package.enums[name].values)})
        case FreeObject():
            return _call("free_object", value, names, {})
        case ModelRef(name):
            return f"check.model({value}, {name}, {names})"
        case UnionRef(name):
            variants = ", ".join(variant for _, variant in package.unions[name].variants)
            return f"check.model({value}, ({variants}), {names})"
        case ListOf(item):
            return _list_check(item, value, names, rules, package)
        case _:
            return _call("json_value", value, names, {})


def _list_check(item: TypeIR, value: str, names: str, rules: dict[str, Any], package: Package) -> str:
    counts = _only(rules, "min_items", "max_items", "unique")
    inner = rules.get("items", {})
    if item == Scalar("str") and set(inner) <= {"min_length"}:
        return _call("strings", value, names, {**inner, **counts})
    check = _check(item, "item", "index", inner, package)
    return _call("items", value, names, {"check": Code(f"lambda item, index: {check}"), **counts})


class Code(str):
    """An argument that is an expression, not a value."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _call(name: str, value: str, names: str, rules: dict[str, Any]) -> str:
    arguments = "".join(f", {key}={rule!r}" for key, rule in rules.items())
    return f"check.{name}({value}, {names}{arguments})"


def _only(rules: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: rules[name] for name in names if name in rules}


def _integer_rules(rules: dict[str, Any]) -> dict[str, Any]:
    bounds = _only(rules, "minimum", "maximum")
    if rules.get("format") == "int32":
        bounds = {"minimum": INT32[0], "maximum": INT32[1]} | bounds
    return bounds


def _rules(schema: dict[str, Any], package: Package) -> dict[str, Any]:
    rules = {ours: schema[theirs] for theirs, ours in KEYWORDS.items() if theirs in schema}
    if "format" in schema:
        rules["format"] = schema["format"]
    if "contentMediaType" in schema:
        rules["json"] = True
    if "contentSchema" in schema:
        rules["schema"] = schema["contentSchema"]
    if isinstance(schema.get("items"), dict):
        rules["items"] = _rules(schema["items"], package)
    return rules


# Conditions between members


def requirements(conditional: dict[str, Any], model: Model) -> list[str]:
    """What a condition asks for, in words: ``group_id: required when session_type is 3``."""
    return [
        f"{member.python}: {rule} {reason}"
        for schema, _, reason in _branches(conditional, model)
        for member, _, rule in _consequences(schema, model)
    ]


def _branches(schema: dict[str, Any], model: Model) -> list[tuple[dict[str, Any], str, str]]:
    """What each branch asks for, the expression that chooses it, and that choice in words."""
    test, words = condition(schema["if"], model), described(schema["if"], model)
    return [
        (schema.get("then") or {}, test, f"when {words}"),
        (schema.get("else") or {}, f"not ({test})", f"unless {words}"),
    ]


def _conditional(schema: dict[str, Any], model: Model) -> list[str]:
    """`if`/`then`/`else` of the supported form."""
    lines = []
    for branch, expression, reason in _branches(schema, model):
        for member, broken, rule in _consequences(branch, model):
            names = _names(member)
            lines += [
                f"if {expression} and {broken}:",
                f"    raise check.invalid({f'{rule} {reason}'!r}, {names})",
            ]
    return lines


def _consequences(schema: dict[str, Any], model: Model) -> list[tuple[Member, str, str]]:
    """Members that a branch asks for: the expression that finds the fault, and the rule in words."""
    found: list[tuple[Member, str, str]] = []
    for wire in schema.get("required", ()):
        member = model.member(wire)
        found.append((member, f"self.{member.python} is None", "required"))
    for wire, rules in schema.get("properties", {}).items():
        member = model.member(wire)
        value = f"self.{member.python}"
        for keyword, limit in rules.items():
            match keyword:
                case "minItems":
                    unit = "item" if limit == 1 else "items"
                    found.append((member, f"len({value} or ()) < {limit}", f"at least {limit} {unit} required"))
                case "minLength":
                    found.append((member, f"len({value} or '') < {limit}", "must not be empty"))
                case "const":
                    found.append((member, f"{value} != {limit!r}", f"must be {limit}"))
                case "enum":
                    choices = ", ".join(str(item) for item in limit)
                    found.append((member, f"{value} not in {tuple(limit)!r}", f"must be one of {choices}"))
                case _:
                    raise UnsupportedConditionError(f"{keyword} in a condition")
    if set(schema) - {"required", "properties"}:
        raise UnsupportedConditionError(", ".join(sorted(set(schema) - {"required", "properties"})))
    return found


def condition(schema: dict[str, Any], model: Model) -> str:
    """The Python expression of an `if` or `when`: all of its members are given and as it says."""
    tests = []
    for wire, rules in schema.get("properties", {}).items():
        value = f"self.{model.member(wire).python}"
        for keyword, limit in rules.items():
            match keyword:
                case "const" if isinstance(limit, bool):
                    tests.append(f"{value} is {limit}")
                case "const":
                    tests.append(f"{value} == {limit!r}")
                case "enum":
                    tests.append(f"{value} in {tuple(limit)!r}")
                case "minItems" if limit == 1:
                    tests.append(value)
                case "minItems":
                    tests.append(f"len({value} or ()) >= {limit}")
                case _:
                    raise UnsupportedConditionError(f"{keyword} in a condition")
    tests += [
        f"self.{model.member(wire).python} is not None"
        for wire in schema.get("required", ())
        if wire not in schema.get("properties", {})
    ]
    if not tests:
        raise UnsupportedConditionError("a condition without members")
    return " and ".join(tests)


def described(schema: dict[str, Any], model: Model) -> str:
    """A condition in words, for the message of a `ValidationError`."""
    parts = []
    for wire, rules in schema.get("properties", {}).items():
        name = model.member(wire).python
        for keyword, limit in rules.items():
            match keyword:
                case "enum":
                    parts.append(f"{name} is {' or '.join(str(item) for item in limit)}")
                case "minItems":
                    parts.append(f"{name} has {limit} or more items")
                case _:
                    parts.append(f"{name} is {limit}")
    return " and ".join(parts)
