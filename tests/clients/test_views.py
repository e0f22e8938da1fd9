"""Views of the clients: the raw answer beside the result, and requests that stay here."""

from __future__ import annotations

import hashlib
import hmac
import inspect
import json
import pickle
import shlex
import subprocess
import sys
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

import httpx
import pytest
from openim_client import DryRun as ImDryRun
from openim_client import OpenIMClient
from openim_client import Raw as ImRaw
from openim_client.models import BatchSendMsgData
from openim_client.sandbox import SECRET
from top_client import AuthenticationError, DryRun, Raw, TopClient, TopError, ValidationError
from top_client.models import TpnTemplateMessageSendResponse
from top_client.resources import AlibabaIworkMethodsDryRun, AsyncTpnMethodsWithRaw, TpnMethods, TpnMethodsWithRaw
from top_client.sandbox import APP_KEY, APP_SECRET, Override
from top_client.signing import explain

from tests.clients.flows import EVENT, TEMPLATE, Call, batch, login, mobile, template, text, with_im, with_top

pytest_plugins = ["top_client.sandbox.pytest_plugin", "openim_client.sandbox.pytest_plugin"]

SESSION: Final = "a-session-to-hide"
PHONE: Final = str(EVENT["mobile_receiver"])


def raw(call: Call) -> Call:
    """The call through `.with_raw`."""
    return lambda client: call(client.with_raw)


def dry(call: Call) -> Call:
    """The call through `.dry_run`."""
    return lambda client: call(client.dry_run)


class TestRaw:
    """`.with_raw`."""

    @pytest.mark.parametrize("call", [template, mobile, batch])
    def test_top(self, top_sandbox: Any, mode: str, call: Call) -> None:
        """Status, headers, body and attempts of each method, with the result of the plain one."""
        found = with_top(mode, top_sandbox.url, raw(call))

        assert type(found) is Raw
        assert found.status == 200
        assert found.headers["content-type"].startswith(("application/json", "text/javascript"))
        (payload,) = json.loads(found.body).values()
        assert payload["request_id"] == found.result.request_id
        assert [(attempt.code, attempt.delivery) for attempt in found.attempts] == [(None, "accepted")]
        assert len(top_sandbox.accepted) == 1

    def test_openim(self, openim_sandbox: Any, mode: str) -> None:
        """The same of OpenIM."""
        found = with_im(mode, openim_sandbox.url, raw(text))

        assert type(found) is ImRaw
        assert type(found.result) is BatchSendMsgData
        assert json.loads(found.body)["errCode"] == 0
        assert found.attempts[-1].delivery == "accepted"

    def test_repr_shows_no_answer(self, openim_sandbox: Any, mode: str) -> None:
        """The token of a login by hand is in the body, and in no repr."""
        found = with_im(mode, openim_sandbox.url, raw(login))

        assert found.result.token.encode() in found.body
        assert found.result.token not in repr(found) + str(found)

    def test_errors_carry_the_answer(self, top_sandbox: Any, mode: str) -> None:
        """An error is raised as by the plain method; it has status, headers and body itself."""
        top_sandbox.control.answer_next(Override(body=b'{"error_response":{"code":40,"msg":"No"}}'))

        with pytest.raises(TopError) as caught:
            with_top(mode, top_sandbox.url, raw(template))
        assert caught.value.status == 200
        assert json.loads(caught.value.body) == {"error_response": {"code": 40, "msg": "No"}}
        assert caught.value.headers
        assert len(caught.value.attempts) == 1

    def test_options_hold(self, top_sandbox: Any, mode: str) -> None:
        """A view of a view keeps the settings of the first."""
        with_top(mode, top_sandbox.url, lambda top: template(top.with_options(session=SESSION).with_raw))

        assert top_sandbox.accepted[0]["operation"] == "taobao.tpn.template.message.send"

    def test_pickle(self, top_sandbox: Any) -> None:
        """What a view gives can be sent to another process."""
        found = with_top("sync", top_sandbox.url, raw(template))

        assert pickle.loads(pickle.dumps(found)) == found


