"""The folder of what is given out: wheels, their digests, and lines that pin them.

A version is one file for ever: a wheel that is there with other bytes is never replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from codegen import write
from codegen.release.pins import pins
from codegen.release.wheel import Wheel

SUMS: Final = "SHA256SUMS"
REQUIREMENTS: Final = "requirements.txt"


class OtherFileError(Exception):
    """The folder has a wheel of this version with other bytes."""


def put(wheels: Sequence[Wheel], folder: Path) -> None:
    """Copy wheels into the folder, and write SHA256SUMS of all wheels there and requirements.txt of these.

    Raises:
        OtherFileError: a wheel is there with other bytes; nothing was written.
    """
    others = [wheel for wheel in wheels if _is_other_file(wheel, folder / wheel.path.name)]
    if others:
        raise OtherFileError("\n".join(_refusal(wheel, folder) for wheel in others))
    folder.mkdir(parents=True, exist_ok=True)
    for wheel in wheels:
        write.replace(folder / wheel.path.name, wheel.path.read_bytes())
    write.replace(folder / SUMS, sums(folder.glob("*.whl")).encode())
    write.replace(folder / REQUIREMENTS, pins(wheel.path for wheel in wheels).encode())


def sums(paths: Iterable[Path]) -> str:
    """Digests of files, as `sha256sum --check` reads them."""
    digests = {path.name: write.digest(path.read_bytes()) for path in paths}
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def _is_other_file(wheel: Wheel, path: Path) -> bool:
    return path.is_file() and path.read_bytes() != wheel.path.read_bytes()


def _refusal(wheel: Wheel, folder: Path) -> str:
    return (
        f"{(folder / wheel.path.name).as_posix()} is there with other bytes, and a version is never two files.\n"
        f"    fix: raise x-package-version in the spec of {wheel.name}; or, if nobody was given the file, delete it."
    )
