"""Was it sent? 10,000 sends over everything that can go wrong with a connection, and no untruth about any of them."""

from __future__ import annotations

import json
from typing import Any, get_args

import httpx
import pytest
from attrs import evolve

from codegen.runtime.common import driver
from codegen.runtime.common.errors import ApiError, OutcomeUnknownError
from codegen.runtime.common.exchange import OneShotBody
from codegen.runtime.common.options import Timeout, TransportName
from codegen.runtime.common.sandbox.faults import Fault

from .pauses import paced
from .samples import HALVES, Half, Sample
from .was_it_sent import FAULTS, LATE, TIMEOUT, Api, Run, accepted, client, messages, run, start

pytestmark = pytest.mark.anyio
both = pytest.mark.parametrize("half", HALVES)
each_api = pytest.mark.parametrize("api", ["top", "openim"])

SENDS = 2_500
"""For each half and each API."""
OUTCOMES = {"sent", "not_sent", "refused", "unknown", "accepted"}


def often(found: Run, times: int) -> set[str]:
    """The outcomes that were reported so often."""
    return {outcome for outcome, count in found.outcomes.items() if count >= times}


@pytest.mark.parametrize("transport", get_args(TransportName))
@both
@each_api
async def test_no_untruths(half: Half, api: Api, transport: TransportName) -> None:
    """Nothing is sent twice that must not be, what is said of each message is so, and all that can happen happens."""
    found = await run(api, half, SENDS, seed=20260101, transport=transport)

    assert found.untruths == []
    assert len(found.reports) == SENDS
    assert often(found, 4) == OUTCOMES
    assert found.outcomes["sent"] > SENDS // 4
    assert found.faults.keys() == {repr(fault) for fault in FAULTS[api]}
    repeated = [keys for keys in found.taken.values() if len(keys) > 1]
    assert bool(repeated) == (api == "top"), "messages with a biz_id are sent again, and no others"
    assert max(report.attempts for report in found.reports) > 1


