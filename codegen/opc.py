"""The one module that imports openapi-python-client, our parser.

Its one private touch-point is the family of property classes in `openapi_python_client.parser.properties`;
everything it drops (names and order of unions, constraints, extensions, `encoding`) is read from the raw
document by `codegen.build`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from attrs import frozen
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError, ParseError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import AnyProperty, EnumProperty, ModelProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.strings import ClassName

from codegen.ir import Anything, Const, EnumRef, FreeObject, ListOf, ModelRef, Scalar, ScalarName, TypeIR

SCALARS: dict[type[object], ScalarName] = {
    StringProperty: "str",
    IntProperty: "int",
    FloatProperty: "float",
    BooleanProperty: "bool",
    FileProperty: "bytes",
}


class ParserRefusalError(Exception):
    """openapi-python-client would drop, merge or refuse something."""


@frozen
class ParsedMember:
    """A member as the parser reads it."""

    wire: str
    type: TypeIR
    required: bool
    nullable: bool


@frozen
class Parsed:
    """The parser's reading of a document."""

    members: dict[str, tuple[ParsedMember, ...]]
    """Object components and their members, those of bases first."""
    enums: frozenset[str]
    bodies: dict[str, TypeIR]
    """Request body of each path."""


def parse(document: dict[str, Any]) -> Parsed:
    """Read a normalised document; every warning of the parser is an error.

    Raises:
        ParserRefusalError: with the parser's own words.
    """
    config = Config.from_sources(ConfigFile(post_hooks=[]), MetaType.NONE, Path("openapi.json"), "utf-8", False, None)
    try:
        with _without_copies():
            data = GeneratorData.from_dict(_read_parts(document), config=config)
    except Exception as error:  # the parser raises bare exceptions on some documents (duplicate enum keys)
        raise ParserRefusalError(f"{type(error).__name__}: {error}") from error
    if isinstance(data, GeneratorError):
        raise ParserRefusalError(_describe(data))
    _raise_on_warnings(data)
    return _Reader(document).read(data)


def _read_parts(document: dict[str, Any]) -> dict[str, Any]:
    """A copy of what is read: schemas and bodies. The parser copies whatever an operation holds, several times."""
    paths = {
        path: {verb: {**_BARE, **{key: found[key] for key in _KEPT & found.keys()}} for verb, found in item.items()}
        for path, item in document.get("paths", {}).items()
    }
    return copy.deepcopy({**document, "paths": paths})


_KEPT: Final = frozenset({"operationId", "tags", "parameters", "requestBody"})
_BARE: Final[dict[str, Any]] = {"responses": {}}


@contextmanager
def _without_copies() -> Iterator[None]:
    """Let operations without parameters in their path pass `sort_parameters`, which copies them with all their models.

    It is the one thing about the parser's own code that is changed, and only while it parses.
    """
    sort = Endpoint.sort_parameters

    def sorted_parameters(*, endpoint: Endpoint) -> Endpoint | ParseError:
        has_parameters = endpoint.path_parameters or "{" in endpoint.path.get_untrusted_value()
        return sort(endpoint=endpoint) if has_parameters else endpoint

    Endpoint.sort_parameters = staticmethod(sorted_parameters)  # type: ignore[method-assign]
    try:
        yield
    finally:
        Endpoint.sort_parameters = staticmethod(sort)  # type: ignore[method-assign]


def _raise_on_warnings(data: GeneratorData) -> None:
    problems: list[ParseError] = list(data.errors)
    for collection in data.endpoint_collections_by_tag.values():
        problems += collection.parse_errors
    if problems:
        raise ParserRefusalError("; ".join(_describe(problem) for problem in problems))


def _describe(error: GeneratorError) -> str:
    return " ".join(part for part in (error.header, error.detail) if part)


class _Reader:
    def __init__(self, document: dict[str, Any]) -> None:
        self.schemas: dict[str, Any] = document.get("components", {}).get("schemas", {})
        self.components = {str(ClassName(name, "field_")): name for name in self.schemas}

    def read(self, data: GeneratorData) -> Parsed:
        models = {
            self.components[model.class_info.name]: self.members(model)
            for model in data.models
            if model.class_info.name in self.components
        }
        enums = frozenset(
            self.components[enum.class_info.name] for enum in data.enums if enum.class_info.name in self.components
        )
        bodies = {
            endpoint.path.get_untrusted_value(): self.body(endpoint.bodies[0].prop)
            for collection in data.endpoint_collections_by_tag.values()
            for endpoint in collection.endpoints
            if endpoint.bodies
        }
        return Parsed(members=models, enums=enums, bodies=bodies)

    def members(self, model: ModelProperty) -> tuple[ParsedMember, ...]:
        found = [*(model.required_properties or ()), *(model.optional_properties or ())]
        return tuple(self.member(prop) for prop in found)

    def member(self, prop: PropertyProtocol) -> ParsedMember:
        nullable = False
        if isinstance(prop, UnionProperty):
            inner = [entry for entry in prop.inner_properties if not isinstance(entry, NoneProperty)]
            nullable = len(inner) < len(prop.inner_properties)
            kind = self.type(inner[0]) if len(inner) == 1 else Anything()
        else:
            kind = self.type(prop)
        wire = prop.name.get_untrusted_value()
        return ParsedMember(wire=wire, type=kind, required=prop.required, nullable=nullable)

    def type(self, prop: object) -> TypeIR:
        scalar = SCALARS.get(type(prop))
        if scalar is not None:
            return Scalar(scalar)
        match prop:
            case ConstProperty():
                value = prop.value.raw_value
                return Const(value, Scalar(type(value).__name__))  # type: ignore[arg-type]
            case ListProperty():
                return ListOf(self.type(prop.inner_property))
            case EnumProperty():
                return EnumRef(self.components[prop.class_info.name])
            case ModelProperty():
                name = self.components.get(prop.class_info.name)
                return ModelRef(name) if name else FreeObject()
            case AnyProperty():
                return Anything()
            case _:
                raise ParserRefusalError(f"{type(prop).__name__} is not supported")

    def body(self, prop: object) -> TypeIR:
        return Anything() if isinstance(prop, UnionProperty) else self.type(prop)
