"""From a bundled document to the intermediate representation: the parser's reading joined with the raw document.

The parser says which members an object has (bases merged), of which type, and which are required. What it drops is
read from the raw document. Whatever neither can express is refused with its place.
"""

from __future__ import annotations

from codegen import naming, normalise, opc
from codegen.components import Components, mark_tags
from codegen.ir import ModelRef, Operation, Package, Role, UnionRef
from codegen.load import ApiSpec, pointer
from codegen.source import Source, schema_pointer


def build(spec: ApiSpec) -> Package:
    """The intermediate representation of one API.

    Raises:
        SpecError: the parser or codegen does not support something; names the place and the reason.
    """
    source = Source(spec)
    source.refuse_unsupported()
    try:
        parsed = opc.parse(normalise.normalised(source.document))
    except opc.ParserRefusalError as refusal:
        raise source.refuse("", str(refusal), "describe it in a form the parser reads") from refusal
    return _package(source, Components(source, parsed))


def _package(source: Source, components: Components) -> Package:
    document = source.document
    info, package = document["info"], document["x-package"]
    roles = _roles(source)
    kinds = {name: source.kind(name) for name in sorted(roles)}
    models = {name: components.model(name, roles[name]) for name, kind in kinds.items() if kind == "model"}
    unions = {name: components.union(name, roles[name]) for name, kind in kinds.items() if kind == "union"}
    for union in unions.values():
        mark_tags(models, union)
    operations = tuple(_operation(source, path) for path in sorted(source.operations))
    return Package(
        api=source.spec.name,
        name=package["name"],
        module=package["module"],
        client=package["client"],
        error=package["error"],
        version=str(info["x-package-version"]),
        title=info["title"],
        summary=info.get("summary", info["title"]),
        description=info.get("description", ""),
        models=models,
        enums={name: components.enum(name, roles[name]) for name, kind in kinds.items() if kind == "enum"},
        unions=unions,
        operations=operations,
        modules={name: source.module(name) for name in kinds},
        homes={one.module: naming.resource_module(one.resource) for one in operations},
        errors=source.spec.errors,
        document=source.spec.document,
    )


def _roles(source: Source) -> dict[str, Role]:
    """Components that get a class: what a request or a typed result reaches, bases and envelopes left out."""
    roles: dict[str, Role] = {}
    for path, operation in source.operations.items():
        body = normalise.media_types({"requestBody": operation["requestBody"]})[0]["schema"]
        _reach(source, normalise.ref_name(body), "request", roles)
        _reach(source, source.result_name(path, operation), "response", roles)
    return roles


def _reach(source: Source, name: str, role: Role, roles: dict[str, Role]) -> None:
    if name in roles:
        if roles[name] != role:
            raise source.refuse(
                schema_pointer(name), f"{name} is used by requests and by responses", "give each its own component"
            )
        return
    roles[name] = role
    for used in source.referenced(source.schemas[name], own=True):
        _reach(source, used, role, roles)


def _operation(source: Source, path: str) -> Operation:
    raw = source.operations[path]
    where = pointer("paths", path, "post")
    resource, method = naming.operation_call_path(path)
    content = raw["requestBody"]["content"]
    if len(content) != 1:
        raise source.refuse(where, "a request body has one content type", "keep the one that the server reads")
    media = next(iter(content.values()))
    body = normalise.ref_name(media["schema"])
    response_key = raw.get("x-top-response-key")
    return Operation(
        name=raw.get("x-top-method", raw["operationId"]),
        path=path.partition("#")[0],
        resource=resource,
        method=method,
        module=naming.module_name(source.spec.file_of(where)),
        summary=raw["summary"],
        description=raw.get("description", ""),
        body=UnionRef(body) if source.kind(body) == "union" else ModelRef(body),
        result=source.result_name(path, raw),
        result_key=response_key or raw["x-result"],
        json_members=tuple(sorted(media.get("encoding", {}))),
        success=raw.get("x-success"),
        resend=raw["x-resend"],
        error_delivery=raw.get("x-error-delivery"),
        secured=raw.get("security", source.document.get("security", [])) != [],
        source=raw.get("x-source", {}),
        raw=raw,
        pointer=where,
    )
