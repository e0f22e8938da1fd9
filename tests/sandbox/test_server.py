"""Sandboxes over real loopback connections: in a thread, from the command line, as pytest fixtures."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from codegen.runtime.common.sandbox.extra import needs_extra
from codegen.runtime.common.sandbox.server import RunningSandbox, bind
from codegen.runtime.openim.sandbox import create_app as create_openim
from codegen.runtime.top.sandbox import create_app, serve

from .talk import REPOSITORY, TPN_PARAMETERS, gmt8, signed

_START = """
import sys
from pathlib import Path
from codegen.load import load_api
from codegen.runtime.{api}.sandbox import main
sys.exit(main(load_api(Path("spec/{api}")).document))
"""


@contextmanager
def _started(api: str, *arguments: str) -> Generator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _START.format(api=api), *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def _url(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    words, _, url = process.stdout.readline().strip().rpartition(" ")
    assert words == "listening on"
    return url


def test_in_a_thread(top_document: dict[str, Any]) -> None:
    """A synchronous client talks to it, and the test reads what was accepted."""
    with serve(create_app(top_document, any_timestamp=True)) as running:
        sent = httpx.post(f"{running.url}/router/rest", data=signed(TPN_PARAMETERS))
        [record] = running.accepted

        assert running.url.startswith("http://127.0.0.1:")
        assert sent.json()["tpn_template_message_send_response"]["request_id"] == record["request_id"]
        assert running.control.ledger.count == 1
        running.reset()
        assert running.accepted == []
    with pytest.raises(httpx.ConnectError):
        httpx.post(f"{running.url}/router/rest")
    running.stop()


def test_the_date_is_the_sandboxs_and_comes_once(top_document: dict[str, Any]) -> None:
    """So that a client can learn how far its clock is off."""
    with serve(create_app(top_document, clock=lambda: 0.0)) as running:
        answer = httpx.get(f"{running.url}/router/rest")

    assert answer.headers.get_list("date") == ["Thu, 01 Jan 1970 00:00:00 GMT"]


def test_two_at_once(top_document: dict[str, Any], openim_document: dict[str, Any]) -> None:
    """Each has its own port and state."""
    with serve(create_app(top_document)) as one, serve(create_openim(openim_document)) as other:
        assert one.url != other.url
        assert httpx.get(f"{one.url}/__sandbox/accepted").json() == []
        assert httpx.get(f"{other.url}/__sandbox/logins").json() == {"count": 0}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to end a process with")
@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("api", ["top", "openim"])
def test_the_command_line(api: str, how: str) -> None:
    """The first line is the address, it answers at once, and a signal ends it with status 0."""
    with _started(api) as process:
        assert httpx.get(f"{_url(process)}/__sandbox/accepted").json() == []
        process.send_signal(getattr(signal, how))

        assert process.wait(10) == 0
        assert process.communicate() == ("", "")


def test_options_of_the_top_command_line() -> None:
    """Credentials and timestamps."""
    options = ["--app-key", "1", "--app-secret", "s", "--any-timestamp"]
    with _started("top", *options) as process:
        form = signed(TPN_PARAMETERS, app_key="1", secret="s", timestamp=gmt8(0))
        answer = httpx.post(f"{_url(process)}/router/rest", data=form)

        assert "error_response" not in answer.json()


def test_options_of_the_openim_command_line() -> None:
    """The secret, users in one or several options, and how long a token is valid."""
    options = ["--secret", "s", "--user", "a", "b", "--user", "c", "--expire-time-seconds", "60"]
    with _started("openim", *options) as process:
        client = httpx.Client(base_url=_url(process), headers={"operationID": "1"})
        with client:
            login = client.post("/auth/get_admin_token", json={"secret": "s", "userID": "imAdmin"}).json()["data"]
            message = {
                "sendID": "imAdmin",
                "recvIDs": ["a", "c", "d"],
                "content": {"content": "x"},
                "contentType": 101,
                "sessionType": 1,
            }
            answer = client.post("/msg/batch_send_msg", json=message, headers={"token": login["token"]})

        assert login["expireTimeSeconds"] == 60
        assert answer.json()["data"]["failedUserIDs"] == ["d"]


def test_a_port_that_is_taken() -> None:
    """Status 2 and the reason on stderr."""
    with bind("127.0.0.1", 0) as taken:
        taken.listen()
        port = str(taken.getsockname()[1])
        with _started("top", "--port", port) as process:
            out, err = process.communicate(timeout=10)

    assert (process.returncode, out) == (2, "")
    assert err.startswith(f"cannot listen on 127.0.0.1:{port}: ")


_CONFTEST = """
from pathlib import Path
from codegen.load import load_api
from codegen.runtime.common.sandbox.fixtures import sandbox_fixtures
from codegen.runtime.top.sandbox import create_app

