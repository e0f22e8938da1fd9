"""Check a message for ``/msg/batch_send_msg`` in the order of the server's handler.

Read from open-im-server ``internal/api/msg.go`` and ``pkg/apistruct``: the struct is bound first (HTTP 400), then
the sender's rights, the content type, and last the content by the rules of its own struct (errCode 500).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from ...common.sandbox.document import Document, Schema, branches, members, resolve
from ...common.sandbox.schemas import Checker, Fault, Schemas
from .errors import ServerError
from .gojson import DecodeError, bind, decode
from .weak import WeakDecodeError, weak_decode

NOTIFICATION: Final = 1400
"""Content type of an OA notification."""

_STRUCT: Final = "BatchSendMsgReq"
_GROUP_SESSIONS: Final = frozenset({2, 3})
_TAGS: Final = {"minLength": "required", "minimum": "required", "maximum": "max", "maxItems": "max"}
"""Rules of the schema that Go's validator knows by another name; its "required" means not zero."""


@frozen
class _Kind:
    """One content type."""

    content: Schema
    struct: str
    """Name of the content's Go struct, for messages."""
    checker: Checker
    """Checks a whole message of this type."""


class Messages:
    """The content types of the document, compiled."""

    def __init__(self, document: Document, schema: Schema) -> None:
        union = branches(document, schema)
        if union is None:
            raise ValueError("the message's schema is no union told apart by a constant member")
        self._document = document
        self._tag, options = union
        schemas = Schemas(document)
        self._kinds = {value: _kind(document, schemas, option) for value, option in options.items()}
        self._struct, self._required = _common(document, list(options.values()))

    def bind(self, body: bytes) -> dict[str, Any]:
        """Decode a request as gin's ``BindJSON`` does.

        Raises:
            ServerError: 1001 with HTTP 400: no JSON, a wrong JSON type, a required member missing or zero.
        """
        try:
            message = bind(self._document, self._struct, decode(body), _STRUCT)
        except DecodeError as exc:
            raise ServerError(1001, str(exc), status=400) from exc
        missing = [_broken(_STRUCT, (name,), "required") for name in self._missing(message)]
        if message.get("sessionType") in _GROUP_SESSIONS and not message.get("groupID"):
            tag = "required_if=SessionType 2|required_if=SessionType 3"
            missing.append(_broken(_STRUCT, ("groupID",), tag))
        if missing:
            raise ServerError(1001, "\n".join(missing), status=400)
        return message

    def check_type(self, message: Mapping[str, Any]) -> None:
        """Refuse a content type that the server does not take.

        Raises:
            ServerError: 1001, without details as the server answers it.
        """
        if message[self._tag] not in self._kinds:
            raise ServerError(1001)

    def check_content(self, message: Mapping[str, Any]) -> bool:
        """Check the content, and what the server looks at again for each recipient.

        Returns:
            Whether the message can be sent to anyone: a session type that does not fit fails for each of them.

        Raises:
            ServerError: 500: the content cannot be converted, or breaks the rules of its struct.
        """
        kind = self._kinds[message[self._tag]]
        try:
            content = weak_decode(self._document, kind.content, message["content"])
        except WeakDecodeError as exc:
            raise ServerError(500, str(exc)) from exc
        found = kind.checker.faults({**message, "content": content})
        faults = [fault for fault in found if not fault.is_unknown_member]
        broken = [fault for fault in faults if fault.path[:1] == ("content",)]
        if broken:
            raise ServerError(500, "\n".join(_content_error(kind.struct, fault) for fault in broken))
        return not faults

    def _missing(self, message: Mapping[str, Any]) -> list[str]:
        # For Go's validator "required" means not zero; an empty list or object is not zero.
        zeros = ("", 0)
        return [name for name in self._required if name not in message or message[name] in zeros]


def _kind(document: Document, schemas: Schemas, option: Schema) -> _Kind:
    content = members(document, option).properties["content"]
    struct = str(content.get("$ref", "Content")).rpartition("/")[2]
    return _Kind(resolve(document, content), struct, schemas.checker(option))


def _common(document: Document, options: Sequence[Schema]) -> tuple[Schema, list[str]]:
    """Put together the struct that all content types are bound to: its members, and those that are required."""
    properties: dict[str, Schema] = {}
    required = None
    for option in options:
        found = members(document, option)
        properties = {**found.properties, **properties}
        required = found.required if required is None else required & found.required
    struct = {"type": "object", "properties": {**properties, "content": {"type": "object"}}}
    return struct, sorted(required or ())


def _content_error(struct: str, fault: Fault) -> str:
    return _broken(struct, fault.path[1:], _TAGS.get(fault.rule, fault.rule))


def _broken(struct: str, path: Sequence[str | int], tag: str) -> str:
    """Write a broken rule as Go's validator does; its fields are the members with a capital letter."""
    names = [f"[{part}]" if isinstance(part, int) else f".{part[:1].upper()}{part[1:]}" for part in path]
    field = next((name.removeprefix(".") for name in reversed(names) if not name.startswith("[")), struct)
    return f"Key: '{struct}{''.join(names)}' Error:Field validation for '{field}' failed on the '{tag}' tag"
