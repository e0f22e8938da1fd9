"""The reference as files: everything it needs is there."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "video": "src"}


class _Reader(HTMLParser):
    """Reads what a page links to, what it loads, and the places in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.places: set[str] = set()
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one tag."""
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.places |= {given["id"]} if "id" in given else set()
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        self.loads += [given[LOADING[tag]]] if LOADING.get(tag) in given else []


def _read(path: Path) -> _Reader:
    return _Reader(path.read_text("utf-8"))


def test_nothing_is_loaded_from_elsewhere(built: Path, pages: list[Path]) -> None:
    """No page and no style sheet names anything to load that is not among the files."""
    loaded = [(path, reference) for path in pages for reference in _read(path).loads]
    styles = [
        (path, reference)
        for path in (built / "html").rglob("*.css")
        for reference in re.findall(r"url\(['\"]?([^'\")]+)|@import ['\"]([^'\"]+)", path.read_text("utf-8"))
    ]

    assert loaded
    assert [found for found in loaded if urlsplit(found[1]).scheme or found[1].startswith("//")] == []
    assert [found for found in styles if "//" in "".join(found[1]) and "data:" not in "".join(found[1])] == []


def test_links(pages: list[Path]) -> None:
    """Every link within the reference leads to a file and to a place in it."""
    readers = {path.resolve(): _read(path) for path in pages}
    broken = []
    for path, reader in readers.items():
        for link in reader.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            known = readers.get(target)
            if known is None or (parts.fragment and unquote(parts.fragment) not in known.places):
                broken.append(f"{path.name}: {link}")

    assert broken == []


def test_single_page(built: Path) -> None:
    """The reference in one document has no script and loads nothing."""
    reader = _read(built / "reference.html")

    assert reader.loads == []
    assert not reader.tags & {"script", *LOADING}
