"""The two packages as they are installed: what they import, export, need and carry."""

from __future__ import annotations

import ast
import copy
import hashlib
import importlib
import importlib.metadata
import inspect
import json
import pickle
import re
import socket
import subprocess
import sys
import traceback
import typing
from collections.abc import Iterator
from importlib.resources import files
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

PACKAGES: Final = {"top_client": "top-client", "openim_client": "openim-client"}
PUBLIC: Final = {
    "top_client": ("", ".auth", ".errors", ".models", ".resources", ".sandbox", ".signing", ".wire"),
    "openim_client": ("", ".auth", ".errors", ".models", ".resources", ".sandbox", ".wire"),
}
MODULES: Final = [package + module for package, modules in PUBLIC.items() for module in modules]


def folder(package: str) -> Path:
    """Where the package is installed."""
    return Path(str(files(package)))


def printed(program: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def imported_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after some code."""
    program = f"{code}\nimport sys\nprint(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    )


def error_classes(package: str) -> list[type[Exception]]:
    """Every error that the package exports, its root first."""
    module = importlib.import_module(f"{package}.errors")
    found = [getattr(module, name) for name in module.__all__]
    kinds = {item for item in found if isinstance(item, type) and issubclass(item, Exception)}
    return sorted(kinds, key=lambda item: (len(item.__mro__), item.__name__))


def _failing_call(package: str, transport: str) -> str:
    """A program that makes a client and calls where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    options = f"retries=0, transport={transport!r}"
    call = {
        "openim_client": f"""
client = openim_client.OpenIMClient({url!r}, token="t", {options})
message = openim_client.models.TextMessage(send_id="a", recv_ids=["b"], content={{"content": "c"}})
send = lambda: client.msg.batch_send_msg(message)
""",
        "top_client": f"""
client = top_client.TopClient(app_key="k", app_secret="s", session="t", base_url={url!r}, {options})
send = lambda: client.tpn.template_message_send(template_key="a", template_id=101, user_id=1, biz_id=2)
""",
    }[package]
    caught = (
        f"try:\n    send()\nexcept {package}.errors.ConnectionFailedError:\n    pass\nelse:\n    raise SystemExit(1)"
    )
    return f"import {package}, {package}.models, {package}.errors\n{call}\n{caught}"


ERRORS: Final = [(package, kind) for package in PACKAGES for kind in error_classes(package)]


@pytest.mark.parametrize("package", PACKAGES)
class TestImports:
    """What an import costs."""

    def test_is_lazy(self, package: str) -> None:
        """Importing the package loads no httpx, and a client no models, wire types, resources and sandbox."""
        alone = imported_after(f"import {package}")
        loaded = imported_after(f"import {package}\n{package}.errors\n{package}.client")

        assert {name.split(".")[1] for name in alone if name.startswith(f"{package}.")} == {"_runtime"}
        assert not {"httpx", "attrs"} & alone
        parts = {name.split(".")[1] for name in loaded if name.startswith(f"{package}.")}
        assert parts == {"_runtime", "client", "errors"}
        assert not {name for name in loaded if ".sandbox" in name}
        assert not {"jsonschema_rs", "starlette", "uvicorn"} & loaded

    @pytest.mark.parametrize("transport", ["httpx", "httptools"])
    def test_a_call_needs_little(self, package: str, transport: str) -> None:
        """A call without a proxy, TLS or a client of httpx loads none of it, nor what the other transport needs."""
        loaded = imported_after(_failing_call(package, transport))

        others = {"httpx": "httptools", "httptools": "httpcore"}
        assert not {"httpx", "email.message", others[transport]} & loaded
        assert f"{package}._runtime.common.lanes" in loaded

    def test_names_load_their_own_module(self, package: str) -> None:
        """A model's name loads the list of names and the module that defines it, and no other module of models."""
        for module, name in {kind.__module__: kind.__name__ for kind in _models(package)}.items():
            loaded = imported_after(f"from {package}.models import {name}")

            models = {each for each in loaded if each.startswith(f"{package}.models.")}
            assert models == {module, f"{package}.models._names"}

    def test_unknown_names(self, package: str) -> None:
        """A name that is not there is an AttributeError that says so."""
        models = importlib.import_module(f"{package}.models")

        with pytest.raises(AttributeError, match=rf"module '{package}.models' has no attribute 'Nonsense'"):
            models.Nonsense  # noqa: B018 - the access is the test

    def test_only_three_dependencies(self, package: str) -> None:
        """Without the extra, httpx, httpcore, attrs and sniffio are all that is installed with it."""
        lines = [line.replace('"', "'") for line in importlib.metadata.requires(PACKAGES[package]) or []]
        names = {line: re.split(r"[<>=!~ ;\[]", line)[0] for line in lines}

        assert {names[line] for line in lines if "extra ==" not in line} == {"attrs", "httpcore", "httpx", "sniffio"}
        extra = {names[line] for line in lines if "extra == 'sandbox'" in line}
        assert extra == {"jsonschema-rs", "starlette", "uvicorn"}

    def test_version(self, package: str) -> None:
        """The version is that of the distribution, and clients send it."""
        module = importlib.import_module(package)

        assert importlib.metadata.version(PACKAGES[package]) == module.__version__


@pytest.mark.parametrize("name", MODULES)
def test_exports(name: str) -> None:
    """`__all__` of each public module is sorted, and every name in it is there."""
    module: Any = importlib.import_module(name)

    assert sorted(set(module.__all__)) == list(module.__all__)
    assert all(hasattr(module, each) for each in module.__all__)


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_is_missing(package: str) -> None:
    """The package exports its clients, what views give, time-outs and errors; `errors` every error that there is."""
    module = importlib.import_module(package)
    root, *_ = error_classes(package)
    errors = {kind.__name__ for kind in _below(root)}

    clients = {name for name in dir(module) if name.endswith("Client")}
    assert {*errors, *clients, "AttemptInfo", "DryRun", "Raw", "Timeout", "__version__"} == set(module.__all__)
    assert {*errors, "ERROR_TABLE", "Attempt", "Delivery"} == set(importlib.import_module(f"{package}.errors").__all__)
    assert len(clients) == 2


def _below(kind: type[Exception]) -> set[type[Exception]]:
    return {kind}.union(*(_below(each) for each in kind.__subclasses__()))


@pytest.mark.parametrize("package", PACKAGES)
class TestModels:
    """What tools see of the models."""

    def test_dir(self, package: str) -> None:
        """`dir()` lists the models before any of them is loaded, and nothing else; `wire` has the same names."""
        models = importlib.import_module(f"{package}.models")
        imports = f"import {package}.models as m, {package}.wire as w"

        assert dir(models) == sorted(dir(models))
        assert printed(f"{imports}; print(dir(m) == dir(w) == m.__all__ == w.__all__)") == "True\n"

    def test_hints(self, package: str) -> None:
        """The hints of a model's members resolve at run time, whatever a tool needs them for."""
        for kind in _models(package):
            hints = typing.get_type_hints(kind)

            assert {field.name for field in attrs.fields(kind)} <= set(hints), kind

    def test_hints_of_methods(self, package: str) -> None:
        """Those of methods name `wire`, which is loaded for type checkers alone: who wants them passes it."""
        wire = importlib.import_module(f"{package}.wire")
        for kind in _models(package):
            with pytest.raises(NameError, match="wire"):
                typing.get_type_hints(kind.to_dict)

            assert typing.get_type_hints(kind.to_dict, localns={"wire": wire})["return"] is getattr(wire, kind.__name__)

    def test_signatures(self, package: str) -> None:
        """Signatures can be shown without loading anything; models take keywords alone."""
        for kind in _models(package):
            kinds = {parameter.kind for parameter in inspect.signature(kind).parameters.values()}

            assert kinds == {inspect.Parameter.KEYWORD_ONLY}, kind


def _models(package: str) -> list[Any]:
    models = importlib.import_module(f"{package}.models")
    found = [getattr(models, name) for name in dir(models)]
    return [kind for kind in found if isinstance(kind, type) and attrs.has(kind)]


class TestErrors:
    """What every error class has in common."""

    @pytest.mark.parametrize(("package", "kind"), ERRORS)
    def test_names(self, package: str, kind: type[Exception]) -> None:
        """A class says that it lives where users import it from, in tracebacks too."""
        module = importlib.import_module(f"{package}.errors")
        error = _example(kind)

        assert f"{package}.errors" == kind.__module__
        assert kind is getattr(module, kind.__name__)
        assert "".join(traceback.format_exception_only(error)).startswith(f"{package}.errors.{kind.__name__}: ")

    @pytest.mark.parametrize("package", PACKAGES)
    def test_root(self, package: str) -> None:
        """One root bears the package's name, and everything else is below it."""
        root, *others = error_classes(package)

        assert root.__name__ == {"top_client": "TopError", "openim_client": "OpenIMError"}[package]
        assert all(issubclass(kind, root) for kind in others)
        assert all(kind.__doc__ for kind in (root, *others))

    @pytest.mark.parametrize(("package", "kind"), ERRORS)
    def test_copies(self, package: str, kind: type[Exception]) -> None:
        """A pickled and a copied error have the attributes, the text and the class of the first."""
        error = _example(kind)

        for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
            assert kind is type(twin)
            assert vars(error) == vars(twin)
            assert (str(error), repr(error), error.args) == (str(twin), repr(twin), twin.args)


def _example(kind: type[Any]) -> Any:
    """An error of a class, with something in every attribute."""
    attempt = importlib.import_module(kind.__module__).Attempt(15, "unknown", 0.25)
    if kind.__name__ == "ValidationError":
        return kind("must not be empty", path=("recv_ids", 3), wire_path=("recvIDs", 3), model="M", operation="o")
    return kind(
        message="it failed",
        operation="an.operation",
        delivery="unknown",
        resend_is_safe=True,
        attempts=(attempt,),
        code=15,
        sub_code="isp.x",
        vendor_message="No",
        vendor_detail="why not",
        request_id="r1",
        meaning="It means that.",
        remedy="Do this.",
        fault="platform",
        retryable=True,
        retry_after=2.5,
        status=200,
        headers={"x": "y"},
        body=b"{}",
    )


@pytest.mark.parametrize("package", PACKAGES)
class TestFiles:
    """What is in the package beside its modules."""

    def test_types(self, package: str) -> None:
        """The package says that it is typed."""
        assert folder(package).joinpath("py.typed").read_bytes() == b""

    def test_document(self, package: str) -> None:
        """The document that it was made from is there, with all methods of the client."""
        document = json.loads(folder(package).joinpath("openapi.json").read_text("utf-8"))

        assert document["openapi"] == "3.1.0"
        settings: Any = {"app_key": "k", "app_secret": "s"} if package == "top_client" else {"secret": "s"}
        kind = {"top_client": "TopClient", "openim_client": "OpenIMClient"}[package]
        client = getattr(importlib.import_module(package), kind)(
            **settings, **({} if package == "top_client" else {"base_url": "http://im.test"})
        )
        for item in document["paths"].values():
            assert callable(attrgetter(item["post"]["operationId"])(client))
        client.close()
        assert importlib.import_module(package).__version__ == document["info"]["x-package-version"]

    def test_manifest(self, package: str) -> None:
        """Every file has the digest that the manifest says, and there is no file that it does not know."""
        prefix = f"src/{package}/"
        listed = json.loads(folder(package).joinpath("MANIFEST.json").read_text("utf-8"))["files"]
        promised = {name.removeprefix(prefix): digest for name, digest in listed.items() if name.startswith(prefix)}
        found = {
            path.relative_to(folder(package)).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder(package).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and path.name != "MANIFEST.json"
        }

        assert promised == found


@pytest.mark.parametrize("package", PACKAGES)
class TestRuntime:
    """The layer below, which knows nothing of what is generated."""

    def test_imports_nothing_generated(self, package: str) -> None:
        """Its imports stay below `_runtime`, or are of the standard library and the declared dependencies."""
        allowed = {*sys.stdlib_module_names, "attrs", "httpcore", "httpx", "sniffio"}
        extras = {"sandbox": {"jsonschema_rs", "starlette", "uvicorn", "pytest"}, "through_httptools": {"httptools"}}
        for path, depth, names in _imports(package):
            assert depth <= len(path.parts), path
            if depth == 0:
                places = extras.keys() & {*path.parts, path.stem}
                assert names <= allowed.union(*(extras[place] for place in places)), path

    def test_border_to_httpx(self, package: str) -> None:
        """httpx is known to the modules that carry exchanges, and to no others."""
        knowing = {path.as_posix() for path, depth, names in _imports(package) if depth == 0 and "httpx" in names}

        api = "top" if package == "top_client" else "openim"
        carriers = ("http", "manner", "surroundings", "through_httpx")
        assert knowing == {f"{api}/client.py", *(f"common/{name}.py" for name in carriers)}


def _imports(package: str) -> Iterator[tuple[Path, int, set[str]]]:
    """Of every import below `_runtime`: the file, how many packages it goes up, and the packages it names."""
    runtime = folder(package) / "_runtime"
    for path in sorted(runtime.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            where = path.relative_to(runtime)
            if isinstance(node, ast.Import):
                yield where, 0, {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                yield where, node.level, {(node.module or "").partition(".")[0]}
