# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""The fixture `openim_sandbox`: write `pytest_plugins = ["openim_client.sandbox.pytest_plugin"]` in conftest.py."""

from __future__ import annotations

from .._runtime.common.sandbox.fixtures import sandbox_fixtures
from . import create_app

openim_sandbox_server, openim_sandbox = sandbox_fixtures("openim_sandbox", create_app)
