"""Where a wheel comes from: digests of its spec, of the generator and of the templates.

A digest of several files is the SHA-256 of what `sha256sum` prints for them in the order of their names, so anybody
can work it out without this code. Line ends count as ``\\n``, whatever the checkout made of them, and only files of
this folder are read, so the digests are the same on every system and do without git.

What counts as the generator of a package is what shapes its bytes: the modules that `codegen.generate` imports,
directly or not, and the parts of the runtime that the package carries. Commands, lint and review do not count, and
neither does the other API's runtime: changing them gives no package other bytes.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from codegen import write

HERE: Final = Path(__file__).parent
SPEC: Final = "spec.json"
"""The file of a package that holds the spec it was made from."""
_ESCAPED: Final = bytes(byte for byte in range(32) if byte != ord("\n")) + b"\\"
"""What JSON escapes besides quotes and the ends of lines."""
ROOT_MODULE: Final = "generate.py"
"""The module that makes a package's files, and what it imports, is the generator."""


def content(path: Path) -> bytes:
    """What a text file holds, with the line ends that it has in the repository."""
    return path.read_bytes().replace(b"\r\n", b"\n")


def combined(files: Mapping[str, bytes]) -> str:
    """One digest of files by their names."""
    lines = [f"{write.digest(data)}  {name}\n" for name, data in sorted(files.items())]
    return write.digest("".join(lines).encode())


def spec_files(paths: Iterable[Path]) -> dict[str, bytes]:
    """The files of an API's spec, by name."""
    return {path.name: content(path) for path in paths}


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files of a spec as one, each with its lines; `unpacked` gives them back.

    Thousands of small files take three times the room in a wheel that their text takes together.
    """
    texts = (b" %b: [\n  %b\n ]" % (_json(name), _lines(data)) for name, data in sorted(files.items()))
    return b"{\n%b\n}\n" % b",\n".join(texts)


def unpacked(archive: bytes) -> dict[str, bytes]:
    """The files of a spec that were made one.

    Raises:
        ValueError: it is no archive of ours, or one of the names leads elsewhere.
    """
    found: Any = json.loads(archive)
    if not isinstance(found, dict) or any(Path(name).name != name for name in found):
        raise ValueError("no archive of a spec")
    try:
        return {name: "\n".join(lines).encode() for name, lines in found.items()}
    except TypeError as exc:
        raise ValueError("no archive of a spec") from exc


def _lines(text: bytes) -> bytes:
    """A JSON array of the lines, without its brackets."""
    if len(text.translate(None, _ESCAPED)) == len(text):  # the common case, in one go
        return b'"%b"' % text.replace(b'"', b'\\"').replace(b"\n", b'",\n  "')
    return b",\n  ".join(map(_json, text.decode().split("\n")))


def _json(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False).encode()


def generator_digest(api: str) -> str:
    """The digest of what shapes the packages of an API, without the templates."""
    return combined(_contents(generator_files(api)))


def template_digest() -> str:
    """The digest of all templates."""
    return combined(_contents(set((HERE / "templates").glob("*.jinja"))))


def runtime_files(api: str) -> set[Path]:
    """The modules of the runtime that an API's package carries."""
    folder = HERE / "runtime"
    return {folder / "__init__.py", *(folder / "common").rglob("*.py"), *(folder / api).rglob("*.py")}


def generator_files(api: str) -> set[Path]:
    """The modules that shape the packages of an API."""
    found: set[Path] = set()
    queue = [HERE / ROOT_MODULE]
    while queue:
        path = queue.pop()
        if path not in found:
            found.add(path)
            queue += _imported(path)
    return {path for path in found if "runtime" not in path.relative_to(HERE).parts} | runtime_files(api)


def _contents(paths: Iterable[Path]) -> dict[str, bytes]:
    return {path.relative_to(HERE).as_posix(): content(path) for path in paths}


def _imported(path: Path) -> Iterator[Path]:
    """The modules of codegen that a module imports."""
    package = path.relative_to(HERE.parent).parent.parts
    for node in ast.walk(ast.parse(path.read_bytes())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            names = [module, *(f"{module}.{alias.name}" for alias in node.names)]
        yield from (found for name in names if (found := _file_of(name)) is not None)


def _file_of(module: str) -> Path | None:
    """The file of a module of codegen; None for anything else."""
    first, *rest = module.split(".")
    if first != HERE.name:
        return None
    path = HERE.joinpath(*rest)
    return next((file for file in (path / "__init__.py", path.with_suffix(".py")) if file.is_file()), None)
