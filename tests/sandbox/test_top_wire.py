"""How the TOP sandbox reads parameters from the wire."""

from __future__ import annotations

import pytest

from codegen.runtime.top.sandbox.wire import read_files, read_parameters

from .talk import FORM

MULTIPART = "multipart/form-data; boundary=PYTHON_SDK_BOUNDARY"


def _multipart(*parts: tuple[str, bytes]) -> bytes:
    written = [f"--PYTHON_SDK_BOUNDARY\r\n{head}\r\n\r\n".encode() + value for head, value in parts]
    return b"\r\n".join([*written, b"--PYTHON_SDK_BOUNDARY--", b""])


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"a=x+y", "x y"),
        (b"a=x%20y", "x y"),
        (b"a=x%2By", "x+y"),
        (b"a=%E5%BC%A0", "张"),
        ("a=张".encode(), "张"),
        (b"a=%F0%9F%98%80", "😀"),
        (b"a=x%0Ay%0D%0A", "x\ny\r\n"),
        (b"a=", ""),
        (b"a", ""),
        (b"a=b=c", "b=c"),
        (b"a=1;b=2", "1;b=2"),
        (b"a=1&a=2", "1"),
    ],
)
def test_values_are_decoded_exactly(sent: bytes, expected: str) -> None:
    """In the query and in the body alike."""
    assert {"a": expected} == read_parameters(sent, "", b"")
    assert {"a": expected} == read_parameters(b"", FORM, sent)


def test_query_and_body_are_one_set_of_parameters() -> None:
    """Common parameters in the query, business parameters in the body; the query counts first."""
    assert read_parameters(b"a=1", FORM, b"a=9&b=2") == {"a": "1", "b": "2"}


def test_a_body_without_a_type_is_a_form() -> None:
    """As the simplest of clients send it."""
    assert read_parameters(b"", "", b"a=1") == {"a": "1"}


def test_a_body_of_another_type_has_no_parameters() -> None:
    """JSON for instance."""
    assert read_parameters(b"", "application/json", b'{"a": 1}') == {}


@pytest.mark.parametrize("value", [b"x", b"", b"x\ny", b"x\r\ny\r\n", b"--x", "张 😀".encode()])
def test_multipart_values_are_exact(value: bytes) -> None:
    """Some SDKs send every form as multipart."""
    body = _multipart(
        ('Content-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=UTF-8', value),
        ('Content-Disposition: form-data; name="b"', b"2"),
    )

    assert {"a": value.decode(), "b": "2"} == read_parameters(b"", MULTIPART, body)


def test_files_are_left_out() -> None:
    """They are not signed."""
    body = _multipart(
        ('Content-Disposition: form-data; name="pic"; filename="x.png"', b"\x89PNG"),
        ('Content-Disposition: form-data; name="a"', b"1"),
    )

    assert read_parameters(b"", MULTIPART, body) == {"a": "1"}


def test_multipart_without_a_boundary_has_no_parameters() -> None:
    """There is no telling where one begins."""
    assert read_parameters(b"", "multipart/form-data", _multipart(("x", b"1"))) == {}


@pytest.mark.parametrize(("query", "body"), [(b"a=%FF", b""), (b"", b"a=%D5%C5"), (b"", b"a=\xff")])
def test_other_encodings_are_refused(query: bytes, body: bytes) -> None:
    """GBK for instance."""
    with pytest.raises(UnicodeDecodeError):
        read_parameters(query, FORM, body)


def test_files_are_read_apart_from_the_parameters() -> None:
    """A file's content is exact, and a body that is not multipart has none."""
    head = 'Content-Disposition: form-data; name="pic"; filename="x.png"'
    body = _multipart((head, b"\x89PNG\r\n"), ('Content-Disposition: form-data; name="a"', b"1"))

    assert read_files(MULTIPART, body) == {"pic": b"\x89PNG\r\n"}
    assert read_files(FORM, b"a=1") == {}
    assert read_files(MULTIPART.replace("form-data", "mixed"), body) == {}
