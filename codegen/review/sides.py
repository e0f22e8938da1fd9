"""The two versions of the specs, and what this codegen makes of each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from codegen import generate
from codegen.findings import SpecError
from codegen.ir import Package
from codegen.load import ApiSpec, find_apis, load_api

from .errors import CannotCompareError


@frozen(eq=False)
class Made:
    """An API of one version, and the project that this codegen makes of it."""

    spec: ApiSpec
    package: Package
    files: dict[str, bytes]


def load_specs(folder: Path, whose: str) -> dict[str, ApiSpec]:
    """Read every API below a folder.

    Args:
        folder: A folder of specs.
        whose: How a message names the version.

    Raises:
        CannotCompareError: There is no API, or one cannot be read.
    """
    apis = find_apis(folder)
    if not apis:
        raise CannotCompareError(f"{whose} has no specs: there is no openapi.yaml in a folder of {folder.name}/.")
    return {api.name: _loaded(api, whose) for api in apis}


def make(spec: ApiSpec, whose: str) -> Made:
    """Generate the project of one API.

    Raises:
        CannotCompareError: It cannot be generated.
    """
    try:
        package, files = generate.generate(spec)
    except SpecError as exc:
        raise CannotCompareError(f"{whose}: {spec.name} cannot be generated.\n{exc}") from exc
    except Exception as exc:  # codegen takes for granted what lint checks
        reason = f"{type(exc).__name__}: {exc}"
        hint = "`python -m codegen lint` may say why."
        raise CannotCompareError(f"{whose}: {spec.name} cannot be generated ({reason}). {hint}") from exc
    return Made(spec, package, files)


def same_files(old: ApiSpec, new: ApiSpec) -> bool:
    """Whether two versions are the same, byte for byte."""
    return _contents(old) == _contents(new)


def _contents(spec: ApiSpec) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in spec.files}


def _loaded(folder: Path, whose: str) -> ApiSpec:
    try:
        return load_api(folder)
    except SpecError as exc:
        raise CannotCompareError(f"{whose}: {folder.name} cannot be read.\n{exc}") from exc
