"""Pieces of Markdown, in the dialect that Sphinx's MyST and markdown-it's plugins share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from codegen.docs.page import Page
from codegen.markdown import ticks

_CODE = re.compile(r"(`+[^`]+`+)")
_URL = re.compile(r"https?://[^\s)>]*[^\s)>.,;]")
_SPECIAL = re.compile(r"([\\*<\[\]|{}])")
_FILE_LINK = re.compile(r"\[([^\]]+)\]\((?!#|https?:)[^)]*\)")


def slug(*parts: str) -> str:
    """The name of a place to link to."""
    return "-".join(re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts)


def link(text: str, place: str) -> str:
    """A link to a place of any page."""
    return f"[{text}](#{place})"


def page_place(name: str) -> str:
    """Where a page of that name begins."""
    return slug("page", name)


def page_link(page: Page) -> str:
    """A link to a page."""
    return link(page.title, page_place(page.name))


def heading(level: int, title: str, place: str) -> str:
    """A heading that can be linked to."""
    return f"({place})=\n{'#' * level} {title}"


def code(value: str) -> str:
    """Text in code type."""
    pad = " " if value.startswith("`") or value.endswith("`") else ""
    return f"{ticks(value)}{pad}{value}{pad}{ticks(value)}"


def literal(value: Any) -> str:
    """A JSON value in code type; a text without its quotes, as long as it is not empty."""
    bare = isinstance(value, str) and value.strip() == value and value != "" and "\n" not in value
    return code(value if bare else json.dumps(value, ensure_ascii=False))


def tag(text: str, kind: str) -> str:
    """A word that the style sheet knows by its kind."""
    return f"[{text}]{{.{kind}}}"


def prose(text: str) -> str:
    """The spec's words: its code spans are kept, URLs become links, all else stands for itself."""
    return "".join(part if part.startswith("`") else _plain(part) for part in _CODE.split(text.strip()))


def _plain(text: str) -> str:
    apart = re.split(f"({_URL.pattern})", text)
    return "".join(f"<{part}>" if _URL.fullmatch(part) else _SPECIAL.sub(r"\\\1", part) for part in apart)


def definition(term: str, paragraphs: Iterable[str]) -> str:
    """A term and what is said of it."""
    said = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return f"{term}\n: " + said.replace("\n", "\n  ").replace("\n  \n", "\n\n")


def facts(entries: Iterable[tuple[str, str]]) -> str:
    """Short labelled statements, one a line."""
    return "\\\n".join(f"{tag(label, 'fact')} {text}" for label, text in entries if text)


def bullets(entries: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {entry}" for entry in entries)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar within a cell does not end it."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", text.replace("\n", " "))


def without_file_links(text: str) -> str:
    """Markdown of the repository whose links to other files would lead nowhere from here."""
    return _FILE_LINK.sub(r"\1", text)
