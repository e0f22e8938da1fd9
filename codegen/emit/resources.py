"""What the templates of resources and clients place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, field, frozen

from codegen import naming
from codegen.emit import types
from codegen.emit.docstrings import member_text, paragraphs, sentence
from codegen.emit.types import argument_default, parameter
from codegen.ir import EnumRef, ListOf, Member, ModelRef, Operation, Package, TypeIR, UnionRef

RESEND = {
    "safe": "Safe to send again after an unknown outcome.",
    "never": "Never sent again after an unknown outcome: it could act twice.",
}

VIEWS = (
    (
        "with_raw",
        "WithRaw",
        "raw",
        "outcome",
        "The same methods, each giving status, headers and body beside its result.",
    ),
    (
        "dry_run",
        "DryRun",
        "dry",
        "preview",
        "The same methods, each giving the request that it would send. Nothing is sent.",
    ),
)
"""Attribute of a client, suffix of its classes, wrapper of its methods, source of what they give, and its purpose."""
VIEW_SUFFIXES = tuple(view[1] for view in VIEWS)


@frozen
class Method:
    """What one operation gives to the modules that hold several: all of it JSON, lists aside."""

    resource: tuple[str, ...]
    name: str
    """As the vendor writes it."""
    call: str
    """Where it is on the client."""
    context: Mapping[str, Any]
    """What the template of a resource places."""
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    """Modules of `models/` and the names taken from each."""


def method(operation: Operation, package: Package) -> Method:
    """What an operation gives."""
    return Method(
        resource=operation.resource,
        name=operation.vendor_name,
        call=".".join((*operation.resource, f"{operation.method}(...)")),
        context=_operation(operation, package),
        imports=_model_imports(package, operation),
    )


@define
class Node:
    """A resource: the methods of one path on the client, and the resources below it."""

    path: tuple[str, ...]
    methods: list[Method] = field(factory=list)
    children: dict[str, Node] = field(factory=dict)

    @property
    def name(self) -> str:
        """Class name: `AlibabaIworkMethods`; no name that a generated module imports ends like this."""
        return "".join(part.rstrip("_").title().replace("_", "") for part in self.path) + "Methods"

    @property
    def module(self) -> str:
        """Module name: `alibaba_iwork`."""
        return naming.resource_module(self.path)


def tree(found: Iterable[Method]) -> Node:
    """The resources of a client; the root is the client itself."""
    root = Node(())
    for method in found:
        node = root
        for part in method.resource:
            node = node.children.setdefault(part, Node((*node.path, part)))
        node.methods.append(method)
    return root


def nodes(root: Node) -> list[Node]:
    """Every resource below the root, sorted."""
    found = []
    for name in sorted(root.children):
        found += [root.children[name], *nodes(root.children[name])]
    return found


def client_context(package: Package, root: Node) -> dict[str, Any]:
    """Everything in `client.py` and `_views.py`."""
    sync_base, async_base = bases(package)
    names = [("", package.client, sync_base), ("Async", f"Async{package.client}", async_base)]
    exports = sorted(class_names(package.client))
    return {
        "api": package.api,
        "sync_base": sync_base,
        "async_base": async_base,
        "children": _children(root),
        "halves": [
            {"name": name, "base": base, "prefix": prefix, "views": _views(name, prefix)}
            for prefix, name, base in names
        ],
        "exports": exports,
        "view_names": tuple(name for name in exports if name.endswith(VIEW_SUFFIXES)),
        "view_imports": [
            (module, [name for name in held if name.endswith(VIEW_SUFFIXES)]) for module, held in _child_imports(root)
        ],
    }


def bases(package: Package) -> tuple[str, str]:
    """The hand-written client classes of the package's runtime."""
    name = package.client.removesuffix("Client")
    return f"Sync{name}", f"Async{name}"


def resource_context(package: Package, node: Node) -> dict[str, Any]:
    """Everything in one module of `resources/`."""
    doc = f"Methods below `{'.'.join(node.path)}`."
    sync = {"name": node.name, "prefix": "", "define": "def", "wait": "", "doc": doc}
    asynchronous = {
        "name": f"Async{node.name}",
        "prefix": "Async",
        "define": "async def",
        "wait": "await ",
        "doc": f"{doc[:-1]}, for asyncio.",
    }
    return {
        "api": package.api,
        "model_imports": _merged(node.methods),
        "child_imports": _child_imports(node),
        "children": _children(node),
        "exports": sorted(class_names(node.name)),
        "operations": [method.context for method in node.methods],
        "halves": [half | {"views": _views(half["name"], half["prefix"])} for half in (sync, asynchronous)],
    }


def class_names(name: str) -> list[str]:
    """The classes of a resource or a client: for both halves the plain one and those of its views."""
    return [prefix + name + suffix for prefix in ("", "Async") for suffix in ("", *VIEW_SUFFIXES)]


def _views(name: str, prefix: str) -> list[dict[str, str]]:
    """The views of a half of a resource or a client."""
    return [
        {
            "attribute": attribute,
            "suffix": suffix,
            "name": f"{name}{suffix}",
            "wrapper": f"{prefix.lower()}_{wrapper}".lstrip("_"),
            "client": f"{prefix}{wrapper.title()}View",
            "source": source,
            "doc": doc,
        }
        for attribute, suffix, wrapper, source, doc in VIEWS
    ]


