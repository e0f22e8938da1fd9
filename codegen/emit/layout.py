"""Which file of a generated project comes from which template with which context."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from codegen import normalise, provenance, typeddicts
from codegen.emit import bundle, models, resources
from codegen.emit.errors import errors_context
from codegen.ir import Package, Scalar

HERE = Path(__file__).parent.parent
RUNTIME = HERE / "runtime"
PUBLIC_MODULES = {"top": ("signing", "testing", "__main__"), "openim": ("testing", "__main__")}
"""Modules that one API has and the other has not."""


def header(package: Package, comment: str = "#") -> str:
    """Line 1 of a generated file."""
    return f"{comment} @generated from spec/{package.api} by `python -m codegen generate {package.api}`: do not edit."


@frozen
class Outline:
    """What a package, or a part of one, gives to the files that are there once for all methods."""

    methods: tuple[resources.Method, ...]
    """In the order of the API's paths."""
    modules: Mapping[str, str]
    """Every model, enum and union, and the module that holds it."""
    secret_members: frozenset[str]
    """Wire names of what requests keep secret."""
    has_files: bool
    """Whether a request sends a file."""


def outline(package: Package, module: str | None = None) -> Outline:
    """The outline of a package, or of what one module of it holds."""
    held = [model for model in package.models.values() if module in (None, model.module)]
    members = [member for model in held if model.role == "request" for member in model.members]
    return Outline(
        methods=tuple(resources.method(one, package) for one in package.operations if module in (None, one.module)),
        modules={name: home for name, home in package.modules.items() if module in (None, home)},
        secret_members=frozenset(member.wire for member in members if member.secret),
        has_files=any(member.type == Scalar("bytes") for member in members),
    )


def source_files(package: Package) -> dict[str, str]:
    """Every file that has a template, by its path in the generated project, unformatted."""
    return {**shared_files(package, outline(package)), **module_files(package)}


def module_files(package: Package) -> dict[str, str]:
    """The modules of single methods, and of what they share: models, and the wire."""
    render = _Renderer(package)
    return {**_models(package, render), **_wire(package, render)}


def shared_files(package: Package, whole: Outline) -> dict[str, str]:
    """The files that are there once for all methods, unformatted.

    Args:
        package: of which the names and the error table are read, and no component or operation.
        whole: the methods and the components.
    """
    render = _Renderer(package)
    inside = f"src/{package.module}"
    root = resources.tree(whole.methods)
    errors = errors_context(package)
    top_level = sorted([package.error, *errors["common_errors"], *errors["api_errors"]])
    files = {
        "pyproject.toml": render("pyproject.toml"),
        "README.md": render("README.md", operations=[{"name": one.name, "call": one.call} for one in whole.methods]),
        f"{inside}/__init__.py": render("package_init.py", errors=top_level, has_files=whole.has_files),
        f"{inside}/client.py": render("client.py", **resources.client_context(package, root)),
        f"{inside}/errors.py": render("errors.py", **errors),
        f"{inside}/auth.py": render("auth.py", auth=f"{package.client.removesuffix('Client')}Auth"),
        f"{inside}/py.typed": "",
    }
    for name in PUBLIC_MODULES.get(package.api, ()):
        files[f"{inside}/{name}.py"] = render(f"{name.strip('_')}.py", secret_members=sorted(whole.secret_members))
    exports = _sandbox_exports(package)
    for name in ("__init__", "__main__", "pytest_plugin"):
        files[f"{inside}/sandbox/{name}.py"] = render(f"sandbox_{name.strip('_')}.py", exports=exports)
    return {**files, **_resources(package, root, render), **_lazy_packages(package, whole, render)}


def copied_files(package: Package) -> dict[str, bytes]:
    """Files that are copied as they are: the runtime, the licence."""
    inside = f"src/{package.module}/_runtime"
    files = {"LICENSE": provenance.content(HERE.parent / "LICENSE")}
    for path in sorted(provenance.runtime_files(package.api)):
        files[f"{inside}/{path.relative_to(RUNTIME).as_posix()}"] = provenance.content(path)
    return files


def document_file(package: Package) -> dict[str, bytes]:
    """The bundled spec that the package was made from."""
    return {f"src/{package.module}/openapi.json": bundle.whole(package.document)}


class _Renderer:
    def __init__(self, package: Package) -> None:
        self.environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.common = {
            "header": header(package),
            "api": package.api,
            "name": package.name,
            "module": package.module,
            "client": package.client,
            "error": package.error,
            "version": package.version,
            "title": package.title,
            "summary": package.summary,
            "description": package.description,
        }

    def __call__(self, template: str, **context: Any) -> str:
        return self.environment.get_template(f"{template}.jinja").render({**self.common, **context})


def _sandbox_exports(package: Package) -> list[str]:
    """What the runtime's sandbox offers and does not need the document; read, not imported: it needs the extra."""
    source = (RUNTIME / package.api / "sandbox" / "__init__.py").read_text("utf-8")
    names = [
        ast.literal_eval(node.value)
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__"
    ]
    return sorted(set(names[0]) - {"create_app", "main"})


def _resources(package: Package, root: resources.Node, render: _Renderer) -> dict[str, str]:
    inside = f"src/{package.module}/resources"
    files = {}
    names: list[tuple[str, str]] = []
    for node in resources.nodes(root):
        files[f"{inside}/{node.module}.py"] = render(
            "resource.py",
            **resources.resource_context(package, node) | {"title": f"Methods below `{'.'.join(node.path)}`."},
        )
        names += [(name, node.module) for name in resources.class_names(node.name)]
    files[f"{inside}/__init__.py"] = render(
        "lazy_init.py", title=f"The methods of {package.title}, by resource.", names=sorted(names)
    )
    return files


def _models(package: Package, render: _Renderer) -> dict[str, str]:
    inside = f"src/{package.module}/models"
    return {
        f"{inside}/{module}.py": render(
            "model_module.py", title=_title(package, module, "Models"), **models.module_context(package, module)
        )
        for module in sorted(set(package.modules.values()))
    }


def _wire(package: Package, render: _Renderer) -> dict[str, str]:
    inside = f"src/{package.module}/wire"
    document = normalise.normalised(normalise.with_request_id(package.document))
    modules = typeddicts.split(typeddicts.typed_dicts(document), package.modules)
    return {
        f"{inside}/{name}.py": render(
            "wire_module.py",
            title=_title(package, name, "The wire"),
            typing_names=module.typing_names,
            imports=module.imports,
            source=module.source,
        )
        for name, module in modules.items()
    }


def _lazy_packages(package: Package, whole: Outline, render: _Renderer) -> dict[str, str]:
    """`models/__init__.py` and `wire/__init__.py`."""
    titles = {
        "models": f"Requests and results of {package.title}.",
        "wire": f"{package.title} on the wire: plain dicts, typed.",
    }
    return {
        f"src/{package.module}/{name}/__init__.py": render(
            "lazy_init.py", title=title, names=sorted(whole.modules.items())
        )
        for name, title in titles.items()
    }


def _title(package: Package, module: str, what: str) -> str:
    if module == "shared":
        return f"{what} that several methods share."
    names = [operation.name for operation in package.operations if operation.module == module]
    return f"{what} of `{names[0]}`." if names else f"{what}."
