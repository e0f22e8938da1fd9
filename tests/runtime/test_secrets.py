"""Secrets show nowhere: in no text of an error, in no traceback, and for OpenIM's token not even in the raw answer."""

from __future__ import annotations

import pickle
import traceback

import httpx
import pytest

from codegen.runtime.common.errors import ApiError
from codegen.runtime.common.secrets import Secret, masked
from codegen.runtime.openim.errors import LoginError

from .raw_server import Behaviour, RawServer, answer, answer_json, drop
from .samples import (
    APP_SECRET,
    HALVES,
    IM_SECRET,
    SESSION,
    TOKEN,
    Half,
    Sample,
    login_data,
    openim,
    openim_operation,
    top,
    top_operation,
)

HIDDEN = (APP_SECRET, SESSION, IM_SECRET, TOKEN)


def shown(error: BaseException) -> str:
    """Everything that a log of the error could hold, with the causes and the local variables of our frames."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        lines += [str(seen), repr(seen), repr(seen.args)]
        for frame, _ in traceback.walk_tb(seen.__traceback__):
            if "runtime" in frame.f_code.co_filename and "tests" not in frame.f_code.co_filename:
                lines += [f"{name}={value!r}" for name, value in frame.f_locals.items()]
        seen = seen.__cause__
    return "\n".join([*lines, *traceback.format_exception(error)])


def test_secret() -> None:
    """A secret is masked in every text, and equal by value."""
    secret = Secret("hidden")
    assert [repr(secret), str(secret), f"{secret}", f"{secret!r:>14}"] == [
        "Secret('***')",
        "***",
        "***",
        " Secret('***')",
    ]
    assert secret.reveal() == "hidden"
    assert secret == Secret("hidden")
    assert secret != "hidden"
    assert len({secret, Secret("hidden")}) == 1


def test_masked() -> None:
    """Every occurrence goes."""
    assert masked("a hidden, hidden", (Secret("hidden"), None)) == "a ***, ***"


@pytest.mark.anyio
@pytest.mark.parametrize("half", HALVES)
class TestTop:
    """TOP's secrets."""

    @pytest.mark.parametrize(
        "behaviour",
        [
            drop,
            answer("", 502),
            answer("<html>"),
            answer_json({"error_response": {"code": 25, "msg": f"{APP_SECRET} {SESSION}", "sub_msg": SESSION}}),
            answer_json({"sample_send_response": {"broken": 1}}),
        ],
    )
    async def test_errors(self, half: Half, server: RawServer, behaviour: Behaviour) -> None:
        """Whatever goes wrong, also when the gateway repeats them."""
        server.then(behaviour)
        async with top(half, server.url, session=SESSION) as call:
            with pytest.raises(ApiError) as caught:
                await call(top_operation(), Sample({"phone": "13888888888"}))
        text = shown(caught.value)
        assert [secret for secret in HIDDEN if secret in text] == []


@pytest.mark.anyio
@pytest.mark.parametrize("half", HALVES)
class TestOpenIM:
    """OpenIM's secret and token."""

    @pytest.mark.parametrize(
        "behaviour",
        [
            drop,
            answer(f"proxy error, token={TOKEN}", 502, {"X-Echo": TOKEN}),
            answer_json({"errCode": 1503, "errMsg": TOKEN, "errDlt": f"jwt parse error, token={TOKEN}"}),
            answer_json({"errCode": 1503, "errMsg": "x", "errDlt": f"secret {IM_SECRET} and token=opaque-{IM_SECRET}"}),
            answer_json({"errCode": 0, "data": {"broken": TOKEN}}),
        ],
    )
    async def test_errors(self, half: Half, server: RawServer, behaviour: Behaviour) -> None:
        """The token that some servers repeat is masked in texts, attributes, headers and body."""
        server.then(answer_json(login_data()), behaviour)
        async with openim(half, server.url) as call:
            with pytest.raises(ApiError) as caught:
                await call(openim_operation())
        text = shown(caught.value) + repr(vars(caught.value)) + repr(pickle.dumps(caught.value))
        assert [secret for secret in HIDDEN if secret in text] == []

    async def test_masked_detail_still_explains(self, half: Half, server: RawServer) -> None:
        """Around the token the server's words stay."""
        server.then(
            answer_json(login_data()),
            answer_json({"errCode": 1505, "errMsg": "TokenUnknownError", "errDlt": f"bad key, token={TOKEN}: end"}),
        )
        async with openim(half, server.url) as call:
            with pytest.raises(ApiError) as caught:
                await call(openim_operation())
        assert caught.value.vendor_detail == "bad key, token=***: end"
        assert caught.value.code == 1505

    async def test_secret_that_looks_like_json(self, half: Half, server: RawServer) -> None:
        """Masking a secret such as 1 leaves the answer's meaning alone."""
        refused = answer_json({"errCode": 1501, "errMsg": "x", "errDlt": "1"})
        server.then(answer_json(login_data()), refused, answer_json(login_data()), refused)
        async with openim(half, server.url, secret="1") as call:
            with pytest.raises(ApiError) as caught:
                await call(openim_operation())
        assert (type(caught.value).__name__, caught.value.code) == ("TokenError", 1501)

    async def test_unreadable_login(self, half: Half, server: RawServer) -> None:
        """The token of a login that cannot be read is masked, whatever its form."""
        server.then(answer_json({"errCode": 0, "data": {"token": "opaque-token", "expireTimeSeconds": "soon"}}))
        async with openim(half, server.url) as call:
            with pytest.raises(LoginError) as caught:
                await call(openim_operation())
        assert "opaque-token" not in shown(caught.value) + repr(vars(caught.value))
        assert caught.value.body == b'{"errCode": 0, "data": {"token": "***", "expireTimeSeconds": "soon"}}'


def test_header_that_httpx_refuses() -> None:
    """httpx quotes a bad header in its error; ours does not."""

    def quoting(request: httpx.Request) -> httpx.Response:
        raise httpx.LocalProtocolError("Illegal header value b'hidden'")

    from .samples import Top

    client = Top(app_key="1", app_secret="s", http_client=httpx.Client(transport=httpx.MockTransport(quoting)))
    with pytest.raises(ApiError) as caught:
        client.call(top_operation(), Sample())
    assert "hidden" not in str(caught.value)
