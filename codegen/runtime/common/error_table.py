"""What is known of an API's error codes: the data of its ``errors.yaml``, with look-up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from attrs import field

from .define import frozen
from .errors import Delivery

Fault = Literal["caller", "account", "platform", "network", "recipient"]


@frozen(kw_only=True)
class ErrorEntry:
    """What an error means and what to do about it."""

    kind: str
    """Name of the error class."""
    meaning: str
    """What it means, one sentence."""
    remedy: str
    """What to do, one sentence."""
    fault: Fault
    """Who has to do it."""
    delivery: Delivery
    """What it proves at least; the rules of the protocol may know less."""
    retry: bool
    """Whether the same request may succeed later."""


@frozen(kw_only=True)
class ErrorInfo(ErrorEntry):
    """An error that its code tells."""

    code: int
    name: str
    """The vendor's name of the code."""


@frozen(kw_only=True)
class RangeInfo(ErrorEntry):
    """Errors whose codes lie in a range, both ends included."""

    first: int
    last: int | None = None
    """None where the range has no upper end."""
    name: str
    """The vendor's name of the range."""

    def holds(self, code: int) -> bool:
        """Whether the code lies in the range."""
        return self.first <= code and (self.last is None or code <= self.last)


@frozen(kw_only=True)
class SubCodeInfo(ErrorEntry):
    """An error that its sub-code tells."""

    pattern: str
    """The sub-code; ``*`` stands for any characters."""

    @property
    def is_family(self) -> bool:
        """Whether the pattern names a whole family, such as ``isv.*``."""
        return self.pattern.endswith(".*") and self.pattern.count(".") == 1

    def matches(self, sub_code: str) -> bool:
        """Whether the sub-code fits the pattern as a whole."""
        return _compiled(self.pattern).fullmatch(sub_code) is not None


@frozen(kw_only=True)
class SplitInfo(ErrorEntry):
    """An error that shares its code with others and is told by the vendor's text."""

    code: int
    name: str
    starts: tuple[str, ...] = ()
    """What the text may start with."""
    contains: tuple[str, ...] = ()
    """What it may hold. One of all is enough."""

    def matches(self, detail: str) -> bool:
        """Whether the text is of this error."""
        return detail.startswith(self.starts) or any(part in detail for part in self.contains)


@frozen
class ErrorTable:
    """The errors of an API."""

    codes: Mapping[int, ErrorInfo] = field(factory=dict[int, ErrorInfo])
    sub_codes: tuple[SubCodeInfo, ...] = ()
    """Tried in this order."""
    ranges: tuple[RangeInfo, ...] = ()
    """Tried after the codes, in this order."""
    splits: tuple[SplitInfo, ...] = ()
    """Tried before the codes, in this order."""

    def by_code(self, code: int | None, *details: str) -> ErrorInfo | RangeInfo | SplitInfo | None:
        """What the code tells, with the vendor's texts where they split it; None if it is not known."""
        if code is None:
            return None
        for split in self.splits:
            if split.code == code and any(split.matches(detail) for detail in details):
                return split
        known = self.codes.get(code)
        if known is not None:
            return known
        return next((entry for entry in self.ranges if entry.holds(code)), None)

    def by_sub_code(self, sub_code: str | None) -> SubCodeInfo | None:
        """What the first matching pattern tells; None if there is none."""
        if not sub_code:
            return None
        return next((entry for entry in self.sub_codes if entry.matches(sub_code)), None)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in pattern.split("*")), re.DOTALL)