class TestDryRun:
    """`.dry_run`."""

    @pytest.mark.parametrize("call", [template, mobile, batch])
    @pytest.mark.parametrize("sign_method", ["md5", "hmac", "hmac-sha256"])
    def test_body_is_what_would_be_accepted(self, top_sandbox: Any, mode: str, call: Call, sign_method: str) -> None:
        """Nothing is sent; the bytes, sent by somebody else, are accepted."""
        found = with_top(mode, top_sandbox.url, dry(call), session=SESSION, sign_method=sign_method)
        assert top_sandbox.accepted == []
        assert type(found) is DryRun

        answer = httpx.request(found.method, found.url, headers=found.headers, content=found.body)
        assert "error_response" not in answer.json()
        assert len(top_sandbox.accepted) == 1

    def test_string_to_sign(self, mode: str) -> None:
        """It is what the signature in the body was made of."""
        found = with_top(mode, "http://top.test", dry(mobile), session=SESSION)

        sent = dict(parse_qsl(found.body.decode()))
        assert found.string_to_sign is not None
        digest = hmac.digest(APP_SECRET.encode(), found.string_to_sign.encode(), hashlib.sha256)
        assert sent["sign"] == digest.hex().upper()
        assert found.url == "http://top.test/router/rest"

    def test_top_hides_secrets(self, mode: str) -> None:
        """Session, signature, phone number and added parameters are in the body, and in no text."""

        def call(top: Any) -> Any:
            return mobile(top.with_options(extra_params={"added": "added-value", "partner_id": "me"}).dry_run)

        found = with_top(mode, "http://top.test", call, session=SESSION)
        sent = dict(parse_qsl(found.body.decode()))
        for hidden in (SESSION, sent["sign"], PHONE, APP_SECRET, "added-value"):
            assert hidden not in f"{found!r} {found} {found.curl}"
        assert SESSION.encode() in found.body
        assert PHONE.encode() in found.body

        shown = dict(parse_qsl(shlex.split(found.curl)[-1]))
        event = json.loads(shown.pop("mobile_receiver_message_event"))
        assert event == {**EVENT, "mobile_receiver": "***"}
        assert shown == {
            **{name: value for name, value in sent.items() if name != "mobile_receiver_message_event"},
            **dict.fromkeys(("session", "sign", "added"), "***"),
        }

    def test_openim(self, openim_sandbox: Any, mode: str) -> None:
        """Nobody logs in: the token is a placeholder. With a token in its place the request is accepted."""
        found = with_im(mode, openim_sandbox.url, dry(text))
        assert type(found) is ImDryRun
        assert (openim_sandbox.accepted, openim_sandbox.control.logins) == ([], 0)
        assert found.headers["token"] == "<token>"
        assert found.string_to_sign is None

        token = with_im("sync", openim_sandbox.url, login).token
        headers = {**found.headers, "token": token}
        answer = httpx.request(found.method, found.url, headers=headers, content=found.body)
        assert answer.json()["errCode"] == 0
        assert len(openim_sandbox.accepted) == 1

    def test_openim_hides_secrets(self, mode: str) -> None:
        """The secret of a login is in the body alone."""
        found = with_im(mode, "http://im.test", dry(login))

        assert json.loads(found.body)["secret"] == SECRET
        assert SECRET not in f"{found!r} {found} {found.curl}"
        assert json.loads(shlex.split(found.curl)[-1])["secret"] == "***"
        assert "token" not in found.headers

    def test_headers_of_a_users_client(self) -> None:
        """They are among the headers, and only their names in the curl command."""
        with httpx.Client(headers={"X-Api-Key": "hidden"}, params={"key": "hidden"}) as http:
            client = OpenIMClient("http://im.test", secret=SECRET, http_client=http)
            found = text(client.dry_run)

        assert found.headers["X-Api-Key"] == "hidden"
        assert found.url == "http://im.test/msg/batch_send_msg?key=hidden"
        assert "X-Api-Key: ***" in found.curl
        assert "http://im.test/msg/batch_send_msg?***" in found.curl
        assert "hidden" not in repr(found)

    def test_validation(self, mode: str) -> None:
        """A wrong request is refused as it is by the plain method."""
        with pytest.raises(ValidationError, match="template_key") as caught:
            with_top(
                mode,
                "http://top.test",
                lambda top: top.dry_run.tpn.template_message_send(**{**TEMPLATE, "template_key": ""}),
            )
        assert caught.value.operation == "taobao.tpn.template.message.send"

    def test_curl_is_for_a_shell(self) -> None:
        """The command is one command with quotes that match, whatever is in the message."""
        client = OpenIMClient("http://im.test", secret=SECRET)
        with client:
            message: Any = {
                "sendID": "a",
                "recvIDs": ["b"],
                "contentType": 101,
                "sessionType": 1,
                "content": {"content": 'it\'s $HOME; `id`\n"x"'},
            }
            found = client.dry_run.msg.batch_send_msg(message)
        words = shlex.split(found.curl)
        assert words[0] == "curl"
        assert json.loads(words[-1])["content"] == message["content"]


