"""The pages as Sphinx reads them."""

from __future__ import annotations

from codegen.docs.markdown import heading, page_place
from codegen.docs.page import Page
from codegen.markdown import fenced


def sources(root: Page) -> dict[str, str]:
    """The Markdown file of every page, by its path."""
    return {f"{page.name}.md": _source(page) for page in root.walk()}


def _source(page: Page) -> str:
    parts = [heading(1, page.title, page_place(page.name)), *page.parts]
    if page.children:
        names = "\n".join(f"/{child.name}" for child in page.children)
        parts.append(fenced("{toctree}", f":hidden:\n\n{names}"))
    return "\n\n".join(part for part in parts if part) + "\n"
