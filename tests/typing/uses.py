"""Real uses of both packages, to be read by type checkers alone: the public signatures, pinned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, assert_type

import httpx
import openim_client
import top_client
from openim_client import AsyncOpenIMClient, LoginError, OpenIMClient, OpenIMError, TokenError
from openim_client import wire as im_wire
from openim_client.auth import OpenIMAuth
from openim_client.models import (
    AtElem,
    AtInfo,
    AtMessage,
    BatchSendMsgData,
    BatchSendMsgRequest,
    BatchSendMsgResult,
    GetAdminTokenData,
    OANotificationElem,
    OANotificationMessage,
    Picture,
    PictureElem,
    PictureMessage,
    QuotedMessage,
    QuoteElem,
    SessionType,
    TextElem,
    TextMessage,
)
from openim_client.sandbox import create_app as create_im
from openim_client.sandbox import serve as serve_im
from top_client import AsyncTopClient, SessionError, ThrottledError, Timeout, TopClient, TopError, ValidationError, wire
from top_client.auth import TopAuth, refuse_cross_host_redirects
from top_client.errors import Attempt, Delivery
from top_client.models import (
    AlibabaIbWorkcoreMessageBatchsendmsgResponse,
    AlibabaIworkMcMsgSendmobileResponse,
    BatchMessageDto,
    BatchsendmsgResult,
    MobileReceiverMessageEvent,
    SendmobileResult,
    TpnTemplateMessageSendResponse,
    WorkBenchContext,
)
from top_client.sandbox import Override, RunningSandbox, TopControl
from top_client.sandbox import create_app as create_top
from top_client.sandbox import serve as serve_top
from top_client.signing import Explanation, Mistake, SignMethod, explain, sign, string_to_sign


def settings(env: Mapping[str, str]) -> None:
    """Clients are made from arguments or from an environment, and views of them are clients again."""
    top = TopClient(app_key="k", app_secret="s", session=None, sign_method="md5", timeout=5, clock=lambda: 0.0)
    assert_type(top.with_options(session="s", timeout=Timeout(read=60), extra_params={"x": "1"}), TopClient)
    assert_type(TopClient.from_env(), TopClient)
    assert_type(AsyncTopClient.from_env(env), AsyncTopClient)
    with top as entered, httpx.Client() as http:
        assert_type(entered, TopClient)
        assert_type(OpenIMClient("http://im.test", secret="s", user_id="u", http_client=http), OpenIMClient)
    assert_type(OpenIMClient.from_env(env).with_options(timeout=None), OpenIMClient)
    assert_type(top.close(), None)


def template(top: TopClient) -> None:
    """A method whose members are keywords."""
    sent = top.tpn.template_message_send(
        template_key="order_shipped", template_id=101, user_id=12345, biz_id=1, title_param={"order": "T1"}
    )
    assert_type(sent, TpnTemplateMessageSendResponse)
    assert_type(sent.result, str | None)
    assert_type(sent.is_success, bool | None)
    assert_type(sent.request_id, str | None)
    assert_type(sent.extra, dict[str, Any])
    assert_type(sent.to_dict(), wire.TpnTemplateMessageSendResponse)


def objects(top: TopClient, event: wire.MobileReceiverMessageEvent) -> None:
    """Where an object is expected, a model and a dict will do."""
    batch = top.alibaba.ib.workcore_message_batchsendmsg(
        work_bench_context={"system_id": "s", "user_id": 1}, batch_message=BatchMessageDto(receiver="[10001]")
    )
    assert_type(batch, AlibabaIbWorkcoreMessageBatchsendmsgResponse)
    assert_type(batch.result, BatchsendmsgResult | None)
    top.alibaba.ib.workcore_message_batchsendmsg(
        work_bench_context=WorkBenchContext(user_id=1), batch_message={"receiver": "[10001]"}
    )
    mobile = top.alibaba.iwork.mc_msg_sendmobile(mobile_receiver_message_event=event)
    assert_type(mobile, AlibabaIworkMcMsgSendmobileResponse)
    assert_type(mobile.result, SendmobileResult | None)
    model = MobileReceiverMessageEvent.from_dict(event)
    assert_type(model, MobileReceiverMessageEvent)
    assert_type(model.event_time_millis, int)
    assert_type(model.resource_id, str | None)
    assert_type(model.to_dict(), wire.MobileReceiverMessageEvent)


async def asynchronous(top: AsyncTopClient, im: AsyncOpenIMClient, message: BatchSendMsgRequest) -> None:
    """The asynchronous clients return the same, to be awaited."""
    async with top as entered, httpx.AsyncClient() as http:
        assert_type(entered, AsyncTopClient)
        AsyncOpenIMClient("http://im.test", secret="s", http_client=http)
    sent = await top.tpn.template_message_send(template_key="k", template_id=1, user_id=2, biz_id=3)
    assert_type(sent, TpnTemplateMessageSendResponse)
    assert_type(await top.alibaba.ib.workcore_message_batchsendmsg(), AlibabaIbWorkcoreMessageBatchsendmsgResponse)
    assert_type(await im.msg.batch_send_msg(message), BatchSendMsgData)
    assert_type(await im.auth.get_admin_token(secret="s", user_id="u"), GetAdminTokenData)
    assert_type(im.with_options(timeout=1), AsyncOpenIMClient)
    assert_type(await im.aclose(), None)


def messages(im: OpenIMClient) -> None:
    """A message is one of the union's models, or its dict with the tag."""
    text = TextMessage(send_id="imAdmin", recv_ids=["u1"], content=TextElem(content="hi"))
    assert_type(text.content_type, Literal[101])
    assert_type(text.content, TextElem)
    assert_type(text.content.content, str)
    assert_type(text.recv_ids, list[str])
    assert_type(text.session_type, SessionType | int)
    assert_type(text.to_dict(), im_wire.TextMessage)
    assert_type(im.msg.batch_send_msg(text), BatchSendMsgData)
    as_dict: im_wire.TextMessage = {
        "sendID": "imAdmin",
        "recvIDs": ["u1"],
        "sessionType": 1,
        "contentType": 101,
        "content": {"content": "hi"},
    }
    im.msg.batch_send_msg(as_dict)
    im.msg.batch_send_msg(
        {"sendID": "a", "recvIDs": ["u1"], "sessionType": 1, "contentType": 110, "content": {"data": "{}"}}
    )


