"""Who got a message that was sent to many, and who did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol, TypeVar, cast

from attrs import field

from ..common.define import define
from ..common.errors import Delivery
from .errors import PartialDeliveryError

FailureReason = Literal["unexplained", "no_message_id"]
"""Why a recipient failed.

``unexplained``: the server lists the user as failed and gives no reason. A time-out of its queue counts as failed too,
so the user may get the message all the same; a resend may be the second copy.
``no_message_id``: the server reports a result without an ID, as servers of the v3.8.3 patch line do for users who
refuse messages. No message was made for them, and another attempt ends the same way.
"""


class _Result(Protocol):
    """What is read of a result."""

    @property
    def recv_id(self) -> str:
        """The user."""
        ...

    @property
    def server_msg_id(self) -> str:
        """The message's ID; empty if there is no message."""
        ...


T = TypeVar("T")
R_co = TypeVar("R_co", bound=_Result, covariant=True)


class _Batch(Protocol[R_co]):
    """What the answer's class adds to the mixin."""

    @property
    def recipients(self) -> tuple[str, ...] | None:
        """As in `BatchOutcome`."""
        ...

    @property
    def results(self) -> Sequence[R_co]:
        """What the server says of those whom it tried."""
        ...

    @property
    def failed_user_ids(self) -> Sequence[str]:
        """Those whom the server calls failed."""
        ...


@define(kw_only=True)
class BatchOutcome:
    """A base of the answer to a message for many: errCode 0 alone does not mean that anyone was sent it."""

    recipients: tuple[str, ...] | None = field(default=None, eq=False, repr=False)
    """The users whom the request named; None if it was to all users of the server, or if there was no request."""

    @property
    def sent(self: _Batch[R_co]) -> list[R_co]:
        """The results with a message: it is queued for these users, which is not yet delivered."""
        return [result for result in self.results if result.server_msg_id]

    @property
    def failed(self: _Batch[R_co]) -> dict[str, FailureReason]:
        """The users who failed, and why; those without a reason first.

        Sending to them again is your choice: see `FailureReason`.
        """
        return _failed(self)

    @property
    def unknown(self: _Batch[R_co]) -> list[str]:
        """The users whom the request named and the answer does not: they may have got the message or not."""
        return _unknown(self)

    @property
    def delivery(self: _Batch[R_co]) -> Delivery:
        """``accepted``: all were sent it. ``partial``: some were. ``unknown``: nobody is known to have been sent it."""
        return _delivery(self)

    def raise_for_failed(self: _Batch[R_co]) -> None:
        """Raise unless `delivery` is ``accepted``.

        Raises:
            PartialDeliveryError: somebody failed or is unknown, or there was nobody to send to. It lists them.
        """
        if _delivery(self) != "accepted":
            raise _partial(self)


def addressed(result: T, recipients: tuple[str, ...] | None) -> T:
    """The result; if it tells of recipients, it knows whom the request named."""
    if isinstance(result, BatchOutcome):
        result.recipients = recipients
    return result


def recipients_of(members: Mapping[str, object]) -> tuple[str, ...] | None:
    """The users whom a request names; None if it is for all users of the server, or has no recipients.

    Args:
        members: in the API's names.
    """
    named = members.get("recvIDs")
    if members.get("isSendAll") is True or not isinstance(named, list):
        return None
    return tuple(dict.fromkeys([user for user in cast("list[object]", named) if isinstance(user, str)]))


def _sent(batch: _Batch[_Result]) -> list[str]:
    return [result.recv_id for result in batch.results if result.server_msg_id]


def _failed(batch: _Batch[_Result]) -> dict[str, FailureReason]:
    failed: dict[str, FailureReason] = dict.fromkeys(batch.failed_user_ids, "unexplained")
    for result in batch.results:
        if not result.server_msg_id:
            failed.setdefault(result.recv_id, "no_message_id")
    return failed


def _unknown(batch: _Batch[_Result]) -> list[str]:
    known = {*_sent(batch), *_failed(batch)}
    return [user for user in batch.recipients or () if user not in known]


def _delivery(batch: _Batch[_Result]) -> Delivery:
    sent = _sent(batch)
    if not sent:
        return "unknown"
    if batch.failed_user_ids or len(sent) < len(batch.results):
        return "partial"
    return "accepted" if set(sent).issuperset(batch.recipients or ()) else "partial"


def _partial(batch: _Batch[_Result]) -> PartialDeliveryError:
    sent, failed, unknown = _sent(batch), _failed(batch), _unknown(batch)
    counts = f"{len(sent)} sent, {len(failed)} failed, {len(unknown)} unknown"
    return PartialDeliveryError(
        message=f"not every recipient was sent the message: {counts}",
        delivery=_delivery(batch),
        fault="recipient",
        sent=sent,
        failed=failed,
        unknown=unknown,
    )
