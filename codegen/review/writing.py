"""A review, written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .comparison import Outcome, compare
from .document import document
from .engines import Engines
from .markdown import markdown
from .output import remove_old, write_files
from .report import Review
from .request import Request


def write_review(request: Request, out: Path, engines: Engines, docs_page: Callable[[Outcome], str]) -> Review:
    """Compare, and write what was found.

    Raises:
        CannotCompareError: The comparison could not be made; then nothing is left in the folder.
    """
    remove_old(out)
    outcome = compare(request, engines)
    files = {
        "review.md": markdown(outcome.review).encode(),
        "review.json": document(outcome.review).encode(),
        "docs.html": docs_page(outcome).encode(),
        **outcome.patches,
    }
    write_files(out, files)
    return outcome.review
