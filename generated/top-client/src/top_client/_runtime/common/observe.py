"""What a client tells while it works: one record an attempt in the log, and one call of the user's hook.

Records go to the logger that bears the package's name: DEBUG for an attempt that ended its call, WARNING for one that
is repeated or whose outcome is unknown. Neither they nor what the hook gets hold anything but the fields of
`AttemptInfo`: no content, no recipients, no secrets. No handler is installed. The hook is called in the thread or task
of the call, which waits for it, so it has to be quick.

A recipe for OpenTelemetry, one span an attempt below the caller's own::

    from time import time_ns
    from opentelemetry import trace

    tracer = trace.get_tracer("messages")

    def record(info):
        end = time_ns()
        span = tracer.start_span(
            info.operation,
            kind=trace.SpanKind.CLIENT,
            start_time=end - int(info.elapsed * 1e9),
            attributes={"messages.attempt": info.attempt, "messages.delivery": info.delivery},
        )
        if info.code is not None:
            span.set_attribute("messages.code", info.code)
        if info.request_id is not None:
            span.set_attribute("messages.request_id", info.request_id)
        if info.delivery != "accepted":
            span.set_status(trace.StatusCode.ERROR)
        span.end(end)

    client = TopClient(app_key="...", app_secret="...", on_attempt=record)
"""

from __future__ import annotations

import contextlib
import inspect
import logging
import warnings
from collections.abc import Callable
from typing import Any, Final, cast

from attrs import asdict, field

from .define import frozen
from .errors import Delivery, ValidationError
from .options import checked_callable
from .text import one_line

PACKAGE: Final = __name__.rsplit(".", 3)[0]
"""The package that this runtime is part of."""

_logger: Final = logging.getLogger(PACKAGE)
_FORMAT: Final = "%s: attempt %d: %s after %.3f s (code %s, request %s)%s"


def _short(request_id: str | None) -> str | None:
    return None if request_id is None else one_line(request_id)[:100]


@frozen(kw_only=True)
class AttemptInfo:
    """One attempt of a call, as the hook and the log see it."""

    operation: str
    """The operation's name, as the vendor writes it."""
    attempt: int
    """1 for a call's first attempt."""
    elapsed: float
    """Seconds from the start of the attempt to its end."""
    delivery: Delivery
    """What this attempt alone proved; ``accepted`` if it succeeded, for some recipients ``partial``."""
    code: int | None = None
    """The code in the answer's envelope, if an error came."""
    request_id: str | None = field(default=None, converter=_short)
    """The id under which the vendor finds the request in its logs."""


Hook = Callable[[AttemptInfo], object]
"""What the user wants to be called after each attempt."""


class Once:
    """True the first time, for one of all threads."""

    def __init__(self) -> None:
        self._left = [True]

    def __call__(self) -> bool:
        try:
            return self._left.pop()
        except IndexError:
            return False


@frozen
class Observer:
    """The log and the hook of a client and of its views."""

    hook: Hook | None = None
    _first_failure: Once = field(factory=Once)

    @classmethod
    def checked(cls, hook: object) -> Observer:
        """The observer for the hook that a caller gave, or None.

        Raises:
            ValidationError: it cannot be called, or would have to be awaited.
        """
        if hook is None:
            return cls()
        checked_callable(hook, "on_attempt")
        if inspect.iscoroutinefunction(hook):
            raise ValidationError("a plain function expected, for nobody would await it", path=("on_attempt",))
        return cls(cast("Hook", hook))

    def call_hook(self, info: AttemptInfo) -> None:
        """Tell the hook. What it raises is no reason to lose the outcome of the call."""
        if self.hook is None:
            return
        try:
            self.hook(info)
        except Exception as error:
            if self._first_failure():
                message = f"on_attempt raised {type(error).__name__}; calls go on, and this is said once"
                _logger.warning(message)
                with contextlib.suppress(UserWarning):  # where warnings are errors
                    warnings.warn(message, UserWarning, stacklevel=2)

    def writes(self, *, warning: bool) -> bool:
        """Whether records are written of attempts of which one may, or may not, warn."""
        return _logger.isEnabledFor(logging.WARNING if warning else logging.DEBUG)

    def log(self, info: AttemptInfo, *, pause: float | None = None, interrupted: bool = False) -> None:
        """Write the record of an attempt.

        Args:
            info: the attempt.
            pause: seconds until it is repeated; None if it is not.
            interrupted: whether a cancellation or the like ended it.
        """
        level = logging.WARNING if pause is not None or info.delivery == "unknown" else logging.DEBUG
        if not _logger.isEnabledFor(level):
            return
        more = "" if pause is None else f"; next in {pause:.3f} s"
        fields: dict[str, Any] = asdict(info)
        _logger.log(level, _FORMAT, *_columns(info), "; interrupted" if interrupted else more, extra=fields)


def _columns(info: AttemptInfo) -> tuple[object, ...]:
    request_id = info.request_id or "-"
    code = "-" if info.code is None else info.code
    return info.operation, info.attempt, info.delivery, info.elapsed, code, request_id
