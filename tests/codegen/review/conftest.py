"""Working trees for reviews."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from codegen import generate
from codegen.ir import Package
from codegen.load import ApiSpec

from .working_trees import WorkingTree, top_tree


@pytest.fixture(scope="session", autouse=True)
def _generated_once() -> Iterator[None]:
    """What is generated from the same files is generated once: the tests compare, they do not test the generator."""
    original = generate.generate
    known: dict[object, tuple[Package, dict[str, bytes]]] = {}

    def remembered(spec: ApiSpec) -> tuple[Package, dict[str, bytes]]:
        key = (spec.name, tuple((path.name, path.read_bytes()) for path in spec.files))
        if key not in known:
            known[key] = original(spec)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generate, "generate", remembered)
        yield


@pytest.fixture(scope="session")
def _pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return top_tree(tmp_path_factory.mktemp("pristine") / "tree").root


@pytest.fixture
def tree(_pristine: Path, tmp_path: Path) -> WorkingTree:
    """A repository with the TOP spec and its project, committed and unchanged."""
    return WorkingTree(Path(shutil.copytree(_pristine, tmp_path / "tree")))