class TestClasses:
    """The classes behind the views."""

    def test_signatures_are_those_of_the_plain_methods(self) -> None:
        """Help and editors show the members."""
        with TopClient(app_key="k", app_secret="s") as top:
            plain = inspect.signature(TpnMethods(top).template_message_send)
            assert inspect.signature(top.with_raw.tpn.template_message_send).parameters == plain.parameters
            assert inspect.signature(top.dry_run.tpn.template_message_send).parameters == plain.parameters

    def test_names(self) -> None:
        """Each resource has its views, also by name."""
        with TopClient(app_key="k", app_secret="s") as top:
            assert type(top.with_raw.tpn) is TpnMethodsWithRaw
            assert type(top.dry_run.alibaba.iwork) is AlibabaIworkMethodsDryRun
            assert top.with_raw is top.with_raw
        assert AsyncTpnMethodsWithRaw.__doc__

    def test_plain_methods_stay_plain(self, top_sandbox: Any, mode: str) -> None:
        """A client that has views gives plain results."""

        def both(top: Any) -> Any:
            assert top.with_raw.tpn
            assert top.dry_run.tpn
            return template(top)

        assert type(with_top(mode, top_sandbox.url, both)) is TpnTemplateMessageSendResponse


class TestRefusedSignature:
    """Code 25, and what is said about it."""

    def test_wrong_secret(self, top_sandbox: Any, mode: str) -> None:
        """The error tells what remains and shows the string to sign, without secrets."""
        with pytest.raises(AuthenticationError) as caught:
            with_top(mode, top_sandbox.url, mobile, app_secret="secret-of-another", session=SESSION)

        error = caught.value
        assert error.code == 25
        assert error.explanation is not None
        assert error.__notes__ == [error.explanation]
        assert f"the app secret is not that of app_key {APP_KEY!r}" in error.explanation
        assert top_sandbox.url in error.explanation
        assert "HMAC-SHA256(key=***, string)" in error.explanation
        assert f"app_key{APP_KEY}" in error.explanation
        assert "session***" in error.explanation
        for hidden in ("secret-of-another", SESSION, PHONE):
            assert hidden not in error.explanation
        assert pickle.loads(pickle.dumps(error)).explanation == error.explanation

    def test_other_errors_have_none(self, top_sandbox: Any, mode: str) -> None:
        """A wrong application key is no matter of the signature."""
        with pytest.raises(AuthenticationError) as caught:
            with_top(mode, top_sandbox.url, template, app_key="99999999")
        assert (caught.value.code, caught.value.explanation) == (29, None)

    def test_command_line(self) -> None:
        """`python -m top_client explain` tells the same of a captured body, and never shows a phone number."""
        with TopClient(app_key="k", app_secret="s3cr3t", session=SESSION) as top:
            body = mobile(top.dry_run).body.decode()
        changed = dict(parse_qsl(body)) | {"v": "1.0"}
        for captured, status in ((body, 0), (urlencode(changed), 1)):
            done = subprocess.run(
                [sys.executable, "-m", "top_client", "explain", "--secret-env", "TOP_APP_SECRET"],
                input=captured.encode(),
                capture_output=True,
                env={"TOP_APP_SECRET": "s3cr3t"},
                check=False,
            )
            assert (status, b"") == (done.returncode, done.stderr)
            assert PHONE not in done.stdout.decode()
        assert "no usual mistake" in done.stdout.decode()

    def test_public_function(self) -> None:
        """`top_client.signing.explain` takes what was sent."""
        with TopClient(app_key="k", app_secret="s3cr3t") as top:
            sent = dict(parse_qsl(template(top.dry_run).body.decode()))
        assert explain(sent, secret="s3cr3t").is_right
        assert [mistake.kind for mistake in explain(sent, secret="s3cr3t ").mistakes] == ["secret-blank"]
