"""Faults of connections: what a client sees, byte for byte, and what the sandbox accepted all the same."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import httpx
import pytest
from attrs import evolve

from codegen.runtime.common.sandbox.faults import Fault, Faults
from codegen.runtime.common.sandbox.server import RunningSandbox
from codegen.runtime.openim.sandbox import create_app as create_openim
from codegen.runtime.top.sandbox import TopControl, create_app, serve

from .talk import FORM, REPOSITORY, TPN_PARAMETERS, signed

BODY: Final = urlencode(signed(TPN_PARAMETERS)).encode()
HEAD: Final = (
    f"POST /router/rest HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: {len(BODY)}\r\n\r\n".encode()
)
Sandbox = RunningSandbox[TopControl]


@pytest.fixture(scope="module")
def server(top_document: dict[str, Any]) -> Iterator[Sandbox]:
    """A TOP sandbox that can break connections."""
    with serve(create_app(top_document, any_timestamp=True), faults=True) as running:
        yield running


@pytest.fixture
def sandbox(server: Sandbox) -> Sandbox:
    """The same with nothing accepted and no faults."""
    server.reset()
    return server


class Wire:
    """A connection to a sandbox, as bytes."""

    def __init__(self, url: str) -> None:
        where = urlsplit(url)
        self.socket = socket.create_connection((where.hostname, where.port or 0), timeout=5)

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes = HEAD + BODY) -> None:
        """Write to it."""
        self.socket.sendall(data)

    def rest(self) -> tuple[bytes, str]:
        """What comes until the connection ends, and how it ends."""
        pieces: list[bytes] = []
        try:
            while piece := self.socket.recv(65536):
                pieces.append(piece)
        except ConnectionResetError:
            return b"".join(pieces), "reset"
        return b"".join(pieces), "close"

    def answer(self) -> bytes:
        """One whole answer of a connection that goes on."""
        data = b""
        while b"\r\n\r\n" not in data:
            data += self.socket.recv(1)
        length = int(data.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        while length:
            piece = self.socket.recv(length)
            data, length = data + piece, length - len(piece)
        return data


def after(sandbox: Sandbox, fault: Fault) -> tuple[bytes, str]:
    """What a client sees that sends one request."""
    sandbox.faults.next(fault)
    with contextlib.suppress(ConnectionResetError, BrokenPipeError), Wire(sandbox.url) as wire:
        wire.send()
        return wire.rest()
    return b"", "reset"


def count(sandbox: Sandbox) -> int:
    """How many messages were accepted, once the sandbox has nothing left to do."""
    httpx.get(f"{sandbox.url}/__sandbox/accepted")
    return sandbox.control.ledger.count


def test_without_a_fault(sandbox: Sandbox) -> None:
    """Requests are answered one after the other on one connection."""
    with Wire(sandbox.url) as wire:
        for _ in range(3):
            wire.send()
            assert b"tpn_template_message_send_response" in wire.answer()

    assert (count(sandbox), sandbox.faults.taken) == (3, [])


@pytest.mark.parametrize(
    ("fault", "accepted"),
    [
        (Fault(ends="connection"), 0),
        (Fault(ends="request"), 0),
        (Fault(ends="request", after=10), 0),
        (Fault(ends="request", after=len(BODY)), 0),
        (Fault(ends="answer"), 1),
        (Fault(ends="answer", accept=False), 0),
        (Fault(ends="head"), 1),
        (Fault(raw=b"x", ends="body"), 1),
    ],
)
@pytest.mark.parametrize("reset", [True, False])
def test_dropped_without_an_answer(sandbox: Sandbox, fault: Fault, accepted: int, reset: bool) -> None:
    """Not one byte comes, and the ledger knows whether the message was accepted."""
    data, end = after(sandbox, evolve(fault, reset=reset))

    assert data == b""
    if fault.ends != "connection":  # a kernel resets a connection that is closed with bytes unread, if there are any
        assert end == ("reset" if reset else "close")
    assert count(sandbox) == accepted


def test_reset_while_the_request_is_written(sandbox: Sandbox) -> None:
    """A client with more to write than fits into the buffers gets the reset while it writes."""
    sandbox.faults.next(Fault(ends="request", after=1000))
    head = b"POST /router/rest HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n"

    with Wire(sandbox.url) as wire, pytest.raises((ConnectionResetError, BrokenPipeError)):
        wire.send(head + b"a" * 100_000_000)


@pytest.mark.parametrize(("stage", "after_bytes", "expected"), [("head", 13, b"HTTP/1.1 200 "), ("body", 4, b'{"tp')])
@pytest.mark.parametrize(("reset", "how"), [(True, "reset"), (False, "close")])
def test_cut(sandbox: Sandbox, stage: Any, after_bytes: int, expected: bytes, reset: bool, how: str) -> None:
    """So many bytes of that part come, and the message was accepted."""
    data, end = after(sandbox, Fault(ends=stage, after=after_bytes, reset=reset))

    assert data.endswith(expected)
    assert len(data.rpartition(b"\r\n\r\n")[2]) == after_bytes
    assert (end, count(sandbox)) == (how, 1)


def test_refused(sandbox: Sandbox) -> None:
    """For a while nobody listens; then the same address answers again."""
    data, _ = after(sandbox, Fault(ends="connection", refuse=0.2))
    assert data == b""
    with pytest.raises(ConnectionRefusedError):
        Wire(sandbox.url)

    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        with contextlib.suppress(ConnectionRefusedError), Wire(sandbox.url) as wire:
            wire.send()
            assert b" 200 OK" in wire.answer()
            break
        time.sleep(0.01)
    assert count(sandbox) == 1


def test_late(sandbox: Sandbox) -> None:
    """The answer is whole, after the delay; the message is accepted before it."""
    sandbox.faults.next(Fault(delay=0.1))
    with Wire(sandbox.url) as wire:
        started = time.monotonic()
        wire.send()
        while not sandbox.control.ledger.count:
            time.sleep(0.001)
        assert time.monotonic() - started < 0.1
        assert b"tpn_template_message_send_response" in wire.answer()
        assert time.monotonic() - started >= 0.1


@pytest.mark.parametrize("part", ["head", "body"])
def test_trickle(sandbox: Sandbox, part: Any) -> None:
    """That part comes in pieces, and is whole in the end."""
    sandbox.faults.next(Fault(trickles=part, piece=8, pause=0.01))
    with Wire(sandbox.url) as wire:
        wire.send()
        started = time.monotonic()
        first = wire.socket.recv(65536)
        assert (first == b"HTTP/1.1") == (part == "head")
        wire.socket.settimeout(0.5)
        rest = b""
        with contextlib.suppress(TimeoutError):
            while True:
                rest += wire.socket.recv(65536)
        assert (first + rest).endswith(b"}}")
        assert time.monotonic() - started >= 0.03


def test_closed_when_idle(sandbox: Sandbox) -> None:
    """In good order, and not while requests come."""
    sandbox.faults.next(Fault(idle=0.1))
    with Wire(sandbox.url) as wire:
        for _ in range(3):
            wire.send()
            assert b" 200 OK" in wire.answer()
            time.sleep(0.05)
        started = time.monotonic()
        assert wire.rest() == (b"", "close")
        assert time.monotonic() - started < 1


def test_closed_when_the_next_request_comes(sandbox: Sandbox) -> None:
    """The first request is answered, the second one meets the reset and is not seen."""
    sandbox.faults.next(Fault(ends="next"))
    with Wire(sandbox.url) as wire:
        wire.send()
        assert b" 200 OK" in wire.answer()
        wire.send()
        assert wire.rest() == (b"", "reset")

    assert count(sandbox) == 1


@pytest.mark.parametrize(("accept", "accepted"), [(True, 1), (False, 0)])
@pytest.mark.parametrize("status", [502, 503, 429])
def test_a_proxys_answer(sandbox: Sandbox, status: int, accept: bool, accepted: int) -> None:
    """It may come after the message was passed on, and before."""
    sandbox.faults.next(Fault(status=status, headers={"retry-after": "3"}, body=b"<html>", accept=accept))
    answer = httpx.post(f"{sandbox.url}/router/rest", data=signed(TPN_PARAMETERS))

    assert (answer.status_code, answer.headers["retry-after"], answer.content) == (status, "3", b"<html>")
    assert count(sandbox) == accepted


def test_a_lying_length(sandbox: Sandbox) -> None:
    """More promised than sent."""
    fault = Fault(headers={"content-length": "999"}, body=b"{}", ends="body", after=2, reset=False)
    data, end = after(sandbox, fault)

    assert b"content-length: 999\r\n" in data
    assert (data.rpartition(b"\r\n\r\n")[2], end) == (b"{}", "close")


def test_garbage_in_place_of_chunks(sandbox: Sandbox) -> None:
    """The head promises chunks; nobody's client reads them."""
    sandbox.faults.next(Fault(headers={"transfer-encoding": "chunked"}, body=b"zz\r\n{}"))

    with pytest.raises(httpx.RemoteProtocolError):
        httpx.post(f"{sandbox.url}/router/rest", data=signed(TPN_PARAMETERS))
    assert count(sandbox) == 1


