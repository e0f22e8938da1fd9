"""A page of the reference, and the tree of them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen


@frozen
class Page:
    """A page and those below it."""

    name: str
    """Its path without a suffix."""
    title: str
    """In Markdown."""
    parts: tuple[str, ...]
    """What follows the title, in Markdown."""
    children: tuple[Page, ...] = ()

    def walk(self) -> Iterator[Page]:
        """This page and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()
