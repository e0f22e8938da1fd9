"""The guard for users of plain httpx, whose redirects would carry credentials to another host."""

from __future__ import annotations

from collections.abc import Generator

from .errors import HttpStatusError
from .through_httpx import URL, Response


class _Done:
    """What a hook returns: a sync client ignores it, an async client awaits it."""

    def __await__(self) -> Generator[None]:
        yield from ()


def refuse_cross_host_redirects(response: Response) -> _Done:
    """Event hook of httpx, sync and async: refuse a redirect to another scheme, host or port.

    httpx takes the header ``Authorization`` off such requests, but not ``token``, nor what is in a body.
    Use it as ``httpx.Client(event_hooks={"response": [refuse_cross_host_redirects]})``.

    Raises:
        HttpStatusError: the answer redirects to another origin. The request was refused.
    """
    if not response.has_redirect_location:
        return _Done()
    here = response.request.url
    if origin_of(here.join(response.headers["location"])) == origin_of(here):
        return _Done()
    raise HttpStatusError(
        message=f"HTTP {response.status_code} redirects to another host, which would get the credentials",
        status=response.status_code,
        headers=dict(response.headers.items()),
    )


def origin_of(url: URL) -> tuple[str, str, int]:
    """Scheme, host and port of an address."""
    return url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80)
