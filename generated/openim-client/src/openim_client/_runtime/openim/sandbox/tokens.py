"""Administrator tokens: JWTs signed with HMAC-SHA256, as the server issues and refuses them.

Errors come in the order of the server's JWT library: form, expiry, signature; then what is known of the token.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import uuid
from typing import Any, Final, Literal

from ...common.sandbox.control import Clock
from .errors import ServerError

State = Literal["live", "expired", "kicked"]

_ADMIN_PLATFORM: Final = 10
_ISSUED_BEFORE: Final = 5
"""The server dates a token back by some seconds, against clocks that are behind."""


class Tokens:
    """The tokens of one server."""

    def __init__(self, secret: str, *, lifetime: int, echo: bool, clock: Clock) -> None:
        self._secret = secret.encode()
        self._echo = echo
        self._clock = clock
        self._states: dict[str, State] = {}
        self._lock = threading.Lock()
        self.lifetime = lifetime

    def issue(self, user_id: str) -> str:
        """Make a token for a user."""
        now = int(self._clock())
        times = {"exp": now + self.lifetime, "nbf": now - _ISSUED_BEFORE, "iat": now - _ISSUED_BEFORE}
        claims = {"UserID": user_id, "PlatformID": _ADMIN_PLATFORM, **times, "jti": uuid.uuid4().hex}
        signed = f"{_encode({'alg': 'HS256', 'typ': 'JWT'})}.{_encode(claims)}"
        token = f"{signed}.{_base64(self._sign(signed))}"
        with self._lock:
            self._states[token] = "live"
        return token

    def user_of(self, token: str) -> str:
        """Check a token.

        Returns:
            The user that it was issued for.

        Raises:
            ServerError: 1501 expired, 1503 malformed, 1505 another signature, 1506 kicked, 1507 unknown.
        """
        header, claims = self._parts(token)
        state = self._states.get(token)
        if state == "expired" or not _is_number(claims.get("exp")) or claims["exp"] <= self._clock():
            raise self._error(1501, token)
        signed, _, signature = token.rpartition(".")
        if header.get("alg") != "HS256" or not hmac.compare_digest(_base64(self._sign(signed)), signature):
            raise self._error(1505, token, "signature is invalid")
        if state is None:
            raise ServerError(1507, "TokenNotExistError")
        if state == "kicked":
            raise ServerError(1506, "TokenKickedError")
        return str(claims.get("UserID", ""))

    def mark_all(self, state: State) -> None:
        """Expire or kick every token issued so far."""
        with self._lock:
            self._states = dict.fromkeys(self._states, state)

    def forget_all(self) -> None:
        """Forget every token issued so far."""
        with self._lock:
            self._states.clear()

    def _parts(self, token: str) -> tuple[dict[str, Any], dict[str, Any]]:
        parts = token.split(".")
        try:
            header, claims = (json.loads(_unbase64(part)) for part in parts[:2])
            _unbase64(parts[2])
        except (ValueError, IndexError, RecursionError) as exc:
            raise self._error(1503, token) from exc
        if len(parts) != 3 or not isinstance(header, dict) or not isinstance(claims, dict):
            raise self._error(1503, token)
        return header, claims  # pyright: ignore[reportUnknownVariableType]  # parsed JSON

    def _sign(self, text: str) -> bytes:
        return hmac.digest(self._secret, text.encode(), hashlib.sha256)

    def _error(self, code: int, token: str, message: str = "") -> ServerError:
        # Servers up to v3.8.3-patch.16 repeat the whole token in the details; later ones leave them empty.
        detail = f"jwt parse error, token={token}" if self._echo else ""
        return ServerError(code, detail, message=message)


def _encode(value: object) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _unbase64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
