"""A call of TOP as a person may see it: before it is sent, and after its signature was refused."""

from __future__ import annotations

import contextlib
import re
import shlex
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from ..common.curl import curl
from ..common.errors import ApiError, AuthenticationError
from ..common.exchange import Outgoing
from ..common.hiding import hidden_copy
from ..common.views import DryRun
from .common_params import RESERVED, Credentials
from .explain import bullets, how_signed, reproduce, signature_bytes
from .form import encode_members
from .hiding import shown_params, shown_string_to_sign
from .multipart import MULTIPART, read_parts, taken_apart
from .protocol import Prepared
from .signing import string_to_sign

INVALID_SIGNATURE: Final = 25
_PUBLIC: Final = RESERVED | {"partner_id", "target_app_key"}
"""Parameters beside the method's own whose values are no secrets, or are known to be."""
_QUICK: Final = 20_000
"""Characters of a body above which no mistakes are tried: an event loop may wait."""
_SIGNATURES: Final = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{64}|[0-9A-Fa-f]{32})(?![0-9A-Za-z])")


def dry_run(prepared: Prepared[Any], outgoing: Outgoing, credentials: Credentials) -> DryRun:
    """A request that is ready to leave and stays here."""
    sent = _sent(outgoing)
    shown = _shown(prepared, sent, credentials)
    body = _form_options(shown, prepared.files) if prepared.files else urlencode(shown, safe="*")
    return DryRun(
        method="POST",
        url=outgoing.url,
        headers=dict(outgoing.headers),
        body=outgoing.body,
        string_to_sign=string_to_sign(
            sent, secret=credentials.app_secret.reveal(), sign_method=credentials.sign_method
        ),
        curl=curl(outgoing.url, outgoing.headers, body),
    )


def explain_refusal(error: ApiError, prepared: Prepared[Any], outgoing: Outgoing, credentials: Credentials) -> None:
    """Let the error of a refused signature say what may be the cause, in an attribute and in a note.

    The client's signature is right for what it sent. If the gateway's words show the signature that it expected, the
    mistake that makes that one is named. Nothing is added to other errors.
    """
    if error.code != INVALID_SIGNATURE or not isinstance(error, AuthenticationError):
        return
    with contextlib.suppress(Exception):  # what is wrong with an explanation must not hide the error itself
        error.explanation = _explanation(error, prepared, outgoing, credentials)
        error.add_note(error.explanation)


def _explanation(error: ApiError, prepared: Prepared[Any], outgoing: Outgoing, credentials: Credentials) -> str:
    sent = _sent(outgoing)
    shown = shown_string_to_sign(_shown(prepared, sent, credentials))
    causes = _gateway_view(error, sent, credentials) or _remaining(outgoing.url, credentials, sent)
    return "\n".join([*causes, *how_signed(credentials.sign_method, shown)])


def _form_options(shown: Mapping[str, str], files: Mapping[str, bytes]) -> list[str]:
    """The options of curl that make a form with files."""
    texts = [f"--form-string {shlex.quote(f'{name}={value}')}" for name, value in shown.items()]
    return texts + [f"--form {shlex.quote(f'{name}=@FILE')}" for name in files]


def _sent(outgoing: Outgoing) -> dict[str, str]:
    content_type = outgoing.headers.get("Content-Type", "")
    if content_type.startswith(MULTIPART):
        parts = read_parts(content_type, outgoing.body)
        return {name: value.decode() for name, value, is_file in parts if not is_file}
    return dict(parse_qsl(outgoing.body.decode("ascii"), keep_blank_values=True))


def _shown(prepared: Prepared[Any], sent: Mapping[str, str], credentials: Credentials) -> dict[str, str]:
    """What was sent, with what is secret masked; what the user added to every call counts as secret."""
    texts, _ = taken_apart(hidden_copy(prepared.request).to_dict())
    members = encode_members(texts, prepared.operation.json_members)
    added = sent.keys() - members.keys() - _PUBLIC
    return shown_params({**sent, **members}, (credentials.app_secret, credentials.session), added)


def _gateway_view(error: ApiError, sent: Mapping[str, str], credentials: Credentials) -> list[str]:
    """The mistake that makes a signature that the gateway shows; empty if it shows none, or a strange one."""
    secret = credentials.app_secret.reveal()
    for given in _expected(error, sent) if sum(map(len, sent.values())) <= _QUICK else ():
        wanted = signature_bytes(given)
        mistakes = reproduce(sent, wanted, secret=secret, deep=False) if wanted else ()
        if mistakes:
            return [
                "The gateway's answer shows another signature than the one sent. It results from this:",
                *bullets(mistakes),
            ]
    return []


def _expected(error: ApiError, sent: Mapping[str, str]) -> Iterator[str]:
    for words in (error.vendor_detail, error.vendor_message):
        for found in _SIGNATURES.findall(words or "")[:2]:
            if found.upper() != sent.get("sign"):
                yield found


def _remaining(url: str, credentials: Credentials, sent: Mapping[str, str]) -> list[str]:
    causes = [
        "The signature is right for what this client sent and for the app secret that it was given. What remains:",
        f"- the app secret is not that of app_key {credentials.app_key!r}",
        f"- key and secret are of another environment than {url}: sandbox and production have their own",
        "- the body changed on its way: a proxy, or a transport or hook of the http_client",
    ]
    if not "".join(sent.values()).isascii():
        causes.append("- the text that is not ASCII was read in another charset than UTF-8")
    return causes
