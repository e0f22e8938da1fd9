"""A search that finds Chinese words in mixed text, without a dictionary.

Chinese has no spaces between words. So every character is a term, and every two neighbours are one: of 批量发送 the
terms are 批, 量, 发, 送, 批量, 量发 and 发送. A query is split in the same way, and all of its terms must be on a page.
"""

from __future__ import annotations

import re

from sphinx.search import SearchLanguage
from sphinx.search.en import SearchEnglish

_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[^\W\u3400-\u9fff\uf900-\ufaff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def terms(text: str) -> list[str]:
    """The terms of a text."""
    return [term for word in _WORD.findall(text) for term in (_pairs(word) if _CHINESE.match(word) else [word])]


def _pairs(word: str) -> list[str]:
    return [*word, *(word[start : start + 2] for start in range(len(word) - 1))]


class ChineseSearch(SearchLanguage):
    """Splits Chinese into pairs and leaves names of code whole."""

    lang = "zh-en"
    language_name = "Chinese and English"
    stopwords = SearchEnglish.stopwords
    js_splitter_code = r"""
function splitQuery(query) {
  const words = query.match(/[\u3400-\u9fff\uf900-\ufaff]+|[\p{Letter}\p{Number}_]+/gu) || [];
  return words.flatMap((word) => {
    const parts = word.match(/[\u3400-\u9fff\uf900-\ufaff]+|[^\u3400-\u9fff\uf900-\ufaff]+/gu);
    return parts.flatMap((part) => {
      if (!/[\u3400-\u9fff\uf900-\ufaff]/u.test(part) || part.length === 1) return [part];
      return Array.from({ length: part.length - 1 }, (_, start) => part.slice(start, start + 2));
    });
  });
}
"""

    def split(self, input: str) -> list[str]:  # noqa: A002  # the name is Sphinx's
        """The terms of a text of the pages."""
        return terms(input)
