"""What the rules know of the hand-written runtime is true."""

from __future__ import annotations

import pytest

from codegen.lint import lint, operations, runtime_names
from codegen.lint.error_table import KINDS
from codegen.load import load_api
from codegen.runtime.common.errors import COMMON_ERRORS
from codegen.runtime.openim.client import AsyncOpenIM, SyncOpenIM
from codegen.runtime.openim.errors import OPENIM_ERRORS
from codegen.runtime.top.client import AsyncTop, SyncTop
from codegen.runtime.top.errors import TOP_ERRORS

from .tiny_spec import TinySpec


def test_classes_that_an_error_table_may_name() -> None:
    """The classes are those that the runtime looks up."""
    assert set(KINDS) < set(COMMON_ERRORS)
    assert set(runtime_names.error_names("top")) == set(TOP_ERRORS) - set(COMMON_ERRORS)
    assert set(runtime_names.error_names("openim")) == set(OPENIM_ERRORS) - set(COMMON_ERRORS)
    assert runtime_names.error_names("im") == ()


def test_client_names() -> None:
    """A client is named after the runtime's."""
    assert [runtime_names.client_name(api) for api in ("top", "openim", "im")] == ["TopClient", "OpenIMClient", None]


@pytest.mark.parametrize("client", [SyncTop, AsyncTop, SyncOpenIM, AsyncOpenIM])
def test_no_resource_hides_a_name_of_a_client(client: type) -> None:
    """Every public name of a client is known to the rule about places on it."""
    assert {name for name in dir(client) if not name.startswith("_")} <= operations.CLIENT_NAMES


def test_objects_without_members(form_spec: TinySpec, union_spec: TinySpec) -> None:
    """A request or an answer may be empty."""
    answer = "        ok: {type: boolean, description: Whether it was sent., examples: [true]}\n"
    form_spec.write(
        [
            (f"      properties:\n{answer}", ""),
            ("      x-success: {member: ok, when_false: refused, when_absent: unknown}\n", ""),
        ]
    )
    request = "        id: {type: integer, format: int64, description: An id., examples: [7]}\n"
    note = "        note: {$ref: '#/components/schemas/Note', description: The note.}\n"
    text = form_spec.folder / "taobao.note.send.yaml"
    empty = text.read_text("utf-8").replace(f"      required: [id]\n      properties:\n{request}{note}", "")
    empty = empty.replace("            encoding: {note: {contentType: application/json}}\n", "")
    empty = empty.replace("x-resend: {same: [id]}", "x-resend: never").replace("{id: 7, note: {text: hi}}", "{}")
    start, end = empty.index("    Note:\n"), empty.index("    NoteSendResponse:\n")
    text.write_text(empty[:start] + empty[end:], encoding="utf-8")

    assert lint(load_api(form_spec.folder)) == []