class Retrying(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A user's transport: it sends again after any failure and any 5xx."""

    def __init__(self) -> None:
        self.sync, self.loop = httpx.HTTPTransport(), httpx.AsyncHTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Try three times."""
        for _ in range(2):
            try:
                response = self.sync.handle_request(request)
            except Exception:
                continue
            if response.status_code < 500:
                return response
            response.close()
        return self.sync.handle_request(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Try three times."""
        for _ in range(2):
            try:
                response = await self.loop.handle_async_request(request)
            except Exception:
                continue
            if response.status_code < 500:
                return response
            await response.aclose()
        return await self.loop.handle_async_request(request)

    def close(self) -> None:
        """Close what it sends with."""
        self.sync.close()

    async def aclose(self) -> None:
        """The same."""
        await self.loop.aclose()


@both
@each_api
class TestUsersClients:
    """A user's http_client may do more than ours; it does not send twice."""

    async def over(self, api: Api, half: Half, count: int, *mix: Fault, **options: Any) -> Run:
        """Send over a user's client."""
        http: Any = httpx.Client(**options) if half == "sync" else httpx.AsyncClient(**options)
        try:
            return await run(api, half, count, seed=3, mix=mix, http_client=http, timeout=Timeout(read=LATE * 5))
        finally:
            if half == "sync":
                http.close()
            else:
                await http.aclose()

    async def test_retrying_transport(self, half: Half, api: Api) -> None:
        """Whatever goes wrong."""
        found = await self.over(api, half, 250, *FAULTS[api], transport=Retrying())

        assert found.untruths == []
        assert {"sent", "refused", "unknown"} <= often(found, 1)

    @pytest.mark.parametrize("status", [302, 307])
    async def test_redirects(self, half: Half, api: Api, status: int) -> None:
        """They are not followed, for the one who redirects may have done what was asked."""
        back = "/router/rest" if api == "top" else "/msg/batch_send_msg"
        fault = Fault(status=status, headers={"location": back}, body=b"", accept=False, path=back)
        found = await self.over(api, half, 50, fault, follow_redirects=True)

        assert found.untruths == []
        assert found.outcomes.keys() == {"sent", "refused"}
        assert sum(len(keys) for keys in found.taken.values()) == found.outcomes["sent"]

    async def test_redirects_after_the_message(self, half: Half, api: Api) -> None:
        """One that comes after the message was taken leads to no second one."""
        back = "/router/rest" if api == "top" else "/msg/batch_send_msg"
        found = await self.over(
            api, half, 50, Fault(status=307, headers={"location": back}, path=back), follow_redirects=True
        )

        assert [keys for keys in found.taken.values() if len(keys) > 1] == []


@pytest.mark.parametrize("transport", get_args(TransportName))
@both
async def test_bytes_behind_an_answer(half: Half, transport: TransportName) -> None:
    """What comes behind an answer is not taken for the answer to the next call."""
    yes = json.dumps({"x_response": {"is_success": True, "result": {"success": True}}}).encode()
    more = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(yes) + yes
    first, second = messages("top", 2)
    with start("top") as sandbox:
        async with client("top", half, sandbox.url, retries=0, transport=transport) as call:
            sandbox.faults.next(Fault(body=yes + more, headers={"content-length": str(len(yes))}))
            sandbox.faults.next(Fault(ends="answer", accept=False))
            await call(first.operation, Sample(first.members))
            with pytest.raises(OutcomeUnknownError):
                await call(second.operation, Sample(second.members))
        assert list(accepted(sandbox.accepted)) == [first.number]


class TestTheCheck:
    """A check that cannot fail proves nothing: clients that are broken on purpose are found out."""

    async def untruths(self, *mix: Fault, api: Api = "top", **options: Any) -> set[str]:
        """The kinds of untruths that a broken client tells."""
        found = await run(api, "sync", 100, seed=5, mix=mix, **options)
        return {untruth.partition(":")[0] for untruth in found.untruths}

    @each_api
    async def test_repeats_too_much(self, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
        """A client that repeats what must not be repeated."""
        monkeypatch.setattr(driver, "may_repeat", lambda *_, **__: True)
        assert await self.untruths(Fault(ends="answer"), api=api) == {"sent twice"}

    async def test_body_that_can_be_pulled_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A user's transport that repeats, and a body that lets it."""
        monkeypatch.setattr(OneShotBody, "pull", OneShotBody.peek)
        with httpx.Client(transport=Retrying()) as http:
            assert await self.untruths(Fault(status=502), http_client=http) == {"sent twice"}

    async def test_says_not_sent(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A client that takes a dropped connection for one that never was."""
        monkeypatch.setattr(OutcomeUnknownError, "default_delivery", "not_sent")
        assert "said not sent" in await self.untruths(Fault(ends="answer"))

    async def test_says_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A client that takes a proxy's 502 for a refusal."""
        monkeypatch.setattr(OutcomeUnknownError, "default_delivery", "refused")
        assert "said refused" in await self.untruths(Fault(status=502, body=b"<html>"))

    async def test_says_sent(self) -> None:
        """A client that believes what nobody may have said."""
        yes = json.dumps({"x_response": {"is_success": True, "result": {"success": True}}}).encode()
        assert await self.untruths(Fault(body=yes, accept=False)) == {"said sent"}

    async def test_other_keys(self) -> None:
        """A repetition under another biz_id."""
        found = await run("top", "sync", 30, seed=5, mix=(Fault(ends="answer"),))
        assert found.untruths == []
        taken = {number: [*keys, object()] if keys else [] for number, keys in found.taken.items()}
        assert any("tpn" in untruth for untruth in evolve(found, taken=taken).untruths)


async def test_late_acceptance_is_waited_for() -> None:
    """The harness counts what the sandbox took after the client had given up."""
    assert TIMEOUT.read is not None
    assert TIMEOUT.read < LATE
    found = await run("top", "async", 30, seed=1, mix=(Fault(delay=LATE),))
    unknown = [report.message.number for report in found.reports if report.outcome == "unknown"]
    assert unknown
    assert set(unknown) <= found.taken.keys()


async def test_an_error_counts_all_attempts() -> None:
    """An error after repetitions carries each attempt, and the worst that they prove."""
    fault = Fault(ends="answer", accept=False)
    with start("top") as sandbox:
        async with client("top", "async", sandbox.url, retries=2) as call:
            sandbox.faults.next(fault, times=10)
            message = next(each for each in messages("top", 3) if each.operation.resend.kind == "same")
            paced(call)
            with pytest.raises(ApiError) as caught:
                await call(message.operation, Sample(message.members))
    assert caught.value.delivery == "unknown"
    assert len(sandbox.control.faults.taken) == len(caught.value.attempts) == 3
