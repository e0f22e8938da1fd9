"""Where a client's tokens come from: a fixed one, a source of the user's, or a server of before v3.8.1."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from codegen.runtime.common.errors import ConnectionFailedError, HttpStatusError, ThrottledError, ValidationError
from codegen.runtime.openim.client import AsyncOpenIM, SyncOpenIM
from codegen.runtime.openim.errors import LoginError, TokenError
from codegen.runtime.openim.sandbox import SECRET, OpenIMControl, RunningSandbox, create_app, serve

from .batches import document
from .raw_server import RawServer, answer_json
from .samples import HALVES, IM_SECRET, Half, openim, openim_operation

pytestmark = pytest.mark.anyio
both = pytest.mark.parametrize("half", HALVES)
clients = pytest.mark.parametrize("client", [SyncOpenIM, AsyncOpenIM])

OPERATION = openim_operation()
YES = answer_json({"errCode": 0, "data": {"id": "1"}})
REFUSED = answer_json({"errCode": 1507, "errMsg": "TokenNotExistError", "errDlt": ""})


def tokens(server: RawServer) -> list[str | None]:
    """What came with each request."""
    return [received.headers.get("token") for received in server.received]


class Source:
    """A source that gives what it has, and remembers what it was asked."""

    def __init__(self, *given: Any) -> None:
        self.given = list(given)
        self.asked: list[str | None] = []

    def _next(self, refused: str | None) -> Any:
        self.asked.append(refused)
        given = self.given.pop(0) if len(self.given) > 1 else self.given[0]
        if isinstance(given, BaseException):
            raise given
        return given

    def of(self, half: Half, *, bare: bool = False) -> Any:
        """The source as the half wants it: an object, or a bare function."""

        class Plain:
            def get(_, *, refused: str | None) -> Any:  # noqa: N805 - the outer self is meant
                return self._next(refused)

        class Awaited:
            async def get(_, *, refused: str | None) -> Any:  # noqa: N805 - the outer self is meant
                return self._next(refused)

        source = Plain() if half == "sync" else Awaited()
        return source.get if bare else source


@both
class TestFixed:
    """token="""

    async def test_is_used_as_it_is(self, half: Half, server: RawServer) -> None:
        """Nobody logs in, and no secret is needed; views have it too."""
        server.then(YES)
        async with openim(half, server.url, secret=None, token="mine") as call:
            await call(OPERATION)
            await type(call)(call.client.with_options(timeout=5), half)(OPERATION)
        assert tokens(server) == ["mine", "mine"]

    async def test_is_never_renewed(self, half: Half, server: RawServer) -> None:
        """A refused one fails the call, and serves the next call again."""
        server.then(REFUSED, YES)
        async with openim(half, server.url, secret=None, token="mine", retries=5) as call:
            with pytest.raises(TokenError) as caught:
                await call(OPERATION)
            await call(OPERATION)
        assert (caught.value.delivery, caught.value.code) == ("refused", 1507)
        assert tokens(server) == ["mine", "mine"]


@both
class TestSource:
    """token_source="""

    @pytest.mark.parametrize("bare", [False, True], ids=["object", "function"])
    async def test_is_asked_for_each_call(self, half: Half, server: RawServer, bare: bool) -> None:
        """It caches as it likes."""
        source = Source("a", "b")
        server.then(YES)
        async with openim(half, server.url, secret=None, token_source=source.of(half, bare=bare)) as call:
            await call(OPERATION)
            await call(OPERATION)
        assert tokens(server) == ["a", "b"]
        assert source.asked == [None, None]

    async def test_refused_token(self, half: Half, server: RawServer) -> None:
        """It learns which one, and the call is sent once more with the other."""
        source = Source("a", "b")
        server.then(REFUSED, YES)
        async with openim(half, server.url, secret=None, token_source=source.of(half)) as call:
            await call(OPERATION)
        assert tokens(server) == ["a", "b"]
        assert source.asked == [None, "a"]

    async def test_refused_token_once_more(self, half: Half, server: RawServer) -> None:
        """The same token would be refused again."""
        source = Source("a")
        server.then(REFUSED)
        async with openim(half, server.url, secret=None, token_source=source.of(half)) as call:
            with pytest.raises(TokenError):
                await call(OPERATION)
        assert tokens(server) == ["a"]

    @pytest.mark.parametrize(
        ("given", "message", "retryable"),
        [
            (KeyError("s3cr3t"), "the token source failed: KeyError", False),
            (TimeoutError(), "the token source failed: TimeoutError", False),
            (
                ConnectionFailedError(message="no", retryable=True),
                "the token source failed: ConnectionFailedError",
                True,
            ),
            (None, "the token source gave NoneType, not str", False),
            (b"s3cr3t", "the token source gave bytes, not str", False),
            ("", "the token source gave text that no header can carry", False),
            ("s3cr3t\n", "the token source gave text that no header can carry", False),
            ("s3cr3t \xe9", "the token source gave text that no header can carry", False),
        ],
    )
    async def test_failure(self, half: Half, server: RawServer, given: Any, message: str, retryable: bool) -> None:
        """Nothing was sent, and nothing that the source said is shown."""
        async with openim(half, server.url, secret=None, token_source=Source(given).of(half)) as call:
            with pytest.raises(LoginError) as caught:
                await call(OPERATION)
        error = caught.value
        assert (error.message, error.delivery, error.operation) == (message, "not_sent", OPERATION.name)
        assert (error.resend_is_safe, error.retryable) == (True, retryable)
        assert error.__cause__ is (given if isinstance(given, Exception) else None)
        assert server.received == []

    async def test_failure_after_a_refusal(self, half: Half, server: RawServer) -> None:
        """The call was refused, then not sent."""
        server.then(REFUSED)
        source = Source("a", ThrottledError(message="later"))
        async with openim(half, server.url, secret=None, token_source=source.of(half)) as call:
            with pytest.raises(LoginError) as caught:
                await call(OPERATION)
        assert (caught.value.delivery, [each.code for each in caught.value.attempts]) == ("not_sent", [1507])

    async def test_source_of_the_other_half(self, half: Half, server: RawServer) -> None:
        """A clear error, and no coroutine is left behind."""
        other: Half = "async" if half == "sync" else "sync"
        async with openim(half, server.url, secret=None, token_source=Source("a").of(other)) as call:
            with pytest.raises(LoginError, match=r"the token source (gave coroutine|failed: TypeError)"):
                await call(OPERATION)

    async def test_interruption(self, half: Half, server: RawServer) -> None:
        """What is no Exception passes as it is."""

        class Stop(BaseException):
            pass

        async with openim(half, server.url, secret=None, token_source=Source(Stop()).of(half)) as call:
            with pytest.raises(Stop):
                await call(OPERATION)


async def test_slow_source(server: RawServer) -> None:
    """A call's deadline bounds a source that is awaited."""

    async def never(*, refused: str | None) -> str:
        await asyncio.sleep(60)
        return "late"

    async with openim("async", server.url, secret=None, token_source=never, deadline=0.05) as call:
        with pytest.raises(ConnectionFailedError) as caught:
            await call(OPERATION)
    assert (caught.value.delivery, caught.value.deadline_exceeded) == ("not_sent", True)


