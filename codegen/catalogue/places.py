"""Where methods are found on the client, in which modules: two methods cannot share one place."""

from __future__ import annotations

from attrs import define, field

from .. import naming
from ..emit.resources import Node, class_names
from ..lint.files import DEVICES
from ..lint.operations import CLIENT_NAMES
from .definitions import RefusalError


@define
class Places:
    """The places that methods have taken."""

    _methods: set[str] = field(factory=set)
    _files: set[str] = field(factory=lambda: {"openapi", "common", "errors"})
    _modules: set[str] = field(factory=lambda: {"shared"})
    _calls: dict[tuple[str, ...], bool] = field(factory=dict)
    """Path on the client, and whether it is a method's."""
    _resources: dict[str, tuple[str, ...]] = field(factory=dict)
    """Module or class of a resource, and its path."""

    def claim(self, method: str) -> None:
        """Take a method's place.

        Raises:
            RefusalError: another has it, or there is none.
        """
        if method in self._methods:
            raise RefusalError("the catalogue lists the method twice")
        path = _path(method)
        module = naming.module_name(method)
        self._refuse_names(method, module, path)
        self._refuse_calls(path)
        resources = _resource_names(path)
        if any(self._resources.get(name, own) != own for name, own in resources.items()):
            raise RefusalError("its resource has the Python name of another one")
        self._methods.add(method)
        self._files.add(method.lower())
        self._modules.add(module)
        self._resources |= resources
        self._calls |= {path[:length]: False for length in range(1, len(path))} | {path: True}

    def class_names(self) -> frozenset[str]:
        """Names of the resources' classes and modules, lower case."""
        return frozenset(name.lower() for name in self._resources)

    def _refuse_names(self, method: str, module: str, path: tuple[str, ...]) -> None:
        if module in self._modules or method.lower() in self._files:
            raise RefusalError("its module has the name of another method's")
        if {module, "_".join(path[:-1]), method.partition(".")[0].lower()} & DEVICES:
            raise RefusalError("its module would have the name of a device of Windows")
        if path[0] in CLIENT_NAMES:
            raise RefusalError("it would hide a name of the client")

    def _refuse_calls(self, path: tuple[str, ...]) -> None:
        inside = any(self._calls.get(path[:length]) for length in range(1, len(path)))
        if inside or path in self._calls:
            raise RefusalError("its place on the client is another method's, or a resource's")


def _path(method: str) -> tuple[str, ...]:
    try:
        resources, name = naming.top_call_path(method)
    except ValueError as exc:
        raise RefusalError("its name is too short to have a resource and a method") from exc
    return (*resources, name)


def _resource_names(path: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Modules and classes of a method's resources."""
    nodes = [Node(path[:length]) for length in range(1, len(path))]
    return {name: node.path for node in nodes for name in (node.module, *class_names(node.name))}
