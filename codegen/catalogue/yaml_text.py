"""Spec files as text that `codegen.yaml_loader` reads back as the same data."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
"""Text that some reader takes for a number; quoted, it is text for all."""


class _Dumper(yaml.CSafeDumper):
    """Writes without aliases, which our reader refuses."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBER, list("-0123456789"))


def yaml_text(data: dict[str, Any]) -> bytes:
    """A mapping as YAML, its keys in their order."""
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=118)
    return text.encode()