def parts(im: OpenIMClient, picture: im_wire.Picture) -> None:
    """Parts of a message may be dicts too, and read as models."""
    pictures = PictureMessage(
        send_id="a",
        recv_ids=("u1", "u2"),
        content=PictureElem(source_picture=picture, big_picture=picture, snapshot_picture=picture),
        offline_push_info={"title": "A picture", "iOSBadgeCount": True},
    )
    assert_type(pictures.content.big_picture, Picture)
    assert_type(pictures.content.big_picture.width, int)
    mention = AtElem(at_user_list=["u1"], at_users_info=[AtInfo(at_user_id="u1"), {"groupNickname": "Bob"}])
    assert_type(mention.at_users_info, list[AtInfo] | None)
    im.msg.batch_send_msg(AtMessage(send_id="a", recv_ids=["u1"], content=mention, session_type=SessionType.GROUP))
    notice = OANotificationElem(notification_name="System", notification_type=1, text="Tonight")
    assert_type(OANotificationMessage(send_id="a", is_send_all=True, content=notice).session_type, Literal[4])
    quoted = QuotedMessage(quote_elem=QuoteElem(text="again"))
    assert_type(quoted.quote_elem, QuoteElem | None)


def results(data: BatchSendMsgData) -> None:
    """A result's lists are never None."""
    assert_type(data.results, list[BatchSendMsgResult])
    assert_type(data.failed_user_ids, list[str])
    assert_type(data.results[0].send_time, int)
    assert_type(data.results[0].modify, dict[str, Any] | None)
    assert_type(data.to_dict(), im_wire.BatchSendMsgData)


def errors(top: TopClient) -> None:
    """Every error is the package's root and tells by `delivery` what became of the request."""
    try:
        top.tpn.template_message_send(template_key="k", template_id=1, user_id=2, biz_id=3)
    except ValidationError as error:
        assert_type(error.path, tuple[str | int, ...])
        assert_type(error.wire_path, tuple[str | int, ...])
        assert_type(error.rule, str)
    except ThrottledError as error:
        assert_type(error.retry_after, float | None)
    except SessionError as error:
        assert_type(error.sub_code, str | None)
    except TopError as error:
        assert_type(error.delivery, Delivery)
        assert_type(error.delivery, Literal["not_sent", "refused", "unknown", "partial", "accepted"])
        assert_type(error.resend_is_safe, bool)
        assert_type(error.attempts, tuple[Attempt, ...])
        assert_type(error.code, int | None)
        assert_type(error.request_id, str | None)
        assert_type(error.body, bytes)


