"""Two versions of a package, written from one text that tells them apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

PACKAGE = "tiny"
_HEAD = "from __future__ import annotations\n\n"
_FOLDER = Path(__file__).parent / "cases"


@frozen
class Case:
    """Two versions, and what is said of the change from each to the other."""

    name: str
    lines: tuple[str, ...]

    def write(self, folder: Path) -> tuple[Path, Path]:
        """The folders of the old and the new version."""
        for side, sign in (("old", "-"), ("new", "+")):
            for name, text in self._files(sign).items():
                path = folder / side / PACKAGE / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(_HEAD + text, encoding="utf-8")
        return folder / "old", folder / "new"

    def said(self, sign: str) -> list[str]:
        """What is expected: of the way forward behind ``>``, of the way back behind ``<``."""
        return [line[2:] for line in self.lines if line.startswith(f"{sign} ")]

    def _files(self, sign: str) -> dict[str, str]:
        files = {"__init__.py": ""}
        name = "__init__.py"
        for line in self.lines:
            if line.startswith("@ "):
                name = line[2:]
            elif line.startswith(("  ", f"{sign} ")):
                files[name] = files.get(name, "") + line[2:] + "\n"
        return files


def cases() -> list[Case]:
    """Read the cases.

    A case begins with ``=== <name>``. ``@ <file>`` says where the lines below it stand, which are in both versions,
    or behind ``-`` in the old one and behind ``+`` in the new one. Then come the changes that are found.
    """
    return [case for path in sorted(_FOLDER.glob("*.txt")) for case in _cases(path.stem, path.read_text("utf-8"))]


def _cases(stem: str, text: str) -> Iterator[Case]:
    for part in f"\n{text}".split("\n=== ")[1:]:
        name, *lines = part.split("\n")
        yield Case(f"{stem}: {name}", tuple(lines))
