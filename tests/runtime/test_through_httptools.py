"""The fastest install's reading of answers, without a connection."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.runtime.common.collecting import MAX_ANSWER, OversizedError, UnpackingError
from codegen.runtime.common.exchange import Answer, OneShotBody, Outgoing
from codegen.runtime.common.failures import LocalProtocolError, RemoteProtocolError
from codegen.runtime.common.manner import Manner
from codegen.runtime.common.through_httptools import AnswerParser, SyncFastLane

from .raw_server import RawServer, answer

BODY = b"0123456789" * 20
PACKED = gzip.compress(BODY)
WHOLE = (
    b"HTTP/1.1 200 OK\r\nX-Name: a\r\nx-name: b\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY),
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 x\r\nTransfer-Encoding: chunked\r\n\r\nc8\r\n%b\r\n0\r\n\r\n" % BODY,
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b" % (len(PACKED), PACKED),
)


def read(*pieces: bytes) -> Answer:
    """The answer in these pieces, of which the last completes it."""
    parser = AnswerParser()
    for piece in pieces[:-1]:
        parser.feed(piece)
        assert not parser.complete
    parser.feed(pieces[-1])
    assert parser.complete
    return parser.answer()


@given(whole=st.sampled_from(WHOLE), cuts=st.lists(st.integers(1, 200), max_size=5))
def test_cut_anywhere(whole: bytes, cuts: list[int]) -> None:
    """Pieces say what the whole says."""
    ends = sorted({cut for cut in cuts if cut < len(whole)})
    pieces = [whole[start:end] for start, end in zip([0, *ends], [*ends, len(whole)], strict=True)]

    found = read(*pieces)

    assert found == read(whole)
    assert found.body == BODY


def test_headers_of_the_same_name_are_joined() -> None:
    """As httpx does."""
    assert read(WHOLE[0]).headers["x-name"] == "a, b"


def test_both_framings_are_refused() -> None:
    """A length beside chunks is how answers are smuggled (RFC 9112, 6.3)."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
    with pytest.raises(RemoteProtocolError):
        read(head + b"0\r\n\r\n")


@pytest.mark.parametrize("piece", [b"X: " + b"y" * 1000 + b"\r\n", b"\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n"])
def test_endless_head(piece: bytes) -> None:
    """Headers without end, and hints without an answer."""
    with pytest.raises(RemoteProtocolError, match="too large"):
        read(b"HTTP/1.1 102 Processing\r\n", *[piece] * 10_000)


def test_too_large() -> None:
    """By its head, and by what arrives."""
    with pytest.raises(OversizedError):
        read(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (MAX_ANSWER + 1))
    with pytest.raises(OversizedError):
        read(b"HTTP/1.1 200 OK\r\n\r\n", *[b"x" * 65536] * (MAX_ANSWER // 65536 + 1))


def test_packed_and_too_short() -> None:
    """A body that ends early says so, though its length is right."""
    short = PACKED[:-4]
    with pytest.raises(UnpackingError):
        read(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b" % (len(short), short))


@pytest.mark.parametrize("value", ["a\r\nX: y", "a\x00", "\u6dd8"])
def test_header_that_cannot_be_sent(server: RawServer, value: str) -> None:
    """It is refused while the body is still here."""
    server.then(answer(BODY))
    lane, body = SyncFastLane(Manner(b"test")), OneShotBody(b"x")
    try:
        with pytest.raises((LocalProtocolError, UnicodeEncodeError)):
            lane.exchanged(Outgoing(server.url, {"token": value}, b"x"), body)
    finally:
        lane.close()
    assert not body.may_have_left
    assert server.received == []
