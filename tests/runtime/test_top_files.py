"""Files in a TOP call: parts of a multipart body that are not signed."""

from __future__ import annotations

import copy
import pickle
from typing import Any, Final

import pytest

from codegen.runtime.common.curl import curl
from codegen.runtime.common.errors import ValidationError
from codegen.runtime.common.model import sized
from codegen.runtime.common.validate import file as check_file
from codegen.runtime.top.multipart import File, multipart_body, read_parts, taken_apart
from codegen.runtime.top.signing import sign

from .raw_server import RawServer, Received, answer_json
from .samples import APP_SECRET, HALVES, NOW, Half, Sample, Top, top, top_operation

PHOTO: Final = File(b"\x89PNG\r\n--x\r\n\x00", name="照片.png", content_type="image/png")
SUCCESS: Final = {"sample_send_response": {"request_id": "r"}}


def _parts(request: Received) -> dict[str, tuple[bytes, bool]]:
    found = read_parts(request.headers["content-type"], request.body)
    return {name: (content, is_file) for name, content, is_file in found}


@pytest.mark.anyio
@pytest.mark.parametrize("half", HALVES)
async def test_a_file_is_a_part_of_its_own_and_unsigned(half: Half, server: RawServer) -> None:
    """The texts are parts beside the file, and the signature is that of the texts alone."""
    server.behaviours.append(answer_json(SUCCESS))
    async with top(half, server.url, clock=lambda: NOW) as call:
        await call(top_operation(), Sample({"photo": PHOTO, "title": "张三", "empty": ""}))
    parts = _parts(server.received[0])
    texts = {name: content.decode() for name, (content, is_file) in parts.items() if not is_file}
    given = texts.pop("sign")

    assert parts["photo"] == (bytes(PHOTO), True)
    assert texts["title"] == "张三"
    assert "empty" not in texts
    assert given == sign(texts, secret=APP_SECRET, sign_method="hmac-sha256")


@pytest.mark.anyio
@pytest.mark.parametrize("half", HALVES)
async def test_without_a_file_the_body_is_a_form(half: Half, server: RawServer) -> None:
    """A file that is left out leaves no trace: the call is the form that every other call is."""
    server.behaviours.append(answer_json(SUCCESS))
    async with top(half, server.url) as call:
        await call(top_operation(), Sample({"photo": None, "title": "t"}))

    assert server.received[0].headers["content-type"] == "application/x-www-form-urlencoded;charset=utf-8"


def test_a_dry_run_shows_no_content() -> None:
    """The command names the file and masks the signature, and the body is the multipart one."""
    with Top(app_key="1", app_secret=APP_SECRET, clock=lambda: NOW) as client:
        found = client.preview(top_operation(), Sample({"photo": PHOTO, "title": "it's"}))

    assert "--form photo=@FILE" in found.curl
    assert """--form-string 'title=it'"'"'s'""" in found.curl
    assert "content-type" not in found.curl.lower()
    assert "PNG" not in found.curl
    assert bytes(PHOTO) in found.body
    assert "photo" not in (found.string_to_sign or "")


def test_extra_parameters_cannot_replace_a_file() -> None:
    """A parameter of the client that has the name of the file is refused before anything is sent."""
    with Top(app_key="1", app_secret=APP_SECRET) as client:
        view = client.with_options(extra_params={"photo": "x"})
        with pytest.raises(ValidationError, match="is a member of the request already"):
            view.preview(top_operation(), Sample({"photo": b"x"}))


@pytest.mark.parametrize(
    ("content", "head"),
    [
        (b"x", b'filename="file"\r\nContent-Type: application/octet-stream'),
        (File(b"x", name="a.png", content_type="image/png"), b'filename="a.png"\r\nContent-Type: image/png'),
    ],
)
def test_a_file_may_have_a_name_and_a_type(content: bytes, head: bytes) -> None:
    """Plain bytes are an unnamed file, and a `File` says what it is."""
    kind, body = multipart_body({"a": "1"}, {"photo": content}, "b")

    assert kind == "multipart/form-data; boundary=b"
    assert head in body


@pytest.mark.parametrize("content", [b"", b"\r\n", b"--b", bytes(range(256))])
def test_what_is_written_is_read_again(content: bytes) -> None:
    """Whatever a file holds, its part gives it back."""
    kind, body = multipart_body({"a": "x\ny"}, {"photo": content})

    assert list(read_parts(kind, body)) == [("a", b"x\ny", False), ("photo", content, True)]


def test_boundaries_differ() -> None:
    """Every body has a boundary of its own, which no text of a caller can foresee."""
    assert multipart_body({}, {"f": b""})[0] != multipart_body({}, {"f": b""})[0]


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda file: pickle.loads(pickle.dumps(file))])
def test_a_file_survives_copies(again: Any) -> None:
    """A copy has the name and the type too."""
    found = again(PHOTO)

    assert (found, found.name, found.content_type) == (PHOTO, "照片.png", "image/png")


def test_files_are_checked() -> None:
    """A text is no file, and one that is too long is refused by its number of bytes."""
    check_file(b"abc", "photo", max_length=3)
    with pytest.raises(ValidationError, match="photo: bytes expected, not str"):
        check_file("abc", "photo")
    with pytest.raises(ValidationError, match="at most 2 bytes, not 3"):
        check_file(b"abc", "photo", max_length=2)


def test_files_do_not_show() -> None:
    """A repr gives the size alone."""
    assert (sized(b"abc"), sized(None)) == ("<3 bytes>", "None")


def test_files_of_a_request() -> None:
    """Only bytes are files."""
    assert taken_apart({"a": b"1", "b": "1"}) == ({"b": "1"}, {"a": b"1"})


def test_curl_of_options() -> None:
    """Options of a form stand as they are, and no content type that curl has to choose."""
    shown = curl("http://x/y", {"Content-Type": "multipart/form-data; boundary=b"}, ["--form a=@FILE"])

    assert shown == "curl http://x/y \\\n  --form a=@FILE"
