"""Which file of a generated project comes from which template with which context."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from attrs import frozen
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from codegen import naming, normalise, provenance, typeddicts
from codegen.emit import bundle, models, resources
from codegen.emit.errors import errors_context
from codegen.emit.sections import Section, joined
from codegen.ir import Package, Scalar

HERE = Path(__file__).parent.parent
RUNTIME = HERE / "runtime"
PUBLIC_MODULES = {"top": ("signing", "testing", "__main__"), "openim": ("testing", "__main__")}
"""Modules that one API has and the other has not."""
_TITLES: Final = {"models": "Models of", "wire": "The wire of"}
Sections: TypeAlias = Mapping[str, Mapping[str, Section]]
"""What methods' files give to the models and to the wire, by name."""


def header(package: Package, comment: str = "#") -> str:
    """Line 1 of a generated file."""
    return f"{comment} @generated from spec/{package.api} by `python -m codegen generate {package.api}`: do not edit."


@frozen
class Outline:
    """What a package, or a part of one, gives to the files that are there once for all methods."""

    methods: tuple[resources.Method, ...]
    """In the order of the API's paths."""
    modules: Mapping[str, str]
    """Every model, enum and union, and the section that defines it."""
    homes: Mapping[str, str]
    """The module of each method's section."""
    secret_members: frozenset[str]
    """Wire names of what requests keep secret."""
    has_files: bool
    """Whether a request sends a file."""


def outline(package: Package, section: str | None = None) -> Outline:
    """The outline of a package, or of what one method's file gives to it."""
    held = [model for model in package.models.values() if section in (None, model.module)]
    members = [member for model in held if model.role == "request" for member in model.members]
    return Outline(
        methods=tuple(resources.method(one, package) for one in package.operations if section in (None, one.module)),
        modules={name: of for name, of in package.modules.items() if section in (None, of)},
        homes={of: home for of, home in package.homes.items() if section in (None, of)},
        secret_members=frozenset(member.wire for member in members if member.secret),
        has_files=any(member.type == Scalar("bytes") for member in members),
    )


def section_files(package: Package) -> dict[str, str]:
    """What each method's file gives to the models and to the wire, as unformatted modules: ``models/<section>.py``."""
    render = _Renderer(package)
    return {**_models(package, render), **_wire(package, render)}


def sections(files: Mapping[str, str]) -> Sections:
    """The sections that formatted `section_files` become."""
    found: dict[str, dict[str, Section]] = {"models": {}, "wire": {}}
    for name, text in files.items():
        kind, _, module = name.partition("/")
        found[kind][module.removesuffix(".py")] = Section.of(text)
    return found


def module_files(package: Package, whole: Outline, sections: Sections) -> dict[str, str]:
    """The modules of models and of the wire: one a resource, and one of what methods share.

    Args:
        package: of which the names are read, and no component or operation.
        whole: the methods and the components.
        sections: of `models` and of `wire`, by name.
    """
    exports = _by_module(whole)
    paths = {one.resource for one in whole.methods}
    titles = {naming.resource_module(path): f"the methods below `{'.'.join(path)}`" for path in paths}
    files = {}
    for kind, found in sections.items():
        modules: dict[str, dict[str, Section]] = {}
        for name, section in found.items():
            modules.setdefault(whole.homes.get(name, name), {})[name] = section
        for module, parts in modules.items():
            head = f'{header(package)}\n"""{_TITLES[kind]} {titles.get(module, "what several methods share")}."""\n'
            source = joined(head, exports[module], parts, whole.homes)
            files[f"src/{package.module}/{kind}/{module}.py"] = source
    return files