def test_no_http(sandbox: Sandbox) -> None:
    """The bytes that were asked for and nothing else; the connection goes on."""
    sandbox.faults.next(Fault(raw=b"\x16\x03"))
    with Wire(sandbox.url) as wire:
        wire.send()
        assert wire.socket.recv(100) == b"\x16\x03"
        wire.send()
        assert b" 200 OK" in wire.answer()


def test_one_path(sandbox: Sandbox) -> None:
    """Others are answered as usual, and control requests always are."""
    sandbox.faults.next(Fault(status=418, path="/router/rest"))
    sandbox.faults.next(Fault(status=500))

    assert httpx.get(f"{sandbox.url}/__sandbox/accepted").status_code == 200
    assert [httpx.get(f"{sandbox.url}{path}").status_code for path in ("/other", "/router/rest")] == [500, 418]


def test_the_order_of_faults(sandbox: Sandbox) -> None:
    """First come, first served, as often as asked; afterwards all is well, and those that happened are listed."""
    first, second = Fault(status=501), Fault(status=502)
    sandbox.faults.next(first, times=2)
    sandbox.faults.next(second)

    assert [httpx.get(f"{sandbox.url}/other").status_code for _ in range(4)] == [501, 501, 502, 404]
    assert sandbox.faults.taken == [first, first, second]
    sandbox.faults.next(first)
    sandbox.reset()
    assert sandbox.faults.taken == []
    assert httpx.get(f"{sandbox.url}/other").status_code == 404


