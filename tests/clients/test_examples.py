"""The pages of examples: their code runs, sends the bytes that they show, and gives the result that they promise."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, Self, cast
from urllib.parse import parse_qsl

import httpx
import pytest
from openim_client import AsyncOpenIMClient, OpenIMClient
from top_client import AsyncTopClient, TopClient
from top_client.sandbox import APP_KEY, APP_SECRET
from top_client.signing import string_to_sign

GENERATED: Final = Path(__file__).parents[2] / "generated"
NOON: Final = 1767240000.0
"""2026-01-01 at noon in Beijing."""
TOKEN: Final = {"errCode": 0, "errMsg": "", "errDlt": "", "data": {"token": "of-the-login", "expireTimeSeconds": 3600}}
ENVIRONMENT: Final = {
    "TOP_APP_KEY": APP_KEY,
    "TOP_APP_SECRET": APP_SECRET,
    "TOP_URL": "https://eco.taobao.com",
    "OPENIM_URL": "http://im.test",
    "OPENIM_SECRET": "openIM123",
}


class Block(NamedTuple):
    """A fenced block of a page."""

    language: str
    text: str


class Example(NamedTuple):
    """One request of a page, and the page's answer."""

    scripts: tuple[str, str]
    """Synchronous and asynchronous."""
    wire: str
    blocks: tuple[Block, ...]
    answer: bytes
    claims: str

    @property
    def body(self) -> str:
        """What is sent, as the page shows it."""
        return self.wire.partition("\n\n")[2]

    @property
    def head(self) -> tuple[str, dict[str, str]]:
        """Request line and headers, as the page shows them."""
        line, *fields = self.wire.partition("\n\n")[0].splitlines()
        return line, dict(field.split(": ", 1) for field in fields)


def _sections(page: Path) -> dict[str, tuple[Block, ...]]:
    parts = re.split(r"^## (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)[1:]
    blocks = [re.findall(r"^```(\w+)\n(.*?)\n```$", part, re.MULTILINE | re.DOTALL) for part in parts[1::2]]
    return {name: tuple(Block(*block) for block in found) for name, found in zip(parts[::2], blocks, strict=True)}


def _examples(package: str) -> list[Any]:
    found = []
    for page in sorted(GENERATED.joinpath(package, "examples").glob("*.md")):
        sections = _sections(page)
        answer, claims = sections.pop("Answer")
        for name, blocks in sections.items():
            sync, asynchronous, wire, *_ = (block.text for block in blocks)
            example = Example((sync, asynchronous), wire, blocks, answer.text.encode(), claims.text)
            found.append(pytest.param(example, id=f"{page.stem}-{name}"))
    return found


TOP: Final = _examples("top-client")
OPENIM: Final = _examples("openim-client")


def _with_options(client: type[Any], **given: Any) -> type[Any]:
    """The client, whose `from_env()` has further options."""

    class Client(client):  # type: ignore[misc]  # the class is an argument
        @classmethod
        def from_env(cls, env: Mapping[str, str] = os.environ, **options: Any) -> Self:
            return cast("Self", super().from_env(env, **given, **options))

    return Client


@pytest.fixture(params=[0, 1], ids=["sync", "async"])
def run(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Example], httpx.Request]]:
    """Runs an example as it stands, and what the page claims of its result.

    The credentials are in the environment, and the page's answer is what every request gets. Returned is the last
    request.
    """
    sent: list[httpx.Request] = []
    answers: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        needs_login = request.url.path == "/auth/get_admin_token" and b'"token"' not in answers[-1]
        return httpx.Response(200, json=TOKEN) if needs_login else httpx.Response(200, content=answers[-1])

    def execute(example: Example) -> httpx.Request:
        answers.append(example.answer)
        assert example.claims.startswith("assert result.")
        names: dict[str, Any] = {"__name__": "example"}
        exec(compile(example.scripts[request.param], "example", "exec"), names)
        exec(compile(example.claims, "claims", "exec"), names)
        return sent[-1]

    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    transport = httpx.MockTransport(answer)
    asynchronous = httpx.AsyncClient(transport=transport)
    noon = {"clock": lambda: NOON}
    with httpx.Client(transport=transport) as sync:
        for module, client, http, options in (
            ("top_client", TopClient, sync, noon),
            ("top_client", AsyncTopClient, asynchronous, noon),
            ("openim_client", OpenIMClient, sync, {}),
            ("openim_client", AsyncOpenIMClient, asynchronous, {}),
        ):
            monkeypatch.setattr(f"{module}.{client.__name__}", _with_options(client, http_client=http, **options))
        yield execute


Run = Callable[[Example], httpx.Request]


def test_every_method_has_a_page() -> None:
    """Each method of a package's document has its page, and no page is left over."""
    for package in ("top-client", "openim-client"):
        module = GENERATED / package / "src" / package.replace("-", "_")
        paths = json.loads(module.joinpath("openapi.json").read_text("utf-8"))["paths"]
        methods = {item["post"].get("x-top-method", item["post"]["operationId"]) for item in paths.values()}

        assert methods == {page.stem for page in GENERATED.joinpath(package, "examples").glob("*.md")}


@pytest.mark.parametrize("example", TOP)
class TestTop:
    """Pages of TOP's methods."""

    def test_bytes(self, run: Run, example: Example) -> None:
        """The code sends the body of the page, signature included, and the answer keeps the page's promises."""
        request = run(example)

        line, fields = example.head
        assert line == f"{request.method} {request.url.path}"
        assert request.headers["content-type"].startswith(fields["Content-Type"])
        assert example.body == request.content.decode()

    def test_explanation(self, example: Example) -> None:
        """The decoded parameters and the string to sign of the page are those of its body."""
        params = dict(parse_qsl(example.body, keep_blank_values=True, strict_parsing=True))
        decoded, to_sign = (block.text for block in example.blocks if block.language == "text")

        assert decoded == "\n".join(f"{name} = {value}" for name, value in params.items())
        assert to_sign == string_to_sign(params, secret=APP_SECRET, sign_method=params["sign_method"])


@pytest.mark.parametrize("example", OPENIM)
def test_openim(run: Run, example: Example) -> None:
    """The code sends the body and the headers of the page, and the answer keeps the page's promises."""
    request = run(example)

    line, fields = example.head
    assert line == f"{request.method} {request.url.path}"
    assert fields.pop("Content-Type") == request.headers["content-type"]
    assert all(request.headers[name] for name in fields)
    assert ("token" in fields) is ("token" in request.headers)
    assert example.body == request.content.decode()
