"""Code in Markdown, read back by a Markdown parser."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from codegen.markdown import fenced

PARSER = MarkdownIt("commonmark", {"html": True})


@given(st.text(st.sampled_from("a `~|\n"), max_size=20))
def test_block_is_shown_as_it_is(value: str) -> None:
    """A block holds the whole text, and ends where its own fence stands."""
    block, text = fenced("text", value), html.escape(value.rstrip())

    assert (
        PARSER.render(f"{block}\n\nafter") == f'<pre><code class="language-text">{text}\n</code></pre>\n<p>after</p>\n'
    )


def test_fence_is_short_where_it_can_be() -> None:
    """Three backticks are the usual fence; only longer runs in the text make it longer."""
    assert fenced("sh", "echo `date`\n") == "```sh\necho `date`\n```"
    assert fenced("md", "```\n") == "````md\n```\n````"
