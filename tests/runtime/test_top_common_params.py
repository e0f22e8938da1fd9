"""The parameters that every TOP call carries."""

from __future__ import annotations

import time
from typing import Any

import pytest

from codegen.runtime.common.errors import ValidationError
from codegen.runtime.top.common_params import Credentials, checked_extra_params, signed, timestamp
from codegen.runtime.top.signing import sign

from .samples import APP_SECRET, NOW, SESSION


def credentials(session: str | None = None) -> Credentials:
    """Those of the samples."""
    return Credentials.checked("12345678", APP_SECRET, session, "hmac-sha256")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change a process's time zone")
@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/New_York"])
def test_timestamp_is_gmt_8_whatever_the_zone(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """2016-01-01 04:00 UTC is noon in GMT+8, on every host."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert timestamp(NOW) == "2016-01-01 12:00:00"
        assert timestamp(NOW + 0.999) == "2016-01-01 12:00:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_all_parameters() -> None:
    """What is sent, all of it, with the signature over the rest."""
    params = dict(signed(credentials(SESSION), "taobao.x", {"a": "1"}, {"partner_id": "p"}, NOW).params)
    signature = params.pop("sign")
    assert params == {
        "a": "1",
        "app_key": "12345678",
        "format": "json",
        "method": "taobao.x",
        "partner_id": "p",
        "session": SESSION,
        "sign_method": "hmac-sha256",
        "simplify": "false",
        "timestamp": "2016-01-01 12:00:00",
        "v": "2.0",
    }
    assert sign(params, secret=APP_SECRET, sign_method="hmac-sha256") == signature


def test_no_session_without_one() -> None:
    """The parameter is missing rather than empty."""
    assert "session" not in signed(credentials(), "taobao.x", {}, {}, NOW).params


def test_repr_shows_no_parameters() -> None:
    """Neither credentials nor signed parameters show secrets."""
    shown = repr(credentials(SESSION)) + repr(signed(credentials(SESSION), "taobao.x", {}, {}, NOW))
    assert APP_SECRET not in shown
    assert SESSION not in shown


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ({"method": "x"}, "extra_params.method: the client sets this parameter itself (not_sent)"),
        ({"sign": "x"}, "extra_params.sign: the client sets this parameter itself (not_sent)"),
        ({"timestamp": "x"}, "extra_params.timestamp: the client sets this parameter itself (not_sent)"),
        ({"app_key": "x"}, "extra_params.app_key: the client sets this parameter itself (not_sent)"),
        ({"a": 1}, "extra_params.a: str expected, not int (not_sent)"),
        ({"": "x"}, "extra_params: names must be str and not empty (not_sent)"),
        ({1: "x"}, "extra_params: names must be str and not empty (not_sent)"),
        ({"a": "\ud800"}, "extra_params.a: holds a lone surrogate, which UTF-8 cannot carry (not_sent)"),
        ([("a", "b")], "extra_params: dict expected, not list (not_sent)"),
    ],
)
def test_extra_params(extra: Any, message: str) -> None:
    """What may not be added is refused when it is given."""
    with pytest.raises(ValidationError) as caught:
        checked_extra_params(extra)
    assert message == str(caught.value)
