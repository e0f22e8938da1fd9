"""A wheel as a file: its members, its metadata, and whether it is whole."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path
from typing import Final

from attrs import frozen

MOST_BYTES: Final = 256 * 1024 * 1024
"""A wheel with more in it is not one of ours, and is not unpacked."""


class NotAWheelError(Exception):
    """The file cannot be read as a wheel; says why."""


@frozen
class Wheel:
    """The members of a wheel."""

    path: Path
    members: Mapping[str, bytes]
    """By name; without those that cannot be unpacked."""
    damaged: tuple[str, ...]
    """Members that cannot be unpacked, or that stand twice."""
    info: str
    """The name of the folder with its metadata, `<name>-<version>.dist-info`."""

    @property
    def name(self) -> str:
        """The distribution's name."""
        return str(self.metadata()["Name"])

    def digest(self) -> str:
        """SHA-256 of the whole file, in hex."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def metadata(self) -> Message:
        """METADATA, by field."""
        return BytesParser(policy=compat32).parsebytes(self.members.get(f"{self.info}/METADATA", b""))

    def build_tool(self) -> str:
        """What built it, as WHEEL says: a name and a version."""
        return str(BytesParser(policy=compat32).parsebytes(self.members.get(f"{self.info}/WHEEL", b""))["Generator"])

    def record_problems(self) -> Iterator[tuple[str, str]]:
        """Members that are not what RECORD says, each with what is wrong."""
        record = f"{self.info}/RECORD"
        listed = {row[0]: row[1:] for row in csv.reader(io.StringIO(self._text(record))) if row}
        for name in sorted(self.members.keys() | listed.keys() - {*self.damaged}):
            if name not in self.members:
                yield name, "is in RECORD and not in the wheel"
            elif name not in listed:
                yield name, "is not in RECORD"
            elif name != record and listed[name] != record_entry(self.members[name]):
                yield name, "is not what RECORD says"

    def _text(self, name: str) -> str:
        return self.members.get(name, b"").decode("utf-8", "replace")


def read(path: Path) -> Wheel:
    """Read a wheel.

    Raises:
        NotAWheelError: it is no file, no archive, too big, or has no metadata.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members, damaged = _unpacked(archive)
    except OSError as exc:
        raise NotAWheelError(f"{path}: {exc.strerror or exc}") from exc
    except zipfile.BadZipFile as exc:
        raise NotAWheelError(f"{path} is no wheel: {exc}") from exc
    infos = {found[0] for name in members if (found := re.match(r"[^/]+\.dist-info(?=/)", name))}
    if len(infos) != 1:
        raise NotAWheelError(f"{path} is no wheel: it has {len(infos) or 'no'} .dist-info folders")
    return Wheel(path, members, damaged, infos.pop())


def _unpacked(archive: zipfile.ZipFile) -> tuple[dict[str, bytes], tuple[str, ...]]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise zipfile.BadZipFile(f"more than {MOST_BYTES} bytes are in it")
    members: dict[str, bytes] = {}
    damaged = []
    for entry in entries:
        try:
            if entry.filename in members:
                raise zipfile.BadZipFile("it stands twice")
            members[entry.filename] = archive.read(entry)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):  # encrypted, or unknown compression
            damaged.append(entry.filename)
    return members, tuple(damaged)


def record_entry(content: bytes) -> list[str]:
    """What RECORD says of a member after its name."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return [f"sha256={digest}", str(len(content))]
