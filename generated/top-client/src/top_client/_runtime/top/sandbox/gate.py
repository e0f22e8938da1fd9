"""Check the common parameters of a call in the gateway's stead (TOP document 101617)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Final

from attrs import frozen

from .faults import GatewayError
from .signature import DIGESTS, is_signed

COMMON: Final = frozenset(
    {"method", "app_key", "timestamp", "v", "sign_method", "sign", "format", "session", "simplify"}
    | {"partner_id", "target_app_key"}
)
"""Names of the common parameters; all others belong to the method."""

VERSION: Final = "2.0"
WINDOW: Final = 600.0
"""How far a timestamp may be off, in seconds."""

_GMT8: Final = timezone(timedelta(hours=8))
_TEXT: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.ASCII)
_MILLISECONDS: Final = re.compile(r"\d{12,14}", re.ASCII)


@frozen
class Gate:
    """Who may call, and when."""

    app_key: str
    app_secret: str
    any_timestamp: bool = False

    def check(self, parameters: Mapping[str, str], now: float) -> None:
        """Refuse a call whose application, time or signature is not right.

        Args:
            parameters: All text parameters of the call.
            now: The gateway's time, in seconds since 1970.

        Raises:
            GatewayError: The first thing that is wrong.
        """
        self._check_app(parameters)
        _check_version(parameters.get("v", ""))
        self._check_time(parameters.get("timestamp", ""), now)
        self._check_signature(parameters)

    def _check_app(self, parameters: Mapping[str, str]) -> None:
        given = parameters.get("app_key", "")
        if not given:
            raise GatewayError(28)
        if given != self.app_key:
            raise GatewayError(29, sub_msg="the sandbox does not know this app_key")

    def _check_time(self, text: str, now: float) -> None:
        if not text:
            raise GatewayError(30)
        off = abs(_seconds(text) - now)
        if off > WINDOW and not self.any_timestamp:
            raise GatewayError(31, sub_msg=f"off by {off:.0f} s; 10 minutes are allowed, in GMT+8")

    def _check_signature(self, parameters: Mapping[str, str]) -> None:
        if not parameters.get("sign"):
            raise GatewayError(24)
        if parameters.get("sign_method", "md5") not in DIGESTS:
            raise GatewayError(25, sub_msg=f"sign_method must be one of {', '.join(DIGESTS)}")
        if not is_signed(parameters, self.app_secret):
            raise GatewayError(25, sub_msg="the signature does not fit the parameters and the secret")


def _check_version(text: str) -> None:
    if not text:
        raise GatewayError(32)
    if re.fullmatch(r"\d+\.\d+", text, re.ASCII) is None:
        raise GatewayError(33, sub_msg=f"v must be {VERSION}")
    if text != VERSION:
        raise GatewayError(34, sub_msg=f"v must be {VERSION}")


def _seconds(text: str) -> float:
    """Read a timestamp: ``2016-01-01 12:00:00`` in GMT+8, or milliseconds since 1970 as older SDKs send."""
    if _MILLISECONDS.fullmatch(text):
        return int(text) / 1000
    try:
        if _TEXT.fullmatch(text):
            return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=_GMT8).timestamp()
    except ValueError:
        pass
    raise GatewayError(31, sub_msg="must be yyyy-MM-dd HH:mm:ss in GMT+8")
