# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Methods below `tpn`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from .._runtime.common.operation import Operation, Resend, Success
from .._runtime.common.views import async_dry, async_raw, dry, raw

if TYPE_CHECKING:
    from .._runtime.common.views import AsyncCaller, Caller
    from ..models.tpn import TpnTemplateMessageSendResponse

__all__ = [
    "AsyncTpnMethods",
    "AsyncTpnMethodsDryRun",
    "AsyncTpnMethodsWithRaw",
    "TpnMethods",
    "TpnMethodsDryRun",
    "TpnMethodsWithRaw",
]


@cache
def _load_template_message_send() -> type[TpnTemplateMessageSendResponse]:
    from ..models.tpn import TpnTemplateMessageSendResponse

    return TpnTemplateMessageSendResponse


_TEMPLATE_MESSAGE_SEND: Operation[TpnTemplateMessageSendResponse] = Operation(
    name="taobao.tpn.template.message.send",
    path="/router/rest",
    result_key="tpn_template_message_send_response",
    load_result=_load_template_message_send,
    resend=Resend("same", ("biz_id",)),
    success=Success(("is_success",), when_false="refused", when_absent="unknown"),
    json_members=frozenset(("biz_data", "content_param", "mobile_biz_data", "title_param")),
)


class TpnMethods:
    """Methods below `tpn`."""

    def __init__(self, client: Caller) -> None:
        self._client = client

    def template_message_send(
        self,
        *,
        template_key: str,
        template_id: int,
        user_id: int,
        biz_id: int,
        mobile_biz_data: dict[str, Any] | None = None,
        biz_data: dict[str, Any] | None = None,
        picture: str | None = None,
        pict: str | None = None,
        sub_user_id: int | None = None,
        title_param: dict[str, Any] | None = None,
        content_param: dict[str, Any] | None = None,
    ) -> TpnTemplateMessageSendResponse:
        """Send a template message to one user of Qianniu (发送千牛模板消息).

        `template_key` and `template_id` choose the template, the parameter maps fill it, and
        `biz_data` says what opens when the message is clicked.

        A second message to the same user with the same `biz_id` replaces the first one. A call
        whose outcome is unknown may therefore be repeated with its `biz_id` unchanged.

        Safe to send again after an unknown outcome with the same biz_id.

        Args:
            template_key: Key of the template (消息key), at the end of the template's detail page,
                where its owner sees it. It is the same in every environment. It can't be empty:
                empty parameters are not sent, so the gateway would miss it. Example: ``xxxx``.
            template_id: Id of the template (模板ID). Example: ``101``.
            user_id: Id of the recipient's main account (主账号ID). Example: ``12345``.
            biz_id: Your own id of the message (业务id), different for every message to the same user:
                an equal one replaces the earlier message, so zero as a stand-in for "none" would
                make messages vanish. A time stamp will do where there is no better one. The vendor
                asks for it to trace a message. Example: ``122323434545``.
            mobile_biz_data: What opens on a phone when the message is clicked, with the same
                members as `biz_data`. Leave it out where phone and desktop do the same: the server
                then takes `biz_data`. Example: ``{"key1": "value", "key2": 123}``.
            biz_data: What opens on the desktop when the message is clicked. Its members keep their
                camelCase names.

                For a web page, `page` is its URL and required. For a plug-in, `page` is the text of
                a JSON object with `url` and `capability`, and `extraData` is the text of a JSON
                object with the page's parameters: both are JSON inside a string inside this object.
                Which parameters a plug-in reads is for its developers to say. The members are
                described at https://jindoucloud.taobao.com/doc/detail?id=24 (web page) and
                https://jindoucloud.taobao.com/doc/detail?id=20 (plug-in). Example: ``{"key1":
                "value", "key2": 123}``.
            picture: URL of the small picture shown on phones (缩略图). Example: ``http://xxx``.
            pict: URL of the large picture shown on the desktop (大图). Example: ``http://xxx``.
            sub_user_id: Id of the recipient's sub-account (子账号ID). Leave it out to address the main
                account. Example: ``123456``.
            title_param: Values for the title (消息标题参数), by the names that the template gives its
                parameters. Example: ``{"key1": "value", "key2": 123}``.
            content_param: Values for the text (消息内容参数), by the names that the template gives its
                parameters. Example: ``{"key1": "value", "key2": 123}``.

        Returns:
            Answer of taobao.tpn.template.message.send. Any member may be absent. The page's sample
            holds a success and an error text side by side: each value only fills its own member.

        Raises:
            ValidationError: an argument breaks a rule of the API; nothing was sent.
            TopError: any other failure; its ``delivery`` says what became of the request.

        Source: taobao.tpn.template.message.send (documented).
        """
        from ..models.tpn import TpnTemplateMessageSendRequest

        return self._client.call(
            _TEMPLATE_MESSAGE_SEND,
            TpnTemplateMessageSendRequest(
                template_key=template_key,
                template_id=template_id,
                user_id=user_id,
                biz_id=biz_id,
                mobile_biz_data=mobile_biz_data,
                biz_data=biz_data,
                picture=picture,
                pict=pict,
                sub_user_id=sub_user_id,
                title_param=title_param,
                content_param=content_param,
            ),
        )