class TestAtRandom:
    """A seed, a mix and a share."""

    MIX: Final = (Fault(status=501), Fault(status=502, path="/a"), Fault(ends="connection"))

    def drawn(self, seed: int, share: float = 0.5) -> list[Fault | None]:
        """What 1,000 requests and connections meet."""
        faults = Faults()
        faults.at_random(self.MIX, seed=seed, share=share)
        return [faults.take(path) for _ in range(500) for path in ("/a", None)]

    def test_same_seed(self) -> None:
        """The same sequence; another seed gives another."""
        assert self.drawn(1) == self.drawn(1)
        assert self.drawn(1) != self.drawn(2)

    def test_share(self) -> None:
        """About half of the requests, and a third of that of the connections, meet a fault."""
        found = self.drawn(7)
        requests, connections = found[::2], found[1::2]

        assert 200 < sum(fault is not None for fault in requests) < 300
        assert 50 < sum(fault is not None for fault in connections) < 120
        assert {fault.ends for fault in connections if fault} == {"connection"}
        assert self.drawn(1, share=0.0) == [None] * 1000

    def test_paths(self) -> None:
        """A fault for another path is no fault."""
        faults = Faults()
        faults.at_random([Fault(path="/a")], seed=1)
        assert [faults.take(path) for path in ("/a", "/b", None)] == [Fault(path="/a"), None, None]

    def test_next_comes_first(self) -> None:
        """And then chance again."""
        faults = Faults()
        faults.at_random([Fault(status=501)], seed=1)
        faults.next(Fault(status=599))
        assert [fault and fault.status for fault in (faults.take("/"), faults.take("/"))] == [599, 501]


