"""A call of OpenIM as a person may see it, before it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ..common.curl import curl
from ..common.exchange import Outgoing
from ..common.hiding import hidden_copy, hidden_text
from ..common.jsontext import dumps
from ..common.operation import RequestModel
from ..common.secrets import Secret
from ..common.views import DryRun

PLACEHOLDER: Final = Secret("<token>")
"""What stands for the token, for nobody logs in."""


def dry_run(request: RequestModel, outgoing: Outgoing, secrets: Iterable[Secret | None]) -> DryRun:
    """A request that is ready to leave and stays here.

    Args:
        request: its members.
        outgoing: the whole of it.
        secrets: what must not show wherever it stands.
    """
    body = hidden_text(dumps(hidden_copy(request).to_dict()), secrets)
    return DryRun(
        method="POST",
        url=outgoing.url,
        headers=dict(outgoing.headers),
        body=outgoing.body,
        curl=curl(outgoing.url, outgoing.headers, body),
    )
