# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""Methods below `auth`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .._runtime.common.operation import Operation, Resend
from .._runtime.common.views import async_dry, async_raw, dry, raw

if TYPE_CHECKING:
    from .._runtime.common.views import AsyncCaller, Caller
    from ..models.auth import GetAdminTokenData

__all__ = [
    "AsyncAuthMethods",
    "AsyncAuthMethodsDryRun",
    "AsyncAuthMethodsWithRaw",
    "AuthMethods",
    "AuthMethodsDryRun",
    "AuthMethodsWithRaw",
]


@cache
def _load_get_admin_token() -> type[GetAdminTokenData]:
    from ..models.auth import GetAdminTokenData

    return GetAdminTokenData


_GET_ADMIN_TOKEN: Operation[GetAdminTokenData] = Operation(
    name="auth.get_admin_token",
    path="/auth/get_admin_token",
    result_key="data",
    load_result=_load_get_admin_token,
    resend=Resend("safe"),
    error_delivery="not_sent",
    secured=False,
)


class AuthMethods:
    """Methods below `auth`."""

    def __init__(self, client: Caller) -> None:
        self._client = client

    def get_admin_token(
        self,
        *,
        secret: str,
        user_id: str,
    ) -> GetAdminTokenData:
        """Log in as an administrator (获取管理员 token).

        Exchanges the server's secret for an administrator's token. Needs the operationID header and
        no token. Errors come with HTTP 200: a wrong secret is errCode 1002, a user who is no
        administrator 1001, an administrator without a user record 1004. What becomes of older
        tokens depends on the server: up to v3.8.3-patch.16 they stay valid, on main they stop
        working five minutes after a newer login. So log in once and share the token.

        Safe to send again after an unknown outcome.

        Args:
            secret: The secret of the deployment, `secret` in the server's share.yml.
            user_id: One of the administrators in the server's share.yml. Example: ``imAdmin``.

        Returns:
            An administrator's token.

        Raises:
            ValidationError: an argument breaks a rule of the API; nothing was sent.
            OpenIMError: any other failure; its ``delivery`` says what became of the request.

        Source: open-im-server (observed).
        """
        from ..models.auth import GetAdminTokenRequest

        return self._client.call(
            _GET_ADMIN_TOKEN,
            GetAdminTokenRequest(
                secret=secret,
                user_id=user_id,
            ),
        )


class AuthMethodsWithRaw:
    """Methods below `auth`.

    The same methods, each giving status, headers and body beside its result.
    """

    def __init__(self, client: Caller) -> None:
        plain = AuthMethods(client)
        self.get_admin_token = raw(plain.get_admin_token)
        """Log in as an administrator (获取管理员 token)."""


class AuthMethodsDryRun:
    """Methods below `auth`.

    The same methods, each giving the request that it would send. Nothing is sent.
    """

    def __init__(self, client: Caller) -> None:
        plain = AuthMethods(client)
        self.get_admin_token = dry(plain.get_admin_token)
        """Log in as an administrator (获取管理员 token)."""


class AsyncAuthMethods:
    """Methods below `auth`, for asyncio."""

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client

    async def get_admin_token(
        self,
        *,
        secret: str,
        user_id: str,
    ) -> GetAdminTokenData:
        """Log in as an administrator (获取管理员 token).

        Exchanges the server's secret for an administrator's token. Needs the operationID header and
        no token. Errors come with HTTP 200: a wrong secret is errCode 1002, a user who is no
        administrator 1001, an administrator without a user record 1004. What becomes of older
        tokens depends on the server: up to v3.8.3-patch.16 they stay valid, on main they stop
        working five minutes after a newer login. So log in once and share the token.

        Safe to send again after an unknown outcome.

        Args:
            secret: The secret of the deployment, `secret` in the server's share.yml.
            user_id: One of the administrators in the server's share.yml. Example: ``imAdmin``.

        Returns:
            An administrator's token.

        Raises:
            ValidationError: an argument breaks a rule of the API; nothing was sent.
            OpenIMError: any other failure; its ``delivery`` says what became of the request.

        Source: open-im-server (observed).
        """
        from ..models.auth import GetAdminTokenRequest

        return await self._client.call(
            _GET_ADMIN_TOKEN,
            GetAdminTokenRequest(
                secret=secret,
                user_id=user_id,
            ),
        )


class AsyncAuthMethodsWithRaw:
    """Methods below `auth`, for asyncio.

    The same methods, each giving status, headers and body beside its result.
    """

    def __init__(self, client: AsyncCaller) -> None:
        plain = AsyncAuthMethods(client)
        self.get_admin_token = async_raw(plain.get_admin_token)
        """Log in as an administrator (获取管理员 token)."""


class AsyncAuthMethodsDryRun:
    """Methods below `auth`, for asyncio.

    The same methods, each giving the request that it would send. Nothing is sent.
    """

    def __init__(self, client: AsyncCaller) -> None:
        plain = AsyncAuthMethods(client)
        self.get_admin_token = async_dry(plain.get_admin_token)
        """Log in as an administrator (获取管理员 token)."""
