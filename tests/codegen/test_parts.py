"""Packages that are made method by method: the same bytes, and only what changed is made again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from codegen import cli, generate
from codegen.catalogue.definitions import read as read_catalogue
from codegen.catalogue.folder import imported
from codegen.emit import bundle
from codegen.findings import ConventionError, SpecError
from codegen.load import load_api
from codegen.parts import folder as folders
from codegen.parts.projects import projects
from codegen.parts.store import Store
from codegen.parts.whole import make
from tests.catalogue import synthetic

_BASE: Final = Path(__file__).parents[2] / "spec" / "top"
_METHODS: Final = 5
_FILE: Final = "taobao.files.upload.yaml"


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A spec of five methods, one of which sends a file."""
    path = tmp_path / "catalogue.jsonl"
    path.write_text("".join(f"{line}\n" for line in synthetic.text().splitlines()[-_METHODS:]), encoding="utf-8")
    root = tmp_path / "spec" / "top"
    root.mkdir(parents=True)
    for name, content in imported(read_catalogue(path), _BASE, lambda: None).files.items():
        (root / name).write_bytes(content)
    return root


def _made(spec: Path, store: Path, steps: list[int] | None = None, processes: int = 1) -> Mapping[str, bytes]:
    advance = steps.append if steps is not None else int
    return make(folders.read(spec), Store(store), advance=advance, processes=processes).files


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def _copy(spec: Path, method: str, operation: str, tag: str) -> None:
    """A second file like the first, of another method."""
    text = (spec / _FILE).read_text(encoding="utf-8").replace("operationId: files.upload", operation)
    text = text.replace("- files\n", tag).replace("taobao.files.upload", method)
    text = text.replace("files_upload_response", f"{method.replace('.', '_')}_response")
    prefix = "".join(part.title() for part in method.split("."))
    (spec / f"{method}.yaml").write_text(text.replace("FilesUpload", prefix), encoding="utf-8")


