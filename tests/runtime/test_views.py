"""What views of a client give, below the generated classes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import pytest

from codegen.runtime.common.operation import Operation, RequestModel, Resend
from codegen.runtime.common.views import (
    AsyncDryView,
    AsyncRawView,
    DryRun,
    DryView,
    Raw,
    RawView,
    async_dry,
    async_raw,
    dry,
    raw,
)

from .pauses import paced
from .raw_server import RawServer, answer_json, drop
from .samples import HALVES, Half, Result, Sample, openim_operation, top, top_operation

DONE = {"sample_send_response": {"id": 1}}
REQUEST = DryRun(method="POST", url="http://x/y?key=hidden", headers={"a": "hidden"}, body=b"hidden", curl="curl x")


def view(half: Half, client: Any) -> Callable[[Operation[Result], RequestModel], Any]:
    """The `call` of a raw view, called the same way in both halves."""
    if half == "sync":
        return RawView(client.outcome).call

    def wait(operation: Operation[Result], request: RequestModel) -> Awaitable[Result]:
        return AsyncRawView(client.outcome).call(operation, request)

    return wait


@pytest.mark.anyio
@pytest.mark.parametrize("half", HALVES)
class TestRaw:
    """The raw answer beside the result."""

    async def get(self, half: Half, server: RawServer, operation: Operation[Result]) -> Raw[Result]:
        """Call through a view."""
        async with top(half, server.url, retries=1) as caller:
            paced(caller)
            call = view(half, caller.client)
            if half == "sync":
                return cast("Raw[Result]", await asyncio.to_thread(call, operation, Sample({"biz_id": 1})))
            return cast("Raw[Result]", await call(operation, Sample({"biz_id": 1})))

    async def test_answer(self, half: Half, server: RawServer) -> None:
        """Status, headers in lower case and the body's bytes."""
        server.then(answer_json(DONE, headers={"X-Trace": "t"}))
        found = await self.get(half, server, top_operation())
        assert found.result == Result({"id": 1})
        assert (found.status, found.headers["x-trace"]) == (200, "t")
        assert found.body == b'{"sample_send_response": {"id": 1}}'

    async def test_attempts(self, half: Half, server: RawServer) -> None:
        """A success after an unknown attempt shows that one too."""
        server.then(drop, answer_json(DONE))
        found = await self.get(half, server, top_operation(Resend("safe")))
        assert [attempt.delivery for attempt in found.attempts] == ["unknown", "accepted"]
        assert all(attempt.elapsed >= 0 for attempt in found.attempts)


def test_repr_of_raw() -> None:
    """The answer does not show; the result shows as it does by itself."""
    found = Raw("result", 200, {"token": "hidden"}, b"hidden", ())
    assert repr(found) == "Raw(result='result', status=200, attempts=())"


def test_repr_of_a_dry_run() -> None:
    """What is exact does not show."""
    assert repr(REQUEST) == "DryRun(method='POST', url='http://x/y', curl='curl x')"
    assert str(REQUEST) == "curl x"


def test_dry_views() -> None:
    """Both halves give what the client's preview gives."""
    sync = DryView(lambda operation, request: REQUEST)
    later = AsyncDryView(lambda operation, request: REQUEST)
    assert sync.call(openim_operation(), Sample()) is cast("object", REQUEST)
    assert asyncio.run(cast("Any", later.call(openim_operation(), Sample()))) is REQUEST


def test_wrappers_change_types_alone() -> None:
    """The methods stay what they are, so that help shows their signatures."""

    def method(*, member: int) -> str:
        return str(member)

    async def later(*, member: int) -> str:
        return str(member)

    assert [raw(method), dry(method)] == [method, method]
    assert [async_raw(later), async_dry(later)] == [later, later]
