# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""TOP signatures, for whoever signs by hand."""

from __future__ import annotations

from ._runtime.top.explain import Explanation, explain
from ._runtime.top.mistakes import Mistake
from ._runtime.top.signing import SignMethod, sign, string_to_sign

__all__ = ["Explanation", "Mistake", "SignMethod", "explain", "sign", "string_to_sign"]
