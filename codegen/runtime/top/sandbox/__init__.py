"""A stand-in for the Taobao Open Platform: it checks calls as the gateway would, and sends nothing.

Needs the extra ``top-client[sandbox]``.
"""

from __future__ import annotations

from ...common.sandbox.extra import needs_extra

with needs_extra("top-client"):
    from ...common.sandbox.control import Override
    from ...common.sandbox.faults import Fault
    from ...common.sandbox.server import RunningSandbox, serve
    from .app import APP_KEY, APP_SECRET, PATH, TopSandbox, create_app
    from .cli import main
    from .control import TopControl

__all__ = [
    "APP_KEY",
    "APP_SECRET",
    "PATH",
    "Fault",
    "Override",
    "RunningSandbox",
    "TopControl",
    "TopSandbox",
    "create_app",
    "main",
    "serve",
]