class TestOverHTTP:
    """The same from another process."""

    def post(self, sandbox: Sandbox, command: object) -> httpx.Response:
        """Send a command."""
        return httpx.post(f"{sandbox.url}/__sandbox/fault", json=command)

    def test_next(self, sandbox: Sandbox) -> None:
        """The members of a fault, and how often."""
        told = {"status": 502, "body": {"a": 1}, "headers": {"X-A": 1}, "accept": False, "delay": 0.01, "times": 2}
        assert self.post(sandbox, told).json() == {}
        fault = Fault(status=502, body=b'{"a":1}', headers={"x-a": "1"}, accept=False, delay=0.01)

        assert [httpx.get(f"{sandbox.url}/other").status_code for _ in range(3)] == [502, 502, 404]
        assert sandbox.faults.taken == [fault, fault]

    def test_stages(self, sandbox: Sandbox) -> None:
        """A dropped connection."""
        self.post(sandbox, {"ends": "body", "after": 3, "reset": False, "path": "/router/rest", "raw": "abcdef"})
        with Wire(sandbox.url) as wire:
            wire.send()
            assert wire.rest() == (b"abc", "close")

    def test_at_random(self, sandbox: Sandbox) -> None:
        """A mix."""
        assert self.post(sandbox, {"at_random": [{"status": 599}], "seed": 1, "share": 1}).status_code == 200
        assert httpx.get(f"{sandbox.url}/other").status_code == 599

    @pytest.mark.parametrize(
        ("command", "error"),
        [
            ({"end": "answer"}, "unknown members: end"),
            ({"ends": "soon"}, 'ends must be one of "connection", "request", "answer", "head", "body", "next"'),
            ({"ends": ["head"]}, 'ends must be one of "connection", "request", "answer", "head", "body", "next"'),
            ({"accept": 1}, "accept must be one of true, false"),
            ({"path": 1}, "path must be a text"),
            ({"after": -1}, "after must be a whole number of 0 or more"),
            ({"piece": 0}, "piece must be a whole number of 1 or more"),
            ({"delay": -1}, "delay must be a number of 0 or more"),
            ({"times": "2"}, "times must be a whole number of 0 or more"),
            ({"headers": []}, "a JSON object expected"),
            ({"at_random": {}}, "at_random must be a list of faults; beside it stand seed and share"),
            ({"at_random": [], "times": 2}, "at_random must be a list of faults; beside it stand seed and share"),
            ({"at_random": [1]}, "a JSON object expected"),
        ],
    )
    def test_not_understood(self, sandbox: Sandbox, command: object, error: str) -> None:
        """It says why."""
        answer = self.post(sandbox, command)
        assert (answer.status_code, answer.json()) == (400, {"error": error})


