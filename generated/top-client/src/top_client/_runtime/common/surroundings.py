"""What the surroundings of the process say about connections: certificates and proxies, as httpx reads them."""

from __future__ import annotations

import importlib.util
import os
import ssl
import sys
from typing import Any

from .errors import ValidationError


def tls_context() -> ssl.SSLContext:
    """The certificates that are trusted. Reading them takes long."""
    import httpx  # not needed where nothing is encrypted

    context = httpx.create_ssl_context(trust_env=True)
    context.set_alpn_protocols(["http/1.1"])
    return context


def goes_direct(url: str | None) -> bool:
    """Whether httpx would send to this address without a proxy.

    Args:
        url: None for any address.
    """
    if not _may_have_proxies():
        return True
    if url is None:
        return False
    import httpx

    with httpx.Client(verify=False) as client:  # reads the environment, and sends nothing
        chosen: Any = getattr(client, "_transport_for_url", None)  # there is no public way to ask
        return chosen is not None and chosen(httpx.URL(url)) is getattr(client, "_transport", None)


def _may_have_proxies() -> bool:
    """Whether the environment names any. Elsewhere than on Unix the system may, which takes room to find out."""
    named = any(
        value and name.lower().endswith("_proxy") and name.lower() != "no_proxy" for name, value in os.environ.items()
    )
    platform: str = sys.platform  # so that all of this is checked on each
    if named or platform not in ("win32", "darwin"):
        return named
    from urllib.request import getproxies

    return any(name != "no" for name in getproxies())


def is_fast(transport: object, http_client: object) -> bool:
    """Whether the transport of the extra ``fast`` is to carry the requests.

    Raises:
        ValidationError: the name is unknown, it is not installed, or a http_client was given as well.
    """
    if transport == "httpx":
        return False
    if transport != "httptools":
        raise ValidationError("must be httpx or httptools", path=("transport",))
    if http_client is not None:
        raise ValidationError("a http_client brings a transport of its own", path=("transport",))
    if importlib.util.find_spec("httptools") is None:
        raise ValidationError("httptools is not installed; the extra [fast] brings it", path=("transport",))
    return True
