# pyright: reportUnnecessaryTypeIgnoreComment=true
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""Wrong uses of both packages, each reported by mypy and by pyright.

A comment that ignores nothing is an error to both. mypy also checks that it is the error that the comment names.
"""

from __future__ import annotations

from openim_client import AsyncOpenIMClient, OpenIMClient, errors, models, wire
from openim_client.models import CustomElem, CustomMessage, PictureElem, TextElem, TextMessage
from top_client import AsyncTopClient, TopClient, TopError
from top_client.models import MobileReceiverMessageEvent, TpnTemplateMessageSendResponse
from top_client.signing import sign


def use(*values: object) -> None:
    """Takes anything."""


def names(top: TopClient, im: OpenIMClient) -> None:
    """What does not exist."""
    use(top.tnp)  # type: ignore[attr-defined]
    use(top.tpn.template_mesage_send)  # type: ignore[attr-defined]
    use(im.msg.batch_send)  # type: ignore[attr-defined]
    use(models.TextMesage)  # type: ignore[attr-defined]
    use(wire.TextMesage)  # type: ignore[attr-defined]
    use(errors.ThrotledError)  # type: ignore[attr-defined]


def methods(top: TopClient, im: OpenIMClient) -> None:
    """Arguments that a method does not have, lacks, or has with another type."""
    top.tpn.template_message_send(template_key="k", template_id=1, user_id=2, biz_id=3, templat_id=1)  # type: ignore[call-arg]
    top.tpn.template_message_send(template_key="k", template_id=1, user_id=2)  # type: ignore[call-arg]
    top.tpn.template_message_send(template_key="k", template_id="1", user_id=2, biz_id=3)  # type: ignore[arg-type]
    top.tpn.template_message_send(template_key=None, template_id=1, user_id=2, biz_id=3)  # type: ignore[arg-type]
    top.tpn.template_message_send("k", template_id=1, user_id=2, biz_id=3)  # type: ignore[call-arg]
    top.tpn.template_message_send(template_key="k", template_id=1, user_id=2, biz_id=3, title_param="{}")  # type: ignore[arg-type]
    im.auth.get_admin_token(secret="s", userID="u")  # type: ignore[call-arg]
    im.msg.batch_send_msg()  # type: ignore[call-arg]
    im.msg.batch_send_msg(TextElem(content="hi"))  # type: ignore[arg-type]


def settings(top: TopClient, im: OpenIMClient) -> None:
    """The same of clients, views and signatures."""
    TopClient(app_key="k")  # type: ignore[call-arg]
    TopClient(app_key="k", app_secret="s", sign_method="sha1")  # type: ignore[arg-type]
    TopClient(app_key="k", app_secret="s", http_client="x")  # type: ignore[arg-type]
    OpenIMClient(secret="s")  # type: ignore[call-arg]
    top.with_options(sesion="s")  # type: ignore[call-arg]
    im.with_options(session="s")  # type: ignore[call-arg]
    sign({"a": 1}, secret="s", sign_method="md5")  # type: ignore[dict-item]
    sign({"a": "1"}, secret="s")  # type: ignore[call-arg]


def dicts(top: TopClient, im: OpenIMClient) -> None:
    """Dicts with a member too many, a member missing, another type, or another variant's tag or content."""
    top.alibaba.ib.workcore_message_batchsendmsg(batch_message={"recever": "[1]"})  # type: ignore[arg-type]
    top.alibaba.ib.workcore_message_batchsendmsg(batch_message={"sender": "1"})  # type: ignore[arg-type]
    top.alibaba.iwork.mc_msg_sendmobile(mobile_receiver_message_event={"msg_key": "k"})  # type: ignore[arg-type]
    im.msg.batch_send_msg({"sendID": "a", "recvIDs": ["u"], "sessionType": 1, "content": {"content": ""}})  # type: ignore[arg-type]
    im.msg.batch_send_msg(
        {"sendID": "a", "recvIDs": ["u"], "sessionType": 1, "contentType": 107, "content": {"content": ""}}  # type: ignore[arg-type]
    )
    im.msg.batch_send_msg(
        {"sendID": "a", "recvIDs": ["u"], "sessionType": 1, "contentType": 110, "content": {"content": ""}}  # type: ignore[arg-type]
    )
    tagged: wire.TextMessage = {
        "sendID": "a",
        "recvIDs": ["u"],
        "sessionType": 1,
        "contentType": 102,  # type: ignore[typeddict-item]
        "content": {"content": ""},
    }
    use(tagged["contnt"])  # type: ignore[typeddict-item]


def messages() -> None:
    """Models with another content, an unknown member, their tag, or without what is required."""
    TextMessage(send_id="a", recv_ids=["u"], content=CustomElem(data="{}"))  # type: ignore[arg-type]
    TextMessage(send_id="a", recv_ids=["u"], content={"contents": "hi"})  # type: ignore[arg-type]
    CustomMessage(send_id="a", recv_ids=["u"], content={"content": "hi"})  # type: ignore[arg-type]
    TextMessage(send_id="a", recv_ids=["u"])  # type: ignore[call-arg]
    TextMessage(send_id="a", recvIDs=["u"], content=TextElem(content="hi"))  # type: ignore[call-arg]
    TextMessage(send_id="a", content=TextElem(content="hi"), content_type=101)  # type: ignore[call-arg]
    PictureElem(source_picture={"type": "png", "url": "u", "width": 1, "height": 1})  # type: ignore[call-arg]
    MobileReceiverMessageEvent(msg_key="k")  # type: ignore[call-arg]
    TextElem("hi")  # type: ignore[call-arg]


def results(sent: TpnTemplateMessageSendResponse, error: TopError) -> None:
    """Members of results and errors that do not exist, may be None, or have other values."""
    use(sent.mesage_id, error)  # type: ignore[attr-defined]
    use(error.retry_affter)  # type: ignore[attr-defined]
    message_id: str = sent.result  # type: ignore[assignment]
    wait: float = error.retry_after  # type: ignore[assignment]
    use(message_id, wait, error.delivery == "lost")  # type: ignore[comparison-overlap]


async def halves(top: AsyncTopClient, im: AsyncOpenIMClient) -> None:
    """The synchronous and the asynchronous half mixed up."""
    top.close()  # type: ignore[attr-defined]
    sent: TpnTemplateMessageSendResponse = top.tpn.template_message_send(  # type: ignore[assignment]
        template_key="k", template_id=1, user_id=2, biz_id=3
    )
    use(sent, im.msg.batch_send_msg({}))  # type: ignore[arg-type]
    with top:  # type: ignore[attr-defined]
        use(top)


async def other_half() -> None:
    """And the other way round."""
    async with OpenIMClient("http://im.test", secret="s"):  # type: ignore[attr-defined]
        use()


def views(top: TopClient, im: OpenIMClient) -> None:
    """The same of views."""
    use(top.with_raw.tpn.template_mesage_send)  # type: ignore[attr-defined]
    use(top.dry_run.with_raw)  # type: ignore[attr-defined]
    top.with_raw.tpn.template_message_send(template_key="k", template_id=1, user_id=2)  # type: ignore[call-arg]
    top.dry_run.tpn.template_message_send(template_key="k", template_id="1", user_id=2, biz_id=3)  # type: ignore[arg-type]
    im.dry_run.msg.batch_send_msg(TextElem(content="hi"))  # type: ignore[arg-type]
    use(im.with_raw.auth.get_admin_token(secret="s", user_id="u").token)  # type: ignore[attr-defined]
