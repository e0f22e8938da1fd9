"""A small service that tells customers about their orders: the code under test."""

from __future__ import annotations

from openim_client import AsyncOpenIMClient
from openim_client.models import TextElem, TextMessage
from top_client import TopClient, TopError

Outbox = list[int]
"""Orders whose message has to be looked into by a person."""


def tell_seller(top: TopClient, order: int, seller: int, outbox: Outbox) -> str | None:
    """Tell a seller that an order was shipped.

    Returns:
        The message's id; None if a person has to look, because the message may or may not have been sent.
    """
    try:
        sent = top.tpn.template_message_send(
            template_key="order_shipped",
            template_id=101,
            user_id=seller,
            biz_id=order,
            title_param={"order": str(order)},
        )
    except TopError as error:
        if error.delivery == "unknown":
            outbox.append(order)
            return None
        raise
    return sent.result


async def tell_buyers(im: AsyncOpenIMClient, buyers: list[str], text: str) -> list[str]:
    """Write to buyers; returns those who could not be reached."""
    message = TextMessage(send_id="imAdmin", recv_ids=buyers, content=TextElem(content=text))
    outcome = await im.msg.batch_send_msg(message)
    return outcome.failed_user_ids
