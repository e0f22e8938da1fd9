"""What a call knows about itself, whichever attempt it is in."""

from __future__ import annotations

from collections.abc import Mapping

from .define import define
from .errors import ApiError, ValidationError
from .operation import Operation, R, RequestModel


@define
class Call:
    """A call of an operation."""

    operation: str
    """The operation's name."""
    resend_allowed: bool
    """Whether it may be sent again after an unknown outcome."""

    @classmethod
    def of(cls, operation: Operation[R], members: Mapping[str, object]) -> Call:
        """The call of an operation with these members."""
        return cls(operation.name, operation.resend.allows(members))

    @property
    def interrupted(self) -> str:
        """The note for an interruption after the request left."""
        return f"{self.operation}: the request had left; whether it took effect is unknown"


class BeforeSending:
    """What happens before the first attempt: what is raised inside learns the operation."""

    __slots__ = ("_name",)

    def __init__(self, operation: Operation[R]) -> None:
        self._name = operation.name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, ApiError):
            stamped(error, self._name)


def validate(request: RequestModel) -> None:
    """Check a request before it is encoded.

    Raises:
        ValidationError: it breaks a rule, or holds itself.
    """
    try:
        request.validate()
    except RecursionError:
        raise ValidationError("nested too deeply: a value holds itself", model=type(request).__name__) from None


def stamped(error: ApiError, operation: str) -> ApiError:
    """The error with the operation's name."""
    error.operation = operation
    return error
