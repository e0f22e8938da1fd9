"""Methods of the TOP sandbox that take a file."""

from __future__ import annotations

from typing import Any, Final

import pytest

from codegen.runtime.top.multipart import multipart_body
from codegen.runtime.top.sandbox import create_app
from codegen.runtime.top.sandbox.signature import accepted_signatures

from .talk import NOW_TEXT, Clock, accepted, ask

METHOD: Final = "taobao.photo.upload"
_JSON: Final = "application/json"


def _document() -> dict[str, Any]:
    photo = {"type": "string", "format": "binary", "maxLength": 4}
    request = {"type": "object", "required": ["photo"], "properties": {"photo": photo, "title": {"type": "string"}}}
    answer = {"type": "object", "properties": {"id": {"type": "string", "examples": ["1"]}}}
    operation = {
        "operationId": "photo.upload",
        "x-top-method": METHOD,
        "x-top-response-key": "photo_upload_response",
        "requestBody": {"content": {"multipart/form-data": {"schema": {"$ref": "#/components/schemas/Request"}}}},
        "responses": {"200": {"content": {_JSON: {"schema": {"$ref": "#/components/schemas/Answer"}}}}},
    }
    schemas = {"Request": request, "Answer": answer}
    return {"paths": {f"/router/rest#{METHOD}": {"post": operation}}, "components": {"schemas": schemas}}


def _call(files: dict[str, bytes]) -> tuple[Any, Any]:
    app = create_app(_document(), clock=Clock())
    params = {"method": METHOD, "app_key": "12345678", "timestamp": NOW_TEXT, "v": "2.0", "format": "json"}
    params |= {"sign_method": "md5", "title": "t"}
    params["sign"] = next(iter(accepted_signatures(params, "sandbox-secret")))
    kind, body = multipart_body(params, files)
    answer = ask(app, "POST", "/router/rest", content=body, headers={"content-type": kind}).json()
    return answer, accepted(app)


def test_a_file_is_accepted_beside_signed_texts() -> None:
    """The signature covers the texts alone, and the file counts as given."""
    answer, calls = _call({"photo": b"\x00\xff"})

    assert "photo_upload_response" in answer
    assert calls[0]["parameters"] == {"photo": "\x00\xff", "title": "t"}


@pytest.mark.parametrize(("files", "code"), [({"photo": b"12345"}, 41), ({"other": b"1"}, 40)])
def test_a_missing_or_too_long_file_is_refused(files: dict[str, bytes], code: int) -> None:
    """A required file has to be there, and its bytes are counted."""
    answer, calls = _call(files)

    assert answer["error_response"]["code"] == code
    assert calls == []
