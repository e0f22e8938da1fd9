# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""Models of the methods below `auth`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from attrs import field

from .._runtime.common import validate as check
from .._runtime.common.define import define
from .._runtime.common.model import (
    PlainJson,
    extra_when_asked,
    integer,
    masked,
    new,
    strict,
    text,
    unknown_members,
    with_extra,
)

if TYPE_CHECKING:
    from .. import wire

__all__ = ["GetAdminTokenData", "GetAdminTokenRequest"]


@define(kw_only=True)
class GetAdminTokenData:
    """An administrator's token."""

    token: str = field(repr=masked)
    """Goes into the `token` header of every other method."""
    expire_time_seconds: int
    """How long the token is valid, in seconds from now (`tokenPolicy.expire` of the server, 90 days
    by default). A duration, unlike the member of the same name in `/auth/parse_token`, which is a
    point in time. Example: ``7776000``."""
    extra: dict[str, Any] = field(factory=dict)
    """Members of the answer that the spec does not know."""

    if not TYPE_CHECKING:
        __getattr__ = extra_when_asked

    def to_dict(self) -> wire.GetAdminTokenData:
        """The wire form."""
        data: wire.GetAdminTokenData = {
            "token": self.token,
            "expireTimeSeconds": self.expire_time_seconds,
        }
        return with_extra(data, self.extra)

    @classmethod
    def from_dict(cls, data: wire.GetAdminTokenData) -> Self:
        """Read the wire form; unknown members are kept in `extra`."""
        value: Any
        self = new(cls)
        self.token = value if type(value := data["token"]) is str else text(value)
        self.expire_time_seconds = (
            value if type(value := data["expireTimeSeconds"]) is int else integer(value)
        )
        if len(data) != 2:
            self.extra = unknown_members(data, _GET_ADMIN_TOKEN_DATA)
        return self


@define(kw_only=True)
class GetAdminTokenRequest(PlainJson):
    """Who logs in, and the secret that proves it."""

    secret: str = field(repr=masked)
    """The secret of the deployment, `secret` in the server's share.yml."""
    user_id: str
    """One of the administrators in the server's share.yml. Example: ``imAdmin``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.string(self.secret, "secret")
        check.string(self.user_id, "user_id", "userID", min_length=1)

    def to_dict(self) -> wire.GetAdminTokenRequest:
        """The wire form."""
        data: wire.GetAdminTokenRequest = {
            "secret": self.secret,
            "userID": self.user_id,
        }
        return data

    @classmethod
    def from_dict(cls, data: wire.GetAdminTokenRequest) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "GetAdminTokenRequest", _GET_ADMIN_TOKEN_REQUEST, ("secret", "userID"))
        return cls(
            secret=data["secret"],
            user_id=data["userID"],
        )


_GET_ADMIN_TOKEN_DATA = frozenset[str](
    (
        "token",
        "expireTimeSeconds",
    )
)


_GET_ADMIN_TOKEN_REQUEST = frozenset[str](
    (
        "secret",
        "userID",
    )
)
