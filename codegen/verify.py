"""`python -m codegen verify`: is a wheel what this generator makes of the spec inside it?

The spec in the wheel is generated and built again, and every member is compared, the metadata with them. RECORD and
the wheel's own manifest are held against the members too, so whatever was changed is named.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from attrs import frozen

from codegen import load, provenance, write
from codegen.command import FINDINGS, FINE
from codegen.emit import manifest
from codegen.findings import SpecError, UsageError
from codegen.release import building
from codegen.release.wheel import NotAWheelError, Wheel, read


class NotComparableError(Exception):
    """The wheel cannot be made again here; says why."""


@frozen
class Verdict:
    """What came of making a wheel again."""

    problems: Mapping[str, tuple[str, ...]]
    """What is wrong with a member, by its name."""
    members: int
    same_file: bool
    """The new wheel is the same file, byte for byte; the order and the compression of its members too."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `run` reads."""
    parser.add_argument("wheel", nargs="+", type=Path, metavar="WHEEL", help="a wheel of one of the clients")


def run(args: argparse.Namespace) -> int:
    """Make wheels again from the specs inside them and compare every byte.

    Raises:
        UsageError: a file is no wheel, or was made by another generator.
    """
    try:
        verdicts = [(path, verify(path)) for path in args.wheel]
    except (NotAWheelError, NotComparableError) as exc:
        raise UsageError(str(exc)) from exc
    for path, verdict in verdicts:
        for line in _report(path, verdict):
            print(line)
    return FINDINGS if any(verdict.problems for _, verdict in verdicts) else FINE


def verify(path: Path) -> Verdict:
    """Make a wheel again and compare.

    Raises:
        NotAWheelError: the file is no wheel.
        NotComparableError: there is nothing in it to make it from, or another generator made it.
    """
    wheel = read(path)
    problems = list(_own_problems(wheel))
    try:
        with tempfile.TemporaryDirectory(prefix="verify-") as folder:
            again = _made_again(wheel, Path(folder))
            problems += _differences(wheel, again)
            same = again.digest() == wheel.digest()
    except NotComparableError:
        if not problems:
            raise
        return Verdict(_by_name(problems), len(wheel.members), same_file=False)  # it is not whole: that is the answer
    return Verdict(_by_name(problems), len(wheel.members), same_file=same)


def _own_problems(wheel: Wheel) -> Iterator[tuple[str, str]]:
    """What the wheel alone shows to be wrong with it."""
    for name in wheel.damaged:
        yield name, "cannot be unpacked"
    yield from wheel.record_problems()
    try:
        found = _manifest(wheel)
    except NotComparableError:
        return
    for name, digest in found["files"].items():
        member = name.removeprefix("src/")
        if member in wheel.members and write.digest(wheel.members[member]) != digest:
            yield member, f"is not what {manifest.NAME} says"


def _manifest(wheel: Wheel) -> Any:
    """The wheel's manifest.

    Raises:
        NotComparableError: it has none that can be read.
    """
    names = [name for name in wheel.members if PurePosixPath(name).match(f"*/{manifest.NAME}")]
    try:
        found = json.loads(wheel.members[names[0]])
        if {"api", "files", "generator", "templates", "tools"} <= found.keys():
            return found
    except (IndexError, ValueError, AttributeError):
        pass
    raise NotComparableError(f"{wheel.path} does not say what it was made from: it has no {manifest.NAME} of ours.")


def _made_again(wheel: Wheel, folder: Path) -> Wheel:
    """The wheel that this generator makes of the spec inside."""
    from codegen import generate  # imported here: other commands need neither the parser nor the templates

    origin = _manifest(wheel)
    others = list(_other_versions(wheel, origin))
    if others:
        raise NotComparableError(f"{wheel.path} was made by another generator:\n" + "\n".join(others))
    spec = folder / "spec" / origin["api"]
    spec.mkdir(parents=True)
    for name, content in _spec(wheel).items():
        (spec / name).write_bytes(content)
    try:
        _, files = generate.generate(load.load_api(spec))
    except SpecError as exc:
        reasons = "\n".join(f"{finding.place}  {finding.message}" for finding in exc.findings)
        raise NotComparableError(f"The spec inside {wheel.path} cannot be read:\n{reasons}") from exc
    write.write(folder / "project", files)
    return read(building.build(folder / "project", folder / "dist"))


def _spec(wheel: Wheel) -> dict[str, bytes]:
    """The files of the spec inside a wheel.

    Raises:
        NotComparableError: there are none that can be read.
    """
    for name, content in wheel.members.items():
        if PurePosixPath(name).match(f"*/{provenance.SPEC}"):
            try:
                return provenance.unpacked(content)
            except ValueError as exc:
                raise NotComparableError(f"The spec inside {wheel.path} cannot be read: {exc}.") from exc
    raise NotComparableError(f"{wheel.path} has no {provenance.SPEC}.")


def _other_versions(wheel: Wheel, origin: Mapping[str, Any]) -> Iterator[str]:
    """What made the wheel and is another version here."""
    if origin["api"] not in {path.name for path in (provenance.HERE / "runtime").iterdir()} - {"common"}:
        yield f"  there is no API {origin['api']} here"
        return
    here = {
        "generator": provenance.generator_digest(origin["api"]),
        "templates": provenance.template_digest(),
        **{name: importlib.metadata.version(name) for name in manifest.TOOLS},
        "build tool": f"hatchling {importlib.metadata.version('hatchling')}",
    }
    there = {**origin["tools"], **origin, "build tool": wheel.build_tool()}
    for name, value in here.items():
        if there.get(name) != value:
            yield f"  {name}: {there.get(name)} in the wheel, {value} here"


def _differences(wheel: Wheel, again: Wheel) -> Iterator[tuple[str, str]]:
    if wheel.path.name != again.path.name:
        yield wheel.path.name, f"is the name of the file, which has to be {again.path.name}"
    for name in sorted(wheel.members.keys() | again.members.keys()):
        if name not in again.members:
            yield name, "is generated by nothing"
        elif name not in wheel.members:
            yield name, "is missing"
        elif wheel.members[name] != again.members[name]:
            yield name, "differs from what is generated"


def _by_name(problems: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, what in problems:
        found[name] = (*found.get(name, ()), what)
    return dict(sorted(found.items()))


def _report(path: Path, verdict: Verdict) -> Iterator[str]:
    for name, what in verdict.problems.items():
        yield f"{path.name}: {name}: {'; '.join(what)}"
    if verdict.problems:
        yield f"{path.name} is not what its spec gives: {len(verdict.problems)} of its members."
        return
    archive = "the file is the same too" if verdict.same_file else "another zlib packed them"
    yield f"{path.name}: all {verdict.members} members are what its spec gives, byte for byte; {archive}."
