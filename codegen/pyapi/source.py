"""Read a package's source tree without importing it."""

from __future__ import annotations

import logging
from pathlib import Path

from griffe import Extensions, GriffeError, GriffeLoader, Module

from codegen.findings import UsageError

from .attrs_classes import AttrsClasses
from .tuple_targets import TupleTargets

logging.getLogger("griffe").addHandler(logging.NullHandler())  # what matters of its log is raised here


def read(source: Path, package: str) -> Module:
    """The package's modules, all of them.

    Args:
        source: The folder that holds the package's.
        package: The name that it is imported by.

    Raises:
        UsageError: The package is not there, or a module cannot be read.
    """
    folder = source / package
    if not (folder / "__init__.py").is_file():
        raise UsageError(f"{source.as_posix()} holds no package {package}.")
    extensions = Extensions(TupleTargets(), AttrsClasses())
    loader = GriffeLoader(extensions=extensions, search_paths=[source], allow_inspection=False)
    try:
        module = loader.load(package, try_relative_path=False)
        loader.resolve_aliases(implicit=True, external=False)
    except (GriffeError, ImportError, SyntaxError, ValueError) as exc:
        raise UsageError(f"{folder.as_posix()} cannot be read: {exc}") from exc
    if not isinstance(module, Module):  # an alias, where the search went elsewhere
        raise UsageError(f"{folder.as_posix()} cannot be read as a package.")
    _refuse_gaps(folder, module)
    return module


def _refuse_gaps(folder: Path, module: Module) -> None:
    """The loader skips what it cannot parse; that must not read as removed, or as unchanged."""
    missing = {path.resolve() for path in folder.rglob("*.py")} - {path.resolve() for path in _files(module)}
    if missing:
        raise UsageError(f"{', '.join(sorted(path.as_posix() for path in missing))} cannot be read as Python.")


def _files(module: Module) -> list[Path]:
    inner = [path for part in module.modules.values() if not part.is_alias for path in _files(part)]
    return [Path(str(module.filepath)), *inner]
