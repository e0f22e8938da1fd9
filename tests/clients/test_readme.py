"""The samples of README.md run against the sandboxes and print what their readers expect."""

from __future__ import annotations

import re
from pathlib import Path

import openim_client.sandbox
import pytest
import top_client.sandbox

README = Path(__file__).parents[2] / "README.md"


def sample(word: str) -> str:
    """The Python block that holds a word."""
    blocks: list[str] = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    return next(block for block in blocks if word in block)


def run(code: str) -> None:
    """Run a sample as a script."""
    exec(compile(code, "README.md", "exec"), {"__name__": "__main__"})


def test_top(capsys: pytest.CaptureFixture[str]) -> None:
    """The TOP sample sends one message and prints its id and the request's."""
    with top_client.sandbox.serve(top_client.sandbox.create_app()) as running:
        run(sample("TopClient").replace("http://127.0.0.1:8001", running.url))

        assert [record["operation"] for record in running.accepted] == ["taobao.tpn.template.message.send"]
    assert re.fullmatch(r"\d+ \w+\n", capsys.readouterr().out)


def test_openim(capsys: pytest.CaptureFixture[str]) -> None:
    """The OpenIM sample sends to both users and prints two results and no failure."""
    with openim_client.sandbox.serve(openim_client.sandbox.create_app()) as running:
        run(sample("AsyncOpenIMClient").replace("http://127.0.0.1:8002", running.url))

        assert len(running.accepted) == 1
    printed = capsys.readouterr().out
    assert printed.count("BatchSendMsgResult(") == 2
    assert printed.endswith(" []\n")
