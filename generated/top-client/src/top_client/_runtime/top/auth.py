"""Signing for plain httpx, for methods that have no binding here.

::

    client = httpx.Client(auth=TopAuth(app_key="...", app_secret="..."))
    client.post("https://eco.taobao.com/router/rest", data={"method": "taobao.time.get"})
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from urllib.parse import parse_qsl

from ..common.errors import ValidationError
from ..common.options import checked_callable
from ..common.redirects import refuse_cross_host_redirects
from ..common.through_httpx import Auth, Request, Response
from .common_params import Credentials, signed
from .form import form_body
from .signing import DEFAULT_SIGN_METHOD, SignMethod

__all__ = ["TopAuth", "refuse_cross_host_redirects"]

_FORM = "application/x-www-form-urlencoded"


class TopAuth(Auth):
    """Completes and signs a form post: common parameters, fresh timestamp and signature go into the body.

    Parameters of the query move into the body, so that session and signature stay out of access logs. The form
    names the ``method``; it may set ``format``, ``simplify``, ``v`` and, if none is given here, ``session``.
    Add `refuse_cross_host_redirects` to the client's hooks if it follows redirects.
    """

    requires_request_body = True

    def __init__(
        self,
        *,
        app_key: str,
        app_secret: str,
        session: str | None = None,
        sign_method: SignMethod = DEFAULT_SIGN_METHOD,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Keep the credentials.

        Args:
            app_key: the application's key.
            app_secret: the application's secret.
            session: a user's access token, for methods that need one.
            sign_method: ``hmac-sha256``, ``hmac`` or ``md5``.
            clock: seconds since 1970.

        Raises:
            ValidationError: an argument is wrong.
        """
        self._credentials = Credentials.checked(app_key, app_secret, session, sign_method)
        checked_callable(clock, "clock")
        self._clock = clock

    def auth_flow(self, request: Request) -> Generator[Request, Response]:
        """Send the request, signed.

        Raises:
            ValidationError: it is no form post, or names no method.
        """
        given = _form(request)
        method = given.pop("method", "")
        if not method:
            raise ValidationError("required: the name of the API method", path=("method",))
        params = signed(self._credentials, method, given, {}, self._clock()).params
        body = form_body(params)
        headers = request.headers.copy()
        headers["Content-Type"] = f"{_FORM};charset=utf-8"
        headers["Content-Length"] = str(len(body))
        url = request.url.copy_with(query=None)
        yield Request("POST", url, headers=headers, content=body, extensions=request.extensions)


def _form(request: Request) -> dict[str, str]:
    """The parameters of the query and of the form."""
    media_type = request.headers.get("content-type", _FORM).partition(";")[0].strip().lower()
    if request.method != "POST" or (request.content and media_type != _FORM):
        raise ValidationError(f"a POST of {_FORM} expected", path=("request",))
    return dict(request.url.params.multi_items()) | dict(_pairs(request.content))


def _pairs(content: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(content.decode("ascii"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        pass
    raise ValidationError("the form is not in UTF-8", path=("request",))
