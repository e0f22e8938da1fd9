"""The built reference, and a browser that reaches nothing but files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="the dependency group docs is not installed")

from playwright.sync_api import Browser, sync_playwright

REPOSITORY = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with `html` and `reference.html`: the one that `nox -s docs` made, or one made here."""
    if "DOCS_BUILT" in os.environ:
        return Path(os.environ["DOCS_BUILT"])
    folder = tmp_path_factory.mktemp("docs")
    _run("codegen", "docs", "--out", str(folder))
    _run(
        "sphinx",
        "-q",
        "-W",
        "-c",
        "codegen/docs/sphinx",
        "-d",
        f"{folder}/doctrees",
        f"{folder}/source",
        f"{folder}/html",
    )
    return folder


@pytest.fixture(scope="session")
def pages(built: Path) -> list[Path]:
    """Every HTML page."""
    return [*sorted((built / "html").rglob("*.html")), built / "reference.html"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium that can resolve no name."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"there is no {' or '.join(BROWSERS)} on this machine, so no page was opened")
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # root has no other way
    with sync_playwright() as playwright:
        arguments = ["--host-resolver-rules=MAP * ~NOTFOUND", *sandbox]
        started = playwright.chromium.launch(executable_path=found, args=arguments)
        yield started
        started.close()


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", *arguments], cwd=REPOSITORY, check=True)
