"""Answers that are too large, too deep, cut short, packed wrongly, or not quite JSON: clear errors, bounded memory."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

import pytest
from attrs import frozen

from codegen.runtime.common import collecting
from codegen.runtime.common.collecting import CollectedBody, OversizedError, UnpackingError
from codegen.runtime.common.errors import ApiError, MalformedResponseError, OutcomeUnknownError
from codegen.runtime.common.jsontext import loads
from codegen.runtime.common.model import boolean, integer, number, object_list
from codegen.runtime.common.operation import Operation, Resend
from codegen.runtime.common.options import Timeout

from .raw_server import Behaviour, RawServer, Received, answer
from .samples import EVERY_TRANSPORT, HALVES, Half, openim, openim_operation, top

pytestmark = [pytest.mark.anyio, *EVERY_TRANSPORT]
both = pytest.mark.parametrize("half", HALVES)

KEY = "sample_send_response"
GZIP = {"Content-Encoding": "gzip"}
DIGITS = "7" * 5000
MB = 1024 * 1024


@frozen
class Count:
    """A result with a documented integer; other members are kept."""

    count: int
    extra: Mapping[str, Any]

    @classmethod
    def from_dict(cls, data: Any, /) -> Self:
        """Read it."""
        return cls(integer(data["count"]), {name: value for name, value in data.items() if name != "count"})


COUNTING: Operation[Count] = Operation(
    name="taobao.sample.count",
    path="/router/rest",
    result_key=KEY,
    load_result=lambda: Count,
    resend=Resend("never"),
)


def head(*lines: str) -> bytes:
    """The head of an answer."""
    return "\r\n".join(["HTTP/1.1 200 OK", *lines]).encode() + b"\r\n\r\n"


def raw(*pieces: bytes, close: bool = False) -> Behaviour:
    """Answer with these bytes."""

    def behave(connection: socket.socket, _: Received) -> None:
        for piece in pieces:
            connection.sendall(piece)
        if close:
            connection.close()

    return behave


def endless(lines: str, piece: bytes) -> Behaviour:
    """Answer with a head, and then with the same piece a hundred megabytes long."""
    return raw(head(lines), *[piece] * (100 * MB // len(piece)))


def nested(depth: int) -> bytes:
    """A yes-envelope whose payload is as deep as that."""
    return f'{{"{KEY}": {{"count": 1, "deep": {"[" * depth}{"]" * depth}}}}}'.encode()


UNKNOWN: dict[str, Behaviour] = {
    "100 MB, as the head says": endless(f"Content-Length: {100 * MB}", b" " * MB),
    "100 MB in chunks": endless("Transfer-Encoding: chunked", b"10000\r\n" + b" " * 65536 + b"\r\n"),
    "100 MB until the connection ends": endless("Connection: close", b" " * MB),
    "100 MB, packed": answer(gzip.compress(bytes(100 * MB), 1), headers=GZIP),
    "a hundred members of 1 MB": answer(gzip.compress(bytes(MB)) * 100, headers=GZIP),
    "a head of 1 MB": raw(head(*[f"X-{number}: {'x' * 1000}" for number in range(1000)])),
    "a length of 5,000 digits": raw(head(f"Content-Length: {DIGITS}"), b"{}"),
    "a negative length": raw(head("Content-Length: -1"), b"{}"),
    "two lengths": raw(head("Content-Length: 2", "Content-Length: 3"), b"{}"),
    "longer than it is, then closed": raw(head("Content-Length: 9999"), b'{"a": 1}', close=True),
    "longer than it is, left open": raw(head("Content-Length: 9999"), b'{"a": 1}'),
    "shorter than it is": raw(head("Content-Length: 10"), b'{"sample_send_response": {}}'),
    "a chunk cut short": raw(head("Transfer-Encoding: chunked"), b'ff\r\n{"a', close=True),
    "a chunk without a size": raw(head("Transfer-Encoding: chunked"), b'zz\r\n{"a"\r\n'),
    "no gzip": answer(b"{}", headers=GZIP),
    "gzip cut short": answer(gzip.compress(json.dumps({KEY: {"a": DIGITS}}).encode())[:-9], headers=GZIP),
    "gzip damaged": answer(gzip.compress(b"x" * 99999)[:20] + b"\xff" * 99, headers=GZIP),
    "empty, though packed": answer(b"", headers=GZIP),
    "depth 10,000": answer(nested(10_000)),
    "depth 10,000 alone": answer(b"[" * 10_000),
    "depth 1,000,000": answer(b'{"a":' * 1_000_000),
    "an integer of 5,000 digits alone": answer(DIGITS),
    "no UTF-8": answer(b'{"sample_send_response": {"a": "\xff"}}'),
    "NaN": answer(f'{{"{KEY}": {{"count": NaN}}}}'),
    "null": answer("null"),
    "two documents": answer(f'{{"{KEY}": {{}}}}{{"{KEY}": {{}}}}'),
}
"""Answers that tell nothing about the request."""


@both
@pytest.mark.parametrize("case", UNKNOWN)
async def test_unknown(half: Half, server: RawServer, case: str) -> None:
    """No crash, no RecursionError, no hang: the outcome is unknown."""
    server.then(UNKNOWN[case])
    async with top(half, server.url, timeout=Timeout(read=0.5)) as call:
        with pytest.raises(ApiError) as caught:
            await call(COUNTING)
    assert isinstance(caught.value, OutcomeUnknownError | MalformedResponseError)
    assert (caught.value.delivery, caught.value.resend_is_safe) == ("unknown", False)
    assert len(str(caught.value)) < 300
    assert len(server.received) == 1


@both
async def test_unknown_of_openim(half: Half, server: RawServer) -> None:
    """The same holds for JSON APIs."""
    server.then(UNKNOWN["depth 10,000"], UNKNOWN["100 MB, packed"])
    operation = openim_operation("refused", secured=False)
    async with openim(half, server.url, retries=0) as call:
        for _ in range(2):
            with pytest.raises(ApiError) as caught:
                await call(operation)
            assert caught.value.delivery == "unknown"


@both
class TestLongIntegers:
    """Python refuses to convert integers of more than 4,300 digits."""

    async def test_where_an_integer_is_documented(self, half: Half, server: RawServer) -> None:
        """The envelope says yes, so the request was done; its result cannot be read."""
        server.then(answer(f'{{"{KEY}": {{"count": {DIGITS}}}}}'))
        async with top(half, server.url) as call:
            with pytest.raises(MalformedResponseError) as caught:
                await call(COUNTING)
        assert (caught.value.delivery, caught.value.resend_is_safe) == ("accepted", False)
        assert DIGITS not in str(caught.value)

    async def test_where_nothing_is_documented(self, half: Half, server: RawServer) -> None:
        """An unknown member takes nothing from the result."""
        server.then(answer(f'{{"{KEY}": {{"count": 1, "other": {DIGITS}}}}}'))
        async with top(half, server.url) as call:
            found = await call(COUNTING)
        assert (found.count, found.extra) == (1, {"other": DIGITS})

    async def test_in_an_error(self, half: Half, server: RawServer) -> None:
        """A code that is no code leaves the outcome unknown."""
        server.then(answer(f'{{"error_response": {{"code": {DIGITS}, "msg": "x"}}}}'))
        async with top(half, server.url) as call:
            with pytest.raises(ApiError) as caught:
                await call(COUNTING)
        assert caught.value.delivery == "unknown"


@both
class TestForgiving:
    """What gateways have been seen to send is read."""

    @pytest.mark.parametrize(
        "body",
        [
            f'{{"{KEY}": {{"count": "7"}}}}',
            f'{{"{KEY}": {{"count": 7.0}}}}',
            f'\ufeff{{"{KEY}": {{"count": 7}}}}',
            f'{{"{KEY}": {{"count": 7, "text": "a\tb\nc\x01"}}}}',
            '{"another_response": {"count": 7}}',
        ],
    )
    async def test_read(self, half: Half, server: RawServer, body: str) -> None:
        """Numbers as text, a byte order mark, raw control characters, another name of the envelope."""
        server.then(answer(body))
        async with top(half, server.url) as call:
            assert (await call(COUNTING)).count == 7

    @pytest.mark.parametrize(
        ("coding", "pack"),
        [
            ("gzip", gzip.compress),
            ("x-gzip", gzip.compress),
            ("GZIP", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
            ("gzip", lambda data: gzip.compress(data) + b"\0" * 512),
            ("deflate", zlib.compress),
            ("deflate", lambda data: zlib.compress(data)[2:-4]),
            ("identity", bytes),
            ("utf-8", bytes),
        ],
    )
    async def test_packings(self, half: Half, server: RawServer, coding: str, pack: Callable[[bytes], bytes]) -> None:
        """Members, padding, deflate with and without its frame; names that are no packing are overlooked."""
        body = json.dumps({KEY: {"count": 7, "pad": "x" * 300_000}}).encode()
        server.then(answer(pack(body), headers={"Content-Encoding": coding}))
        async with top(half, server.url) as call:
            assert (await call(COUNTING)).count == 7


@pytest.mark.parametrize("promised", [10, 28])
@both
async def test_rest_of_an_answer_is_no_answer(half: Half, server: RawServer, promised: int) -> None:
    """What follows an answer that is shorter than it is does not answer the next call."""
    smuggled = answer_bytes({KEY: {"count": 666}})
    first = f'{{"{KEY}": {{}}}}   '[:promised].encode()
    server.then(raw(head(f"Content-Length: {promised}") + first + smuggled), raw(answer_bytes({KEY: {"count": 2}})))
    async with top(half, server.url) as call:
        with pytest.raises(MalformedResponseError):
            await call(COUNTING)
        assert (await call(COUNTING)).count == 2
        assert (await call(COUNTING)).count == 2
    assert server.connections == 2


def answer_bytes(value: object) -> bytes:
    """A whole answer of JSON."""
    body = json.dumps(value).encode()
    return head(f"Content-Length: {len(body)}") + body


class TestCollecting:
    """Bodies, piece by piece."""

    @pytest.mark.parametrize("size", [1, 2, 7, 1000])
    def test_any_pieces(self, size: int) -> None:
        """Where the pieces are cut does not matter."""
        body = bytes(range(256)) * 500
        for coding, packed in (
            ("gzip", gzip.compress(body[:999]) + gzip.compress(body[999:])),
            ("deflate", zlib.compress(body)),
            ("deflate", zlib.compress(body)[2:-4]),
        ):
            whole = CollectedBody({"content-encoding": coding})
            for start in range(0, len(packed), size):
                whole.add(packed[start : start + size])
            assert whole.joined() == body or (coding == "gzip" and size == 1)

    def test_exactly_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The limit itself is allowed, packed and unpacked."""
        monkeypatch.setattr(collecting, "MAX_ANSWER", 1000)
        for body, headers in ((b"x" * 1000, {}), (gzip.compress(b"x" * 1000), {"content-encoding": "gzip"})):
            whole = CollectedBody(headers)
            whole.add(body)
            assert whole.joined() == b"x" * 1000
            if headers:
                continue
            with pytest.raises(OversizedError):
                whole.add(b"x")

    def test_what_unpacks_to_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A packed body that never yields anything is bounded too."""
        monkeypatch.setattr(collecting, "MAX_ANSWER", 1000)
        whole = CollectedBody({"content-encoding": "gzip"})
        for _ in range(49):
            whole.add(gzip.compress(b""))  # 20 bytes each
        with pytest.raises(OversizedError):
            whole.add(gzip.compress(b"") * 2)

    def test_too_short(self) -> None:
        """The end has to be reached."""
        whole = CollectedBody({"content-encoding": "deflate"})
        whole.add(zlib.compress(b"x" * 100)[:-1])
        with pytest.raises(UnpackingError):
            whole.joined()


class TestReaders:
    """How members of answers are read."""

    @pytest.mark.parametrize(
        ("value", "expected"), [(7, 7), ("7", 7), (" -7 ", -7), (7.0, 7), ("7091800003790954036", 7091800003790954036)]
    )
    def test_integers(self, value: object, expected: int) -> None:
        """Also as text."""
        assert integer(value) == expected

    @pytest.mark.parametrize("value", [True, None, [], {}, "", "x", "1_0", "7.5", 7.5, "٧", DIGITS, float("inf")])
    def test_no_integers(self, value: object) -> None:
        """The error does not say the value."""
        with pytest.raises((TypeError, ValueError)) as caught:
            integer(value)
        assert len(str(caught.value)) < 200

    @pytest.mark.parametrize(("value", "expected"), [(7, 7.0), ("7.5", 7.5), (-0.5, -0.5), ("1e3", 1000.0)])
    def test_numbers(self, value: object, expected: float) -> None:
        """Also as text."""
        assert number(value) == expected

    @pytest.mark.parametrize("value", [True, None, "nan", "inf", float("nan"), 10**400, "1e999", "0x1", ""])
    def test_no_numbers(self, value: object) -> None:
        """Nothing that JSON could not carry."""
        with pytest.raises(TypeError):
            number(value)

    @pytest.mark.parametrize(("value", "expected"), [(True, True), ("true", True), ("False", False), (" TRUE ", True)])
    def test_booleans(self, value: object, expected: bool) -> None:
        """Also as text."""
        assert boolean(value) is expected

    @pytest.mark.parametrize("value", [0, 1, "1", "yes", None, [], ""])
    def test_no_booleans(self, value: object) -> None:
        """Nothing is guessed."""
        with pytest.raises(TypeError):
            boolean(value)

    def test_lists(self) -> None:
        """null is an empty one."""
        assert object_list(None) == []
        with pytest.raises(TypeError):
            object_list({"item": [1]})

    @pytest.mark.parametrize("depth", [10, 100, 500])
    def test_depth_that_is_read(self, depth: int) -> None:
        """Deeper than any API answers."""
        assert loads(nested(depth))[KEY]["count"] == 1


@pytest.mark.skipif(sys.platform != "linux", reason="Linux counts ru_maxrss in KB")
@both
def test_memory(half: Half) -> None:
    """A bomb of 1 GB, and 100 MB in plain, take a bounded amount of memory, measured in a process of its own."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.runtime.memory_script", half]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    grown = json.loads(done.stdout)
    assert max(grown.values()) < 64 * MB, grown
