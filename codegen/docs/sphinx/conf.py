"""Sphinx's settings for the reference: HTML that loads nothing from elsewhere, and a search that knows Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegen.docs.sphinx.chinese_search import ChineseSearch

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "Messaging clients"
html_title = project
extensions = ["myst_parser"]
myst_enable_extensions = ["attrs_inline", "deflist"]
nitpicky = True
html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["reference.css"]
html_search_language = ChineseSearch.lang
html_show_search_summary = False  # it fetches pages, which browsers refuse for files
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options: dict[str, Any] = {"top_of_page_buttons": []}
pygments_style = "default"
pygments_dark_style = "monokai"


def setup(app: Sphinx) -> None:
    """Make the search's language known."""
    app.add_search_language(ChineseSearch)
