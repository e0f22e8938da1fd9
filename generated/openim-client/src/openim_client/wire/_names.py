# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""Which module holds each name of the package; it is read when a name is first asked for."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "auth": (
        "GetAdminTokenData",
        "GetAdminTokenRequest",
    ),
    "msg": (
        "AtElem",
        "AtInfo",
        "AtMessage",
        "BatchSendMsgData",
        "BatchSendMsgRequest",
        "BatchSendMsgResult",
        "CustomElem",
        "CustomMessage",
        "FileElem",
        "FileMessage",
        "LocationElem",
        "MarkdownElem",
        "MarkdownMessage",
        "NotificationElem",
        "OANotificationElem",
        "OANotificationMessage",
        "OfflinePushInfo",
        "Picture",
        "PictureElem",
        "PictureMessage",
        "QuoteElem",
        "QuoteMessage",
        "QuotedMessage",
        "SessionType",
        "SoundElem",
        "SoundMessage",
        "TextElem",
        "TextMessage",
        "VideoElem",
        "VideoMessage",
    ),
}
