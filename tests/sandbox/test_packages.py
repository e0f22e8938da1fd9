"""The sandboxes as the installed packages offer them: importable, startable with ``python -m``, as pytest fixtures."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from .talk import TPN_PARAMETERS, signed, text_message

_MODULES: Final = ["top_client.sandbox", "openim_client.sandbox"]


def _sandbox(module: str) -> Any:
    pytest.importorskip(module.partition(".")[0], reason="the package is not installed")
    return import_module(module)


@pytest.mark.parametrize("module", _MODULES)
def test_what_a_package_offers(module: str) -> None:
    """Everything that is listed is there, and what everybody needs is listed."""
    sandbox = _sandbox(module)

    assert all(hasattr(sandbox, name) for name in sandbox.__all__)
    assert {"create_app", "main", "serve", "Override", "RunningSandbox"} <= set(sandbox.__all__)


def test_in_process_with_an_async_client() -> None:
    """An httpx client talks to the application without a socket."""
    app = _sandbox("top_client.sandbox").create_app(any_timestamp=True)

    async def send() -> dict[str, Any]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://sandbox") as client:
            answer: dict[str, Any] = (await client.post("/router/rest", data=signed(TPN_PARAMETERS))).json()
            return answer

    assert asyncio.run(send())["tpn_template_message_send_response"]["is_success"] is True
    assert len(app.control.accepted) == 1


def test_in_a_thread_with_a_sync_client() -> None:
    """The server listens on a free port of loopback."""
    sandbox = _sandbox("openim_client.sandbox")

    with sandbox.serve(sandbox.create_app(users=["user_001"])) as running:
        headers = {"operationID": "1", "token": running.control.issue_token(sandbox.ADMIN)}
        data = httpx.post(f"{running.url}/msg/batch_send_msg", json=text_message(), headers=headers).json()["data"]

        assert data["failedUserIDs"] == ["user_002"]
        assert [record["recipients"] for record in running.accepted] == [["user_001"]]


@pytest.mark.parametrize("module", _MODULES)
def test_the_command_line_of_a_package(module: str) -> None:
    """The first line is the address."""
    _sandbox(module)
    command = [sys.executable, "-m", module, "--port", "0"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip().removeprefix("listening on ")
            assert httpx.get(f"{url}/__sandbox/accepted").json() == []
        finally:
            process.kill()


@pytest.mark.parametrize("module", _MODULES)
def test_the_pytest_plugin_of_a_package(module: str, tmp_path: Path) -> None:
    """A conftest of one line, in a folder that has nothing to do with the repository."""
    _sandbox(module)
    fixture = module.partition("_")[0] + "_sandbox"
    (tmp_path / "conftest.py").write_text(f'pytest_plugins = ["{module}.pytest_plugin"]\n', encoding="utf-8")
    test = f"def test_it({fixture}):\n    assert {fixture}.url and {fixture}.accepted == []\n"
    (tmp_path / "test_it.py").write_text(test, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "--rootdir", str(tmp_path), "test_it.py"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 0, done.stdout + done.stderr
