"""`x-python-mixin`: a hand-written base class for a result."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from codegen import generate
from codegen.findings import SpecError
from tests.codegen import tiny

RESULT = "description: The result.\n      properties"
LISTS = """
results: {type: [array, 'null'], items: {$ref: '#/components/schemas/Sent'}, description: Who got it.}
failedUserIDs: {type: [array, 'null'], items: {type: string}, description: Who did not., x-python-name: failed_user_ids}
"""
SENT = """
Sent:
  type: object
  description: One of them.
  properties:
    recvID: {type: string, description: Who., examples: [a]}
    serverMsgID: {type: string, description: What., examples: [b]}
"""


def method(mixin: str, response: str = "", components: str = "") -> str:
    """The method file, with a mixin on the result."""
    text = tiny.method(response=response, components=components)
    assert RESULT in text
    return text.replace(RESULT, f"x-python-mixin: {mixin}\n      {RESULT}")


def test_base_class(tmp_path: Path) -> None:
    """The result has what the class of the package's own runtime gives it, and reads and writes as before."""
    with tiny.package(tmp_path, method("BatchOutcome", LISTS, SENT)) as package:
        data = importlib.import_module(f"{package.__name__}.models").SendData
        base = importlib.import_module(f"{package.__name__}._runtime.openim.outcome").BatchOutcome
        wire = {"id": "1", "results": [{"recvID": "a", "serverMsgID": "m"}], "failedUserIDs": ["b"], "new": 1}
        found = data.from_dict(wire)

        assert data.__mro__[1] is base
        assert (found.delivery, found.failed) == ("partial", {"b": "unexplained"})
        assert found.to_dict() == wire
        assert not hasattr(found, "__dict__")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (method("Nothing"), "the runtime has no Nothing"),
        (
            method("BatchOutcome", "delivery: {type: string, description: D., examples: [now]}"),
            "BatchOutcome has a delivery too",
        ),
        (
            tiny.method().replace(
                "description: A request.", "description: A request.\n      x-python-mixin: BatchOutcome"
            ),
            "SendRequest is no result",
        ),
    ],
)
def test_refused(tmp_path: Path, text: str, reason: str) -> None:
    """A class that is not there, one whose names a member would hide, and a place that has no use for it."""
    with pytest.raises(SpecError) as caught:
        generate.generate(tiny.spec(tmp_path, text))

    finding = caught.value.findings[0]
    assert reason == finding.message
    assert finding.place.line > 20
