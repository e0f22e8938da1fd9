"""Other forms that a value may have had when it was signed."""

from __future__ import annotations

import calendar
import json
import time
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import quote, quote_plus, unquote_plus

from ..common.define import frozen
from .common_params import GMT_8


@frozen
class Form:
    """One other form, and what it means that it was signed."""

    kind: str
    text: str
    """A sentence; ``{names}`` stands for the parameters."""
    of: Callable[[str], str | None]
    """The other form of a value; None if it has none."""


def _table(**texts: str) -> Callable[[str], str | None]:
    return texts.get


def _json(write: Callable[[object], str]) -> Callable[[str], str | None]:
    def other(value: str) -> str | None:
        if not value.lstrip().startswith(("{", "[")):
            return None
        try:
            return write(json.loads(value))
        except (ValueError, RecursionError):
            return None

    return other


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _slashes(value: object) -> str:
    return _compact(value).replace("/", "\\/")


_CHANGED: Final = "{names} changed after signing: "
_JSON: Final = _CHANGED + "the JSON text was written twice, and differently. Write it once, sign and send that text."
_ENCODED: Final = "{names} was URL-encoded before it was signed: sign the plain text and encode it only to send it."

FORMS: Final = (
    Form(
        "boolean",
        _CHANGED + "a Boolean was signed as True or False and sent as true or false.",
        _table(true="True", false="False"),
    ),
    Form(
        "boolean", _CHANGED + "a Boolean was signed as 1 or 0 and sent as true or false.", _table(true="1", false="0")
    ),
    Form("url-encoded", _ENCODED, quote_plus),
    Form("url-encoded", _ENCODED, lambda value: quote(value, safe="")),
    Form("url-encoded", _ENCODED, quote),
    Form("encoded-twice", "{names} was URL-encoded twice to be sent: once is right.", unquote_plus),
    Form(
        "plus-sign",
        "{names} changed after signing: a plus sign was sent as it is, which means a blank. Send it as %2B.",
        lambda value: value.replace(" ", "+"),
    ),
    Form("blank", _CHANGED + "white space around it was sent and not signed.", str.strip),
    Form("blank", _CHANGED + "a blank at its end was signed and not sent.", lambda value: value + " "),
    Form("blank", _CHANGED + "a line break at its end was signed and not sent.", lambda value: value + "\n"),
    Form("line-breaks", _CHANGED + "its line breaks were converted.", lambda value: value.replace("\r\n", "\n")),
    Form(
        "line-breaks",
        _CHANGED + "its line breaks were converted.",
        lambda value: None if "\r" in value else value.replace("\n", "\r\n"),
    ),
    Form("json", _JSON, _json(_compact)),
    Form("json", _JSON, _json(lambda value: json.dumps(value, separators=(",", ":")))),
    Form("json", _JSON, _json(lambda value: json.dumps(value, ensure_ascii=False))),
    Form("json", _JSON, _json(json.dumps)),
    Form("json", _JSON, _json(_slashes)),
    Form("json", _JSON, _json(lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True))),
    Form("not-json", "{names} was signed as Python shows it and sent as JSON: make it JSON text first.", _json(str)),
    Form(
        "not-json",
        "{names} was signed as [object Object] and sent as JSON: make it JSON text first.",
        _json(lambda _: "[object Object]"),
    ),
)


def timestamp_forms(sent: str) -> Iterator[tuple[str, str, str]]:
    """Kind, sentence and value of other forms of a timestamp."""
    seconds = _seconds(sent)
    if seconds is None:
        return
    text = "timestamp was signed in another form or zone than it was sent: write it once, sign and send that text."
    for value in _texts(seconds):
        if value != sent:
            yield "timestamp", text, value
    for apart in (1, -1, 2, -2, 3, -3):
        text = f"timestamp was made twice, {abs(apart)} s apart, once to be signed and once to be sent: make it once."
        shape = str((seconds + apart) * 1000) if sent.isdecimal() else _text(seconds + apart + GMT_8)
        yield "timestamp-twice", text, shape


def _seconds(sent: str) -> int | None:
    """Seconds since 1970 of a text in GMT+8 or of milliseconds."""
    if sent.isdecimal() and sent.isascii() and 9 < len(sent) < 15:
        return int(sent) // (1000 if len(sent) > 11 else 1)
    try:
        return calendar.timegm(time.strptime(sent, _TEXT)) - GMT_8
    except ValueError:
        return None


_TEXT: Final = "%Y-%m-%d %H:%M:%S"


def _text(seconds: int, shape: str = _TEXT) -> str:
    return time.strftime(shape, time.gmtime(seconds))


def _texts(seconds: int) -> Iterator[str]:
    for shape in (_TEXT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y%m%d%H%M%S", "%Y-%m-%d+%H:%M:%S"):
        yield _text(seconds + GMT_8, shape)
    yield _text(seconds)
    yield _text(seconds, "%Y-%m-%dT%H:%M:%SZ")
    yield _text(seconds + GMT_8, "%Y-%m-%dT%H:%M:%S+08:00")
    yield str(seconds)
    yield str(seconds * 1000)
