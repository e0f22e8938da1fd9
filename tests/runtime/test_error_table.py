"""Look-up of codes."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.runtime.common.error_table import ErrorInfo, ErrorTable, RangeInfo, SplitInfo, SubCodeInfo

ENTRY: dict[str, Any] = {
    "kind": "ServerError",
    "meaning": "m",
    "remedy": "r",
    "fault": "platform",
    "delivery": "unknown",
    "retry": False,
}
TABLE = ErrorTable(
    codes={500: ErrorInfo(code=500, name="five hundred", **ENTRY)},
    sub_codes=(
        SubCodeInfo(pattern="isp.*timeout*", **ENTRY),
        SubCodeInfo(pattern="isp.*", **ENTRY),
        SubCodeInfo(pattern="exact", **ENTRY),
    ),
    ranges=(
        RangeInfo(first=20001, last=29999, name="webhook", **ENTRY),
        RangeInfo(first=30000, name="the rest", **ENTRY),
    ),
    splits=(SplitInfo(code=500, name="bad content", starts=("Key: '",), contains=("decoding",), **ENTRY),),
)


@pytest.mark.parametrize(
    ("code", "details", "name"),
    [
        (500, (), "five hundred"),
        (500, ("rpc down", ""), "five hundred"),
        (500, ("Key: 'TextElem.Content' Error",), "bad content"),
        (500, ("", "2 error(s) decoding"), "bad content"),
        (501, ("Key: '",), None),
        (20000, (), None),
        (20001, (), "webhook"),
        (29999, (), "webhook"),
        (30000, (), "the rest"),
        (10**9, (), "the rest"),
        (None, (), None),
    ],
)
def test_by_code(code: int | None, details: tuple[str, ...], name: str | None) -> None:
    """A split by the vendor's text comes first, then the code, then the range, ends included."""
    found = TABLE.by_code(code, *details)
    assert (None if found is None else found.name) == name


@pytest.mark.parametrize(
    ("sub_code", "pattern"),
    [
        ("isp.remote-timeout-x", "isp.*timeout*"),
        ("isp.other", "isp.*"),
        ("ispx", None),
        ("exact", "exact"),
        ("exact2", None),
        ("", None),
        (None, None),
    ],
)
def test_by_sub_code(sub_code: str | None, pattern: str | None) -> None:
    """The first pattern that fits as a whole wins; a dot is a dot."""
    found = TABLE.by_sub_code(sub_code)
    assert (None if found is None else found.pattern) == pattern


def test_families() -> None:
    """`isp.*` names a family, a longer pattern does not."""
    assert [entry.is_family for entry in TABLE.sub_codes] == [False, True, False]
