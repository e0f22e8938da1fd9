# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""A server on loopback that answers as OpenIM admin REST API does."""