class TestTheServer:
    """It speaks enough HTTP for clients of all kinds."""

    def test_chunked_request(self, sandbox: Sandbox) -> None:
        """With a trailer, after 100-continue."""
        head = HEAD.replace(f"Content-Length: {len(BODY)}".encode(), b"Transfer-Encoding: chunked")
        with Wire(sandbox.url) as wire:
            wire.send(head.replace(b"Host: x", b"Host: x\r\nExpect: 100-continue"))
            assert wire.socket.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
            wire.send(f"{len(BODY):x};a=b\r\n".encode() + BODY + b"\r\n0\r\nX: y\r\n\r\n")
            assert b"tpn_template_message_send_response" in wire.answer()

    @pytest.mark.parametrize("bad", [b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000])
    def test_no_request(self, sandbox: Sandbox, bad: bytes) -> None:
        """Status 400, and the connection ends."""
        with Wire(sandbox.url) as wire:
            wire.send(bad)
            assert wire.socket.recv(16) == b"HTTP/1.1 400 Bad"

    @pytest.mark.parametrize("length", [b"-1", b"x"])
    def test_bad_length(self, sandbox: Sandbox, length: bytes) -> None:
        """The same."""
        with Wire(sandbox.url) as wire:
            wire.send(b"POST / HTTP/1.1\r\nContent-Length: " + length + b"\r\n\r\n")
            assert wire.socket.recv(16) == b"HTTP/1.1 400 Bad"

    @pytest.mark.parametrize(("line", "extra"), [(b"HTTP/1.0", b""), (b"HTTP/1.1", b"Connection: close\r\n")])
    def test_clients_that_use_a_connection_once(self, sandbox: Sandbox, line: bytes, extra: bytes) -> None:
        """They see its end after the answer."""
        with Wire(sandbox.url) as wire:
            wire.send(b"HEAD /other " + line + b"\r\n" + extra + b"\r\n")
            data, end = wire.rest()
        assert data.startswith(b"HTTP/1.1 404 Not Found\r\n")
        assert data.endswith(b"\r\n\r\n")
        assert end == "close"

    def test_clients_that_go_away(self, sandbox: Sandbox) -> None:
        """In the middle of a request, or before the answer; others do not notice."""
        for data in (b"", HEAD[:10], HEAD, HEAD + BODY):
            with Wire(sandbox.url) as wire:
                wire.send(data)
        assert httpx.get(f"{sandbox.url}/other").status_code == 404

    def test_a_status_without_a_name(self, sandbox: Sandbox) -> None:
        """It is written all the same."""
        sandbox.faults.next(Fault(status=599))
        assert httpx.get(f"{sandbox.url}/other").reason_phrase == "Unknown"

    def test_a_sandbox_that_fails(self, sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
        """500, and a log record."""

        def fail(*_: object) -> None:
            raise LookupError("gone")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sandbox.control.ledger, "records", fail)
            assert httpx.get(f"{sandbox.url}/__sandbox/accepted").status_code == 500
        assert "LookupError: gone" in caplog.text

    def test_stopping_with_connections_open(self, openim_document: dict[str, Any]) -> None:
        """Nothing is left: no thread, no listener, no warning."""
        with serve(create_openim(openim_document), faults=True) as running:
            running.faults.next(Fault(delay=60))
            with Wire(running.url) as waiting, Wire(running.url) as idle:
                waiting.send(b"GET /slow HTTP/1.1\r\n\r\n")
                time.sleep(0.05)
                running.stop()
                assert (waiting.rest()[0], idle.rest()[0]) == (b"", b"")
            with pytest.raises(ConnectionRefusedError):
                Wire(running.url)

    def test_stopping_while_connections_are_refused(self, openim_document: dict[str, Any]) -> None:
        """The same."""
        with serve(create_openim(openim_document), faults=True) as running:
            running.faults.next(Fault(ends="connection", refuse=60))
            with contextlib.suppress(ConnectionResetError), Wire(running.url) as wire:
                wire.rest()


def test_served_without_faults(top_document: dict[str, Any]) -> None:
    """They are refused rather than ignored."""
    with serve(create_app(top_document)) as running:
        with pytest.raises(RuntimeError, match=r"^serve the sandbox with faults=True$"):
            _ = running.faults
        answer = httpx.post(f"{running.url}/__sandbox/fault", json={})
    assert (answer.status_code, "--faults" in answer.text) == (400, True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to end a process with")
@pytest.mark.parametrize("api", ["top", "openim"])
def test_the_command_line(api: str) -> None:
    """With --faults."""
    code = (
        "import sys; from pathlib import Path; from codegen.load import load_api; "
        f"from codegen.runtime.{api}.sandbox import main; "
        f"sys.exit(main(load_api(Path('spec/{api}')).document, ['--faults']))"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code], cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip().removeprefix("listening on ")
            httpx.post(f"{url}/__sandbox/fault", json={"ends": "answer"}).raise_for_status()
            with pytest.raises(httpx.ReadError):
                httpx.get(f"{url}/other")
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
            assert process.communicate() == ("", "")
        finally:
            process.kill()
