# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""Authentication of plain httpx requests, for methods that have no binding here."""

from __future__ import annotations

from ._runtime.openim.auth import OpenIMAuth, refuse_cross_host_redirects

__all__ = ["OpenIMAuth", "refuse_cross_host_redirects"]
