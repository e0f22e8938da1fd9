"""Everything a client raises, as one tree.

::

    ApiError
    ├── ValidationError            bad input, found before anything was sent
    ├── ClientClosedError          the client was used after close()
    ├── EventLoopError             an async client under trio, without a loop, or in another loop than before
    ├── ConnectionFailedError      no connection, so the request never left
    ├── OutcomeUnknownError        the request left and no answer came that tells what became of it
    ├── MalformedResponseError     a 2xx answer that is not what the protocol promises
    ├── HttpStatusError            a 3xx or 4xx answer without an envelope
    ├── AuthenticationError        application key, signature, session or token were refused
    ├── PermissionDeniedError      known, but not allowed to do this
    ├── ThrottledError             too many calls for now
    ├── InvalidRequestError        the server says that an argument is wrong
    ├── NotFoundError              what the request names does not exist
    ├── ConflictError              the request contradicts what exists
    ├── ServerError                the server says that it failed
    └── BusinessError              the API's own refusal

Each API adds its own below these. `delivery` tells on every one whether the request took effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, TypeVar

from .define import frozen
from .text import dotted, one_line

Delivery = Literal["not_sent", "refused", "unknown", "partial", "accepted"]
"""What became of a request, as far as it can be proved.

``not_sent``: it never left. ``refused``: the server answered that it did not do it. ``unknown``: it left, and
nobody here knows. ``partial``: some of it was done. ``accepted``: it was done.
"""


@frozen
class Attempt:
    """One exchange with the server."""

    code: int | None
    """The code in the answer's envelope, if one came."""
    delivery: Delivery
    """What this attempt proved."""
    elapsed: float
    """Seconds from the start of the attempt to its end."""


