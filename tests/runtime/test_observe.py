"""What a client tells while it works: the hook and the log, in full, and nothing beside them."""

from __future__ import annotations

import asyncio
import logging
import textwrap
import warnings
from typing import Any, Self

import pytest
from attrs import asdict, evolve, frozen

from codegen.runtime.common import observe
from codegen.runtime.common.errors import ApiError, ValidationError
from codegen.runtime.common.observe import AttemptInfo
from codegen.runtime.common.operation import Resend
from codegen.runtime.openim.client import AsyncOpenIM, SyncOpenIM
from codegen.runtime.top.client import AsyncTop, SyncTop

from .pauses import paced
from .raw_server import RawServer, answer, answer_json, drop, slow
from .samples import (
    APP_SECRET,
    HALVES,
    IM_SECRET,
    SESSION,
    TOKEN,
    Half,
    Result,
    Sample,
    login_data,
    openim,
    openim_operation,
    top,
    top_operation,
)

pytestmark = pytest.mark.anyio
both = pytest.mark.parametrize("half", HALVES)

SAFE = top_operation(Resend("safe"))
YES = answer_json({"sample_send_response": {"id": "1", "request_id": "r2"}})
THROTTLED = answer_json({"error_response": {"code": 7, "msg": "App Call Limited", "request_id": "r1"}})
PHONE = "13800138000"


def seen(infos: list[AttemptInfo]) -> list[tuple[Any, ...]]:
    """All but the time."""
    return [(info.operation, info.attempt, info.delivery, info.code, info.request_id) for info in infos]


