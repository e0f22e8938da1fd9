"""Views of a client whose methods give something else: the raw answer too, or the request that they would send.

A resource gives what its client's `call` gives. A view hands it a client whose `call` gives another type, and passes
its methods on with the type that they then have, so that no signature is written twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Protocol, TypeVar, cast

from attrs import field

from .define import frozen
from .errors import Attempt
from .operation import Operation, R, RequestModel

if TYPE_CHECKING:
    from .driver import Outcome

P = ParamSpec("P")
T = TypeVar("T")


@frozen
class Raw(Generic[T]):
    """A typed result and the answer that it was read from. The answer does not show in a repr."""

    result: T
    """What the plain method gives."""
    status: int
    """The HTTP status of the answer."""
    headers: Mapping[str, str] = field(repr=False)
    """The headers of the answer, names in lower case."""
    body: bytes = field(repr=False)
    """The body of the answer, decompressed."""
    attempts: tuple[Attempt, ...]
    """Each exchange of the call, oldest first. One that is ``unknown`` may have taken effect besides the last."""

    @classmethod
    def of(cls, outcome: Outcome[Any]) -> Raw[Any]:
        """The raw form of a call's outcome."""
        answer = outcome.answer
        return cls(outcome.result, answer.status, answer.headers, answer.body, outcome.attempts)


@frozen(kw_only=True)
class DryRun:
    """A request that was not sent. `headers`, `body` and `string_to_sign` are exact and hold secrets.

    They do not show in a repr; `str` gives the curl command.
    """

    method: str
    """The HTTP method."""
    url: str = field(repr=lambda url: repr(str(url).partition("?")[0]))
    """Where it would go."""
    headers: Mapping[str, str] = field(repr=False)
    """The headers; a token that a login would give is a placeholder."""
    body: bytes = field(repr=False)
    """The bytes of the body."""
    string_to_sign: str | None = field(default=None, repr=False)
    """What was signed, without the app secret; None where nothing is signed."""
    curl: str
    """The request as a curl command for a POSIX shell, with what is secret masked: to be read, not to be run."""

    def __str__(self) -> str:
        return self.curl


class Caller(Protocol):
    """What sync resources need of a client."""

    def call(self, operation: Operation[R], request: RequestModel, /) -> R:
        """Execute an operation."""
        ...


class AsyncCaller(Protocol):
    """What async resources need of a client."""

    async def call(self, operation: Operation[R], request: RequestModel, /) -> R:
        """Execute an operation."""
        ...


@frozen
class RawView:
    """A sync client that gives `Raw`. Its `call` has the plain type; `raw` mends that."""

    outcome: Callable[[Operation[Any], RequestModel], Outcome[Any]]

    def call(self, operation: Operation[R], request: RequestModel, /) -> R:
        """Execute an operation."""
        return cast("R", Raw.of(self.outcome(operation, request)))


@frozen
class AsyncRawView:
    """An async client that gives `Raw`, as `RawView`."""

    outcome: Callable[[Operation[Any], RequestModel], Awaitable[Outcome[Any]]]

    async def call(self, operation: Operation[R], request: RequestModel, /) -> R:
        """Execute an operation."""
        return cast("R", Raw.of(await self.outcome(operation, request)))


@frozen
class DryView:
    """A sync client that sends nothing and gives `DryRun`. Its `call` has the plain type; `dry` mends that."""

    preview: Callable[[Operation[Any], RequestModel], DryRun]

    def call(self, operation: Operation[R], request: RequestModel, /) -> R:
        """Make the request."""
        return cast("R", self.preview(operation, request))


@frozen
class AsyncDryView:
    """An async client that sends nothing and gives `DryRun`, as `DryView`."""

    preview: Callable[[Operation[Any], RequestModel], DryRun]

    async def call(self, operation: Operation[R], request: RequestModel, /) -> R:
        """Make the request."""
        return cast("R", self.preview(operation, request))


def raw(method: Callable[P, T]) -> Callable[P, Raw[T]]:
    """A method of a resource whose client gives `Raw`, with the type that it has."""
    return cast("Callable[P, Raw[T]]", method)


def async_raw(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[Raw[T]]]:
    """As `raw`, to be awaited."""
    return cast("Callable[P, Awaitable[Raw[T]]]", method)


def dry(method: Callable[P, object]) -> Callable[P, DryRun]:
    """A method of a resource whose client gives `DryRun`, with the type that it has."""
    return cast("Callable[P, DryRun]", method)


def async_dry(method: Callable[P, Awaitable[object]]) -> Callable[P, Awaitable[DryRun]]:
    """As `dry`, to be awaited."""
    return cast("Callable[P, Awaitable[DryRun]]", method)
