# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""Requests and results of OpenIM admin REST API.

A name's module is imported when the name is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .auth_get_admin_token import GetAdminTokenData as GetAdminTokenData
    from .auth_get_admin_token import GetAdminTokenRequest as GetAdminTokenRequest
    from .msg_batch_send_msg import AtElem as AtElem
    from .msg_batch_send_msg import AtInfo as AtInfo
    from .msg_batch_send_msg import AtMessage as AtMessage
    from .msg_batch_send_msg import BatchSendMsgData as BatchSendMsgData
    from .msg_batch_send_msg import BatchSendMsgRequest as BatchSendMsgRequest
    from .msg_batch_send_msg import BatchSendMsgResult as BatchSendMsgResult
    from .msg_batch_send_msg import CustomElem as CustomElem
    from .msg_batch_send_msg import CustomMessage as CustomMessage
    from .msg_batch_send_msg import FileElem as FileElem
    from .msg_batch_send_msg import FileMessage as FileMessage
    from .msg_batch_send_msg import LocationElem as LocationElem
    from .msg_batch_send_msg import MarkdownElem as MarkdownElem
    from .msg_batch_send_msg import MarkdownMessage as MarkdownMessage
    from .msg_batch_send_msg import NotificationElem as NotificationElem
    from .msg_batch_send_msg import OANotificationElem as OANotificationElem
    from .msg_batch_send_msg import OANotificationMessage as OANotificationMessage
    from .msg_batch_send_msg import OfflinePushInfo as OfflinePushInfo
    from .msg_batch_send_msg import Picture as Picture
    from .msg_batch_send_msg import PictureElem as PictureElem
    from .msg_batch_send_msg import PictureMessage as PictureMessage
    from .msg_batch_send_msg import QuotedMessage as QuotedMessage
    from .msg_batch_send_msg import QuoteElem as QuoteElem
    from .msg_batch_send_msg import QuoteMessage as QuoteMessage
    from .msg_batch_send_msg import SessionType as SessionType
    from .msg_batch_send_msg import SoundElem as SoundElem
    from .msg_batch_send_msg import SoundMessage as SoundMessage
    from .msg_batch_send_msg import TextElem as TextElem
    from .msg_batch_send_msg import TextMessage as TextMessage
    from .msg_batch_send_msg import VideoElem as VideoElem
    from .msg_batch_send_msg import VideoMessage as VideoMessage
else:
    from .._runtime.common.lazy import lazy_attributes

    _MODULES = {
        "AtElem": "msg_batch_send_msg",
        "AtInfo": "msg_batch_send_msg",
        "AtMessage": "msg_batch_send_msg",
        "BatchSendMsgData": "msg_batch_send_msg",
        "BatchSendMsgRequest": "msg_batch_send_msg",
        "BatchSendMsgResult": "msg_batch_send_msg",
        "CustomElem": "msg_batch_send_msg",
        "CustomMessage": "msg_batch_send_msg",
        "FileElem": "msg_batch_send_msg",
        "FileMessage": "msg_batch_send_msg",
        "GetAdminTokenData": "auth_get_admin_token",
        "GetAdminTokenRequest": "auth_get_admin_token",
        "LocationElem": "msg_batch_send_msg",
        "MarkdownElem": "msg_batch_send_msg",
        "MarkdownMessage": "msg_batch_send_msg",
        "NotificationElem": "msg_batch_send_msg",
        "OANotificationElem": "msg_batch_send_msg",
        "OANotificationMessage": "msg_batch_send_msg",
        "OfflinePushInfo": "msg_batch_send_msg",
        "Picture": "msg_batch_send_msg",
        "PictureElem": "msg_batch_send_msg",
        "PictureMessage": "msg_batch_send_msg",
        "QuoteElem": "msg_batch_send_msg",
        "QuoteMessage": "msg_batch_send_msg",
        "QuotedMessage": "msg_batch_send_msg",
        "SessionType": "msg_batch_send_msg",
        "SoundElem": "msg_batch_send_msg",
        "SoundMessage": "msg_batch_send_msg",
        "TextElem": "msg_batch_send_msg",
        "TextMessage": "msg_batch_send_msg",
        "VideoElem": "msg_batch_send_msg",
        "VideoMessage": "msg_batch_send_msg",
    }
    __all__ = sorted(_MODULES)
    __getattr__ = lazy_attributes(__name__, _MODULES)

    def __dir__():
        return sorted(_MODULES)
