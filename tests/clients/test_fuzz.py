"""Whatever a server answers, a call gives a result or an error that says what became of it, and nothing else.

CI runs 200 cases for each model and call, always the same. ``nox -s fuzz`` runs 10,000 others: `FUZZ_CASES` says how
many, and a number other than the one of CI takes fresh ones.
"""

from __future__ import annotations

import asyncio
import copy
import gzip
import importlib
import json
import os
import pickle
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple

import attrs
import httpx
import openim_client
import pytest
import top_client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openim_client.errors import OpenIMError
from top_client.errors import TopError

from tests.clients.flows import batch, login, mobile, template, text, with_im, with_top
from tests.clients.full_examples import Spec

IN_CI: Final = 200
CASES: Final = int(os.environ.get("FUZZ_CASES", IN_CI))
DELIVERIES: Final = {"not_sent", "refused", "unknown", "partial", "accepted"}
UNREADABLE: Final = (TypeError, KeyError, ValueError, AttributeError)
"""What a decoder may raise; the runtime makes it an error of a call whose request was accepted."""

fuzzed = settings(
    max_examples=CASES,
    derandomize=CASES == IN_CI,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
SPECS: Final = {name: Spec(importlib.import_module(name)) for name in ("top_client", "openim_client")}
NAMES: Final = sorted({name for spec in SPECS.values() for part in spec.schemas for name, _, _ in spec.members(part)})
TEXTS: Final = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["", "true", "false", "TRUE", "null", "0", "7", "-1", " 7 ", "1_0", "1e999", "NaN", "\x00", "\ud800"]
    ),
    st.sampled_from(["isv.invalid-parameter", "isp.top-remote-unknown-error", "2", "Key: 'x'", "token=abc"]),
)
NUMBERS: Final = st.one_of(
    st.integers(-(10**30), 10**30),
    st.sampled_from([0, 1, 4, 7, 15, 22, 25, 27, 31, 40, 50, 88, 101, 429, 500, 1001, 1004, 1501, 1507, 90002]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([1e308, -0.0, 10**400]),
)
SCALARS: Final = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
MEMBERS: Final = st.one_of(st.sampled_from(NAMES), st.text(max_size=8))
JSON: Final[st.SearchStrategy[Any]] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(MEMBERS, inner, max_size=6)),
    max_leaves=12,
)
ENVELOPE_MEMBERS: Final = st.sampled_from(
    ["errCode", "errMsg", "errDlt", "data", "error_response", "code", "sub_code", "msg", "sub_msg", "request_id"]
)


@st.composite
def mutated(draw: st.DrawFn, valid: Any) -> Any:
    """A valid value with some members replaced, removed, wrapped or added, wherever they are."""
    value = copy.deepcopy(valid)
    for _ in range(draw(st.integers(0, 4))):
        spots = list(_spots(value))
        if not spots:
            return value
        holder, key = draw(st.sampled_from(spots))
        match draw(st.sampled_from(["replace", "scalar", "text", "remove", "wrap", "add"])):
            case "replace":
                holder[key] = draw(JSON)
            case "scalar":
                holder[key] = draw(SCALARS)
            case "text":
                holder[key] = str(holder[key])
            case "remove":
                del holder[key]
            case "wrap":
                holder[key] = [holder[key]] if draw(st.booleans()) else {"item": holder[key]}
            case _:
                if isinstance(holder, dict):
                    holder[draw(st.one_of(ENVELOPE_MEMBERS, MEMBERS))] = draw(JSON)
    return value


def _spots(value: Any) -> Any:
    """Every place in a value, as its holder and the key there."""
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for key, inner in pairs:
        yield value, key
        yield from _spots(inner)


@cache
def _example(package: str, name: str) -> dict[str, Any]:
    """The same in each run: the values are counted up."""
    return SPECS[package].example(name)


def _models() -> list[tuple[str, str]]:
    found = []
    for package in SPECS:
        models = importlib.import_module(f"{package}.models")
        names = [name for name in dir(models) if isinstance(getattr(models, name), type)]
        found += [(package, name) for name in names if attrs.has(getattr(models, name))]
    return found


@pytest.mark.filterwarnings("ignore::UserWarning")  # of requests that are allowed and seldom meant
@pytest.mark.parametrize(("package", "name"), _models())
@fuzzed
@given(data=st.data())
def test_decoders(package: str, name: str, data: st.DataObject) -> None:
    """A model, which reads its own wire form again, or one of four errors."""
    model = getattr(importlib.import_module(f"{package}.models"), name)
    value = data.draw(st.one_of(mutated(_example(package, name)), JSON), label="wire form")
    given_value = copy.deepcopy(value)
    try:
        read = model.from_dict(value)
        if hasattr(read, "validate"):  # requests are checked in a second step
            read.validate()
        written = read.to_dict()
    except UNREADABLE:
        return
    assert value == given_value, "reading changed what was read"
    repr(read)
    assert model.from_dict(written) == read


class Case(NamedTuple):
    """One call, and what a server says to it when all is well."""

    call: Callable[[Any], Any]
    run: Callable[..., Any]
    error: type[Exception]
    valid: Any