class TpnMethodsWithRaw:
    """Methods below `tpn`.

    The same methods, each giving status, headers and body beside its result.
    """

    def __init__(self, client: Caller) -> None:
        plain = TpnMethods(client)
        self.template_message_send = raw(plain.template_message_send)
        """Send a template message to one user of Qianniu (发送千牛模板消息)."""


class TpnMethodsDryRun:
    """Methods below `tpn`.

    The same methods, each giving the request that it would send. Nothing is sent.
    """

    def __init__(self, client: Caller) -> None:
        plain = TpnMethods(client)
        self.template_message_send = dry(plain.template_message_send)
        """Send a template message to one user of Qianniu (发送千牛模板消息)."""


class AsyncTpnMethods:
    """Methods below `tpn`, for asyncio."""

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client

    async def template_message_send(
        self,
        *,
        template_key: str,
        template_id: int,
        user_id: int,
        biz_id: int,
        mobile_biz_data: dict[str, Any] | None = None,
        biz_data: dict[str, Any] | None = None,
        picture: str | None = None,
        pict: str | None = None,
        sub_user_id: int | None = None,
        title_param: dict[str, Any] | None = None,
        content_param: dict[str, Any] | None = None,
    ) -> TpnTemplateMessageSendResponse:
        """Send a template message to one user of Qianniu (发送千牛模板消息).

        `template_key` and `template_id` choose the template, the parameter maps fill it, and
        `biz_data` says what opens when the message is clicked.

        A second message to the same user with the same `biz_id` replaces the first one. A call
        whose outcome is unknown may therefore be repeated with its `biz_id` unchanged.

        Safe to send again after an unknown outcome with the same biz_id.

        Args:
            template_key: Key of the template (消息key), at the end of the template's detail page,
                where its owner sees it. It is the same in every environment. It can't be empty:
                empty parameters are not sent, so the gateway would miss it. Example: ``xxxx``.
            template_id: Id of the template (模板ID). Example: ``101``.
            user_id: Id of the recipient's main account (主账号ID). Example: ``12345``.
            biz_id: Your own id of the message (业务id), different for every message to the same user:
                an equal one replaces the earlier message, so zero as a stand-in for "none" would
                make messages vanish. A time stamp will do where there is no better one. The vendor
                asks for it to trace a message. Example: ``122323434545``.
            mobile_biz_data: What opens on a phone when the message is clicked, with the same
                members as `biz_data`. Leave it out where phone and desktop do the same: the server
                then takes `biz_data`. Example: ``{"key1": "value", "key2": 123}``.
            biz_data: What opens on the desktop when the message is clicked. Its members keep their
                camelCase names.

                For a web page, `page` is its URL and required. For a plug-in, `page` is the text of
                a JSON object with `url` and `capability`, and `extraData` is the text of a JSON
                object with the page's parameters: both are JSON inside a string inside this object.
                Which parameters a plug-in reads is for its developers to say. The members are
                described at https://jindoucloud.taobao.com/doc/detail?id=24 (web page) and
                https://jindoucloud.taobao.com/doc/detail?id=20 (plug-in). Example: ``{"key1":
                "value", "key2": 123}``.
            picture: URL of the small picture shown on phones (缩略图). Example: ``http://xxx``.
            pict: URL of the large picture shown on the desktop (大图). Example: ``http://xxx``.
            sub_user_id: Id of the recipient's sub-account (子账号ID). Leave it out to address the main
                account. Example: ``123456``.
            title_param: Values for the title (消息标题参数), by the names that the template gives its
                parameters. Example: ``{"key1": "value", "key2": 123}``.
            content_param: Values for the text (消息内容参数), by the names that the template gives its
                parameters. Example: ``{"key1": "value", "key2": 123}``.

        Returns:
            Answer of taobao.tpn.template.message.send. Any member may be absent. The page's sample
            holds a success and an error text side by side: each value only fills its own member.

        Raises:
            ValidationError: an argument breaks a rule of the API; nothing was sent.
            TopError: any other failure; its ``delivery`` says what became of the request.

        Source: taobao.tpn.template.message.send (documented).
        """
        from ..models.tpn import TpnTemplateMessageSendRequest

        return await self._client.call(
            _TEMPLATE_MESSAGE_SEND,
            TpnTemplateMessageSendRequest(
                template_key=template_key,
                template_id=template_id,
                user_id=user_id,
                biz_id=biz_id,
                mobile_biz_data=mobile_biz_data,
                biz_data=biz_data,
                picture=picture,
                pict=pict,
                sub_user_id=sub_user_id,
                title_param=title_param,
                content_param=content_param,
            ),
        )


class AsyncTpnMethodsWithRaw:
    """Methods below `tpn`, for asyncio.

    The same methods, each giving status, headers and body beside its result.
    """

    def __init__(self, client: AsyncCaller) -> None:
        plain = AsyncTpnMethods(client)
        self.template_message_send = async_raw(plain.template_message_send)
        """Send a template message to one user of Qianniu (发送千牛模板消息)."""


class AsyncTpnMethodsDryRun:
    """Methods below `tpn`, for asyncio.

    The same methods, each giving the request that it would send. Nothing is sent.
    """

    def __init__(self, client: AsyncCaller) -> None:
        plain = AsyncTpnMethods(client)
        self.template_message_send = async_dry(plain.template_message_send)
        """Send a template message to one user of Qianniu (发送千牛模板消息)."""
