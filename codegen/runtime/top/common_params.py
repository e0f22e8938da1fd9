"""The parameters that every TOP call carries (公共参数), and their signature."""

from __future__ import annotations

import math
import time
import warnings
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, cast

from attrs import field

from ..common.answers import http_date
from ..common.define import frozen
from ..common.errors import ValidationError
from ..common.jsontext import utf8
from ..common.observe import Once
from ..common.secrets import Secret, checked_text
from .signing import SignMethod, checked_sign_method, in_order, sign

GMT_8: Final = 8 * 3600
"""Seconds that the gateway's clock is ahead of UTC."""

RESERVED: Final = frozenset(
    {"method", "app_key", "session", "timestamp", "v", "sign_method", "format", "simplify", "sign"}
)
"""What the client itself sets."""

_DEFAULTS: Final = {"v": "2.0", "format": "json", "simplify": "false"}
"""The gateway's own defaults are XML and, in one of its dialects, answers without an envelope."""


_WORTH_CORRECTING: Final = 60.0
"""Seconds by which the clock has to be off. The gateway bears ten minutes, so less is not why it refuses a call."""


class GatewayClock:
    """The gateway's clock, as far as its answers tell: the host's clock and what that is off by."""

    def __init__(self, host: Callable[[], float]) -> None:
        """Begin with the host's clock.

        Args:
            host: seconds since 1970.
        """
        self._host = host
        self._first_time = Once()
        self.offset = 0.0
        """Seconds that the host's clock is behind the gateway's."""

    def learn(self, headers: Mapping[str, str], signed_with: float) -> bool:
        """Set the offset by the answer that refused a timestamp; whether another signature may help.

        It warns the first time.

        Args:
            headers: of the answer, names in lower case. Its ``Date`` tells the gateway's time.
            signed_with: the offset that the refused timestamp was made with.
        """
        date = http_date(headers.get("date", ""))
        if date is None:
            return False
        offset = date - self._host()
        if abs(offset - signed_with) < _WORTH_CORRECTING:
            return False
        self.offset = offset
        if self._first_time():
            direction = "behind" if offset > 0 else "ahead of"
            message = (
                f"this host's clock is {abs(offset):.0f} seconds {direction} the gateway's; it is corrected by that"
            )
            warnings.warn(message, UserWarning, stacklevel=2)
        return True

    def now(self, offset: float) -> float:
        """The time that a timestamp tells, in seconds since 1970."""
        return self._host() + offset


@frozen(kw_only=True)
class Credentials:
    """Who calls."""

    app_key: str
    app_secret: Secret
    sign_method: SignMethod
    session: Secret | None = None

    @classmethod
    def checked(cls, app_key: object, app_secret: object, session: object, sign_method: object) -> Credentials:
        """What a caller gave.

        Raises:
            ValidationError: naming the parameter, never the value.
        """
        return cls(
            app_key=checked_text(app_key, "app_key"),
            app_secret=Secret.checked(app_secret, "app_secret"),
            sign_method=checked_sign_method(sign_method),
            session=checked_session(session),
        )


@frozen
class SignedParams:
    """All parameters of a call, ready to be sent."""

    params: Mapping[str, str] = field(repr=False)


def signed(
    credentials: Credentials, method: str, members: Mapping[str, str], extra: Mapping[str, str], now: float
) -> SignedParams:
    """All parameters of one attempt, with a fresh timestamp and signature.

    Args:
        credentials: who calls.
        method: the API method's name.
        members: its own parameters, and those common ones that have a default.
        extra: parameters that the user adds to every call.
        now: seconds since 1970.
    """
    session = credentials.session
    common = {
        "method": method,
        "app_key": credentials.app_key,
        "timestamp": timestamp(now),
        "sign_method": credentials.sign_method,
    }
    if session is not None:
        common["session"] = session.reveal()
    given = {**_DEFAULTS, **extra, **members, **common}
    params = {name: value for name in in_order(tuple(given)) if (value := given[name])}
    secret = credentials.app_secret.reveal()
    return SignedParams({**params, "sign": sign(params, secret=secret, sign_method=credentials.sign_method)})


def timestamp(now: float) -> str:
    """``yyyy-MM-dd HH:mm:ss`` in GMT+8, whatever the host's zone.

    Args:
        now: seconds since 1970.
    """
    return _timestamp(math.floor(now))


@lru_cache(maxsize=8)
def _timestamp(now: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(now + GMT_8))


def checked_session(value: object) -> Secret | None:
    """The session that a caller gave, or None.

    Raises:
        ValidationError: naming the parameter, never the value.
    """
    return None if value is None else Secret.checked(value, "session")


def checked_extra_params(value: object) -> dict[str, str]:
    """The parameters that a caller adds to every call.

    Raises:
        ValidationError: one is no text, or is one that the client sets itself.
    """
    if not isinstance(value, Mapping):
        raise ValidationError(f"dict expected, not {type(value).__name__}", path=("extra_params",))
    checked: dict[str, str] = {}
    for name, text in cast("Mapping[object, object]", value).items():
        if not isinstance(name, str) or not name:
            raise ValidationError("names must be str and not empty", path=("extra_params",))
        if name in RESERVED:
            raise ValidationError("the client sets this parameter itself", path=("extra_params", name))
        if not isinstance(text, str):
            raise ValidationError(f"str expected, not {type(text).__name__}", path=("extra_params", name))
        utf8(name + text, path=("extra_params", name))
        checked[name] = text
    return checked
