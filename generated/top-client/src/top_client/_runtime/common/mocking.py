"""A transport that answers out of a table instead of a network, for tests that need no sandbox.

It checks nothing of a request: the sandbox does that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, repeat
from typing import Any, TypeAlias

from attrs import field

from .define import frozen
from .through_httpx import MockedTransport, Request, Response

Given: TypeAlias = "Mapping[str, Any] | Exception"
"""The typed result's members, or what is raised in place of an answer."""
Prepared: TypeAlias = "Given | list[Given]"
"""One answer for every call, or one for each call in turn, the last for all further ones."""


@frozen
class Seen:
    """A request that arrived."""

    operation: str
    """The method's name, or the path."""
    members: Mapping[str, Any] = field(repr=False)
    """What was asked, as the server would read it."""
    headers: Mapping[str, str] = field(repr=False)


class UnpreparedError(AssertionError):
    """A test called what it prepared no answer for."""


class MockTransport(MockedTransport):
    """A transport for `httpx.Client` and `httpx.AsyncClient` that answers prepared results.

    Attributes:
        seen: the requests that arrived, in order.
    """

    def __init__(
        self,
        answers: Mapping[str, Prepared],
        read: Callable[[Request], Seen],
        envelope: Callable[[str, Mapping[str, Any]], Mapping[str, Any]],
    ) -> None:
        self.seen: list[Seen] = []
        self._read = read
        self._envelope = envelope
        self._answers: dict[str, Iterator[Given]] = {name: _in_turn(given) for name, given in answers.items()}
        super().__init__(self._answer)

    def _answer(self, request: Request) -> Response:
        seen = self._read(request)
        self.seen.append(seen)
        if seen.operation not in self._answers:
            prepared = ", ".join(sorted(self._answers)) or "nothing"
            raise UnpreparedError(f"no answer was prepared for {seen.operation}; there is one for {prepared}")
        given = next(self._answers[seen.operation])
        if isinstance(given, Exception):
            raise given
        return Response(200, json=self._envelope(seen.operation, given))


def _in_turn(given: Prepared) -> Iterator[Given]:
    if not isinstance(given, list):
        return repeat(given)
    if not given:
        raise ValueError("an empty list holds no answer")
    return chain(given, repeat(given[-1]))
