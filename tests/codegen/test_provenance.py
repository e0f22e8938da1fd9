"""Digests of what a wheel was made from: what counts, and what does not."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codegen import provenance

REPOSITORY = Path(__file__).parents[2]
APIS = ("openim", "top")


@pytest.fixture(scope="module")
def unchanged() -> dict[str, str]:
    """All digests as they are."""
    return digests()


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of codegen that a test may change, and whose digests are asked for."""
    folder = tmp_path / "codegen"
    shutil.copytree(REPOSITORY / "codegen", folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(provenance, "HERE", folder)
    return folder


def digests() -> dict[str, str]:
    """All digests of the generator, by what they are of."""
    generators = {api: provenance.generator_digest(api) for api in APIS}
    return {**generators, "templates": provenance.template_digest()}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("emit/models.py", {"openim", "top"}),
        ("yaml_loader.py", {"openim", "top"}),
        ("naming.py", {"openim", "top"}),
        ("runtime/common/http.py", {"openim", "top"}),
        ("runtime/common/sandbox/server.py", {"openim", "top"}),
        ("runtime/top/signing.py", {"top"}),
        ("runtime/openim/sandbox/app.py", {"openim"}),
        ("templates/client.py.jinja", {"templates"}),
        ("cli.py", set()),
        ("lint/names.py", set()),
        ("diff/changes.py", set()),
        ("runtime/API.md", set()),
    ],
)
def test_what_counts(unchanged: dict[str, str], copied: Path, name: str, expected: set[str]) -> None:
    """A package's digests change with what shapes its bytes, and with nothing else, and not with the place."""
    path = copied / name
    path.write_bytes(path.read_bytes() + b"\n# changed\n")

    assert {part for part, digest in digests().items() if digest != unchanged[part]} == expected


def test_the_generator_is_what_generating_imports() -> None:
    """No module that a generation loads is left out of the digest, and none is in it that none loads."""
    program = "import codegen.generate, sys; print(*(m.__file__ for n, m in sys.modules.items() if n[:7] == 'codegen'))"
    done = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    loaded = {Path(name) for name in done.stdout.split()}

    counted = provenance.generator_files("top")

    assert {path for path in loaded if "runtime" not in path.parts} == counted - provenance.runtime_files("top")


def test_line_ends(unchanged: dict[str, str], copied: Path) -> None:
    """A checkout with the line ends of Windows has the same digests."""
    for path in copied.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert unchanged == digests()


def test_a_digest_of_files_is_one_of_sha256sum(tmp_path: Path) -> None:
    """It can be worked out without this code, and knows the names and the order of the files."""
    files = {"b.yaml": b"two", "a.yaml": b"one"}
    listing = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in ("a.yaml", "b.yaml"))

    assert provenance.combined(files) == hashlib.sha256(listing.encode()).hexdigest()
    assert provenance.combined(files) != provenance.combined({"a.yaml": b"two", "b.yaml": b"one"})


def test_spec_files(tmp_path: Path) -> None:
    """The files of a spec go by their names alone, with the line ends of the repository."""
    (tmp_path / "a.yaml").write_bytes(b"a: 1\r\n")

    assert provenance.spec_files([tmp_path / "a.yaml"]) == {"a.yaml": b"a: 1\n"}


def test_an_archive_of_a_spec() -> None:
    """The files come back byte for byte: quotes, backslashes, control characters, with a last line end or without."""
    files = {
        "a.yaml": '名: "x"\n\ttab\n'.encode(),
        "b.yaml": b"no end",
        "c.yaml": b"\\n is no line end\\\n\n",
        "d.yaml": b"",
    }
    archive = provenance.archive(files)

    assert provenance.unpacked(archive) == files
    assert json.loads(archive)["a.yaml"] == ['名: "x"', "\ttab", ""]
    assert archive == f"{json.dumps(json.loads(archive), ensure_ascii=False, indent=1)}\n".encode()
