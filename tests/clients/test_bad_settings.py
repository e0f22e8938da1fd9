"""Wrong arguments of the clients themselves are refused when they are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import openim_client
import openim_client.models
import pytest
import top_client
import top_client.models
from openim_client import OpenIMClient
from openim_client.models import (
    PictureElem,
    TextMessage,
)
from top_client import TopClient

from tests.clients.refusals import (
    EVENT,
    HUSH,
    PHONE,
    PICTURE,
    TEMPLATE,
    TEXT,
    TEXT_DICT,
    Clients,
)


@pytest.mark.parametrize(
    ("pick", "arguments"),
    [
        (lambda clients: clients.top.tpn.template_message_send, {**TEMPLATE, "templat_id": 1}),
        (lambda clients: clients.top.with_options, {"sesion": "x"}),
        (lambda clients: clients.im.msg.batch_send_msg, {"request": TEXT_DICT}),
        (lambda _: TextMessage, {**TEXT, "content_type": 101}),
        (lambda _: PictureElem, {"source_picture": PICTURE}),
        (lambda _: TopClient, {"app_key": "k", "app_secret": HUSH, "secret": HUSH}),
    ],
)
def test_unknown_arguments(
    clients: Clients, pick: Callable[[Clients], Callable[..., object]], arguments: dict[str, Any]
) -> None:
    """Arguments that do not exist, and members that are missing, are Python's own TypeError."""
    with pytest.raises(TypeError):
        pick(clients)(**arguments)

    assert clients.sent == []


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"app_secret": f" {HUSH}"}, "app_secret: has white space or an invisible character around it"),
        ({"app_secret": f"{HUSH}\n"}, "app_secret: has white space or an invisible character around it"),
        ({"app_secret": f"{HUSH}\u200b"}, "app_secret: has white space or an invisible character around it"),
        ({"app_secret": ""}, "app_secret: must not be empty"),
        ({"app_secret": None}, "app_secret: str expected, not NoneType"),
        ({"app_secret": HUSH.encode()}, "app_secret: str expected, not bytes"),
        ({"app_key": "k "}, "app_key: has white space or an invisible character around it"),
        ({"app_key": PHONE}, "app_key: str expected, not int"),
        ({"session": f"{HUSH} "}, "session: has white space or an invisible character around it"),
        ({"sign_method": "sha1"}, "sign_method: must be one of md5, hmac, hmac-sha256"),
        ({"sign_method": HUSH}, "sign_method: must be one of md5, hmac, hmac-sha256"),
        ({"base_url": "eco.taobao.com"}, "base_url: must be an http or https address, such as https://example.com"),
        (
            {"base_url": f"https://u:{HUSH}@x"},
            "base_url: must not name a user; credentials are parameters of their own",
        ),
        ({"timeout": 0}, "timeout: must be positive and finite; None means no limit"),
        ({"timeout": 10**400}, "timeout: must be positive and finite; None means no limit"),
        ({"timeout": True}, "timeout: Timeout, seconds or None expected, not bool"),
        ({"http_client": HUSH}, "http_client: httpx.Client expected, not str"),
    ],
)
def test_settings(clients: Clients, settings: dict[str, Any], line: str) -> None:
    """A client that cannot work is not made."""
    assert line == clients.line(lambda: TopClient(**{"app_key": "k", "app_secret": HUSH, **settings}))


@pytest.mark.parametrize(
    ("make", "line"),
    [
        (lambda: OpenIMClient("http://im.test", secret=f"{HUSH}\t"), "secret: has white space or an invisible"),
        (lambda: OpenIMClient("http://im.test", secret=HUSH, user_id=""), "user_id: must not be empty"),
        (lambda: OpenIMClient.from_env({"OPENIM_URL": "http://im.test"}), "OPENIM_SECRET: this environment variable"),
        (lambda: TopClient.from_env({"TOP_APP_KEY": "k", "TOP_APP_SECRET": f"{HUSH} "}), "app_secret: has white space"),
        (lambda: TopClient.from_env({}), "TOP_APP_KEY: this environment variable is not set"),
    ],
)
def test_other_settings(clients: Clients, make: Callable[[], object], line: str) -> None:
    """So is no client of OpenIM, nor one whose environment is incomplete."""
    assert clients.line(make).startswith(line)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"session": f"{HUSH} "}, "session: has white space or an invisible character around it"),
        ({"timeout": -1}, "timeout: must be positive and finite; None means no limit"),
        ({"extra_params": {"sign": HUSH}}, "extra_params.sign: the client sets this parameter itself"),
        ({"extra_params": {"x": 5}}, "extra_params.x: str expected, not int"),
        ({"extra_params": {"biz_id": "4"}}, "extra_params.biz_id: is a member of the request already"),
    ],
)
def test_options(clients: Clients, options: dict[str, Any], line: str) -> None:
    """Options of a view are checked as the client's own settings are."""
    assert line == clients.line(lambda: clients.top.with_options(**options).tpn.template_message_send(**TEMPLATE))


def test_models_do_not_show_secrets() -> None:
    """Secret members are masked where a model is shown."""
    login = openim_client.models.GetAdminTokenRequest(secret=HUSH, user_id="imAdmin")
    event = top_client.models.MobileReceiverMessageEvent(**EVENT)

    assert HUSH not in repr(login)
    assert str(PHONE) not in repr(event)
