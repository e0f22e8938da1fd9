"""Every task that a person or CI runs. `nox -l` lists them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False
nox.options.download_python = "never"
nox.options.sessions = ["lint", "types", "pipeline", "clients-3.11"]

PROJECT = nox.project.load_toml("pyproject.toml")
OWN_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
PYTHONS = sorted({"3.11", "3.12", "3.13", OWN_PYTHON})  # one of them is there: a run can't be green for want of all
CONSTRAINTS = ".ci/constraints.txt"
DEPENDENT = [  # tests that see most of what the wheels use of their dependencies
    *(f"tests/clients/test_{name}.py" for name in ("calls", "round_trips", "views")),
    *(f"tests/runtime/test_{name}.py" for name in ("http",)),
    "tests/sandbox/test_schemas.py",
]
PACKAGES = {"top-client": "top_client", "openim-client": "openim_client"}


def install(session: nox.Session, *groups: str) -> None:
    """Install dependency groups, at the versions CI has seen."""
    requirements = [line for group in groups for line in nox.project.dependency_groups(PROJECT, group)]
    session.install("-q", "-c", CONSTRAINTS, *requirements)


def build_wheels(session: nox.Session) -> dict[str, str]:
    """Build both wheels into the session's own folder; their paths by name."""
    install(session, "build")
    folder = Path(session.create_tmp()) / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    projects = [f"generated/{name}" for name in PACKAGES]
    session.run("python", "-m", "codegen.release.building", str(folder), *projects)
    return {name: str(next(folder.glob(f"{module}-*.whl"))) for name, module in PACKAGES.items()}


def install_wheels(session: nox.Session, *groups: str, extra: str = "sandbox") -> None:
    """Install both wheels with one of their extras, and dependency groups."""
    built = build_wheels(session)
    install(session, *groups)
    session.install("-q", "-c", CONSTRAINTS, *(f"{path}[{extra}]" for path in built.values()))
    session.install("-q", "--force-reinstall", "--no-deps", *built.values())


def empty_environment(session: nox.Session) -> str:
    """The path of the Python of a new environment."""
    folder = Path(session.create_tmp()) / "consumer"
    session.run("python", "-m", "venv", "--clear", str(folder))
    return str(folder.absolute() / ("Scripts" if os.name == "nt" else "bin") / "python")


def environment_of_wheels(session: nox.Session, *requirements: str) -> str:
    """An environment with both wheels and their sandboxes; the path of its Python."""
    built = build_wheels(session)
    python = empty_environment(session)
    wanted = [*requirements, *(f"{path}[sandbox]" for path in built.values())]
    session.run(python, "-m", "pip", "install", "-q", "-c", CONSTRAINTS, *wanted, external=True)
    return python


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
    install(session, "bench", "codegen", "docs", "release", "review", "sandbox", "test", "types")
    session.run("mypy", "codegen", "tests", "generated/top-client/src", "generated/openim-client/src")
    session.run("mypy", "--explicit-package-bases", *map(str, Path("tests/examples").glob("*.py")))
    session.run("basedpyright", "--pythonpath", str(Path(session.bin) / "python"))


@nox.session(tags=["ci"])
def pipeline(session: nox.Session) -> None:
    """Tests of the specs and of codegen."""
    install(session, "codegen", "build", "parallel", "release", "review", "test", "types")
    session.run("pytest", "-n", "logical", "--cov=codegen", "tests/spec", "tests/codegen", *session.posargs)


@nox.session(tags=["ci"])
def catalogue(session: nox.Session) -> None:
    """A client of all methods of the vendor's catalogue if it is at hand, else of 50: made, tried and measured."""
    install(session, "codegen", "build", "sandbox", "test", "types")
    session.run("pytest", "tests/catalogue", *session.posargs)
    session.run("python", "-m", "tests.catalogue")


@nox.session(tags=["ci"])
def oracle(session: nox.Session) -> None:
    """A second opinion on the verdicts: Redocly's diff on the whole corpus, by Node from PyPI."""
    install(session, "codegen", "test", "oracle")
    node = Path(session.bin).absolute() / "node"
    folder = Path("tests/oracle")
    try:
        session.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder), silent=True)
    except nox.command.CommandFailed:
        session.skip("Redocly cannot be installed here: npm has no registry")
    session.run("pytest", "tests/oracle", *session.posargs, env={"NODE": str(node)})


@nox.session(tags=["ci"], python=PYTHONS)
def clients(session: nox.Session) -> None:
    """Tests of the two wheels as users have them: built, installed, and imported from there."""
    install_wheels(session, "test")
    session.run(
        "pytest", "tests/clients", "tests/runtime", "tests/sandbox", *session.posargs, env={"RUNTIME_FROM_WHEELS": "1"}
    )


@nox.session(tags=["ci"])
def docs(session: nox.Session) -> None:
    """The reference in build/docs: html/index.html, and all of it in reference.html; opened in headless Chromium."""
    install(session, "codegen", "docs", "test")
    built = Path("build/docs")
    shutil.rmtree(built, ignore_errors=True)
    session.run("python", "-m", "codegen", "docs", "--out", str(built))
    settings = ["-q", "-W", "--keep-going", "-c", "codegen/docs/sphinx", "-d", str(built / "doctrees")]
    session.run("python", "-m", "sphinx", *settings, str(built / "source"), str(built / "html"))
    session.run("pytest", "tests/docs", *session.posargs, env={"DOCS_BUILT": str(built.absolute())})


