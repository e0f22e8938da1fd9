"""The whole reference as one HTML document that needs nothing else."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from codegen.docs.markdown import page_link, page_place
from codegen.docs.page import Page

STYLE = Path(__file__).parent / "single.css"


def single_page(root: Page) -> str:
    """A page and all below it as one HTML document: styles inline, no script, nothing loaded."""
    render = _renderer()
    sections = "\n".join(_section(page, render) for page in root.walk())
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(root.title)}</title>\n<style>\n{STYLE.read_text('utf-8')}</style>\n</head>\n<body>\n"
        f"<nav>\n{render.render(_contents(root))}</nav>\n<main>\n{sections}\n</main>\n</body>\n</html>\n"
    )


def _contents(page: Page, depth: int = 0) -> str:
    lines = [f"{'  ' * depth}- {page_link(page)}\n", *(_contents(child, depth + 1) for child in page.children)]
    return "".join(lines)


def _section(page: Page, render: MarkdownIt) -> str:
    body = render.render("\n\n".join((f"# {page.title}", *page.parts)))
    return f'<section id="{page_place(page.name)}">\n{body}</section>'


def _renderer() -> MarkdownIt:
    render = MarkdownIt("commonmark", {"html": False}).enable("table")
    render.use(deflist_plugin).use(attrs_plugin, spans=True).use(myst_block_plugin)
    render.add_render_rule("myst_target", _anchor)
    render.add_render_rule("table_open", _framed)
    render.add_render_rule("table_close", _end_of_frame)
    return render


def _anchor(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    return f'<a id="{html.escape(tokens[index].content)}"></a>\n'


def _framed(*_: object) -> str:
    return '<div class="table">\n<table>\n'


def _end_of_frame(*_: object) -> str:
    return "</table>\n</div>\n"
