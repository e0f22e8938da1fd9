"""Full examples of what a catalogue's methods send and get, made of the spec inside the generated client."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final, NamedTuple

from codegen.naming import member_name
from tests.clients.full_examples import Spec, reference

_NUMBER: Final = r"^-?[0-9]+(\.[0-9]+)?$"
_DATE: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$"


class Method(NamedTuple):
    """One method of a client."""

    name: str
    """As the vendor writes it."""
    path: tuple[str, ...]
    """From the client to the Python method."""
    request: str
    """The component of its parameters."""
    answer: str
    answer_key: str


class Examples(Spec):
    """Values that the vendor's limits allow, every two of them different where the limits leave room."""

    def __init__(self, package: ModuleType) -> None:
        super().__init__(package)
        self.wraps = False

    def methods(self) -> Iterator[Method]:
        """Every method of the document."""
        for item in self.document["paths"].values():
            operation = item["post"]
            body = next(iter(operation["requestBody"]["content"].values()))
            answer = operation["responses"]["200"]["content"]["application/json"]
            yield Method(
                operation["x-top-method"],
                tuple(operation["operationId"].split(".")),
                reference(body["schema"]),
                reference(answer["schema"]),
                operation["x-top-response-key"],
            )

    def arguments(self, component: str) -> dict[str, str]:
        """The Python name of every member of a request."""
        return {wire: member_name(wire, schema.get("x-python-name")) for wire, schema, _ in self.members(component)}

    def full(self, component: str, *, wraps: bool = False) -> dict[str, Any]:
        """The full example of a component, the same one each time.

        Args:
            component: its name.
            wraps: whether each list is in an object of one member, as the gateway's answers have it.
        """
        self.numbers, self.wraps = itertools.count(1), wraps
        return self.example(component)

    def value(self, name: str, schema: dict[str, Any], inside: tuple[str, ...]) -> Any:
        """A value that keeps the schema's limits."""
        if schema.get("type") == "array":
            items = super().value(name, schema, inside)[: schema.get("maxItems", 2)]
            return {"item": items} if self.wraps else items
        if schema.get("type") == "string" and "contentMediaType" not in schema:
            return self._text(name, schema, next(self.numbers))
        return super().value(name, schema, inside)

    def _text(self, name: str, schema: dict[str, Any], number: int) -> str | bytes:
        if schema.get("format") == "binary":
            return f"{name} {number}\r\n值".encode()
        if schema.get("pattern") == _NUMBER:
            return f"{number}.50"
        if schema.get("pattern") == _DATE:
            return f"2026-01-{number % 28 + 1:02} 12:{number % 60:02}:00"
        return f"{number} {name} 值"[: schema.get("maxLength")]