def records(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """What the client wrote."""
    return [record for record in caplog.records if record.name == observe.PACKAGE]


@both
class TestHook:
    """on_attempt."""

    async def test_each_attempt(self, half: Half, server: RawServer) -> None:
        """Called after each one, with what it alone proved."""
        infos: list[AttemptInfo] = []
        server.then(THROTTLED, answer("", 502), YES)
        async with top(half, server.url, retries=2, on_attempt=infos.append) as call:
            paced(call)
            await call(SAFE)
        assert seen(infos) == [
            ("taobao.sample.send", 1, "refused", 7, "r1"),
            ("taobao.sample.send", 2, "unknown", None, None),
            ("taobao.sample.send", 3, "accepted", None, None),
        ]
        assert all(0 < info.elapsed < 5 for info in infos)

    async def test_login_and_operation_id(self, half: Half, server: RawServer) -> None:
        """The login is a call too; OpenIM's ids are those that were sent, also where no answer came."""
        infos: list[AttemptInfo] = []
        server.then(answer_json(login_data()), drop)
        async with openim(half, server.url, on_attempt=infos.append) as call:
            with pytest.raises(ApiError) as caught:
                await call(openim_operation())
        ids = [received.headers["operationid"] for received in server.received]
        assert seen(infos) == [
            ("auth.get_admin_token", 1, "accepted", None, ids[0]),
            ("msg.sample", 1, "unknown", None, ids[1]),
        ]
        assert caught.value.request_id == ids[1]

    @pytest.mark.parametrize("said", ["accepted", "partial", "unknown", 5])
    async def test_several_recipients(self, half: Half, server: RawServer, said: object) -> None:
        """A result that knows what became of each recipient tells it; a member of the same name does not."""

        @frozen
        class Batch(Result):
            delivery: object = said

        infos: list[AttemptInfo] = []
        server.then(YES)
        async with top(half, server.url, on_attempt=infos.append) as call:
            await call(evolve(SAFE, load_result=lambda: Batch))
        assert [info.delivery for info in infos] == [said if isinstance(said, str) else "accepted"]

    async def test_views_have_it(self, half: Half, server: RawServer) -> None:
        """A view tells the same hook."""
        infos: list[AttemptInfo] = []
        server.then(YES)
        async with top(half, server.url, on_attempt=infos.append) as call:
            await type(call)(call.client.with_options(timeout=5), half)(SAFE)
        assert len(infos) == 1

    async def test_failing_hook(self, half: Half, server: RawServer) -> None:
        """Its failure loses no outcome; it is said once, without its text."""

        def broken(_: AttemptInfo) -> None:
            raise KeyError("hidden")

        server.then(YES)
        async with top(half, server.url, on_attempt=broken) as call:
            with pytest.warns(UserWarning, match="on_attempt raised") as caught:
                first, second = await call(SAFE), await call(SAFE)
        assert first.data["id"] == second.data["id"] == "1"
        assert [str(w.message) for w in caught] == ["on_attempt raised KeyError; calls go on, and this is said once"]

    async def test_failing_hook_where_warnings_are_errors(self, half: Half, server: RawServer) -> None:
        """The outcome is worth more than the warning, which is in the log as well."""

        def broken(_: AttemptInfo) -> None:
            raise KeyError

        server.then(YES)
        async with top(half, server.url, on_attempt=broken) as call:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                assert (await call(SAFE)).data["id"] == "1"


async def hook_that_would_be_awaited(_: AttemptInfo) -> None:
    """Nobody does."""


@pytest.mark.parametrize("client", [SyncTop, AsyncTop, SyncOpenIM, AsyncOpenIM])
@pytest.mark.parametrize(
    ("hook", "message"),
    [
        (5, "on_attempt: a callable expected, not int (not_sent)"),
        (hook_that_would_be_awaited, "on_attempt: a plain function expected, for nobody would await it (not_sent)"),
    ],
)
def test_bad_hook(client: type[Any], hook: object, message: str) -> None:
    """Found when the client is made."""
    given: dict[str, Any] = {"app_key": "1", "app_secret": "s"}
    if client in (SyncOpenIM, AsyncOpenIM):
        given = {"base_url": "http://x", "secret": "s"}
    with pytest.raises(ValidationError) as caught:
        client(**given, on_attempt=hook)
    assert str(caught.value) == message


def test_info_is_frozen_and_short() -> None:
    """A hook gets a value of its own; an id that a server makes up stays one short line."""
    info = AttemptInfo(operation="o", attempt=1, elapsed=0.5, delivery="refused", request_id="a\nb" + "x" * 1000)
    assert info.request_id is not None
    assert info.request_id.startswith("a b")
    assert len(info.request_id) == 100
    with pytest.raises(AttributeError):
        info.attempt = 2  # type: ignore[misc]


@both
class TestLog:
    """Records of the standard library's logging."""

    async def test_levels_and_words(self, half: Half, server: RawServer, caplog: pytest.LogCaptureFixture) -> None:
        """WARNING for what is repeated or unknown, DEBUG for the rest."""
        server.then(THROTTLED, answer("", 502), YES)
        with caplog.at_level(logging.DEBUG, observe.PACKAGE):
            async with top(half, server.url, retries=2) as call:
                paced(call)
                await call(SAFE)
        found = [(record.levelname, record.getMessage()) for record in records(caplog)]
        words = [(level, text.partition(" after ")[0], text.partition(" (")[2]) for level, text in found]
        assert words == [
            ("WARNING", "taobao.sample.send: attempt 1: refused", "code 7, request r1); next in 0.500 s"),
            ("WARNING", "taobao.sample.send: attempt 2: unknown", "code -, request -); next in 1.000 s"),
            ("DEBUG", "taobao.sample.send: attempt 3: accepted", "code -, request -)"),
        ]

    async def test_final_errors(self, half: Half, server: RawServer, caplog: pytest.LogCaptureFixture) -> None:
        """A refusal that is raised is no warning, for the caller has it; an unknown outcome is."""
        server.then(answer_json({"error_response": {"code": 25, "msg": "x"}}), answer("", 502))
        with caplog.at_level(logging.DEBUG, observe.PACKAGE):
            async with top(half, server.url) as call:
                for _ in range(2):
                    with pytest.raises(ApiError):
                        await call(top_operation())
        assert [record.levelname for record in records(caplog)] == ["DEBUG", "WARNING"]

    async def test_fields(self, half: Half, server: RawServer, caplog: pytest.LogCaptureFixture) -> None:
        """Each record bears the fields of AttemptInfo for formatters that write them out."""
        infos: list[AttemptInfo] = []
        server.then(YES)
        with caplog.at_level(logging.DEBUG, observe.PACKAGE):
            async with top(half, server.url, on_attempt=infos.append) as call:
                await call(SAFE)
        fields = asdict(infos[0])
        assert {name: getattr(records(caplog)[0], name) for name in fields} == fields

    async def test_nothing_else_is_told(self, half: Half, server: RawServer, caplog: pytest.LogCaptureFixture) -> None:
        """No content, no recipients, no secrets: neither in the records nor in what the hook gets."""
        infos: list[AttemptInfo] = []
        words = f"{PHONE} {SESSION} {TOKEN}"
        server.then(answer_json({"error_response": {"code": 15, "msg": words, "sub_code": words, "sub_msg": words}}))
        members = {"receiver": PHONE, "content": "secret words"}
        with caplog.at_level(logging.DEBUG, observe.PACKAGE):
            async with top(half, server.url, session=SESSION, retries=1, on_attempt=infos.append) as call:
                paced(call)
                with pytest.raises(ApiError):
                    await call(SAFE, Sample(members))
            server.behaviours[:] = [
                answer_json(login_data()),
                answer_json({"errCode": 1004, "errMsg": words, "errDlt": words}),
            ]
            async with openim(half, server.url, retries=1, on_attempt=infos.append) as call:
                paced(call)
                with pytest.raises(ApiError):
                    await call(openim_operation(None), Sample(members))
        told = repr(infos) + "".join(repr(vars(record)) + record.getMessage() for record in records(caplog))
        assert len(infos) == 3
        for hidden in (PHONE, "secret words", APP_SECRET, SESSION, TOKEN, IM_SECRET):
            assert hidden not in told


def test_logger() -> None:
    """One logger, named like the package, without handlers and without a level of its own."""
    logger = logging.getLogger(observe.PACKAGE)
    assert observe.PACKAGE in ("codegen", "top_client", "openim_client")
    assert (logger.handlers, logger.level) == ([], logging.NOTSET)


async def test_cancellation_after_the_request_left(server: RawServer, caplog: pytest.LogCaptureFixture) -> None:
    """It passes as it is, with a note, and the log and the hook know of it."""
    infos: list[AttemptInfo] = []
    server.then(slow(YES, 0.5))
    async with top("async", server.url, on_attempt=infos.append) as call:
        task = asyncio.ensure_future(call(SAFE))
        while not server.received:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await task
    assert caught.value.__notes__ == ["taobao.sample.send: the request had left; whether it took effect is unknown"]
    assert seen(infos) == [("taobao.sample.send", 1, "unknown", None, None)]
    (record,) = records(caplog)
    assert (record.levelname, record.getMessage().endswith("; interrupted")) == ("WARNING", True)


class Stop(BaseException):
    """What ends a call from outside, as KeyboardInterrupt does, and leaves the event loop running."""


@both
async def test_interruption_after_the_answer(half: Half, server: RawServer, caplog: pytest.LogCaptureFixture) -> None:
    """The answer was there and not read yet, so nobody says that nothing was sent."""

    class Broken(Result):
        @classmethod
        def from_dict(cls, data: Any, /) -> Self:
            raise Stop

    infos: list[AttemptInfo] = []
    server.then(YES)
    async with top(half, server.url, on_attempt=infos.append) as call:
        with pytest.raises(Stop) as caught:
            await call(evolve(SAFE, load_result=lambda: Broken))
    assert caught.value.__notes__ == ["taobao.sample.send: the request had left; whether it took effect is unknown"]
    assert seen(infos) == [("taobao.sample.send", 1, "unknown", None, None)]
    (record,) = records(caplog)
    assert (record.levelname, record.getMessage().endswith("; interrupted")) == ("WARNING", True)


async def test_cancellation_in_a_pause(server: RawServer) -> None:
    """An earlier attempt may have taken effect, so the cancellation carries the note."""
    server.then(answer("", 502))
    async with top("async", server.url, retries=1) as call:
        pausing = asyncio.Event()

        async def sleep(_: float) -> None:
            pausing.set()
            await asyncio.sleep(60)

        call.client._pacing = evolve(call.client._pacing, sleep=sleep)
        task = asyncio.ensure_future(call(SAFE))
        await pausing.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await task
    assert caught.value.__notes__ == ["taobao.sample.send: the request had left; whether it took effect is unknown"]


@both
async def test_opentelemetry_recipe(half: Half, server: RawServer) -> None:
    """The recipe of the documentation, run as it stands there."""
    sdk = pytest.importorskip("opentelemetry.sdk.trace", reason="opentelemetry-sdk is not installed")
    export = pytest.importorskip("opentelemetry.sdk.trace.export")
    memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")
    exporter = memory.InMemorySpanExporter()
    provider = sdk.TracerProvider()
    provider.add_span_processor(export.SimpleSpanProcessor(exporter))
    names: dict[str, Any] = {"TopClient": lambda **options: options["on_attempt"]}
    exec(textwrap.dedent((observe.__doc__ or "").partition("::\n")[2]), names)
    names["tracer"] = provider.get_tracer("messages")  # in place of the process's own
    server.then(THROTTLED, YES)
    async with top(half, server.url, retries=1, on_attempt=names["client"]) as call:
        paced(call)
        await call(SAFE)
    first, second = exporter.get_finished_spans()
    assert (first.name, first.kind, first.status.is_ok) == ("taobao.sample.send", names["trace"].SpanKind.CLIENT, False)
    assert dict(first.attributes or {}) == {
        "messages.attempt": 1,
        "messages.delivery": "refused",
        "messages.code": 7,
        "messages.request_id": "r1",
    }
    assert second.status.is_ok
    assert first.start_time is not None
    assert first.end_time is not None
    assert first.start_time < first.end_time
