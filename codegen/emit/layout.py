"""Which file of a generated project comes from which template with which context."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from codegen import normalise, provenance, typeddicts
from codegen.emit import models, resources
from codegen.emit.errors import errors_context
from codegen.ir import Operation, Package, Scalar

HERE = Path(__file__).parent.parent
RUNTIME = HERE / "runtime"
PUBLIC_MODULES = {"top": ("signing", "testing", "__main__"), "openim": ("testing", "__main__")}
"""Modules that one API has and the other has not."""


def header(package: Package, comment: str = "#") -> str:
    """Line 1 of a generated file."""
    return f"{comment} @generated from spec/{package.api} by `python -m codegen generate {package.api}`: do not edit."


def source_files(package: Package) -> dict[str, str]:
    """Every file that has a template, by its path in the generated project, unformatted."""
    render = _Renderer(package)
    inside = f"src/{package.module}"
    root = resources.tree(package)
    errors = errors_context(package)
    top_level = sorted([package.error, *errors["common_errors"], *errors["api_errors"]])
    files = {
        "pyproject.toml": render("pyproject.toml"),
        "README.md": render("README.md", operations=[_shown(operation) for operation in package.operations]),
        f"{inside}/__init__.py": render("package_init.py", errors=top_level, has_files=_has_files(package)),
        f"{inside}/client.py": render("client.py", **resources.client_context(package, root)),
        f"{inside}/errors.py": render("errors.py", **errors),
        f"{inside}/auth.py": render("auth.py", auth=f"{package.client.removesuffix('Client')}Auth"),
        f"{inside}/py.typed": "",
    }
    for name in PUBLIC_MODULES.get(package.api, ()):
        files[f"{inside}/{name}.py"] = render(f"{name.strip('_')}.py", secret_members=_secret_members(package))
    exports = _sandbox_exports(package)
    for name in ("__init__", "__main__", "pytest_plugin"):
        files[f"{inside}/sandbox/{name}.py"] = render(f"sandbox_{name.strip('_')}.py", exports=exports)
    return {**files, **_resources(package, root, render), **_models(package, render), **_wire(package, render)}


def copied_files(package: Package) -> dict[str, bytes]:
    """Files that are copied as they are: the runtime, the licence."""
    inside = f"src/{package.module}/_runtime"
    files = {"LICENSE": provenance.content(HERE.parent / "LICENSE")}
    for path in sorted(provenance.runtime_files(package.api)):
        files[f"{inside}/{path.relative_to(RUNTIME).as_posix()}"] = provenance.content(path)
    return files


def document_file(package: Package) -> dict[str, bytes]:
    """The bundled spec that the package was made from."""
    text = json.dumps(package.document, ensure_ascii=False, indent=1, sort_keys=True)
    return {f"src/{package.module}/openapi.json": f"{text}\n".encode()}


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


def _secret_members(package: Package) -> list[str]:
    """Wire names of what requests keep secret."""
    models = [model for model in package.models.values() if model.role == "request"]
    return sorted({member.wire for model in models for member in model.members if member.secret})


def _has_files(package: Package) -> bool:
    """Whether a request sends a file."""
    return any(member.type == Scalar("bytes") for model in package.models.values() for member in model.members)


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
    modules = sorted(set(package.modules.values()))
    files = {
        f"{inside}/{module}.py": render(
            "model_module.py", title=_title(package, module, "Models"), **models.module_context(package, module)
        )
        for module in modules
    }
    files[f"{inside}/__init__.py"] = render(
        "lazy_init.py", title=f"Requests and results of {package.title}.", names=sorted(package.modules.items())
    )
    return files


def _wire(package: Package, render: _Renderer) -> dict[str, str]:
    inside = f"src/{package.module}/wire"
    document = normalise.normalised(normalise.with_request_id(package.document))
    modules = typeddicts.split(typeddicts.typed_dicts(document), package.modules)
    files = {
        f"{inside}/{name}.py": render(
            "wire_module.py",
            title=_title(package, name, "The wire"),
            typing_names=module.typing_names,
            imports=module.imports,
            source=module.source,
        )
        for name, module in modules.items()
    }
    files[f"{inside}/__init__.py"] = render(
        "lazy_init.py", title=f"{package.title} on the wire: plain dicts, typed.", names=sorted(package.modules.items())
    )
    return files


def _shown(operation: Operation) -> dict[str, str]:
    return {"name": operation.vendor_name, "call": ".".join((*operation.resource, f"{operation.method}(...)"))}


def _title(package: Package, module: str, what: str) -> str:
    if module == "shared":
        return f"{what} that several methods share."
    names = [operation.name for operation in package.operations if operation.module == module]
    return f"{what} of `{names[0]}`." if names else f"{what}."
