"""What was made before, by the digest of what it was made from. Without it, everything is made again, the same."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from io import BufferedReader
from pathlib import Path
from typing import Final

from attrs import field, frozen

from .. import write
from ..emit.formatting import formatted
from ..findings import UsageError

FOLDER: Final = Path(".codegen-cache")


@frozen
class Store:
    """Texts in files that are named by a key."""

    folder: Path
    _asked: set[str] = field(factory=set, init=False)

    def get(self, key: str) -> str | None:
        """The text of a key; None where there is none."""
        return _decoded(self.content(key))

    def kept(self, key: str) -> str:
        """The text of a key of which the first line was there.

        Raises:
            UsageError: it is there no more.
        """
        text = self.get(key)
        if text is None:
            raise UsageError(f"{self.folder} was changed meanwhile: try again.")
        return text

    def first_line(self, key: str) -> str | None:
        """The first line of a key's text; None where there is no text."""
        return _decoded(self._read(key, BufferedReader.readline))

    def content(self, key: str) -> bytes | None:
        """The bytes of a key; None where there are none."""
        return self._read(key, BufferedReader.read)

    def _read(self, key: str, read: Callable[[BufferedReader], bytes]) -> bytes | None:
        self._asked.add(key)
        try:
            with open(f"{self.folder}/{key[:2]}/{key}", "rb") as file:
                return read(file)
        except OSError:
            return None

    def put(self, key: str, content: str | bytes) -> None:
        """Keep a text, or bytes. Where the folder cannot be written, nothing is kept."""
        self._asked.add(key)
        with contextlib.suppress(OSError):
            write.replace(self.folder / key[:2] / key, content.encode() if isinstance(content, str) else content)

    def remembered(self, key: str, make: Callable[[], str]) -> str:
        """The text of a key, made and kept where there is none."""
        text = self.get(key)
        if text is None:
            text = make()
            self.put(key, text)
        return text

    def forget_the_rest(self) -> None:
        """Remove what nobody asked for, so that the folder does not grow with every run."""
        for folder, _, names in os.walk(self.folder):
            for name in names:
                if name not in self._asked:
                    (Path(folder) / name).unlink(missing_ok=True)


def _decoded(content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode()
    except UnicodeDecodeError:
        return None


def formatted_again(store: Store, files: Mapping[str, str], salt: str) -> dict[str, str]:
    """Formatted files.

    Args:
        store: where what was formatted before is.
        files: by name, unformatted.
        salt: the digest of what else shapes the result.
    """
    keys = {name: write.digest(f"{salt}\n{name}\n{text}".encode()) for name, text in files.items()}
    known = {name: text for name, key in keys.items() if (text := store.get(key)) is not None}
    made = formatted({name: text for name, text in files.items() if name not in known})
    for name, text in made.items():
        store.put(keys[name], text)
    return known | made
