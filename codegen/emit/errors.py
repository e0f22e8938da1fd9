"""What the template of `errors.py` places: the table of `spec/<api>/errors.yaml` and the runtime's error classes."""

from __future__ import annotations

import importlib
from typing import Any

from codegen.ir import Package
from codegen.runtime.common.errors import ApiError

ENTRY = ("kind", "meaning", "remedy", "fault", "delivery", "retry")


def errors_context(package: Package) -> dict[str, Any]:
    """The table and the classes."""
    table = package.errors
    return {
        "api": package.api,
        "root": package.error,
        "common_errors": error_classes("codegen.runtime.common.errors"),
        "api_errors": error_classes(f"codegen.runtime.{package.api}.errors"),
        "codes": [(row["code"], _call("ErrorInfo", row, "code", "name")) for row in table.get("codes", ())],
        "sub_codes": [_call("SubCodeInfo", row, "pattern") for row in table.get("sub_codes", ())],
        "ranges": [_range(row) for row in table.get("ranges", ())],
        "splits": [_split(row) for row in table.get("splits", ())],
    }


def error_classes(module: str) -> list[str]:
    """Names of the error classes that a runtime module defines, the root left out."""
    found = vars(importlib.import_module(module)).values()
    return sorted(
        item.__name__
        for item in found
        if isinstance(item, type) and issubclass(item, ApiError) and item is not ApiError and item.__module__ == module
    )


def _call(name: str, row: dict[str, Any], *keys: str, **more: Any) -> str:
    given = {key: row[key] for key in (*keys, *ENTRY)} | more
    return f"{name}({', '.join(f'{key}={value!r}' for key, value in given.items())})"


def _range(row: dict[str, Any]) -> str:
    return _call("RangeInfo", row, "name", first=row["from"], last=row.get("to", 2**31 - 1))


def _split(row: dict[str, Any]) -> str:
    starts, contains = _texts(row, "detail_prefix"), _texts(row, "detail_contains")
    return _call("SplitInfo", row, "code", "name", starts=starts, contains=contains)


def _texts(row: dict[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)
