"""Plain httpx with the packages' authentication."""

from __future__ import annotations

from typing import Any

import httpx
import openim_client.errors as im_errors
import pytest
import top_client.errors as top_errors
from openim_client.auth import OpenIMAuth
from openim_client.auth import refuse_cross_host_redirects as refuse_im_redirects
from openim_client.sandbox import SECRET
from top_client.auth import TopAuth, refuse_cross_host_redirects
from top_client.sandbox import APP_KEY, APP_SECRET, PATH

from tests.clients.flows import (
    MESSAGE,
    TEMPLATE,
    TPN,
    failure,
    posted,
)

pytest_plugins = ["top_client.sandbox.pytest_plugin", "openim_client.sandbox.pytest_plugin"]


class TestAuth:
    """Authentication of plain httpx."""

    def test_top(self, top_sandbox: Any, mode: str) -> None:
        """A form without credentials is completed and signed, what is in the query included."""
        auth = TopAuth(app_key=APP_KEY, app_secret=APP_SECRET, session="a-session")
        form = {name: str(value) for name, value in TEMPLATE.items()}

        answer = posted(mode, f"{top_sandbox.url}{PATH}?method={TPN}", auth=auth, data=form)

        assert answer.json()["tpn_template_message_send_response"]["is_success"] is True
        assert answer.request.url.query == b""
        assert top_sandbox.accepted[0]["parameters"] == TEMPLATE

    def test_openim(self, openim_sandbox: Any, mode: str) -> None:
        """A request without a token gets one, and an operationID."""
        auth = OpenIMAuth(openim_sandbox.url, secret=SECRET)

        answer = posted(mode, f"{openim_sandbox.url}/msg/batch_send_msg", auth=auth, json=MESSAGE)

        assert answer.json()["errCode"] == 0
        assert answer.request.headers["operationID"]
        assert openim_sandbox.accepted[0]["body"] == MESSAGE

    def test_openim_wrong_secret(self, openim_sandbox: Any, mode: str) -> None:
        """A refused login is the clients' own error; the request was not sent."""
        auth = OpenIMAuth(openim_sandbox.url, secret="another")
        url = f"{openim_sandbox.url}/msg/batch_send_msg"

        error = failure(im_errors.LoginError, lambda: posted(mode, url, auth=auth, json=MESSAGE))

        assert (error.code, error.delivery) == (1002, "not_sent")

    def test_openim_of_another_server(self, mode: str) -> None:
        """A request to another server is refused before it is sent: the token would go with it."""
        auth = OpenIMAuth("http://im.test", secret=SECRET)

        with pytest.raises(im_errors.ValidationError, match="goes to another server"):
            posted(mode, "http://im.test.evil/msg/batch_send_msg", auth=auth, json=MESSAGE)

    @pytest.mark.parametrize(
        ("hook", "kind"),
        [(refuse_cross_host_redirects, top_errors.HttpStatusError), (refuse_im_redirects, im_errors.HttpStatusError)],
    )
    def test_redirects(self, mode: str, hook: Any, kind: type[Exception]) -> None:
        """With the hook a redirect to another host is an error, and that host gets nothing; others are followed."""
        asked: list[str] = []

        def answer(request: httpx.Request) -> httpx.Response:
            asked.append(str(request.url))
            location = {"/away": "https://elsewhere.test/", "/near": "/end"}.get(request.url.path)
            return httpx.Response(307, headers={"location": location}) if location else httpx.Response(200)

        client = {"event_hooks": {"response": [hook]}, "transport": httpx.MockTransport(answer)}
        error = failure(kind, lambda: posted(mode, "https://im.test/away", client))

        assert error.delivery == "refused"
        assert posted(mode, "https://im.test/near", client).status_code == 200
        assert asked == ["https://im.test/away", "https://im.test/near", "https://im.test/end"]
