"""Errors as values: what they show, what they carry, and that they travel."""

from __future__ import annotations

import copy
import inspect
import pickle
import re
from collections.abc import Callable
from typing import Any

import pytest

from codegen.runtime.common import errors
from codegen.runtime.common.errors import (
    ApiError,
    Attempt,
    BusinessError,
    ConnectionFailedError,
    OutcomeUnknownError,
    ThrottledError,
    ValidationError,
)
from codegen.runtime.openim.errors import LoginError, TokenError
from codegen.runtime.top.errors import ClockSkewError, SessionError

CLASSES = [
    item
    for item in vars(errors).values()
    if isinstance(item, type) and issubclass(item, ApiError) and item is not ApiError
]


def full(kind: type[ApiError] = ThrottledError) -> ApiError:
    """An error with every attribute set."""
    error = kind(
        message="App Call Limited: This ban will last for 2 more seconds",
        operation="taobao.sample.send",
        delivery="refused",
        attempts=(Attempt(7, "refused", 0.25),),
        code=7,
        sub_code="accesscontrol.limited",
        vendor_message="App Call Limited",
        vendor_detail="This ban will last for 2 more seconds",
        request_id="64jynw0jsbja",
        meaning="A quota is used up.",
        remedy="Wait.",
        fault="account",
        retryable=True,
        retry_after=3.0,
        status=200,
        headers={"content-type": "application/json", "x-private": "header-value"},
        body=b"body-value",
    )
    error.add_note("a note")
    return error


class TestTree:
    """The classes below the root."""

    def test_drawn_tree_holds_exactly_the_classes(self) -> None:
        """The tree at the top of the module names every class of it, each once."""
        drawn = re.findall(r"[├└]── (\w+)", inspect.getdoc(errors) or "")
        assert sorted(kind.__name__ for kind in CLASSES) == sorted(drawn)

    @pytest.mark.parametrize("kind", CLASSES)
    def test_every_class_says_what_it_is(self, kind: type[ApiError]) -> None:
        """Every class has a docstring of its own."""
        assert kind.__doc__

    def test_delivery_of_classes_that_never_sent(self) -> None:
        """What is raised before sending is `not_sent` and safe to send again, without being told."""
        for kind in (ConnectionFailedError, errors.ClientClosedError, errors.EventLoopError, LoginError):
            error = kind(message="m")
            assert (error.delivery, error.resend_is_safe) == ("not_sent", True)
        assert OutcomeUnknownError(message="m").delivery == "unknown"
        assert not OutcomeUnknownError(message="m").resend_is_safe
        assert not BusinessError(message="m", delivery="accepted").resend_is_safe

    def test_api_classes(self) -> None:
        """The errors of the APIs are caught as what they are."""
        assert all(issubclass(kind, errors.AuthenticationError) for kind in (SessionError, ClockSkewError, TokenError))

    def test_constructor_takes_keywords_only(self) -> None:
        """A positional message is refused."""
        with pytest.raises(TypeError):
            ApiError("message")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]  # the test is about it


class TestText:
    """What `str` and `repr` show."""

    def test_str_begins_with_the_request_id(self) -> None:
        """One line: request id, codes, meaning, the vendor's words, delivery."""
        expected = (
            "64jynw0jsbja 7 accesscontrol.limited: A quota is used up: "
            "App Call Limited: This ban will last for 2 more seconds (refused)"
        )
        assert str(full()) == expected

    def test_str_is_one_line(self) -> None:
        """Line breaks and control characters of a vendor's text do not break a log."""
        text = str(ApiError(message="a\r\nb\u2028c\x00d\x1b[31m", request_id="r"))
        assert text == "r a b c\N{REPLACEMENT CHARACTER}d\N{REPLACEMENT CHARACTER}[31m (unknown)"

    @pytest.mark.parametrize("member", ["request_id", "sub_code"])
    def test_str_is_one_line_whatever_the_server_calls_things(self, member: str) -> None:
        """The request id and the sub-code are the server's words as well."""
        words: dict[str, Any] = {member: "a\u0085b" + "x" * 10_000}
        error = ApiError(message="m", **words)
        assert str(error).startswith("a b")
        assert len(str(error).splitlines()) == 1
        assert len(str(error)) < 1100
        assert getattr(error, member).startswith("a\u0085b")

    def test_str_is_bounded(self) -> None:
        """A text of a megabyte does not flood a log; the attribute has all of it."""
        error = ApiError(message="x" * 1_000_000)
        assert len(str(error)) < 600
        assert len(error.message) == 1_000_000

    def test_neither_shows_body_or_headers(self) -> None:
        """Body and headers are attributes and nothing else."""
        error = full()
        for text in (str(error), repr(error)):
            assert "body-value" not in text
            assert "header-value" not in text

    def test_repr_names_class_and_codes(self) -> None:
        """repr tells the class, the codes and what it proves."""
        assert repr(full()) == (
            "<ThrottledError operation='taobao.sample.send' code=7 sub_code='accesscontrol.limited' "
            "delivery='refused' request_id='64jynw0jsbja' status=200>"
        )


def pickled(error: ApiError) -> ApiError:
    """The error as another process gets it."""
    arrived = pickle.loads(pickle.dumps(error))
    assert isinstance(arrived, ApiError)
    return arrived


Travel = Callable[[ApiError], ApiError]
TRAVELS: list[Travel] = [copy.copy, copy.deepcopy, pickled]


class TestTravel:
    """Errors cross process borders."""

    @pytest.mark.parametrize("travel", TRAVELS)
    @pytest.mark.parametrize("kind", [ApiError, ThrottledError, SessionError, LoginError])
    def test_every_attribute_arrives(self, kind: type[ApiError], travel: Travel) -> None:
        """A copy has the class, the arguments, the notes and every attribute."""
        error = full(kind)
        arrived = travel(error)
        assert type(arrived) is kind
        assert arrived.args == error.args
        assert vars(arrived) == vars(error)
        assert arrived.__notes__ == ["a note"]

    def test_validation_error_arrives(self) -> None:
        """The same for the class with a constructor of its own."""
        error = ValidationError("too long", path=("a", 1), wire_path=("A", 1), model="M")
        arrived = pickle.loads(pickle.dumps(error))
        assert vars(arrived) == vars(error)
        assert str(arrived) == "M.a[1]: too long [on the wire: A[1]] (not_sent)"


class TestValidationError:
    """The path of a bad member."""

    def test_is_a_value_error(self) -> None:
        """It is caught as the error of Python that it is."""
        error = ValidationError("too long")
        assert isinstance(error, ValueError)
        assert (error.delivery, error.rule, error.path, error.wire_path) == ("not_sent", "too long", (), ())

    def test_within_prefixes_both_paths(self) -> None:
        """Each object around adds its member's names, the outermost names the model."""
        inner = ValidationError("too long", path=("url",), wire_path=("sourceUrl",), model="Picture")
        outer = inner.within(2, 2).within("pictures", "sourcePictures", "Album")
        assert outer.path == ("pictures", 2, "url")
        assert outer.wire_path == ("sourcePictures", 2, "sourceUrl")
        assert str(outer) == "Album.pictures[2].url: too long [on the wire: sourcePictures[2].sourceUrl] (not_sent)"
        assert inner.path == ("url",)

    def test_within_without_wire_name(self) -> None:
        """Where the names are the same, one is enough."""
        assert ValidationError("r").within("a").wire_path == ("a",)