def _create():
    return create_app(load_api(Path({spec!r})).document, any_timestamp=True)

top_sandbox_server, top_sandbox = sandbox_fixtures("top_sandbox", _create)
"""
_TESTS = """
import httpx

urls = []

def test_one(top_sandbox):
    form = {form!r}
    assert "error_response" not in httpx.post(top_sandbox.url + "/router/rest", data=form).json()
    assert len(top_sandbox.accepted) == 1
    top_sandbox.control.ban(60)
    urls.append(top_sandbox.url)

def test_two(top_sandbox):
    assert top_sandbox.accepted == []
    top_sandbox.control.check_ban()
    assert urls == [top_sandbox.url]
"""


def test_the_pytest_fixture(tmp_path: Path) -> None:
    """One server for the session, nothing accepted at the start of each test."""
    conftest = _CONFTEST.format(spec=str(REPOSITORY / "spec" / "top"))
    (tmp_path / "conftest.py").write_text(textwrap.dedent(conftest), encoding="utf-8")
    tests = _TESTS.format(form=signed(TPN_PARAMETERS))
    (tmp_path / "test_it.py").write_text(textwrap.dedent(tests), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "--rootdir", str(tmp_path), str(tmp_path)]

    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout


def test_a_missing_extra_says_what_to_install() -> None:
    """And which part is missing."""
    with (
        pytest.raises(ModuleNotFoundError, match=r"^the sandbox needs uvicorn: install top-client\[sandbox\]$"),
        needs_extra("top-client"),
    ):
        raise ModuleNotFoundError("No module named 'uvicorn.config'", name="uvicorn.config")


def test_other_missing_modules_are_not_blamed_on_the_extra() -> None:
    """The error passes as it is."""
    with pytest.raises(ModuleNotFoundError, match=r"^other$"), needs_extra("top-client"):
        raise ModuleNotFoundError("other", name="attrs")


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "jsonschema_rs"])
@pytest.mark.parametrize(("api", "distribution"), [("top", "top-client"), ("openim", "openim-client")])
def test_importing_a_sandbox_without_its_extra(missing: str, api: str, distribution: str) -> None:
    """In a fresh interpreter where one of the modules cannot be imported."""
    code = f"import sys; sys.modules[{missing!r}] = None; import codegen.runtime.{api}.sandbox"

    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last == f"ModuleNotFoundError: the sandbox needs {missing}: install {distribution}[sandbox]"


def _return_at_once(_server: object, _sockets: object) -> None:
    """Stand in for a server that ends before it listens."""


def test_a_server_that_does_not_start(top_document: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The wait ends with an error."""
    from codegen.runtime.common.sandbox import server

    monkeypatch.setattr(server, "_START_SECONDS", 0.05)
    monkeypatch.setattr("uvicorn.Server.run", _return_at_once)

    with pytest.raises(RuntimeError, match=r"did not start within 0\.05 s"):
        RunningSandbox(create_app(top_document))