@clients
class TestSettings:
    """What the constructors and the environment take."""

    @pytest.mark.parametrize(
        "given",
        [
            {},
            {"secret": "s", "token": "t"},
            {"secret": "s", "token_source": len},
            {"token": "t", "token_source": len},
            {"secret": "s", "token": "t", "token_source": len},
            {"secret": "", "token": ""},
        ],
    )
    def test_exactly_one(self, client: type[Any], given: dict[str, Any]) -> None:
        """Two of them would leave open which counts."""
        with pytest.raises(ValidationError) as caught:
            client("http://x", **given)
        assert str(caught.value) == "exactly one of secret, token and token_source is needed (not_sent)"

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"token": "s3cr3t "}, "token: has white space or an invisible character around it (not_sent)"),
            ({"token": "s3cr 3t"}, "token: must be printable ASCII without blanks (not_sent)"),
            ({"token": "s3cr3t\xe9"}, "token: must be printable ASCII without blanks (not_sent)"),
            ({"token": ""}, "token: must not be empty (not_sent)"),
            ({"token": b"s3cr3t"}, "token: str expected, not bytes (not_sent)"),
            ({"token_source": "s3cr3t"}, "token_source: a callable expected, not str (not_sent)"),
            ({"secret": "s", "login": "s3cr3t"}, "login: must be one of get_admin_token, user_token (not_sent)"),
            ({"secret": "s", "login": ["user_token"]}, "login: must be one of get_admin_token, user_token (not_sent)"),
            ({"token": "t", "user_id": ""}, "user_id: must not be empty (not_sent)"),
            ({"token": "t", "clock": 1}, "clock: a callable expected, not int (not_sent)"),
        ],
    )
    def test_bad_values(self, client: type[Any], given: dict[str, Any], message: str) -> None:
        """Each is named, and none is shown."""
        with pytest.raises(ValidationError) as caught:
            client("http://x", **given)
        assert str(caught.value) == message

    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            ({"secret": IM_SECRET}, "user_id='imAdmin'"),
            ({"token": IM_SECRET}, "token=***"),
            ({"token_source": lambda refused: IM_SECRET}, "token_source=..."),
        ],
    )
    def test_repr(self, client: type[Any], given: dict[str, Any], shown: str) -> None:
        """It tells which, and shows none."""
        made = client("http://x", **given)
        assert repr(made) == f"<{client.__name__} http://x {shown}>"
        assert IM_SECRET not in f"{made} {vars(made)}"

    @pytest.mark.parametrize(
        ("env", "options", "kind"),
        [
            ({"OPENIM_SECRET": "s"}, {}, "user_id"),
            ({"OPENIM_SECRET": "s", "OPENIM_TOKEN": ""}, {}, "user_id"),
            ({"OPENIM_TOKEN": "t"}, {}, "token"),
            ({"OPENIM_SECRET": "s"}, {"token": "t"}, "token"),
            ({"OPENIM_SECRET": "s", "OPENIM_TOKEN": "t"}, {"secret": "s"}, "user_id"),
            ({"OPENIM_TOKEN": "t"}, {"token_source": len}, "token_source"),
            ({}, {"secret": "s", "login": "user_token"}, "user_id"),
        ],
    )
    def test_environment(self, client: type[Any], env: dict[str, str], options: dict[str, Any], kind: str) -> None:
        """Arguments precede the environment."""
        made = client.from_env({"OPENIM_URL": "http://x", **env}, **options)
        assert repr(made).split()[2].partition("=")[0] == kind

    def test_environment_with_both(self, client: type[Any]) -> None:
        """Nobody guesses which is meant."""
        with pytest.raises(ValidationError) as caught:
            client.from_env({"OPENIM_URL": "http://x", "OPENIM_SECRET": "s", "OPENIM_TOKEN": "t"})
        assert str(caught.value) == (
            "OPENIM_TOKEN: is set beside OPENIM_SECRET, and only one of them can count (not_sent)"
        )


