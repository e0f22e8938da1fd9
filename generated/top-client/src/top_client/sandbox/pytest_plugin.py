# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""A server on loopback that answers as Taobao Open Platform (TOP) does."""
