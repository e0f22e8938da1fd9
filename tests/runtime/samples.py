"""Small operations, models and clients for the tests of the runtime."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self, TypeVar, cast, get_args

import pytest
import yaml
from attrs import field, frozen

from codegen.runtime.common.driver import Outcome
from codegen.runtime.common.error_table import ErrorInfo, ErrorTable, RangeInfo, SplitInfo, SubCodeInfo
from codegen.runtime.common.errors import ValidationError
from codegen.runtime.common.operation import Operation, RequestModel, Resend, ResultModel, Success
from codegen.runtime.common.options import TransportName
from codegen.runtime.openim.client import AsyncOpenIM, SyncOpenIM
from codegen.runtime.top.client import AsyncTop, SyncTop

ROOT = Path(__file__).parents[2]
APP_SECRET = "s3cr3t-of-the-app"
SESSION = "s3ss10n-of-the-user"
IM_SECRET = "s3cr3t-of-openim"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJVc2VySUQiOiJpbUFkbWluIn0.c2lnbmF0dXJl"
NOW = 1451620800.0
"""2016-01-01 12:00:00 in GMT+8."""

Half = Literal["sync", "async"]
HALVES: tuple[Half, ...] = ("sync", "async")
EVERY_TRANSPORT = (
    pytest.mark.usefixtures("transport"),
    pytest.mark.parametrize("transport", get_args(TransportName), indirect=True),
)
"""Marks of modules whose tests hold for each transport."""
T = TypeVar("T", bound=ResultModel)


@frozen
class Sample:
    """A request of any members; those that are the text ``bad`` break a rule."""

    members: Mapping[str, object] = field(factory=dict[str, object])

    def validate(self) -> None:
        """Refuse the text ``bad``."""
        for name, value in self.members.items():
            if value == "bad":
                raise ValidationError("must not be bad", path=(name,), model="Sample")

    def to_dict(self) -> Mapping[str, object]:
        """The members."""
        return self.members


@frozen
class Result:
    """A result that keeps what it read, and cannot read a member `broken`."""

    data: Mapping[str, Any]

    @classmethod
    def from_dict(cls, data: Any, /) -> Self:
        """Keep the members."""
        if "broken" in data:
            raise TypeError("integer expected, not str")
        return cls(data)


def top_operation(
    resend: Resend | None = None, success: Success | None = None, json_members: frozenset[str] = frozenset()
) -> Operation[Result]:
    """A method of TOP."""
    return Operation(
        name="taobao.sample.send",
        path="/router/rest",
        result_key="sample_send_response",
        load_result=lambda: Result,
        resend=resend or Resend("never"),
        success=success,
        json_members=json_members,
    )


def openim_operation(
    error_delivery: Literal["refused", "unknown"] | None = "refused", *, secured: bool = True
) -> Operation[Result]:
    """A method of OpenIM."""
    return Operation(
        name="msg.sample",
        path="/msg/sample",
        result_key="data",
        load_result=lambda: Result,
        resend=Resend("never"),
        error_delivery=error_delivery,
        secured=secured,
    )


@cache
def table(api: str) -> ErrorTable:
    """The error table of an API's spec."""
    data = yaml.safe_load((ROOT / "spec" / api / "errors.yaml").read_text("utf-8"))
    return ErrorTable(
        codes={row["code"]: ErrorInfo(**row) for row in data["codes"]},
        sub_codes=tuple(SubCodeInfo(**row) for row in data.get("sub_codes", ())),
        ranges=tuple(_range(**row) for row in data.get("ranges", ())),
        splits=tuple(_split(**row) for row in data.get("splits", ())),
    )


def _range(to: int | None = None, **row: Any) -> RangeInfo:
    return RangeInfo(first=row.pop("from"), last=to, **row)


def _split(detail_prefix: str, detail_contains: str, **row: Any) -> SplitInfo:
    return SplitInfo(starts=(detail_prefix,), contains=(detail_contains,), **row)


class Top(SyncTop):
    """The sync client with the table of the spec."""

    _error_table = staticmethod(lambda: table("top"))


class AsyncTopClient(AsyncTop):
    """The async client with the table of the spec."""

    _error_table = staticmethod(lambda: table("top"))


class OpenIM(SyncOpenIM):
    """The sync client with the table of the spec."""

    _error_table = staticmethod(lambda: table("openim"))


class AsyncOpenIMClient(AsyncOpenIM):
    """The async client with the table of the spec."""

    _error_table = staticmethod(lambda: table("openim"))


@frozen
class Caller:
    """A client of either half, called the same way."""

    client: Any
    half: Half

    async def __call__(self, operation: Operation[T], request: RequestModel | None = None) -> T:
        """Call; the sync half in a thread."""
        if self.half == "sync":
            return cast("T", await asyncio.to_thread(self.client.call, operation, request or Sample()))
        return cast("T", await self.client.call(operation, request or Sample()))

    async def outcome(self, operation: Operation[T], request: RequestModel | None = None) -> Outcome[T]:
        """Call, and get the attempts too."""
        if self.half == "sync":
            return cast("Outcome[T]", await asyncio.to_thread(self.client.outcome, operation, request or Sample()))
        return cast("Outcome[T]", await self.client.outcome(operation, request or Sample()))

    async def close(self) -> None:
        """Close the client."""
        if self.half == "sync":
            self.client.close()
        else:
            await self.client.aclose()


@asynccontextmanager
async def top(half: Half, base_url: str, **options: Any) -> AsyncGenerator[Caller]:
    """A client of TOP. It makes one attempt, unless the options say otherwise."""
    given: dict[str, Any] = {
        "app_key": "12345678",
        "app_secret": APP_SECRET,
        "base_url": base_url,
        "retries": 0,
        **options,
    }
    make: Callable[..., Any] = Top if half == "sync" else AsyncTopClient
    caller = Caller(make(**given), half)
    try:
        yield caller
    finally:
        await caller.close()


@asynccontextmanager
async def openim(half: Half, base_url: str, **options: Any) -> AsyncGenerator[Caller]:
    """A client of OpenIM. It makes one attempt, unless the options say otherwise."""
    given: dict[str, Any] = {"secret": IM_SECRET, "retries": 0, **options}
    make: Callable[..., Any] = OpenIM if half == "sync" else AsyncOpenIMClient
    caller = Caller(make(base_url, **given), half)
    try:
        yield caller
    finally:
        await caller.close()


def login_data(token: str = TOKEN, lifetime: object = 7776000) -> dict[str, object]:
    """The answer of a login."""
    return {"errCode": 0, "errMsg": "", "errDlt": "", "data": {"token": token, "expireTimeSeconds": lifetime}}
