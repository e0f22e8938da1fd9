"""Who got a message, who did not, and who may have."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator

import pytest
from attrs import evolve

from codegen.runtime.common.errors import ApiError
from codegen.runtime.openim.errors import OPENIM_ERRORS, PartialDeliveryError
from codegen.runtime.openim.outcome import recipients_of
from codegen.runtime.openim.sandbox import OpenIMControl, Override, RunningSandbox, create_app, serve

from .batches import SEND, Answer, Result, document, message
from .samples import HALVES, Half, openim


def outcome(sent: str = "", failed: str = "", empty: str = "", asked: str | None = None) -> Answer:
    """An answer about users of one letter each."""
    results = [Result(recv_id=user, server_msg_id=f"m-{user}") for user in sent]
    results += [Result(recv_id=user, server_msg_id="") for user in empty]
    named = None if asked is None else tuple(asked)
    return Answer(results=results, failed_user_ids=list(failed), recipients=named)


@pytest.mark.parametrize(
    ("given", "delivery", "sent", "failed", "unknown"),
    [
        ({"sent": "ab", "asked": "ab"}, "accepted", "ab", {}, ""),
        ({"sent": "ab"}, "accepted", "ab", {}, ""),
        ({"sent": "a", "failed": "b", "asked": "ab"}, "partial", "a", {"b": "unexplained"}, ""),
        ({"sent": "a", "empty": "b", "asked": "ab"}, "partial", "a", {"b": "no_message_id"}, ""),
        ({"sent": "a", "asked": "abc"}, "partial", "a", {}, "bc"),
        ({"sent": "a", "failed": "b"}, "partial", "a", {"b": "unexplained"}, ""),
        ({"failed": "ab", "asked": "ab"}, "unknown", "", {"a": "unexplained", "b": "unexplained"}, ""),
        ({"empty": "a", "asked": "a"}, "unknown", "", {"a": "no_message_id"}, ""),
        ({"failed": "a", "empty": "a", "asked": "a"}, "unknown", "", {"a": "unexplained"}, ""),
        ({"asked": "ab"}, "unknown", "", {}, "ab"),
        ({}, "unknown", "", {}, ""),
        ({"asked": ""}, "unknown", "", {}, ""),
    ],
)
def test_outcome(given: dict[str, str], delivery: str, sent: str, failed: dict[str, str], unknown: str) -> None:
    """Everybody is somewhere, and only a message for all of them is a success."""
    found = outcome(**given)
    assert (found.delivery, found.failed, found.unknown) == (delivery, failed, list(unknown))
    assert [result.recv_id for result in found.sent] == list(sent)
    if delivery == "accepted":
        found.raise_for_failed()
        return
    with pytest.raises(PartialDeliveryError) as caught:
        found.raise_for_failed()
    error = caught.value
    assert (error.delivery, error.failed, error.unknown, error.sent) == (delivery, failed, list(unknown), list(sent))


def test_error() -> None:
    """It says how many, not who; it is never safe to send all of it again; and it survives pickling."""
    with pytest.raises(ApiError) as caught:
        outcome(sent="ab", failed="c", asked="abcd").raise_for_failed()
    assert str(caught.value) == "not every recipient was sent the message: 2 sent, 1 failed, 1 unknown (partial)"
    assert (caught.value.resend_is_safe, caught.value.fault, caught.value.retryable) == (False, "recipient", False)
    for twin in (copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):
        assert isinstance(twin, PartialDeliveryError)
        assert (twin.sent, twin.failed, twin.unknown) == (["a", "b"], {"c": "unexplained"}, ["d"])


def test_no_code_is_a_partial_delivery() -> None:
    """The error table cannot name it: no envelope says so."""
    assert "PartialDeliveryError" not in OPENIM_ERRORS


def test_recipients_belong_to_the_call() -> None:
    """They do not make answers differ, do not show, and stay with copies."""
    known = outcome(sent="a", asked="ab")
    assert known == outcome(sent="a")
    assert "recipients" not in repr(known)
    for twin in (copy.deepcopy(known), pickle.loads(pickle.dumps(known)), evolve(known)):
        assert twin.unknown == ["b"]


@pytest.mark.parametrize(
    ("members", "recipients"),
    [
        ({"recvIDs": ["a", "b", "a"]}, ("a", "b")),
        ({"recvIDs": []}, ()),
        ({"recvIDs": ["a"], "isSendAll": False}, ("a",)),
        ({"recvIDs": ["a"], "isSendAll": True}, None),
        ({"isSendAll": True}, None),
        ({"secret": "s"}, None),
        ({"recvIDs": "ab"}, None),
    ],
)
def test_recipients_of(members: dict[str, object], recipients: tuple[str, ...] | None) -> None:
    """The server ignores the list when it sends to everybody."""
    assert recipients_of(members) == recipients


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox[OpenIMControl]]:
    """A server that knows the users a and b."""
    with serve(create_app(document(), users=["a", "b"])) as running:
        yield running


@pytest.mark.anyio
@pytest.mark.parametrize("half", HALVES)
class TestCalls:
    """Through a client and the sandbox."""

    async def test_some_failed(self, half: Half, sandbox: RunningSandbox[OpenIMControl]) -> None:
        """The call succeeds, for errCode is 0, and the result says who failed."""
        async with openim(half, sandbox.url, secret="openIM123") as call:
            found = await call(SEND, message("a", "nobody", "b"))
        assert (found.delivery, found.failed, found.unknown) == ("partial", {"nobody": "unexplained"}, [])
        assert [result.recv_id for result in found.sent] == ["a", "b"]

    async def test_all_failed(self, half: Half, sandbox: RunningSandbox[OpenIMControl]) -> None:
        """errCode 0 with nobody reached is no success."""
        async with openim(half, sandbox.url, secret="openIM123") as call:
            found = await call(SEND, message("x", "y"))
        with pytest.raises(PartialDeliveryError) as caught:
            found.raise_for_failed()
        assert (caught.value.delivery, list(caught.value.failed)) == ("unknown", ["x", "y"])

    async def test_result_without_id_and_recipient_without_result(
        self, half: Half, sandbox: RunningSandbox[OpenIMControl]
    ) -> None:
        """The one failed for a reason of its own, the other is unknown."""
        results = [{"recvID": "a", "serverMsgID": "m1"}, {"recvID": "b", "serverMsgID": "", "sendTime": 0}]
        body = b'{"errCode":0,"data":{"results":%s,"failedUserIDs":null}}' % str(results).replace("'", '"').encode()
        sandbox.control.answer_next(Override(body=body, operation="msg.batch_send_msg"))
        async with openim(half, sandbox.url, secret="openIM123") as call:
            found = await call(SEND, message("a", "b", "c"))
        assert (found.delivery, found.failed, found.unknown) == ("partial", {"b": "no_message_id"}, ["c"])
