"""What the runtime knows of an operation: one frozen descriptor, written by codegen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, Protocol, Self, TypeVar

from .define import frozen
from .errors import Delivery


class ResultModel(Protocol):
    """A typed result."""

    @classmethod
    def from_dict(cls, data: Any, /) -> Self:
        """Read the result from decoded JSON, leniently."""
        ...


class RequestModel(Protocol):
    """A typed request."""

    def validate(self) -> None:
        """Raise ValidationError for the first member that breaks a rule."""
        ...

    def to_dict(self) -> Mapping[str, object]:
        """The members as the API names them, without those that are None."""
        ...


R = TypeVar("R", bound=ResultModel)


@frozen
class Success:
    """The member of an answer that says whether the request was done."""

    member: tuple[str, ...]
    """Where it is, from the typed result inwards."""
    when_false: Delivery = "unknown"
    """What a false one proves."""
    when_absent: Delivery = "unknown"
    """What a missing or null one proves."""


@frozen
class Resend:
    """Whether a request may be sent again after an unknown outcome."""

    kind: Literal["safe", "never", "same"]
    """``same``: safe because these members, sent again unchanged, overwrite rather than repeat."""
    members: tuple[str, ...] = ()
    """The members, in the API's names."""

    def allows(self, sent: Mapping[str, object]) -> bool:
        """Whether these members of a request make it safe to send it again."""
        if self.kind == "same":
            return all(sent.get(name) not in (None, "") for name in self.members)
        return self.kind == "safe"


@frozen
class Operation(Generic[R]):
    """One operation of an API."""

    name: str
    """As the vendor writes it: ``taobao.tpn.template.message.send``, ``msg.batch_send_msg``."""
    path: str
    """Below the base URL, with a leading slash."""
    result_key: str
    """The member of the answer that holds the result."""
    load_result: Callable[[], type[R]]
    """Imports the result's class."""
    resend: Resend
    """Whether it may be sent again after an unknown outcome."""
    success: Success | None = None
    """Where the answer says yes or no; None if it does not."""
    error_delivery: Delivery | None = None
    """What an error envelope proves for this operation; None for the API's own rules."""
    json_members: frozenset[str] = frozenset()
    """Form members that are sent as JSON text."""
    secured: bool = True
    """Whether it needs credentials."""
