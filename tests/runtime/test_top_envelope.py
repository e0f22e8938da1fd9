"""TOP's envelope, and what its errors prove."""

from __future__ import annotations

import json

import pytest

from codegen.runtime.common.error_table import ErrorTable
from codegen.runtime.common.errors import Delivery
from codegen.runtime.common.exchange import Answer
from codegen.runtime.common.secrets import Secret
from codegen.runtime.top.classify import delivery_of, envelope_error, look_up
from codegen.runtime.top.envelope import Envelope, read_envelope

from .samples import table

KEY = "sample_send_response"
TABLE = table("top")


def read(value: object, status: int = 200) -> Envelope | None:
    """The envelope of a JSON answer."""
    return read_envelope(Answer(status, {}, json.dumps(value).encode()), KEY)


class TestReading:
    """Which object is the payload."""

    def test_error_counts_first(self) -> None:
        """An error beside a success is an error."""
        found = read({KEY: {"a": 1}, "error_response": {"code": 1, "request_id": "r"}})
        assert found == Envelope("r", error={"code": 1, "request_id": "r"})

    def test_own_key(self) -> None:
        """The payload, with the request id from beside it put in."""
        assert read({KEY: {"a": 1}, "request_id": "r"}) == Envelope("r", payload={"a": 1, "request_id": "r"})
        assert read({KEY: {"a": 1, "request_id": "inner"}}) == Envelope(
            "inner", payload={"a": 1, "request_id": "inner"}
        )

    def test_single_object_under_another_name(self) -> None:
        """Gateways name the key otherwise at times; a status that is no success, or an error's name, does not count."""
        assert read({"other_response": {"a": 1}}) == Envelope(None, payload={"a": 1})
        assert read({"other_response": {"a": 1}, "request_id": "r"}) == Envelope(
            "r", payload={"a": 1, "request_id": "r"}
        )
        assert read({"other_response": {"a": 1}}, status=502) is None
        assert read({"other_response": 1}) is None
        assert read({"a": {}, "b": {}}) is None
        assert read({"error": {"a": 1}}) is None
        assert read({"errors": {"a": 1}}) is None

    @pytest.mark.parametrize("value", [None, [], 1, "x", {}, {"error_response": "text"}])
    def test_no_envelope(self, value: object) -> None:
        """JSON of another shape has none."""
        assert read(value) is None

    @pytest.mark.parametrize("body", [b"", b"<html>", b"{", b"\xff\xfe{", b'{"a": NaN}', b"[" * 100_000, b"1" * 5000])
    def test_no_json(self, body: bytes) -> None:
        """What no parser reads has none, and is no crash."""
        assert read_envelope(Answer(200, {}, body), KEY) is None

    def test_raw_control_characters(self) -> None:
        """Raw TAB, LF and CR inside strings are read."""
        found = read_envelope(Answer(200, {}, b'{"sample_send_response": {"a": "x\ty\nz\r"}}'), KEY)
        assert found == Envelope(None, payload={"a": "x\ty\nz\r"})

    def test_integers_are_exact(self) -> None:
        """A 64-bit id loses no digit."""
        found = read_envelope(Answer(200, {}, b'\xef\xbb\xbf{"sample_send_response":{"a":7091800003790954036}}'), KEY)
        assert found is not None
        assert found.payload == {"a": 7091800003790954036}


class TestDelivery:
    """What codes prove."""

    @pytest.mark.parametrize(
        ("code", "sub_code", "expected"),
        [
            (25, None, "refused"),
            (7, "accesscontrol.limited-by-api-access-count", "refused"),
            (40, "isv.missing-parameter:x", "refused"),
            (99, "anything", "refused"),
            (10, None, "unknown"),
            (10, "isv.invalid-parameter", "unknown"),
            (88, None, "unknown"),
            (11, "isp.unknown-error", "unknown"),
            (41, "isv.user-service-error", "unknown"),
            (15, "isv.item-service-error:TIMEOUT", "unknown"),
            (15, "isv.invalid-parameter", "refused"),
            (50, "isv.invalid-parameter", "refused"),
            (530, "isv.invalid-parameter", "refused"),
            (15, None, "unknown"),
            (50, "", "unknown"),
            (100, "2", "unknown"),
            (670, "ism.x", "unknown"),
            (15, "A-AUDIT-1", "unknown"),
            (15, "accesscontrol.limited", "unknown"),
            (0, None, "unknown"),
            (-1, None, "unknown"),
            (None, "isv.x", "unknown"),
        ],
    )
    def test_rules(self, code: int | None, sub_code: str | None, expected: Delivery) -> None:
        """The rows of the delivery rules for TOP."""
        assert delivery_of(code, sub_code) == expected

    @pytest.mark.parametrize("code", [*range(100), 100, 530, 12345])
    def test_table_agrees_with_the_rules(self, code: int) -> None:
        """No row of the spec claims a refusal that the rules do not."""
        entry = look_up(TABLE, code, None)
        if entry is not None:
            assert entry.delivery == delivery_of(code, None)