def _top(key: str, component: str) -> dict[str, Any]:
    payload = copy.deepcopy(_example("top_client", component))
    for holder in (payload, payload.get("result")):
        if isinstance(holder, dict):
            holder.update({name: True for name in ("success", "is_success") if name in holder})
    return {key: {**payload, "request_id": "r1"}}


def _im(component: str) -> dict[str, Any]:
    return {"errCode": 0, "errMsg": "", "errDlt": "", "data": _example("openim_client", component)}


CASES_OF_CALLS: Final = {
    "template": Case(
        template, with_top, TopError, _top("tpn_template_message_send_response", "TpnTemplateMessageSendResponse")
    ),
    "mobile": Case(
        mobile,
        with_top,
        TopError,
        _top("alibaba_iwork_mc_msg_sendmobile_response", "AlibabaIworkMcMsgSendmobileResponse"),
    ),
    "batch": Case(
        batch,
        with_top,
        TopError,
        _top("alibaba_ib_workcore_message_batchsendmsg_response", "AlibabaIbWorkcoreMessageBatchsendmsgResponse"),
    ),
    "text": Case(text, with_im, OpenIMError, _im("BatchSendMsgData")),
    "login": Case(login, with_im, OpenIMError, _im("GetAdminTokenData")),
}
ERRORS: Final = [
    {"error_response": {"code": 15, "msg": "x", "sub_code": "isv.x", "sub_msg": "y", "request_id": "r1"}},
    {"errCode": 1004, "errMsg": "RecordNotFoundError", "errDlt": "x", "data": None},
]


def answers(valid: Any) -> st.SearchStrategy[httpx.Response]:
    """Answers: valid ones mutated, errors mutated, any JSON, and any bytes, with any status and packing."""
    wide = st.one_of(mutated(valid), *(mutated(error) for error in ERRORS), JSON).map(_dumped)
    bodies = st.one_of(wide, wide.flatmap(_damaged), st.binary(max_size=200))
    statuses = st.one_of(st.just(200), st.sampled_from([201, 204, 302, 400, 404, 408, 429, 499, 500, 502, 503, 504]))
    packings = st.sampled_from([None, None, None, "gzip", "deflate", "no gzip", "br"])
    later = st.sampled_from([None, None, "5", "x", "-1", "9" * 30, "Wed, 21 Oct 2015 07:28:00 GMT"])
    return st.builds(_response, bodies, statuses, packings, later)


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True).encode()


def _damaged(body: bytes) -> st.SearchStrategy[bytes]:
    spot = st.integers(0, max(len(body) - 1, 0))
    return st.tuples(spot, spot, st.binary(max_size=4)).map(lambda cut: body[: cut[0]] + cut[2] + body[cut[1] :])


def _response(body: bytes, status: int, packing: str | None, later: str | None) -> httpx.Response:
    headers = {"Date": "Wed, 21 Oct 2015 07:28:00 GMT"}
    if later is not None:
        headers["Retry-After"] = later
    if packing is not None:
        headers["Content-Encoding"] = packing.removeprefix("no ")
        body = gzip.compress(body) if packing == "gzip" else body
    return httpx.Response(status, headers=headers, stream=_Stream(body))


class _Stream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that comes in pieces, as from a connection."""

    def __init__(self, body: bytes) -> None:
        self.pieces = [body[start : start + 50] for start in range(0, len(body), 50)]

    def __iter__(self) -> Any:
        yield from self.pieces

    async def __aiter__(self) -> Any:
        for piece in self.pieces:
            yield piece


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("name", CASES_OF_CALLS)
@fuzzed
@given(data=st.data())
def test_answers(name: str, mode: str, data: st.DataObject) -> None:
    """A result, or an error of the package with a delivery; it is told in one line, and can be pickled."""
    case = CASES_OF_CALLS[name]

    def respond(request: httpx.Request) -> httpx.Response:
        request.read()
        if request.url.path.startswith("/auth") and name != "login":
            token = {"token": "a-token", "expireTimeSeconds": 3600}
            return httpx.Response(200, json={"errCode": 0, "errMsg": "", "errDlt": "", "data": token})
        found: httpx.Response = data.draw(answers(case.valid), label="answer")
        return found

    kind: Any = httpx.Client if mode == "sync" else httpx.AsyncClient
    http_client = kind(transport=httpx.MockTransport(respond))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a clock that is off
        try:
            case.run(mode, "http://server.test", case.call, http_client=http_client, retries=0)
        except case.error as error:
            check(error)
    if mode == "sync":
        http_client.close()
    else:
        asyncio.run(http_client.aclose())


def check(error: Any) -> None:
    """What holds for every error."""
    assert error.delivery in DELIVERIES
    assert isinstance(error.resend_is_safe, bool)
    assert str(error)
    assert len(str(error).splitlines()) == 1
    assert len(str(error)) < 2000
    assert repr(error)
    assert pickle.loads(pickle.dumps(error)).delivery == error.delivery
    assert error.attempts[-1].delivery in DELIVERIES


def test_packages_are_the_ones_that_are_installed() -> None:
    """Both packages are fuzzed."""
    assert {top_client.__name__, openim_client.__name__} == set(SPECS)