class TestLegacyLogin:
    """login="user_token", for servers up to v3.8.0."""

    @pytest.fixture
    def old(self) -> Iterator[RunningSandbox[OpenIMControl]]:
        """Such a server."""
        with serve(create_app(document(), legacy_login=True, users=["a"])) as running:
            yield running

    @both
    async def test_wire(self, half: Half, server: RawServer) -> None:
        """What the login says."""
        server.then(answer_json({"errCode": 0, "data": {"token": "t", "expireTimeSeconds": 9}}), YES)
        async with openim(half, server.url, login="user_token") as call:
            await call(OPERATION)
        assert server.received[0].path == "/auth/user_token"
        assert server.received[0].body == f'{{"secret":"{IM_SECRET}","userID":"imAdmin","platformID":10}}'.encode()

    @both
    async def test_old_server(self, half: Half, old: RunningSandbox[OpenIMControl]) -> None:
        """It logs in, and the default login finds no such path there."""
        login = openim_operation(secured=True)
        async with openim(half, old.url, secret=SECRET, login="user_token") as call:
            with pytest.raises(HttpStatusError):  # the sample's path; the token was there
                await call(login)
        assert old.control.logins == 1
        async with openim(half, old.url, secret=SECRET) as call:
            with pytest.raises(LoginError) as caught:
                await call(login)
        assert (caught.value.status, caught.value.delivery) == (404, "not_sent")

    @both
    @pytest.mark.parametrize(
        ("options", "code"),
        [({"secret": "wrong"}, 1002), ({"secret": SECRET, "user_id": "nobody"}, 1101)],
    )
    async def test_refused(
        self, half: Half, old: RunningSandbox[OpenIMControl], options: dict[str, Any], code: int
    ) -> None:
        """As the server words it."""
        async with openim(half, old.url, login="user_token", **options) as call:
            with pytest.raises(LoginError) as caught:
                await call(OPERATION)
        assert (caught.value.code, caught.value.delivery) == (code, "not_sent")


def test_both_halves_take_the_same() -> None:
    """Parameter for parameter."""

    def names(function: Callable[..., Any]) -> list[str]:
        return list(inspect.signature(function).parameters)

    assert names(SyncOpenIM.__init__) == names(AsyncOpenIM.__init__)
