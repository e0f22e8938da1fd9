"""Which keywords each kind of object in a spec may have, and what stands there.

A value is described by a word (``text``, ``flag``, ``number``, ``count``, ``type``, ``any``, or a kind of object), in
square brackets for a list of such values and in braces for a mapping from free names to such values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from ..load import METHODS
from ..runtime.common import json_schema


@frozen
class Kind:
    """A kind of object."""

    title: str
    """How a message names it, with its article."""
    keywords: Mapping[str, str]
    unsupported: frozenset[str] = frozenset()
    """Keywords that OpenAPI allows and codegen cannot express."""


_NOTES: Final = {"description": "text", "x-source": "any", "x-deviation": "any", "x-since": "text"}

_SCHEMA: Final = _NOTES | {
    "$ref": "text",
    "type": "type",
    "title": "any",
    "examples": "[any]",
    "default": "any",
    "enum": "[any]",
    "const": "any",
    "minLength": "count",
    "maxLength": "count",
    "pattern": "text",
    "minimum": "number",
    "maximum": "number",
    "minItems": "count",
    "maxItems": "count",
    "uniqueItems": "flag",
    "format": "text",
    "contentMediaType": "text",
    "contentSchema": "content-schema",
    "items": "schema",
    "properties": "{schema}",
    "required": "[text]",
    "additionalProperties": "flag",
    "unevaluatedProperties": "flag",
    "allOf": "[schema]",
    "oneOf": "[schema]",
    "if": "any",
    "then": "any",
    "else": "any",
    "x-python-name": "text",
    "x-python-mixin": "text",
    "x-secret": "flag",
    "x-client-only": "[text]",
    "x-warn": "any",
    "x-enum-varnames": "[text]",
}

_SCHEMA_UNSUPPORTED: Final = frozenset(
    [
        "$anchor",
        "$comment",
        "$defs",
        "$dynamicAnchor",
        "$dynamicRef",
        "$id",
        "$schema",
        "$vocabulary",
        "anyOf",
        "contains",
        "contentEncoding",
        "dependentRequired",
        "dependentSchemas",
        "deprecated",
        "discriminator",
        "example",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "externalDocs",
        "maxContains",
        "maxProperties",
        "minContains",
        "minProperties",
        "multipleOf",
        "not",
        "nullable",
        "patternProperties",
        "prefixItems",
        "propertyNames",
        "readOnly",
        "unevaluatedItems",
        "writeOnly",
        "xml",
    ]
)

_CONTENT_SCHEMA: Final = {name: _SCHEMA[name] for name in json_schema.KEYWORDS | json_schema.ANNOTATIONS} | {
    "items": "content-schema",
    "properties": "{content-schema}",
}

KINDS: Final[Mapping[str, Kind]] = {
    "document": Kind(
        "the document",
        {
            "openapi": "text",
            "info": "info",
            "x-package": "package",
            "x-common-parameters": "[common-parameter]",
            "servers": "[server]",
            "security": "[any]",
            "tags": "[tag]",
            "paths": "{path}",
            "components": "components",
        },
        frozenset({"webhooks", "externalDocs", "jsonSchemaDialect"}),
    ),
    "info": Kind(
        "info",
        {
            "title": "text",
            "version": "text",
            "x-package-version": "text",
            "summary": "text",
            "description": "text",
            "license": "license",
            "contact": "any",
            "termsOfService": "text",
        },
    ),
    "license": Kind("a license", {"name": "text", "identifier": "text", "url": "text"}),
    "package": Kind("x-package", dict.fromkeys(("name", "module", "client", "error"), "text")),
    "common-parameter": Kind(
        "a common parameter",
        {"name": "text", "type": "text", "required": "flag", "description": "text", "example": "any"}
        | {"x-secret": "flag", "x-source": "any"},
    ),
    "server": Kind("a server", {"url": "text", "description": "text"}, frozenset({"variables"})),
    "tag": Kind("a tag", {"name": "text", "description": "text"}, frozenset({"externalDocs"})),
    "components": Kind(
        "components",
        {
            "schemas": "{schema}",
            "responses": "{response}",
            "parameters": "{parameter}",
            "examples": "{example}",
            "requestBodies": "{request-body}",
            "headers": "{header}",
            "securitySchemes": "{security-scheme}",
        },
        frozenset({"callbacks", "links", "pathItems"}),
    ),
    "path": Kind(
        "a path",
        {"post": "operation"},
        (METHODS - {"post"}) | {"$ref", "summary", "description", "parameters", "servers"},
    ),
    "operation": Kind(
        "an operation",
        _NOTES
        | {
            "operationId": "text",
            "tags": "[text]",
            "summary": "text",
            "security": "[any]",
            "parameters": "[parameter]",
            "requestBody": "request-body",
            "responses": "{response}",
            "x-top-method": "text",
            "x-top-response-key": "text",
            "x-success": "any",
            "x-resend": "any",
            "x-error-delivery": "text",
            "x-result": "text",
        },
        frozenset({"callbacks", "deprecated", "externalDocs", "servers"}),
    ),
    "parameter": Kind(
        "a parameter",
        _NOTES
        | {"$ref": "text", "name": "text", "in": "text", "required": "flag", "schema": "schema"}
        | {"example": "any", "examples": "{example}"},
        frozenset({"deprecated", "allowEmptyValue", "style", "explode", "allowReserved", "content"}),
    ),
    "request-body": Kind("a request body", _NOTES | {"$ref": "text", "required": "flag", "content": "{media-type}"}),
    "response": Kind(
        "a response",
        _NOTES | {"$ref": "text", "content": "{media-type}", "headers": "{header}"},
        frozenset({"links"}),
    ),
    "header": Kind(
        "a header",
        _NOTES | {"$ref": "text", "required": "flag", "schema": "schema", "example": "any", "examples": "{example}"},
        frozenset({"deprecated", "style", "explode", "content"}),
    ),
    "media-type": Kind(
        "a media type",
        {"schema": "schema", "example": "any", "examples": "{example}", "encoding": "{encoding}"},
    ),
    "encoding": Kind(
        "an encoding",
        {"contentType": "text"},
        frozenset({"headers", "style", "explode", "allowReserved"}),
    ),
    "example": Kind(
        "an example",
        _NOTES | {"$ref": "text", "summary": "text", "value": "any"},
        frozenset({"externalValue"}),
    ),
    "security-scheme": Kind(
        "a security scheme",
        _NOTES | dict.fromkeys(("type", "name", "in", "scheme", "bearerFormat"), "text") | {"x-examples": "[any]"},
        frozenset({"$ref", "flows", "openIdConnectUrl"}),
    ),
    "schema": Kind("a schema", _SCHEMA, _SCHEMA_UNSUPPORTED),
    "content-schema": Kind(
        "a contentSchema",
        _CONTENT_SCHEMA,
        _SCHEMA_UNSUPPORTED | frozenset(name for name in _SCHEMA if name not in _CONTENT_SCHEMA),
    ),
}
