"""A griffe extension that sees the names of ``a, b = f()``, as the plugins of pytest define their fixtures."""

from __future__ import annotations

import ast
from typing import Any

from griffe import Attribute, Extension, Module, ObjectNode


class TupleTargets(Extension):
    """Adds an attribute for each name of a tuple that a module assigns to."""

    def on_module_members(self, *, node: ast.AST | ObjectNode, mod: Module, **kwargs: Any) -> None:
        """Called by griffe when a module's own members are there."""
        statements = node.body if isinstance(node, ast.Module) else []
        for statement in statements:
            for target in statement.targets if isinstance(statement, ast.Assign) else []:
                for name in target.elts if isinstance(target, ast.Tuple) else []:
                    if isinstance(name, ast.Name) and name.id not in mod.members:
                        mod.set_member(name.id, Attribute(name.id, lineno=name.lineno))
