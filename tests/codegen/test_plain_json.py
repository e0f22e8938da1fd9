"""Which requests are written by whatever JSON library is there."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from tests.codegen import tiny

INNER = """
Inner:
  type: object
  description: An object.
  additionalProperties: false
  properties:
    deep: {%s, description: Inside.}
"""


@pytest.mark.parametrize(
    ("schema", "plain"),
    [
        ("type: string", True),
        ("type: integer", True),
        ("type: boolean", True),
        ("type: array, items: {type: string}", True),
        ("type: number", False),
        ("type: array, items: {type: number}", False),
        ("type: object, additionalProperties: true", False),
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_by_members(tmp_path: Path, schema: str, plain: bool, inside: bool) -> None:
    """Fractions and free objects are written in more than one way, wherever they are."""
    request, components = f"more: {{{schema}, description: More.}}", ""
    if inside:
        request = "more: {$ref: '#/components/schemas/Inner', description: More.}"
        components = INNER % schema
    with tiny.package(tmp_path, tiny.method(request=request, components=components)) as package:
        model = importlib.import_module(f"{package.__name__}.models").SendRequest
        base = importlib.import_module(f"{package.__name__}._runtime.common.model").PlainJson
        assert issubclass(model, base) is plain
