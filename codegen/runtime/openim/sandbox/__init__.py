"""A stand-in for an OpenIM server: it logs administrators in and checks messages as the server would.

Needs the extra ``openim-client[sandbox]``.
"""

from __future__ import annotations

from ...common.sandbox.extra import needs_extra

with needs_extra("openim-client"):
    from ...common.sandbox.control import Override
    from ...common.sandbox.faults import Fault
    from ...common.sandbox.server import RunningSandbox, serve
    from .app import OpenIMSandbox, create_app
    from .cli import main
    from .control import ADMIN, LIFETIME, SECRET, OpenIMControl

__all__ = [
    "ADMIN",
    "LIFETIME",
    "SECRET",
    "Fault",
    "OpenIMControl",
    "OpenIMSandbox",
    "Override",
    "RunningSandbox",
    "create_app",
    "main",
    "serve",
]
