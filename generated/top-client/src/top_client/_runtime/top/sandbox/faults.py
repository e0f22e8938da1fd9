"""What the gateway refuses, with its codes and texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[int, str]] = {
    7: "App Call Limited",
    9: "Http Action Not Allowed",
    21: "Missing Method",
    22: "Invalid Method",
    23: "Invalid Format",
    24: "Missing Signature",
    25: "Invalid Signature",
    28: "Missing App Key",
    29: "Invalid App Key",
    30: "Missing Timestamp",
    31: "Invalid Timestamp",
    32: "Missing Version",
    33: "Invalid Version",
    34: "Unsupported Version",
    40: "Missing Required Arguments",
    41: "Invalid Arguments",
    47: "Invalid Encoding",
}
"""Text of each platform code, from the gateway's code table."""

SUB_CODES: Final[Mapping[int, str]] = {
    21: "isv.missing-method",
    22: "isv.invalid-method",
    23: "isv.invalid-format",
    24: "isv.missing-signature",
    25: "isv.invalid-signature",
    28: "isv.missing-app-key",
    29: "isv.invalid-app-key",
    30: "isv.missing-timestamp",
    31: "isv.invalid-timestamp",
    32: "isv.missing-version",
    33: "isv.invalid-version",
    34: "isv.unsupported-version",
}


class GatewayError(Exception):
    """A call that the gateway refuses."""

    def __init__(self, code: int, *, about: str = "", sub_code: str | None = None, sub_msg: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.msg = f"{MESSAGES[code]}:{about}" if about else MESSAGES[code]
        self.sub_code = sub_code or SUB_CODES.get(code, "")
        self.sub_msg = sub_msg

    def members(self) -> dict[str, object]:
        """The members of ``error_response``, without the request id; those that say nothing are left out."""
        texts = {"msg": self.msg, "sub_code": self.sub_code, "sub_msg": self.sub_msg}
        return {"code": self.code, **{name: text for name, text in texts.items() if text}}
