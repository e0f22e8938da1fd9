# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Authentication of plain httpx requests, for methods that have no binding here."""

from __future__ import annotations

from ._runtime.top.auth import TopAuth, refuse_cross_host_redirects

__all__ = ["TopAuth", "refuse_cross_host_redirects"]
