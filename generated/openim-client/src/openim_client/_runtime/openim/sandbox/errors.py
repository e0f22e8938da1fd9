"""What the server refuses, with its codes and names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NAMES: Final[Mapping[int, str]] = {
    500: "ServerInternalError",
    1001: "ArgsError",
    1002: "NoPermissionError",
    1101: "UserIDNotFoundError",
    1501: "TokenExpiredError",
    1503: "TokenMalformedError",
    1505: "TokenUnknownError",
    1506: "TokenKickedError",
    1507: "TokenNotExistError",
}
"""Names of the codes, from open-im-server ``pkg/common/servererrs`` and its tools' ``errs``."""


class ServerError(Exception):
    """A request that the server refuses, as the envelope it answers."""

    def __init__(self, code: int, detail: str = "", *, message: str = "", status: int = 200) -> None:
        super().__init__(code, detail)
        self.code = code
        self.message = message or NAMES[code]
        self.detail = detail
        self.status = status

    def members(self) -> dict[str, object]:
        """The envelope; an error has no ``data``."""
        return {"errCode": self.code, "errMsg": self.message, "errDlt": self.detail}
