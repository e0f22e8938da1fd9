"""The tree of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from codegen import build
from codegen.docs.documents import Documents, read_documents
from codegen.docs.errors import table_page
from codegen.docs.markdown import (
    bullets,
    code,
    definition,
    facts,
    heading,
    literal,
    page_link,
    prose,
    slug,
    tag,
    without_file_links,
)
from codegen.docs.method import method_page
from codegen.docs.page import Page
from codegen.ir import Package
from codegen.load import ApiSpec
from codegen.markdown import fenced

REPOSITORY: Final = Path(__file__).parents[2]
GUIDES: Final = {"api": "codegen/runtime/API.md", "versioning": "codegen/runtime/VERSIONING.md"}
"""Hand-written pages that are part of the reference where they exist."""
START: Final = ("Ten lines of Python", "At a real gateway")
"""The sections of the README that the first page has too."""


def site(specs: Sequence[ApiSpec]) -> Page:
    """The first page, and all others below it."""
    documents = read_documents(specs[0].folder.parent)
    packages = [build.build(spec) for spec in specs]
    apis = tuple(_api_page(package, documents) for package in packages)
    guides = tuple(_guide(name, path) for name, path in GUIDES.items() if (REPOSITORY / path).is_file())
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    entries = [
        definition(page_link(api), [prose(package.summary)]) for api, package in zip(apis, packages, strict=True)
    ]
    parts = [
        "Typed Python clients, synchronous and asynchronous, whose errors say whether a message was sent.",
        *entries,
        bullets(map(page_link, guides)),
        *(section(readme, title) for title in START),
    ]
    return Page("index", "Messaging clients", tuple(parts), (*apis, *guides))


def section(text: str, title: str) -> str:
    """A section of a Markdown document, its heading and subsections included."""
    found = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise LookupError(f"README.md has no section {title!r}")
    return without_file_links(found[0].rstrip())


def _guide(name: str, path: str) -> Page:
    title, _, text = (REPOSITORY / path).read_text("utf-8").removeprefix("# ").partition("\n")
    return Page(name, title, (without_file_links(text.strip()),))


def _api_page(package: Package, documents: Documents) -> Page:
    place = slug(package.api)
    methods = tuple(method_page(operation, package, documents) for operation in package.operations)
    errors = table_page(package)
    entries = [
        definition(page_link(page), [prose(operation.summary)])
        for page, operation in zip(methods, package.operations, strict=True)
    ]
    said = [
        ("Clients", f"{code(package.client)} and {code('Async' + package.client)} of {code(package.module)}"),
        ("Errors", f"{code(package.error)}; {page_link(errors)}"),
        ("Version", package.version),
    ]
    parts = [
        prose(package.summary),
        fenced("sh", f"pip install {package.name}"),
        facts(said),
        heading(2, "Methods", slug(place, "methods")),
        "\n\n".join(entries),
        heading(2, "Protocol", slug(place, "protocol")),
        prose(package.description),
        *_servers(package, place),
        *_common_parameters(package, place),
    ]
    return Page(f"{package.api}/index", code(package.name), tuple(parts), (*methods, errors))


def _servers(package: Package, place: str) -> list[str]:
    servers = package.document["servers"]
    entries = [definition(code(server["url"]), [prose(server["description"])]) for server in servers]
    return [heading(2, "Servers", slug(place, "servers")), *entries]


def _common_parameters(package: Package, place: str) -> list[str]:
    given: list[dict[str, Any]] = package.document.get("x-common-parameters", [])
    if not given:
        return []
    title = heading(2, "Common parameters", slug(place, "common-parameters"))
    return [title, "The client adds them to every call (公共参数).", *map(_common_parameter, given)]


def _common_parameter(given: dict[str, Any]) -> str:
    presence = tag("required", "required") if given["required"] else tag("optional", "optional")
    example = "" if given.get("x-secret") else literal(given["example"])
    term = f"{code(given['name'])} {tag(code(given['type']), 'type')} {presence}"
    return definition(term, [prose(given["description"]), facts([("Example", example)])])