@nox.session(tags=["ci"])
def wheels(session: nox.Session) -> None:
    """Build both wheels twice, check them, make them again from the specs inside, and put them into dist/."""
    install(session, "codegen", "build", "release", "review")
    folder = Path(session.create_tmp()) / "wheels"
    shutil.rmtree(folder, ignore_errors=True)
    session.run("python", "-m", "codegen", "build", "--out", str(folder))
    built = sorted(map(str, folder.glob("*.whl")))
    session.run("twine", "check", "--strict", *built)
    session.run("check-wheel-contents", *built)
    session.run("python", "-m", "codegen", "verify", *built)
    session.run("python", "-m", "codegen", "dist", *built)
    session.run("python", "-m", "codegen", "release-notes", "--out", "dist/RELEASE.md")


@nox.session(tags=["ci"], requires=["wheels"])
def consumer(session: nox.Session) -> None:
    """An empty environment takes the wheels of dist/, and what they need, by hash alone; then it sends all messages."""
    built = build_wheels(session)
    needed, pins = Path(session.create_tmp()) / "needed", Path(session.create_tmp()) / "needed.txt"
    shutil.rmtree(needed, ignore_errors=True)
    wanted = [f"{path}[sandbox]" for path in built.values()]
    session.run("python", "-m", "pip", "download", "-q", "-c", CONSTRAINTS, "-d", str(needed), *wanted)
    for path in built.values():  # those come from dist/
        (needed / Path(path).name).unlink()
    session.run("python", "-m", "codegen.release.pins", str(pins), *map(str, needed.glob("*.whl")))
    python = empty_environment(session)
    sources = ["--no-index", "--find-links", "dist", "--find-links", str(needed)]
    files = ["-r", "dist/requirements.txt", "-r", str(pins)]
    session.run(python, "-m", "pip", "install", "-q", "--require-hashes", *sources, *files, external=True)
    session.run(python, "-I", "tests/demo/calls.py", external=True)


@nox.session(tags=["ci"], python=PYTHONS)
def dependencies(session: nox.Session) -> None:
    """Tests of the wheels with the lowest and then with the newest dependencies that they allow."""
    built = build_wheels(session)
    session.install("-q", "-c", CONSTRAINTS, "anyio", "attrs", "pytest", "pyyaml", "trustme")
    lowest = str(Path(session.create_tmp()) / "lowest.txt")
    session.run("python", "-m", "codegen.release.floors", lowest, *built.values())
    wanted = [f"{path}[fast,sandbox]" for path in built.values()]
    for how in (["--force-reinstall", "-c", lowest], ["--upgrade", "--upgrade-strategy", "eager"]):
        session.install("-q", *how, *wanted)
        session.run("python", "-m", "top_client", "about")
        session.run("pytest", "-q", *DEPENDENT, *session.posargs, env={"RUNTIME_FROM_WHEELS": "1"})


@nox.session(tags=["ci"])
def examples(session: nox.Session) -> None:
    """The example test suite, as a user runs it: in an environment of the wheels and pytest alone."""
    python = environment_of_wheels(session, "pytest")
    session.chdir("tests/examples")
    session.run(python, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", ".", ".", external=True)


@nox.session
def verify(session: nox.Session) -> None:
    """Make a wheel again from the spec inside it, and compare: nox -s verify -- WHEEL."""
    install(session, "codegen", "build")
    session.run("python", "-m", "codegen", "verify", *session.posargs)


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
    python = environment_of_wheels(session)
    session.run("python", "-m", "tests.demo", python)


@nox.session
def review(session: nox.Session) -> None:
    """A change of the specs for its reviewer: `nox -s review -- BASE` writes build/review. Ends with 0, 1 or 2."""
    install(session, "codegen", "review")
    try:
        session.run("python", "-m", "codegen", "review", *session.posargs)
    except nox.command.CommandFailed as failed:
        raise SystemExit(failed.return_code) from failed  # to nox alone 2, no comparison, is 1, findings


@nox.session
def fuzz(session: nox.Session) -> None:
    """10,000 answers for each model and call, other ones in each run."""
    install_wheels(session, "test", "parallel")
    options = ["-n", "logical", "--show-capture=no"]  # the log of 10,000 calls hides what failed
    session.run("pytest", *options, "tests/clients/test_fuzz.py", *session.posargs, env={"FUZZ_CASES": "10000"})


@nox.session
def bench(session: nox.Session) -> None:
    """What the clients cost, as users have them, beside others, and a client of thousands of methods.

    Tables, also in build/bench.
    """
    install_wheels(session, "bench", "codegen", "types", extra="fast,sandbox")
    session.run("python", "-m", "tests.benchmarks", *session.posargs)
    session.run("python", "-m", "tests.catalogue", *(session.posargs or ["build/bench"]))
