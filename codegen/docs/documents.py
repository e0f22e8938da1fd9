"""The source document of a method: which it is, and its tables as the vendor prints them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from codegen import yaml_loader
from codegen.docs.markdown import bullets, code, heading, literal, prose, slug, table
from codegen.ir import Operation

Documents = Mapping[str, dict[str, Any]]
"""The tables of `spec/documents/`, by name."""

BASIS: Final = {
    "documented": "the vendor's page says so",
    "observed": "read from the server's or the SDK's own behaviour and sources",
    "assumed": "said nowhere, and what the rest makes likely",
}
_TABLES: Final = {
    "headers": "Headers",
    "request": "Request",
    "response": "Answer",
    "failure": "Answer after an error",
}


def read_documents(spec_root: Path) -> Documents:
    """Every table below a folder of specs."""
    found = sorted((spec_root / "documents").glob("*.yaml"))
    return {path.stem: yaml_loader.parse(path.read_bytes(), path.name).data for path in found}


def source_section(operation: Operation, documents: Documents, place: str) -> list[str]:
    """The section of a method's page."""
    name, basis = operation.source.get("document", "no document"), operation.source.get("basis", "assumed")
    known = documents.get(name, {})
    shown = prose(known["source"]) if "source" in known else code(name)
    parts = [
        heading(2, "Source document", slug(place, "source-document")),
        f"{shown}. This method is {basis}: {BASIS[basis]}.",
        "Where a member rests on another source, or departs from the document, it says so itself:",
        bullets(f"{word}: {meaning}." for word, meaning in BASIS.items()),
    ]
    for key, title in _TABLES.items():
        if key in known:
            parts += [f"{title}, as the document prints it:", _table(known[key])]
    return parts


def _table(rows: list[dict[str, Any]]) -> str:
    flagged = any("required" in row for row in rows)
    head = ["Member", "Type", *(["Required"] if flagged else []), "Example"]
    return table(head, (_row(row, flagged=flagged) for row in rows))


def _row(row: dict[str, Any], *, flagged: bool) -> list[str]:
    required = [("yes" if row.get("required") else "no")] if flagged else []
    return [code(row["member"]), row["type"], *required, literal(row["example"]) if "example" in row else ""]