def error_classes(token: TokenError, login: LoginError) -> tuple[type[OpenIMError] | type[TopError], ...]:
    """The two packages have trees of their own, each below its root."""
    assert_type(token.vendor_detail, str | None)
    own: tuple[type[OpenIMError], ...] = (type(token), type(login), openim_client.AuthenticationError)
    top: tuple[type[TopError], ...] = (top_client.AuthenticationError, top_client.ClockSkewError)
    return own + top


def plain_httpx() -> None:
    """Signing and tokens for methods without a binding."""
    method: SignMethod = "hmac"
    assert_type(sign({"a": "1", "b": None}, secret="s", sign_method=method, body=""), str)
    assert_type(string_to_sign({"a": "1"}, secret="s", sign_method="md5"), str)
    auth: httpx.Auth = TopAuth(app_key="k", app_secret="s", session="s", sign_method="md5", clock=lambda: 0.0)
    hooks = {"response": [refuse_cross_host_redirects]}
    httpx.Client(auth=auth, event_hooks=hooks, follow_redirects=True)
    httpx.AsyncClient(auth=OpenIMAuth("http://im.test", secret="s", user_id="imAdmin"), event_hooks=hooks)


def sandboxes() -> None:
    """The sandboxes are made with keyword arguments and tell what they accepted."""
    with serve_top(create_top(app_key="k", any_timestamp=True)) as top:
        assert_type(top, RunningSandbox[TopControl])
        assert_type(top.url, str)
        assert_type(top.accepted, list[dict[str, Any]])
        top.control.ban(30)
        top.control.answer_next(Override(502), times=2)
    with serve_im(create_im(users=["u1"])) as im:
        im.control.kick()
        assert_type(im.control.logins, int)


async def views(top: TopClient, a_top: AsyncTopClient, im: OpenIMClient, a_im: AsyncOpenIMClient) -> None:
    """Views have the methods of their client, each with its own parameters and another result."""
    raw = top.with_raw.tpn.template_message_send(template_key="k", template_id=1, user_id=2, biz_id=3)
    assert_type(raw, top_client.Raw[TpnTemplateMessageSendResponse])
    assert_type(raw.result.is_success, bool | None)
    assert_type((raw.status, raw.headers, raw.body), tuple[int, Mapping[str, str], bytes])
    assert_type(raw.attempts, tuple[Attempt, ...])
    a_raw = await a_top.with_options(session="s").with_raw.alibaba.ib.workcore_message_batchsendmsg()
    assert_type(a_raw, top_client.Raw[AlibabaIbWorkcoreMessageBatchsendmsgResponse])
    text = TextMessage(send_id="imAdmin", recv_ids=["u1"], content=TextElem(content="hi"))
    assert_type(im.with_raw.msg.batch_send_msg(text), openim_client.Raw[BatchSendMsgData])
    a_login = await a_im.with_raw.auth.get_admin_token(secret="s", user_id="u")
    assert_type(a_login, openim_client.Raw[GetAdminTokenData])
    dry = top.dry_run.tpn.template_message_send(template_key="k", template_id=1, user_id=2, biz_id=3)
    assert_type(dry, top_client.DryRun)
    assert_type((dry.method, dry.url, dry.body, dry.curl), tuple[str, str, bytes, str])
    assert_type(dry.string_to_sign, str | None)
    assert_type(await a_top.dry_run.alibaba.ib.workcore_message_batchsendmsg(), top_client.DryRun)
    assert_type(im.dry_run.msg.batch_send_msg(text), openim_client.DryRun)
    assert_type(await a_im.dry_run.msg.batch_send_msg(text), openim_client.DryRun)


def explanations(captured: dict[str, str], error: top_client.AuthenticationError) -> None:
    """A refused signature is explained, in a call and afterwards."""
    found = explain(captured, secret="s", session=None, hide=("mobile_receiver",))
    assert_type(found, Explanation)
    assert_type(found.mistakes, tuple[Mistake, ...])
    assert_type((found.is_right, found.string_to_sign, found.sign_method), tuple[bool, str, SignMethod])
    assert_type(error.explanation, str | None)