@pytest.mark.parametrize(("chunk", "processes"), [(1, 1), (2, 2), (100, 1)])
def test_parts_are_the_whole(
    chunk: int, processes: int, spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many methods are made at a time, in one process or two, every byte is that of the whole at once."""
    monkeypatch.setattr(folders, "CHUNK", chunk)

    assert generate.generate(load_api(spec))[1] == _made(spec, tmp_path / "store", processes=processes)


def test_only_what_changed_is_made_again(spec: Path, tmp_path: Path) -> None:
    """After a change of one method the others are taken from the store, and the result is that of an empty one."""
    first: list[int] = []
    second: list[int] = []
    before = _made(spec, tmp_path / "store", first)
    _edit(spec / _FILE, "测试方法4", "另一个方法")
    after = _made(spec, tmp_path / "store", second)

    assert (first[0], second[0]) == (0, _METHODS - 1)
    assert before != after == _made(spec, tmp_path / "another")


def test_the_store_keeps_no_past(spec: Path, tmp_path: Path) -> None:
    """What no longer belongs to the package is removed from the store."""
    _made(spec, tmp_path / "store")
    kept = {path.name for path in (tmp_path / "store").rglob("*") if path.is_file()}
    _edit(spec / _FILE, "测试方法4", "另一个方法")
    _made(spec, tmp_path / "store")
    now = {path.name for path in (tmp_path / "store").rglob("*") if path.is_file()}

    assert len(kept) == len(now)
    assert kept != now


def test_a_damaged_store_is_no_store(spec: Path, tmp_path: Path) -> None:
    """A file of the store that cannot be read as text counts as missing."""
    before = _made(spec, tmp_path / "store")
    for path in _stored(tmp_path / "store"):
        path.write_bytes(b"\xff")

    assert before == _made(spec, tmp_path / "store")


def test_packed_modules_that_end_too_early(spec: Path, tmp_path: Path) -> None:
    """Several files in one of the store count as missing, unless all of them are whole."""
    before = _made(spec, tmp_path / "store")
    packs = [path for path in _stored(tmp_path / "store") if path.read_bytes().startswith(b"[[")]
    for path in packs:
        path.write_bytes(path.read_bytes()[:-1])

    assert packs
    assert before == _made(spec, tmp_path / "store")


def _stored(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def test_a_broken_convention_is_reported_where_it_is(spec: Path, tmp_path: Path) -> None:
    """Lint of the parts names the file and line as lint of the whole does."""
    _edit(spec / _FILE, "x-resend: never", "x-resend: sometimes")

    with pytest.raises(ConventionError) as caught:
        _made(spec, tmp_path / "store")
    assert [finding.rule for finding in caught.value.findings] == ["resend"]
    assert caught.value.findings[0].place.file == f"spec/top/{_FILE}"


def test_a_file_that_cannot_be_read_is_no_broken_convention(spec: Path, tmp_path: Path) -> None:
    """What is no YAML of ours is reported as such."""
    _edit(spec / _FILE, "x-resend: never", "x-resend: &a never")

    with pytest.raises(SpecError) as caught:
        _made(spec, tmp_path / "store")
    assert not isinstance(caught.value, ConventionError)


def test_names_of_two_files_may_not_meet(spec: Path, tmp_path: Path) -> None:
    """Two methods that want one place on the client are found, though each is fine alone."""
    _copy(spec, "alibaba.files", "operationId: alibaba.files", "- alibaba\n")
    _copy(spec, "alibaba.files.get", "operationId: alibaba.files.get", "- alibaba.files\n")

    with pytest.raises(ConventionError) as caught:
        _made(spec, tmp_path / "store")
    assert {finding.rule for finding in caught.value.findings} == {"call-path-clash"}


def test_what_nothing_shares_is_reported(spec: Path, tmp_path: Path) -> None:
    """A common component that no method refers to is a finding, as it is in the whole."""
    _edit(spec / "common.yaml", "  schemas:\n", "  schemas:\n    Idle: {type: object, description: An idle one.}\n")

    with pytest.raises(ConventionError) as caught:
        _made(spec, tmp_path / "store")
    assert [finding.rule for finding in caught.value.findings] == ["unused-component"]


def test_methods_that_share_schemas_are_made_together(spec: Path) -> None:
    """A schema of common.yaml that a method uses keeps the methods together."""
    assert folders.read(spec).can_be_split
    _edit(spec / _FILE, "#/components/schemas/FilesUploadRequest", "common.yaml#/components/schemas/X")
    assert not folders.read(spec).can_be_split


def test_files_that_refer_to_each_other_are_one_group() -> None:
    """References lead from file to file, however many there are between."""
    texts = {"a.yaml": b"$ref: b.yaml#/components/schemas/B", "b.yaml": b"$ref: c.yaml#/components/schemas/C"}
    found = folders.Folder(Path(), {}, {**texts, "c.yaml": b"", "d.yaml": b""})

    assert found.groups() == [("a.yaml", "b.yaml", "c.yaml"), ("d.yaml",)]
    assert list(folders.chunks(found.groups(), ["b.yaml"])) == [("a.yaml", "b.yaml", "c.yaml")]


def test_a_document_is_put_together_of_texts() -> None:
    """Fragments stand in the text as if the whole had been written at once."""
    document: dict[str, Any] = {
        "paths": {"/b": {"post": {"x": [1, {"y": "a\nb"}]}}, "/a": {}},
        "info": {"title": "张"},
        "components": {"schemas": {"B": {}, "A": {"type": "object"}}, "responses": {"R": {}}},
    }
    paths = {name: bundle.fragment("paths", value) for name, value in document["paths"].items()}
    schemas = {name: bundle.fragment("components", value) for name, value in document["components"]["schemas"].items()}
    rest = {"info": document["info"], "components": {"responses": {"R": {}}}}

    assert bundle.whole(document) == bundle.joined(rest, paths, {"schemas": schemas})
    assert json.loads(bundle.whole(document)) == document


def test_a_document_is_without_prose() -> None:
    """Descriptions go, but for those of answers, of members of that name, and of what is data."""
    described = {"type": "string", "description": "A note.", "examples": [{"description": "kept"}]}
    document: dict[str, Any] = {
        "info": {"title": "张", "summary": "Gone."},
        "paths": {"/a": {"post": {"description": "Gone.", "responses": {"200": {"description": "ok", "content": {}}}}}},
        "components": {"schemas": {"A": {"properties": {"description": described}, "x-note": {"description": "kept"}}}},
    }

    assert json.loads(bundle.whole(document)) == {
        "info": {"title": "张"},
        "paths": {"/a": {"post": {"responses": {"200": {"description": "ok", "content": {}}}}}},
        "components": {
            "schemas": {
                "A": {
                    "properties": {"description": {"type": "string", "examples": [{"description": "kept"}]}},
                    "x-note": {"description": "kept"},
                }
            }
        },
    }


def test_a_smaller_client(
    spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--include makes a client of the methods that fit a pattern, and its manifest speaks of their files alone."""
    monkeypatch.chdir(tmp_path)

    assert cli.main(["generate", "--spec", str(spec.parent), "--include", "taobao.f*", "--include", "example.*"]) == 0
    inside = tmp_path / "generated" / "top-client" / "src" / "top_client"
    packed = json.loads((inside / "spec.json").read_text(encoding="utf-8"))
    assert [name for name in packed if name.count(".") > 1] == ["example.colour.paintVideo.yaml", _FILE]
    assert "resources/files.py" in (inside / "MANIFEST.json").read_text(encoding="utf-8")
    assert cli.main(["generate", "--spec", str(spec.parent), "--include", "nothing.*"]) == 2
    assert capsys.readouterr().err == "top has no method like nothing.*.\n"


def test_many_methods_are_made_in_parts(spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From so many methods on, the store is used without being asked for, and the project is the same."""
    monkeypatch.chdir(tmp_path)
    whole = projects([spec], ())
    monkeypatch.setattr("codegen.parts.projects.MANY", _METHODS)

    assert not (tmp_path / ".codegen-cache").exists()
    assert projects([spec], ())[0].files == whole[0].files
    assert (tmp_path / ".codegen-cache").is_dir()
    shutil.rmtree(tmp_path / ".codegen-cache")
