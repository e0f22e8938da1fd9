"""A section of the changelog to start from, made from what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from codegen.diff.changes import Change
from codegen.pyapi import ApiChange

from .changelog import KINDS, UNRELEASED, ChangeKind, markdown

_NOTHING_FOUND = "Say what users notice: neither the spec nor the Python API has changed."


def suggested_entry(package: str, version: str, changes: Sequence[Change], api: Sequence[ApiChange]) -> str:
    """The section, in Markdown.

    Args:
        package: The package's name.
        version: The version that the section is for.
        changes: The changes of the spec.
        api: The changes of the Python API.
    """
    items: dict[ChangeKind, list[str]] = {kind: [] for kind in KINDS}
    told = [change for change in api if not (changes and _follows(change))]
    for kind, text in (*_of_spec(changes), *_of_api(told)):
        if text not in items[kind]:
            items[kind].append(text)
    if not any(items.values()):
        items["Fixed"].append(_NOTHING_FOUND)
    said = {kind: texts for kind, texts in items.items() if texts}
    return f"## {package} {version} — {UNRELEASED}\n\n{markdown(said)}\n"


def _of_spec(changes: Iterable[Change]) -> Iterator[tuple[ChangeKind, str]]:
    texts = 0
    for change in changes:
        if change.verdict in ("breaking", "python"):
            yield "Breaking", _sentence(change.message)
        elif change.verdict == "compatible":
            yield "Added" if change.rule.endswith("-added") else "Changed", _sentence(change.message)
        else:
            texts += 1
    if texts:
        yield "Fixed", f"The documentation has changed in {texts} place{'' if texts == 1 else 's'}."


def _follows(change: ApiChange) -> bool:
    """Whether it is a new member of a model or TypedDict, which the spec's change has told already."""
    parts = change.path.split(".")
    return change.kind == "added" and len(parts) > 3 and parts[1] in ("models", "wire")


def _of_api(api: Iterable[ApiChange]) -> Iterator[tuple[ChangeKind, str]]:
    for change in api:
        kind: ChangeKind = "Breaking" if change.breaks else "Added" if change.kind == "added" else "Changed"
        yield kind, _sentence(change.message)


def _sentence(message: str) -> str:
    """One line that ends as a sentence; a full stop that is there stays the only one."""
    return " ".join(message.split()).rstrip(".") + "."
