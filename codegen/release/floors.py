"""The lowest dependencies that wheels allow, as constraints for pip.

`python -m codegen.release.floors OUT WHEEL...` writes them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

from codegen.release.wheel import Wheel, read


class NoFloorError(Exception):
    """A wheel allows any version of a dependency, however old."""


def floors(wheels: Iterable[Wheel]) -> str:
    """A constraint for each dependency, those of extras included: the lowest version that all the wheels allow.

    Raises:
        NoFloorError: a requirement has no `>=`.
    """
    lowest: dict[str, Version] = {}
    for wheel in wheels:
        for line in wheel.metadata().get_all("Requires-Dist", []):
            requirement = Requirement(line)
            floor = _floor(requirement, wheel)
            lowest[requirement.name] = max(floor, lowest.get(requirement.name, floor))
    return "".join(f"{name}=={version}\n" for name, version in sorted(lowest.items()))


def _floor(requirement: Requirement, wheel: Wheel) -> Version:
    found = [Version(each.version) for each in requirement.specifier if each.operator == ">="]
    if not found:
        raise NoFloorError(f"{wheel.path.name} needs {requirement} and says no lowest version")
    return max(found)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(floors(map(read, map(Path, sys.argv[2:]))), encoding="utf-8", newline="\n")
