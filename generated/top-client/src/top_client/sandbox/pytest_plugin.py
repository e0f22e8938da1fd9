# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""The fixture `top_sandbox`: write `pytest_plugins = ["top_client.sandbox.pytest_plugin"]` in conftest.py."""

from __future__ import annotations

from .._runtime.common.sandbox.fixtures import sandbox_fixtures
from . import create_app

top_sandbox_server, top_sandbox = sandbox_fixtures("top_sandbox", create_app)
