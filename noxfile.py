"""Every task that a person or CI runs. `nox -l` lists them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False
nox.options.download_python = "never"
nox.options.sessions = ["lint", "types", "pipeline", "wheels-3.11"]

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = ["3.11", "3.12", "3.13"]
CONSTRAINTS = ".ci/constraints.txt"
PACKAGES = {"top-client": "top_client", "openim-client": "openim_client"}
EPOCH = {"SOURCE_DATE_EPOCH": "1767225600"}  # 2026-01-01: a wheel depends on its sources alone


def install(session: nox.Session, *groups: str) -> None:
    """Install dependency groups, at the versions CI has seen."""
    requirements = [line for group in groups for line in nox.project.dependency_groups(PROJECT, group)]
    session.install("-q", "-c", CONSTRAINTS, *requirements)


def build_wheels(session: nox.Session) -> dict[str, str]:
    """Build both wheels into the session's own folder; their paths by name."""
    install(session, "build")
    folder = Path(session.create_tmp()) / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    for name in PACKAGES:
        command = ["python", "-m", "build", "-q", "--wheel", "--no-isolation", "--outdir", str(folder)]
        session.run(*command, f"generated/{name}", env=EPOCH)
    return {name: str(next(folder.glob(f"{module}-*.whl"))) for name, module in PACKAGES.items()}


@nox.session(tags=["ci"])
def lint(session: nox.Session) -> None:
    """Lint and format of the Python code, lint of the specs."""
    install(session, "codegen")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("python", "-m", "codegen", "lint")


@nox.session(tags=["ci"], python=PYTHONS)
def generated(session: nox.Session) -> None:
    """generated/ is what the specs say, byte for byte, on every Python and with any hash seed."""
    install(session, "codegen")
    for seed in ("0", "7"):
        session.run("python", "-m", "codegen", "generate", "--check", env={"PYTHONHASHSEED": seed})


@nox.session(tags=["ci"])
def types(session: nox.Session) -> None:
    """mypy --strict on everything, pyright strict on the clients and a file of their uses."""
    install(session, "codegen", "test", "types", "sandbox")
    session.run("mypy", "codegen", "tests", "generated/top-client/src", "generated/openim-client/src")
    session.run("basedpyright")


@nox.session(tags=["ci"])
def pipeline(session: nox.Session) -> None:
    """Tests of the specs and of codegen."""
    install(session, "codegen", "test")
    session.run("coverage", "run", "-m", "pytest", "tests/spec", "tests/codegen", *session.posargs)
    session.run("coverage", "report")


@nox.session(tags=["ci"], python=PYTHONS)
def wheels(session: nox.Session) -> None:
    """Tests of the two wheels as users have them: built, installed, and imported from there."""
    built = build_wheels(session)
    install(session, "test")
    session.install("-q", "-c", CONSTRAINTS, *(f"{path}[sandbox]" for path in built.values()))
    session.install("-q", "--force-reinstall", "--no-deps", *built.values())
    session.run(
        "pytest", "tests/clients", "tests/runtime", "tests/sandbox", *session.posargs, env={"RUNTIME_FROM_WHEELS": "1"}
    )


@nox.session
def generate(session: nox.Session) -> None:
    """Regenerate generated/ from spec/."""
    install(session, "codegen")
    session.run("python", "-m", "codegen", "generate", *session.posargs)


@nox.session
def demo(session: nox.Session) -> None:
    """Regenerate, build both wheels, install them into an empty environment, and send all four messages."""
    install(session, "codegen")
    session.run("python", "-m", "codegen", "generate")
    built = build_wheels(session)
    folder = Path(session.create_tmp()) / "consumer"
    session.run("python", "-m", "venv", "--clear", str(folder))
    python = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    session.run(python, "-m", "pip", "install", "-q", *(f"{path}[sandbox]" for path in built.values()), external=True)
    session.run("python", "-m", "tests.demo", python)