class ApiError(Exception):
    """The root: whatever a client raises."""

    default_delivery: ClassVar[Delivery] = "unknown"
    """The delivery of an error that is raised without one."""

    def __init__(
        self,
        *,
        message: str,
        operation: str | None = None,
        delivery: Delivery | None = None,
        resend_is_safe: bool | None = None,
        attempts: tuple[Attempt, ...] = (),
        code: int | None = None,
        sub_code: str | None = None,
        vendor_message: str | None = None,
        vendor_detail: str | None = None,
        request_id: str | None = None,
        meaning: str | None = None,
        remedy: str | None = None,
        fault: str | None = None,
        retryable: bool = False,
        retry_after: float | None = None,
        deadline_exceeded: bool = False,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> None:
        super().__init__(message)
        self.message = message
        """What happened, in words."""
        self.operation = operation
        """The operation's name, as the vendor writes it; None outside of a call."""
        self.delivery: Delivery = self.default_delivery if delivery is None else delivery
        """Whether the request took effect."""
        self.resend_is_safe: bool = (
            self.delivery in ("not_sent", "refused") if resend_is_safe is None else resend_is_safe
        )
        """Whether sending the same request again cannot do its work twice."""
        self.attempts = attempts
        """Each exchange of the call, oldest first; empty if there was none."""
        self.code = code
        """The code in the envelope."""
        self.sub_code = sub_code
        """The finer code that some APIs add."""
        self.vendor_message = vendor_message
        """The vendor's own words, verbatim."""
        self.vendor_detail = vendor_detail
        """The vendor's second, longer text, verbatim."""
        self.request_id = request_id
        """The id under which the vendor finds the request in its logs."""
        self.meaning = meaning
        """What the code means, in English."""
        self.remedy = remedy
        """What to do about it."""
        self.fault = fault
        """Whose fault it is: caller, account, platform, network or recipient."""
        self.retryable = retryable
        """Whether the same request may succeed later; whether that is safe is `resend_is_safe`."""
        self.retry_after = retry_after
        """Seconds to wait first, if the server named them."""
        self.deadline_exceeded = deadline_exceeded
        """Whether the call's deadline ended it: it cut the last attempt short, or left no time for another."""
        self.status = status
        """The HTTP status of the answer."""
        self.headers: Mapping[str, str] = dict(headers or {})
        """The headers of the answer, names in lower case."""
        self.body = body
        """The body of the answer, decompressed."""

    def __str__(self) -> str:
        codes = " ".join(str(part) for part in (self.code, self.sub_code) if part is not None)
        words = ": ".join(part for part in (one_line(codes), self._text()) if part)
        request = one_line(self.request_id or "")  # the server's words, as all but the delivery
        return " ".join(part for part in (request, words, f"({self.delivery})") if part)

    def __repr__(self) -> str:
        shown = ("operation", "code", "sub_code", "delivery", "request_id", "status")
        known = [f"{name}={getattr(self, name)!r}" for name in shown if getattr(self, name) is not None]
        return f"<{type(self).__name__} {' '.join(known)}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args), dict(self.__dict__)

    def _text(self) -> str:
        meaning = (self.meaning or "").removesuffix(".")
        return one_line(": ".join(part for part in (meaning, self.message) if part))


class ValidationError(ApiError, ValueError):
    """Bad input, found before anything was sent. Neither the text nor the attributes hold the value."""

    default_delivery = "not_sent"

    def __init__(
        self,
        rule: str,
        *,
        path: tuple[str | int, ...] = (),
        wire_path: tuple[str | int, ...] | None = None,
        model: str | None = None,
        operation: str | None = None,
    ) -> None:
        super().__init__(message=rule, operation=operation, fault="caller")
        self.rule = rule
        """What the member has to be."""
        self.path = path
        """Where the member is, in Python names; empty for the whole model."""
        self.wire_path = path if wire_path is None else wire_path
        """Where the member is, in the API's names."""
        self.model = model
        """The class that the path starts from; None if the path starts from parameters."""

    def within(self, name: str | int, wire_name: str | int | None = None, model: str | None = None) -> ValidationError:
        """The same error, seen from the object around.

        Args:
            name: the member of the outer object, or the index, that leads here.
            wire_name: the same in the API's names; `name` if None.
            model: the outer object's class.
        """
        outer = name if wire_name is None else wire_name
        return ValidationError(
            self.rule,
            path=(name, *self.path),
            wire_path=(outer, *self.wire_path),
            model=model,
            operation=self.operation,
        )

    def _text(self) -> str:
        where = dotted((self.model, *self.path) if self.model else self.path)
        text = f"{where}: {self.rule}" if where else self.rule
        on_the_wire = f" [on the wire: {dotted(self.wire_path)}]" if self.wire_path != self.path else ""
        return one_line(text + on_the_wire)


class ClientClosedError(ApiError):
    """The client was used after close()."""

    default_delivery = "not_sent"


class EventLoopError(ApiError):
    """An async client was used under trio, without a running loop, or in another loop than before."""

    default_delivery = "not_sent"


class ConnectionFailedError(ApiError):
    """No connection: name look-up, refusal, TLS, connect or pool time-out. The body was never handed over."""

    default_delivery = "not_sent"


class OutcomeUnknownError(ApiError):
    """The body left and no answer came that tells what became of it: dropped, late, cut short, or a 5xx."""


class MalformedResponseError(ApiError):
    """A 2xx answer that is not what the protocol promises.

    ``unknown`` without a readable envelope; ``accepted`` if it says yes and its data cannot be read.
    """


class HttpStatusError(ApiError):
    """A 3xx or 4xx answer without an envelope: something before the API refused."""

    default_delivery = "refused"


class AuthenticationError(ApiError):
    """The application key, the signature, the session or the token were refused."""

    default_delivery: ClassVar[Delivery] = "refused"

    explanation: str | None = None
    """Where a signature was refused: what may be the cause and what was signed, in lines, with secrets masked."""


class PermissionDeniedError(ApiError):
    """The server knows who is calling, and does not allow this."""

    default_delivery = "refused"


class ThrottledError(ApiError):
    """Too many calls for now; `retry_after` tells for how long, if the server did."""

    default_delivery = "refused"


class InvalidRequestError(ApiError):
    """The server says that an argument is missing or wrong."""

    default_delivery = "refused"


class NotFoundError(ApiError):
    """Something that the request names does not exist."""

    default_delivery = "refused"


class ConflictError(ApiError):
    """The request contradicts what exists already."""

    default_delivery = "refused"


class ServerError(ApiError):
    """The server says that it failed, or what is behind it did."""


class BusinessError(ApiError):
    """The API's own refusal: a success flag that says no, or a code that only this API knows."""


COMMON_ERRORS: Mapping[str, type[ApiError]] = {
    error.__name__: error
    for error in (
        OutcomeUnknownError,
        MalformedResponseError,
        HttpStatusError,
        AuthenticationError,
        PermissionDeniedError,
        ThrottledError,
        InvalidRequestError,
        NotFoundError,
        ConflictError,
        ServerError,
        BusinessError,
    )
}
"""The classes that an error table may name."""

_E = TypeVar("_E", bound=ApiError)


def _restored(kind: type[_E], args: tuple[Any, ...]) -> _E:
    """An error as pickle and copy make it, before its attributes are put back."""
    return kind.__new__(kind, *args)
