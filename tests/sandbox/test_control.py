"""What every sandbox remembers and can be told, over HTTP and in process."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from codegen.runtime.common.sandbox.control import Ledger, Override
from codegen.runtime.openim.sandbox import OpenIMSandbox
from codegen.runtime.top.sandbox import TopSandbox, create_app

from .talk import (
    BATCHSEND,
    TPN,
    TPN_PARAMETERS,
    Clock,
    accepted,
    ask,
    call_top,
    error_of,
    send,
    signed,
    tell,
    text_message,
)


def test_a_ledger_keeps_the_newest_and_counts_all(top_document: dict[str, Any]) -> None:
    """The number kept is bounded, the count is not."""
    app = create_app(top_document, keep=2, clock=Clock())
    for user in ("1", "2", "3"):
        call_top(app, signed({**TPN_PARAMETERS, "user_id": user}))

    answer = ask(app, "GET", "/__sandbox/accepted")
    assert [record["parameters"]["user_id"] for record in answer.json()] == [2, 3]
    assert answer.headers["x-total-count"] == "3"
    assert app.control.ledger.count == 3
    assert app.control.accepted == answer.json()


def test_a_ledger_is_safe_to_read_from_another_thread() -> None:
    """A test reads it while the server writes."""
    ledger = Ledger(keep=1000)
    writer = threading.Thread(target=lambda: [ledger.add({"n": n}) for n in range(20_000)])
    writer.start()
    while writer.is_alive():
        ledger.records()
    writer.join()

    assert (ledger.count, len(ledger.records())) == (20_000, 1000)


@pytest.mark.parametrize(("method", "path"), [("DELETE", "accepted"), ("POST", "reset")])
def test_forgetting(top: TopSandbox, method: str, path: str) -> None:
    """Both ways leave nothing accepted."""
    call_top(top, signed(TPN_PARAMETERS))
    answer = ask(top, method, f"/__sandbox/{path}")

    assert answer.status_code == 200
    assert accepted(top) == []
    assert top.control.ledger.count == 0


def test_reset_undoes_what_the_sandbox_was_told(top: TopSandbox) -> None:
    """Queued answers and bans are gone."""
    tell(top, "next", status=502, times=5)
    tell(top, "ban", seconds=60)
    tell(top, "reset")

    assert "error_response" not in call_top(top, signed(TPN_PARAMETERS)).json()


def test_the_next_answers_are_replaced(top: TopSandbox) -> None:
    """As often as asked, with status, headers and raw body; such calls are not accepted."""
    tell(top, "next", status=502, body="<html>bad</html>", headers={"Content-Type": "text/html"}, times=2)

    for _ in range(2):
        answer = call_top(top, signed(TPN_PARAMETERS))
        assert (answer.status_code, answer.text) == (502, "<html>bad</html>")
        assert answer.headers["content-type"] == "text/html"
    assert accepted(top) == []
    assert "error_response" not in call_top(top, signed(TPN_PARAMETERS)).json()


def test_an_accepted_call_with_another_answer(top: TopSandbox) -> None:
    """The message went out, and the caller hears something else."""
    tell(top, "next", status=200, body="", accept=True)

    assert call_top(top, signed(TPN_PARAMETERS)).content == b""
    assert len(accepted(top)) == 1


def test_accept_does_not_accept_what_is_wrong(top: TopSandbox) -> None:
    """The call is checked as usual."""
    tell(top, "next", body="", accept=True)

    assert call_top(top, signed({})).content == b""
    assert accepted(top) == []


def test_a_json_answer(top: TopSandbox) -> None:
    """A body that is no text is sent as JSON."""
    tell(top, "next", body={"error_response": {"code": 15, "request_id": "r", "sub_code": "isp.x"}})

    assert error_of(call_top(top, signed(TPN_PARAMETERS))) == {"code": 15, "sub_code": "isp.x"}


def test_an_answer_for_one_operation(top: TopSandbox) -> None:
    """Others are answered as usual meanwhile."""
    tell(top, "next", status=500, operation=TPN)

    assert call_top(top, signed({}, method=BATCHSEND)).status_code == 200
    assert call_top(top, signed(TPN_PARAMETERS)).status_code == 500


@pytest.mark.parametrize("members", [{"path": "/msg/batch_send_msg"}, {"operation": "msg.batch_send_msg"}])
def test_an_answer_for_one_path(openim: OpenIMSandbox, members: dict[str, str]) -> None:
    """The login passes."""
    tell(openim, "next", status=500, body="", **members)

    assert send(openim, text_message()).status_code == 500
    assert send(openim, text_message()).json()["errCode"] == 0
    assert len(accepted(openim)) == 1


def test_answers_in_process(openim: OpenIMSandbox) -> None:
    """The same from Python."""
    openim.control.answer_next(Override(status=429, headers={"retry-after": "2"}), times=1)
    answer = ask(openim, "POST", "/auth/get_admin_token")

    assert (answer.status_code, answer.headers["retry-after"], answer.content) == (429, "2", b"")


@pytest.mark.parametrize(
    ("path", "body", "error"),
    [
        ("next", b"{", "the body is not JSON: "),
        ("next", b"[]", "the body must be a JSON object"),
        ("next", b'{"state": 1}', "unknown members: state"),
        ("next", b'{"status": "200"}', "status must be a whole number of 0 or more"),
        ("next", b'{"times": -1}', "times must be a whole number of 0 or more"),
        ("ban", b"", "seconds must be a whole number of 0 or more"),
        ("ban", b'{"seconds": true}', "seconds must be a whole number of 0 or more"),
    ],
)
def test_commands_that_are_not_understood(top: TopSandbox, path: str, body: bytes, error: str) -> None:
    """They say why, with status 400."""
    answer = ask(top, "POST", f"/__sandbox/{path}", content=body)

    assert answer.status_code == 400
    assert answer.json()["error"].startswith(error)