def _child_imports(node: Node) -> list[tuple[str, list[str]]]:
    return [(child["module"], sorted(class_names(child["name"]))) for child in _children(node)]


def _children(node: Node) -> list[dict[str, str]]:
    return [
        {
            "attribute": attribute,
            "name": child.name,
            "module": child.module,
            "doc": f"Methods below `{'.'.join(child.path)}`.",
        }
        for attribute, child in sorted(node.children.items())
    ]


def _model_imports(package: Package, operation: Operation) -> tuple[tuple[str, tuple[str, ...]], ...]:
    used = {operation.result}
    if isinstance(operation.body, UnionRef):
        used.add(operation.body.name)
    else:  # the request itself is imported where it is made
        for member in package.models[operation.body.name].members:
            used |= set(_components(member.type))
    names: dict[str, set[str]] = {}
    for name in used:
        names.setdefault(package.home(name), set()).add(name)
    return tuple((module, tuple(sorted(taken))) for module, taken in sorted(names.items()))


def _merged(found: Iterable[Method]) -> list[tuple[str, list[str]]]:
    """What a module imports for several methods."""
    names: dict[str, set[str]] = {}
    for method in found:
        for module, taken in method.imports:
            names.setdefault(module, set()).update(taken)
    return [(module, sorted(taken)) for module, taken in sorted(names.items())]


def _components(kind: TypeIR) -> list[str]:
    if isinstance(kind, ListOf):
        return _components(kind.item)
    return [kind.name] if isinstance(kind, ModelRef | EnumRef | UnionRef) else []


def _operation(operation: Operation, package: Package) -> dict[str, Any]:
    body = operation.body
    members = _arguments(package.models[body.name].members) if isinstance(body, ModelRef) else None
    return {
        "method": operation.method,
        "constant": f"_{operation.method.upper()}",
        "name": operation.name,
        "path": operation.path,
        "result": operation.result,
        "result_module": package.home(operation.result),
        "result_key": operation.result_key,
        "resend": _resend(operation),
        "success": _success(operation),
        "error_delivery": repr(operation.error_delivery) if operation.error_delivery else "",
        "json_members": f"frozenset({operation.json_members!r})" if operation.json_members else "",
        "secured": operation.secured,
        "body_module": package.home(body.name),
        "body_import": f"as_{types.snake(body.name)}" if isinstance(body, UnionRef) else body.name,
        "parameters": _parameters(members, body, package),
        "arguments": None if members is None else [member.python for member in members],
        "summary": paragraphs(sentence(operation.summary), 8, first=3),
        "doc": _doc(operation, members, package),
    }


def _arguments(members: tuple[Member, ...]) -> list[Member]:
    """Arguments in the order of the spec, required ones first."""
    given = [member for member in members if not member.is_tag]
    return sorted(given, key=lambda member: not member.required or member.has_default)


def _parameters(members: list[Member] | None, body: ModelRef | UnionRef, package: Package) -> list[str]:
    if members is None:
        return [f"request: {body.name} | wire.{body.name}", "/"]
    if not members:
        return []
    return ["*", *(_parameter(member, package) for member in members)]


def _parameter(member: Member, package: Package) -> str:
    optional = "" if member.required else " | None"
    return f"{member.python}: {parameter(member.type, package)}{optional}{argument_default(member)}"


def _resend(operation: Operation) -> str:
    if isinstance(operation.resend, str):
        return f'Resend("{operation.resend}")'
    return f'Resend("same", {tuple(operation.resend["same"])!r})'


def _success(operation: Operation) -> str:
    rule = operation.success
    if rule is None:
        return ""
    arguments = "".join(f", {key}={rule[key]!r}" for key in ("when_false", "when_absent") if key in rule)
    return f"Success({tuple(rule['member'].split('.'))!r}{arguments})"


def _doc(operation: Operation, members: list[Member] | None, package: Package) -> str:
    parts = [paragraphs(sentence(operation.summary), 8, first=3)]
    if operation.description:
        parts.append(paragraphs(sentence(operation.description), 8))
    parts.append(resend_text(operation))
    parts.append(_arguments_text(members, operation, package))
    result = package.models[operation.result]
    parts.append(f"Returns:\n            {paragraphs(sentence(result.description), 12)}")
    parts.append(
        "Raises:\n"
        "            ValidationError: an argument breaks a rule of the API; nothing was sent.\n"
        f"            {package.error}: any other failure; its ``delivery`` says what became of the request."
    )
    source = operation.source
    if source:
        parts.append(f"Source: {source.get('document', '')} ({source.get('basis', 'documented')}).")
    return "\n\n        ".join(part for part in parts if part) + "\n        "


def resend_text(operation: Operation) -> str:
    """Whether the method may be sent again, in a sentence."""
    if isinstance(operation.resend, str):
        return RESEND[operation.resend]
    members = ", ".join(operation.resend["same"])
    return f"Safe to send again after an unknown outcome with the same {members}."


def _arguments_text(members: list[Member] | None, operation: Operation, package: Package) -> str:
    if members is None:
        variants = ", ".join(name for _, name in package.unions[operation.body.name].variants)
        return "Args:\n            " + paragraphs(f"request: One of {variants}, or the dict of one.", 12, hang=4)
    lines = [paragraphs(f"{member.python}: {member_text(member.schema)}", 12, hang=4) for member in members]
    return "Args:\n            " + "\n            ".join(lines) if lines else ""
