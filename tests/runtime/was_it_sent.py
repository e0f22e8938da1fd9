"""Thousands of sends to a sandbox that breaks connections, and what may be said about each of them afterwards."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, Final, Literal

from attrs import field, frozen

from codegen.load import load_api
from codegen.runtime.common.budget import RetryBudget
from codegen.runtime.common.errors import ApiError, Delivery
from codegen.runtime.common.operation import Operation, Resend, Success
from codegen.runtime.common.options import Timeout
from codegen.runtime.common.sandbox.control import Record
from codegen.runtime.common.sandbox.document import operations
from codegen.runtime.common.sandbox.faults import Fault
from codegen.runtime.common.sandbox.server import RunningSandbox, serve
from codegen.runtime.openim.sandbox import SECRET
from codegen.runtime.openim.sandbox import create_app as create_openim
from codegen.runtime.top.sandbox import APP_SECRET
from codegen.runtime.top.sandbox import create_app as create_top

from .pauses import paced
from .samples import ROOT, Caller, Half, Result, Sample, openim, top

Api = Literal["top", "openim"]
Outcome = Delivery | Literal["sent"]
"""What a call reported: ``sent`` if it returned, else the delivery of its error."""

LATE: Final = 0.2
"""Seconds after which an answer is late."""
TIMEOUT: Final = Timeout(connect=1, read=0.15, write=1, pool=30)
TASKS: Final = 24
_MARK: Final = re.compile(r"<(\d+)>")
_HTML: Final = b"<html><body>Bad gateway</body></html>"
_RESET: Final = (
    Fault(ends="connection"),
    *[Fault(ends="connection", refuse=0.03)] * 2,
    Fault(ends="request"),
    Fault(ends="request", after=20),
    Fault(ends="request", after=20, reset=False),
    Fault(ends="answer"),
    Fault(ends="answer", reset=False),
    Fault(ends="answer", accept=False),
    Fault(ends="head", after=30),
    Fault(ends="head", after=30, reset=False, accept=False),
    Fault(ends="body", after=10),
    Fault(ends="body", after=10, reset=False),
    Fault(ends="next"),
    Fault(idle=0.005),
)
"""Connections that end before their time."""
_SLOW: Final = (
    Fault(delay=LATE),
    Fault(delay=LATE, accept=False),
    Fault(trickles="head", piece=40, pause=0.002),
    Fault(trickles="body", piece=40, pause=0.002),
    Fault(delay=0.005),
)
_PROXY: Final = (
    *(Fault(status=502, body=_HTML, accept=accept) for accept in (True, False)),
    *(Fault(status=503, body=b"", headers={"retry-after": "1"}, accept=accept) for accept in (True, False)),
    *(Fault(status=504, body=_HTML, accept=accept) for accept in (True, False)),
    Fault(status=500, body=b""),
    # A 429 says that nothing was done, so one that comes after the message was passed on is outside of the rules.
    Fault(status=429, body=b"", headers={"retry-after": "1"}, accept=False),
    Fault(status=404, body=b"404 page not found", accept=False),
    Fault(status=302, headers={"location": "/other"}, body=b"", accept=False),
    Fault(status=307, headers={"location": "/router/rest"}, body=b"", accept=False),
)
"""Answers of something between."""
_NONSENSE: Final = (
    *(Fault(body=_HTML, accept=accept) for accept in (True, False)),
    *(Fault(body=b"", accept=accept) for accept in (True, False)),
    *(Fault(body=b'{"result":', accept=accept) for accept in (True, False)),
    Fault(body=b"[]"),
    Fault(headers={"content-length": "9999"}, ends="body", after=9999),
    Fault(headers={"content-length": "9999"}, ends="body", after=9999, reset=False),
    Fault(headers={"content-length": "3"}),
    Fault(headers={"transfer-encoding": "chunked"}, body=b"zz\r\n{}"),
    Fault(headers={"content-encoding": "gzip"}, body=b"no gzip"),
    Fault(raw=b"\x15\x03\x01\x00\x02\x02\x50"),
    Fault(raw=b"HTTP/1.1 OK\r\n\r\n"),
)


def _json(value: object, **members: Any) -> Fault:
    return Fault(body=json.dumps(value).encode(), **members)


def _top_error(code: int, sub_code: str, sub_msg: str = "") -> dict[str, object]:
    return {"error_response": {"code": code, "msg": "x", "sub_code": sub_code, "sub_msg": sub_msg}}


_TOP: Final = (
    _json(_top_error(7, "accesscontrol.limited", "This ban will last for 1 more seconds"), accept=False),
    _json(_top_error(25, "isv.invalid-signature"), accept=False),
    _json(_top_error(40, "isv.missing-parameter:x"), accept=False),
    *(_json(_top_error(15, "isp.remote-service-error"), accept=accept) for accept in (True, False)),
    *(_json(_top_error(15, "A-AUDIT"), accept=accept) for accept in (True, False)),
    *[_json({"other_response": {"broken": 1, "is_success": True, "result": {"success": True}}})] * 3,
)
"""Answers of TOP."""
_OPENIM: Final = (
    *(_json({"errCode": code, "errMsg": "x", "errDlt": "y"}, accept=False) for code in (1001, 1501, 500, 90002)),
    _json({"errCode": 429, "errMsg": "x", "errDlt": ""}, status=429, headers={"retry-after": "1"}, accept=False),
    *[_json({"errCode": 0, "data": {"broken": 1}}, path="/msg/batch_send_msg")] * 3,
)
"""Answers of OpenIM."""
FAULTS: Final[Mapping[Api, tuple[Fault, ...]]] = {
    "top": (*_RESET, *_SLOW, *_PROXY, *_NONSENSE, *_TOP),
    "openim": (*_RESET, *_SLOW, *_PROXY, *_NONSENSE, *_OPENIM),
}


@frozen
class Message:
    """One send of its own, to be recognised in the ledger."""

    number: int
    operation: Operation[Result]
    members: Mapping[str, object] = field(repr=False)


@frozen
class Report:
    """What a call said about its message."""

    message: Message
    outcome: Outcome
    attempts: int


def messages(api: Api, count: int) -> list[Message]:
    """So many messages over all sending operations of an API, by turns."""
    known = _operations(api)
    return [_message(number, known[number % len(known)]) for number in range(count)]


def _message(number: int, operation: Operation[Result]) -> Message:
    return Message(
        number, operation, json.loads(json.dumps(_MEMBERS[operation.name]).replace('"<n>"', f'"<{number}>"'))
    )


_EVENT: Final = {"event_time_millis": 1, "source": "<n>", "action": "a", "sender": 1, "json_data": "{}"}
_MEMBERS: Final[Mapping[str, Mapping[str, object]]] = {
    "taobao.tpn.template.message.send": {
        "template_key": "<n>",
        "template_id": 101,
        "user_id": 12345,
        "biz_id": 0,
    },
    "alibaba.iwork.mc.msg.sendmobile": {
        "mobile_receiver_message_event": {
            **_EVENT,
            "msg_key": "k",
            "mobile_receiver": "13888888888",
            "event_type": "mobile_receiver",
        }
    },
    "alibaba.ib.workcore.message.batchsendmsg": {
        "batch_message_d_t_o": {
            **_EVENT,
            "resource_id": "r",
            "resource_url": "https://example.com/",
            "event_type": "account_receiver",
            "receiver": "[10001,10002]",
        }
    },
    "msg.batch_send_msg": {
        "sendID": "imAdmin",
        "recvIDs": ["a", "b"],
        "content": {"content": "<n>"},
        "contentType": 101,
        "sessionType": 1,
    },
}


@lru_cache
def _document(api: Api) -> Mapping[str, Any]:
    return load_api(ROOT / "spec" / api).document


@lru_cache
def _operations(api: Api) -> list[Operation[Result]]:
    """The sending operations as the spec describes them."""
    found = [_operation(spec.path, spec.raw, spec.body) for spec in operations(_document(api))]
    return [operation for operation in found if operation.name in _MEMBERS]


def _operation(path: str, raw: Mapping[str, Any], body: Mapping[str, Any]) -> Operation[Result]:
    resend: Any = raw["x-resend"]
    success = raw.get("x-success")
    return Operation(
        name=str(raw.get("x-top-method") or raw["operationId"]),
        path=path.partition("#")[0],
        result_key=raw.get("x-top-response-key", "data"),
        load_result=lambda: Result,
        resend=Resend("same", tuple(resend["same"])) if "same" in resend else Resend(resend),
        success=success and Success(**{**success, "member": tuple(success["member"].split("."))}),
        error_delivery=raw.get("x-error-delivery"),
        json_members=frozenset(body.get("encoding", ())),
    )


def start(api: Api) -> Any:
    """A sandbox that can break connections."""
    app: Any = create_top(_document(api)) if api == "top" else create_openim(_document(api))
    return serve(app, faults=True)


def client(api: Api, half: Half, url: str, **options: Any) -> Any:
    """A client of a sandbox."""
    given = {"timeout": TIMEOUT, **options}
    return top(half, url, app_secret=APP_SECRET, **given) if api == "top" else openim(half, url, secret=SECRET, **given)


async def send_all(call: Caller, batch: Iterable[Message]) -> list[Report]:
    """Send messages, many at once, with 0 to 2 repetitions each; the sync half over threads. Pauses take no time."""
    paced(call, budget=RetryBudget(capacity=1_000_000))
    views = [call.client.with_options(retries=retries) for retries in range(3)]

    def view(message: Message) -> Any:
        return views[message.number // 3 % 3]

    if call.half == "sync":
        with ThreadPoolExecutor(TASKS) as threads:
            return await asyncio.to_thread(lambda: list(threads.map(lambda each: _send(view(each), each), batch)))
    gate = asyncio.Semaphore(TASKS)

    async def send(message: Message) -> Report:
        async with gate:
            return await _send_async(view(message), message)

    return await asyncio.gather(*(send(message) for message in batch))


def _send(client: Any, message: Message) -> Report:
    try:
        client.call(message.operation, Sample(message.members))
    except ApiError as error:
        return Report(message, error.delivery, len(error.attempts))
    return Report(message, "sent", 1)


async def _send_async(client: Any, message: Message) -> Report:
    try:
        await client.call(message.operation, Sample(message.members))
    except ApiError as error:
        return Report(message, error.delivery, len(error.attempts))
    return Report(message, "sent", 1)


def accepted(records: Iterable[Record]) -> Mapping[int, list[object]]:
    """The key of each acceptance of each message: its biz_id, if it has one."""
    keys: dict[int, list[object]] = {}
    for record in records:
        mark = _MARK.search(json.dumps(record))
        if mark:
            keys.setdefault(int(mark[1]), []).append(record.get("parameters", {}).get("biz_id"))
    return keys


def untruths(reports: Iterable[Report], taken: Mapping[int, list[object]]) -> list[str]:
    """What the client did or said that is not so; to say ``unknown`` is never untrue."""
    return [
        f"{name}: {report.message.operation.name} {report.message.number} {report.outcome}, accepted as {keys}"
        for report in reports
        for keys in (taken.get(report.message.number, []),)
        for name, broken in _RULES.items()
        if broken(report, keys)
    ]


def _sent_twice(report: Report, keys: list[object]) -> bool:
    if report.message.operation.resend.kind == "same":
        return len(set(keys)) > 1 or None in keys
    return len(keys) > 1


_RULES: Final[Mapping[str, Callable[[Report, list[object]], bool]]] = {
    "sent twice": _sent_twice,
    "said not sent": lambda report, keys: report.outcome == "not_sent" and bool(keys),
    "said refused": lambda report, keys: report.outcome == "refused" and bool(keys),
    "said sent": lambda report, keys: report.outcome in ("sent", "accepted") and not keys,
}


@frozen
class Run:
    """What came of a batch of sends."""

    reports: list[Report]
    taken: Mapping[int, list[object]]
    """The keys of the acceptances of each message."""
    faults: Counter[str]
    """How often each fault happened, by its repr."""

    @property
    def outcomes(self) -> Counter[Outcome]:
        """How often each outcome was reported."""
        return Counter(report.outcome for report in self.reports)

    @property
    def untruths(self) -> list[str]:
        """What is not so."""
        return untruths(self.reports, self.taken)


async def run(api: Api, half: Half, count: int, *, seed: int, mix: Sequence[Fault] = (), **options: Any) -> Run:
    """Send messages over a mix of faults, or all of them, half of the requests without one.

    Args:
        api: which one.
        half: of the client.
        count: how many messages.
        seed: of the faults.
        mix: the faults.
        options: of the client.
    """
    with start(api) as sandbox:
        sandbox.faults.at_random(mix or FAULTS[api], seed=seed, share=0.5)
        async with client(api, half, sandbox.url, **options) as call:
            reports = await send_all(call, messages(api, count))
        await asyncio.to_thread(_settle, sandbox)
        faults = Counter(repr(fault) for fault in sandbox.faults.taken)
    return Run(reports, accepted(sandbox.accepted), faults)


def _settle(sandbox: RunningSandbox[Any]) -> None:
    """Wait until everything that left has arrived: what was accepted is recorded before its answer is delayed."""
    time.sleep(0.1)
    sandbox.stop()
