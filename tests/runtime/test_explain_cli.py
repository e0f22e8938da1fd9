"""The command `explain`: what it reads, what it prints, and how it exits."""

from __future__ import annotations

import getpass
import io
import json
import warnings
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import pytest

from codegen.runtime.top.captured import read_captured
from codegen.runtime.top.cli import run
from codegen.runtime.top.explain_cli import COULD_NOT_RUN, EXPLAINED, RIGHT, main
from codegen.runtime.top.signing import sign

SECRET: Final = "s3cr3t-of-the-app"
PARAMS: Final = {"method": "taobao.sample.send", "session": "s3ss10n", "sign_method": "hmac", "title": "商家 a'b&c"}
SENT: Final = {**PARAMS, "sign": sign(PARAMS, secret=SECRET, sign_method="hmac")}
BODY: Final = urlencode(SENT)


def called(data: str, *arguments: str, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Exit status, output and error output."""
    out, err = io.StringIO(), io.StringIO()
    variables = {"SECRET": SECRET} if env is None else env
    status = main(arguments, env=variables, stdin=io.BytesIO(data.encode()), stdout=out, stderr=err)
    return status, out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    "captured",
    [
        BODY,
        f"?{BODY}\n",
        f"\N{ZERO WIDTH NO-BREAK SPACE}{BODY}",
        f"https://eco.taobao.com/router/rest?{BODY}",
        f"POST /router/rest?{BODY} HTTP/1.1\r\nHost: eco.taobao.com\r\n",
        f"POST /router/rest HTTP/1.1\r\nHost: eco.taobao.com\r\nX-A: b=c\r\n\r\n{BODY}",
        f"https://eco.taobao.com/router/rest?{urlencode({'session': 's3ss10n'})}\n"
        + urlencode({name: value for name, value in SENT.items() if name != "session"}),
        json.dumps(SENT),
        json.dumps({**SENT, "nothing": None}, ensure_ascii=False, indent=1),
        f"curl https://eco.taobao.com/router/rest -d '{BODY}'",
        f"$ curl 'https://eco.taobao.com/router/rest' \\\n  -H 'Content-Type: a/b' \\\n  --data-raw '{BODY}'",
        f"curl -X POST --data='{BODY}' https://eco.taobao.com/router/rest",
        f"curl -d'{BODY}' https://eco.taobao.com/router/rest",
        f"curl -G 'https://eco.taobao.com/router/rest?{BODY}'",
    ],
)
def test_forms_of_a_capture(captured: str) -> None:
    """Forms, queries, requests, curl commands and JSON give the same parameters."""
    assert read_captured(captured.encode()) == SENT


@pytest.mark.parametrize(
    ("captured", "words"),
    [
        (b"", "no parameters were found"),
        (b"Host: hidden", "no parameters were found"),
        (b"hidden", "not of the form"),
        (b"a=%C9%CC%BC%D2&b=hidden", "not URL-encoded in UTF-8"),
        ("a=商家".encode("gbk"), "not in UTF-8"),
        (b"{hidden", "begins like JSON"),
        (b'{"a": {"b": "hidden"}}', "'a' must be the text that was sent"),
        (b"curl 'hidden", "quotes"),
        (b"curl -F a=hidden http://x", "multipart"),
    ],
)
def test_what_cannot_be_read(captured: bytes, words: str) -> None:
    """The reason is told, not what was captured."""
    with pytest.raises(ValueError, match=words) as caught:
        read_captured(captured)
    assert "hidden" not in str(caught.value)


def test_right_signature() -> None:
    """Status 0, and the string to sign without the session."""
    status, out, err = called(BODY, "--secret-env", "SECRET")
    assert (status, err) == (RIGHT, "")
    assert "The signature is right" in out
    assert "session***" in out


def test_wrong_signature() -> None:
    """Status 1, and the mistake."""
    status, out, err = called(BODY, "--secret-env", "SECRET", env={"SECRET": f"{SECRET} "})
    assert (status, err) == (EXPLAINED, "")
    assert "The secret given here has white space around it" in out
    assert SECRET not in out


def test_session_from_the_environment() -> None:
    """A session that was signed and not sent is named by its variable."""
    body = urlencode({name: value for name, value in SENT.items() if name != "session"})
    env = {"SECRET": SECRET, "SESSION": "s3ss10n"}
    status, out, _ = called(body, "--secret-env", "SECRET", "--session-env", "SESSION", env=env)
    assert status == EXPLAINED
    assert "signed and not sent" in out
    assert "s3ss10n" not in out


def test_file(tmp_path: Path) -> None:
    """The capture may be in a file."""
    path = tmp_path / "captured.txt"
    path.write_text(BODY, "utf-8")
    assert called("", "--secret-env", "SECRET", str(path))[0] == RIGHT


@pytest.mark.parametrize(
    ("arguments", "captured", "words"),
    [
        (("--secret-env", "OTHER"), BODY, "--secret-env is not set or empty"),
        (("--secret-env", "SECRET", "/nowhere/at-all"), BODY, "/nowhere/at-all: No such file"),
        (("--secret-env", "SECRET"), "", "no parameters"),
        (("--secret-env", "SECRET"), '{"a": "\\ud800", "sign": "x"}', "lone surrogate"),
    ],
)
def test_could_not_run(arguments: tuple[str, ...], captured: str, words: str) -> None:
    """Status 2, and one line on the error output."""
    status, out, err = called(captured, *arguments)
    assert (status, out) == (COULD_NOT_RUN, "")
    assert words in err
    assert err.startswith("explain: ")
    assert err.count("\n") == 1


def test_secret_is_asked_for() -> None:
    """Without a variable the secret is asked for."""
    out, prompts = io.StringIO(), list[str]()

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        return SECRET

    status = main([], env={}, stdin=io.BytesIO(BODY.encode()), stdout=out, ask=ask)
    assert (status, prompts) == (RIGHT, ["app secret: "])


def test_nowhere_to_ask() -> None:
    """Without a terminal the secret is not read from the capture."""

    def ask(prompt: str) -> str:
        warnings.warn("cannot control echo", getpass.GetPassWarning, stacklevel=2)
        return "echoed"

    err = io.StringIO()
    status = main([], env={}, stdin=io.BytesIO(BODY.encode()), stderr=err, ask=ask)
    assert status == COULD_NOT_RUN
    assert "use --secret-env" in err.getvalue()


class TestPackage:
    """The command line around it."""

    def test_without_arguments(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The sub-commands are listed."""
        assert run([], module="top_client") == 0
        out = capsys.readouterr().out
        assert "usage: python -m top_client" in out
        assert "explain" in out

    def test_explain(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Arguments go to the sub-command, with the members to hide."""
        path = tmp_path / "captured.txt"
        path.write_text(BODY, "utf-8")
        monkeypatch.setenv("SECRET", SECRET)
        assert run(["explain", "--secret-env", "SECRET", str(path)], module="top_client", hide={"title"}) == 0
        out = capsys.readouterr().out
        assert "title***" in out

    @pytest.mark.parametrize("arguments", [["--help"], ["explain", "--help"]])
    def test_help(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """Help goes to the output."""
        with pytest.raises(SystemExit) as caught:
            run(arguments, module="top_client")
        assert caught.value.code == 0
        assert f"usage: python -m top_client{' explain' if len(arguments) > 1 else ''}" in capsys.readouterr().out

    def test_unknown_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Status 2, and the commands that there are."""
        with pytest.raises(SystemExit) as caught:
            run(["unknown"], module="top_client")
        assert caught.value.code == 2
        assert "explain" in capsys.readouterr().err
