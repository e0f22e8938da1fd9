# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""Which module holds each name of the wire: they have the names of the models."""

from __future__ import annotations

from ..models._names import MODULES as MODULES