def shared_files(package: Package, whole: Outline) -> dict[str, str]:
    """The files that are there once for all methods, unformatted.

    Args:
        package: of which the names and the error table are read, and no component or operation.
        whole: the methods and the components.
    """
    render = _Renderer(package)
    inside = f"src/{package.module}"
    root = resources.tree(whole.methods)
    errors, clients = errors_context(package), resources.client_context(package, root)
    top_level = sorted([package.error, *errors["common_errors"], *errors["api_errors"]])
    files = {
        "pyproject.toml": render("pyproject.toml"),
        "README.md": render("README.md", operations=[{"name": one.name, "call": one.call} for one in whole.methods]),
        f"{inside}/__init__.py": render("package_init.py", errors=top_level, has_files=whole.has_files),
        f"{inside}/client.py": render("client.py", **clients),
        f"{inside}/_views.py": render("views.py", **clients),
        f"{inside}/errors.py": render("errors.py", **errors),
        f"{inside}/_error_table.py": render("error_table.py", **errors),
        f"{inside}/auth.py": render("auth.py", auth=f"{package.client.removesuffix('Client')}Auth"),
        f"{inside}/py.typed": "",
    }
    for name in PUBLIC_MODULES.get(package.api, ()):
        files[f"{inside}/{name}.py"] = render(f"{name.strip('_')}.py", secret_members=sorted(whole.secret_members))
    exports = _sandbox_exports(package)
    for name in ("__init__", "__main__", "pytest_plugin"):
        files[f"{inside}/sandbox/{name}.py"] = render(f"sandbox_{name.strip('_')}.py", exports=exports)
    return {**files, **_lazy_packages(package, whole, root, render)}


def resource_files(package: Package, found: Iterable[resources.Node]) -> dict[str, str]:
    """The modules of resources, unformatted.

    Args:
        package: of which the names are read, and no component or operation.
        found: the resources.
    """
    render = _Renderer(package)
    return {
        f"src/{package.module}/resources/{node.module}.py": render(
            "resource.py",
            **resources.resource_context(package, node) | {"title": f"Methods below `{'.'.join(node.path)}`."},
        )
        for node in found
    }


def copied_files(package: Package) -> dict[str, bytes]:
    """Files that are copied as they are: the runtime, the licence."""
    inside = f"src/{package.module}/_runtime"
    files = {"LICENSE": provenance.content(HERE.parent / "LICENSE")}
    for path in sorted(provenance.runtime_files(package.api)):
        files[f"{inside}/{path.relative_to(RUNTIME).as_posix()}"] = provenance.content(path)
    return files


def document_file(package: Package) -> dict[str, bytes]:
    """The document that requests are checked against: the spec in one piece, without prose."""
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


def _models(package: Package, render: _Renderer) -> dict[str, str]:
    return {
        f"models/{section}.py": render("model_module.py", **context) for section, context in models.contexts(package)
    }


def _wire(package: Package, render: _Renderer) -> dict[str, str]:
    document = normalise.normalised(normalise.with_request_id(package.document))
    modules = typeddicts.split(typeddicts.typed_dicts(document), package.modules)
    return {
        f"wire/{name}.py": render(
            "wire_module.py",
            typing_names=module.typing_names,
            imports=module.imports,
            source=module.source,
        )
        for name, module in modules.items()
    }


def _lazy_packages(package: Package, whole: Outline, root: resources.Node, render: _Renderer) -> dict[str, str]:
    """What the packages of models, of the wire and of resources import when a name is first used."""
    inside, components = f"src/{package.module}", _by_module(whole)
    classes = {node.module: resources.class_names(node.name) for node in resources.nodes(root)}
    return {
        **_lazy_package(f"{inside}/models", f"Requests and results of {package.title}.", components, render),
        **_lazy_package(
            f"{inside}/wire",
            f"{package.title} on the wire: plain dicts, typed.",
            components,
            render,
            listed_by="lazy_names_of_models",
        ),
        **_lazy_package(f"{inside}/resources", f"The methods of {package.title}, by resource.", classes, render),
    }


def _lazy_package(
    inside: str, title: str, names: Mapping[str, list[str]], render: _Renderer, *, listed_by: str = "lazy_names"
) -> dict[str, str]:
    """A package's `__init__`, and the list of names that it looks into, by the template of that."""
    context = {"title": title, "modules": sorted((module, sorted(held)) for module, held in names.items())}
    templates = {"__init__": "lazy_init", "_names": listed_by}
    return {f"{inside}/{name}.py": render(f"{template}.py", **context) for name, template in templates.items()}


def _by_module(whole: Outline) -> dict[str, list[str]]:
    """The names of each module of models, and of the wire."""
    found: dict[str, list[str]] = {}
    for name, section in whole.modules.items():
        found.setdefault(whole.homes.get(section, section), []).append(name)
    return found