class TestLookUp:
    """Which row explains an error."""

    @pytest.mark.parametrize(
        ("code", "sub_code", "kind", "words"),
        [
            (25, "isv.whatever", "AuthenticationError", "signature"),
            (27, "invalid-sessionkey", "SessionError", "expired or was withdrawn"),
            (11, "isv.permission-ip-whitelist-limit", "PermissionDeniedError", "this address"),
            (11, "isp.unknown-error", "ServerError", "may have run"),
            (15, "isv.item-not-exist", "NotFoundError", "does not exist"),
            (15, "isv.user-service-error:X", "ServerError", "may have run"),
            (15, "2", "BusinessError", "nothing says whether it ran"),
            (530, "isv.invalid-parameter", "InvalidRequestError", "invalid"),
            (98, None, "InvalidRequestError", "do not explain"),
            (12345, None, "BusinessError", "code of its own"),
        ],
    )
    def test_order(self, code: int, sub_code: str | None, kind: str, words: str) -> None:
        """A doubtful sub-code first, then the gateway's own codes, then sub-codes, then ranges."""
        entry = look_up(TABLE, code, sub_code)
        assert entry is not None
        assert entry.kind == kind
        assert words in entry.meaning


class TestErrors:
    """The exception for an `error_response`."""

    def test_code_as_text(self) -> None:
        """A code that arrives as a text is the same code."""
        error = envelope_error({"code": "25", "msg": "Invalid Signature"}, Answer(200, {}, b"{}"), TABLE, ())
        assert (type(error).__name__, error.code, error.delivery) == ("AuthenticationError", 25, "refused")

    @pytest.mark.parametrize("code", [None, True, "x", 1.5, [], "9" * 30])
    def test_no_code(self, code: object) -> None:
        """Without a readable code nothing is proved."""
        error = envelope_error({"code": code}, Answer(200, {}, b"{}"), TABLE, ())
        assert (error.code, error.delivery, error.retryable) == (None, "unknown", False)

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ({"sub_msg": "This ban will last for 2 more seconds"}, 3.0),
            ({"msg": "... This ban will last for 31062 more seconds."}, 31063.0),
            ({"sub_msg": "This ban will last for 1 more second"}, 2.0),
            ({"sub_msg": "banned"}, None),
        ],
    )
    def test_ban(self, words: dict[str, str], expected: float | None) -> None:
        """One second more than the gateway says."""
        error = envelope_error({"code": 7, **words}, Answer(200, {}, b"{}"), TABLE, ())
        assert (error.retry_after, error.retryable, error.delivery) == (expected, True, "refused")

    def test_secrets_are_masked(self) -> None:
        """What the gateway repeats of our secrets shows nowhere but in the raw body."""
        error = envelope_error(
            {"code": 27, "msg": "session hidden-1 invalid", "sub_msg": "hidden-1"},
            Answer(200, {}, b"hidden-1"),
            TABLE,
            (Secret("hidden-1"), None),
        )
        assert error.vendor_message == "session *** invalid"
        assert "hidden" not in str(error) + repr(error.args)

    def test_unknown_codes_have_a_class_without_a_table(self) -> None:
        """An empty table leaves the rules of delivery as they are."""
        error = envelope_error({"code": 25}, Answer(200, {}, b"{}"), ErrorTable(), ())
        assert (type(error).__name__, error.delivery) == ("BusinessError", "refused")

    def test_sub_code_with_a_known_meaning_under_a_carrier_code(self) -> None:
        """Where the rules doubt what a row claims, they count, and nothing is repeated."""
        error = envelope_error(
            {"code": 15, "sub_code": "accesscontrol.limited-by-api-access-count"}, Answer(200, {}, b"{}"), TABLE, ()
        )
        assert (type(error).__name__, error.delivery, error.retryable) == ("ThrottledError", "unknown", False)
