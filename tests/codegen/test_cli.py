"""`python -m codegen generate` as a person or CI runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codegen import generate, load, write

REPOSITORY = Path(__file__).parents[2]

TOKEN_CREATE = """
x-source: {document: taobao.top.auth.token.create, basis: documented}
paths:
  /router/rest#taobao.top.auth.token.create:
    post:
      operationId: top.auth_token_create
      tags: [top]
      summary: Exchange an authorisation code for an access token (获取Access Token).
      description: The code is the one that the authorisation page gave; https only.
      x-top-method: taobao.top.auth.token.create
      x-top-response-key: top_auth_token_create_response
      x-resend: never
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: {$ref: '#/components/schemas/TopAuthTokenCreateRequest'}
      responses:
        '200':
          description: What is inside the envelope.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/TopAuthTokenCreateResponse'}
components:
  schemas:
    TopAuthTokenCreateRequest:
      type: object
      description: Parameters of taobao.top.auth.token.create.
      additionalProperties: false
      required: [code]
      properties:
        code: {type: string, minLength: 1, description: The authorisation code., examples: [abc], x-secret: true}
        uuid: {type: string, description: The uuid that the code was made with., examples: [abc]}
    TopAuthTokenCreateResponse:
      type: object
      description: Answer of taobao.top.auth.token.create.
      properties:
        token_result: {type: string, description: The token as JSON text., examples: ['{}'], x-secret: true}
"""


def codegen(*arguments: str, cwd: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    """Run a command of codegen."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_COLOR": "1", "COLUMNS": "200"}
    command = [sys.executable, "-m", "codegen", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=cwd, env=environment, check=False)


def contributing_sample() -> str:
    """The method file that CONTRIBUTING.md shows."""
    text = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    found = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("method", "text", "call"),
    [
        (
            "taobao.top.auth.token.create",
            TOKEN_CREATE,
            "top.top.auth_token_create(code='c', uuid='u').token_result == '{}'",
        ),
        (
            "taobao.example.greeting.send",
            contributing_sample(),
            "top.example.greeting_send(text='hello', user_id=7).result == '1234567890'",
        ),
    ],
)
def test_a_fourth_method_is_one_file_and_one_command(tmp_path: Path, method: str, text: str, call: str) -> None:
    """The file passes the conventions, and the generated client calls the method and reads its answer."""
    shutil.copytree(REPOSITORY / "spec", tmp_path / "spec")
    (tmp_path / "spec" / "top" / f"{method}.yaml").write_text(text, encoding="utf-8")

    done = codegen("generate", "top", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    script = f"""
import json, httpx
from top_client import TopClient
from top_client.models import *
sent = []
def gateway(request):
    sent.append(request.read().decode())
    payload = {{'token_result': '{{}}', 'result': '1234567890', 'request_id': 'r1'}}
    return httpx.Response(200, json={{'anything_response': payload}})
http = httpx.Client(transport=httpx.MockTransport(gateway))
top = TopClient(app_key='k', app_secret='s', http_client=http)
assert {call}
assert 'method={method}' in sent[0], sent
"""
    source = str(tmp_path / "generated" / "top-client" / "src")
    environment = {**os.environ, "PYTHONPATH": source}
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("api", ["openim", "top"])
def test_the_committed_tree_is_what_the_spec_says(api: str) -> None:
    """generated/ is the golden tree: every file of it is what codegen makes of the spec."""
    package, files = generate.generate(load.load_api(REPOSITORY / "spec" / api))

    assert not write.compare(REPOSITORY / "generated" / package.name, files)


def test_a_fourth_method_keeps_the_types(tmp_path: Path) -> None:
    """mypy --strict finds nothing in a client whose new resource bears the name of the client."""
    pytest.importorskip("mypy", reason="mypy is not installed: the dependency group types has it")
    shutil.copytree(REPOSITORY / "spec", tmp_path / "spec")
    path = tmp_path / "spec" / "top" / "taobao.top.auth.token.create.yaml"
    path.write_text(TOKEN_CREATE, encoding="utf-8")
    codegen("generate", "top", cwd=tmp_path)

    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(tmp_path / "cache")]
    source = tmp_path / "generated" / "top-client" / "src"
    done = subprocess.run(
        [*command, "top_client/client.py"], capture_output=True, encoding="utf-8", cwd=source, check=False
    )

    assert done.returncode == 0, done.stdout


def test_check_names_the_files_that_differ(tmp_path: Path) -> None:
    """A changed, a missing and a foreign file are named, nothing is written, and the exit code is 1."""
    shutil.copytree(REPOSITORY / "spec", tmp_path / "spec")
    codegen("generate", "top", cwd=tmp_path)
    project = tmp_path / "generated" / "top-client"
    (project / "README.md").write_text("edited", encoding="utf-8")
    (project / "LICENSE").unlink()
    (project / "notes.txt").touch()

    done = codegen("generate", "--check", "top", cwd=tmp_path)

    assert done.returncode == 1
    assert "generated/top-client/README.md: differs\n" in done.stdout
    assert "generated/top-client/LICENSE: is missing\n" in done.stdout
    assert "generated/top-client/notes.txt: is generated by nothing\n" in done.stdout
    assert (project / "README.md").read_text("utf-8") == "edited"


def test_a_project_without_a_spec_is_foreign(tmp_path: Path) -> None:
    """A client whose spec folder is gone fails the check and is named."""
    shutil.copytree(REPOSITORY / "spec", tmp_path / "spec")
    shutil.copytree(REPOSITORY / "generated", tmp_path / "generated")
    shutil.rmtree(tmp_path / "spec" / "openim")

    done = codegen("generate", "--check", cwd=tmp_path)

    assert done.returncode == 1
    assert "generated/openim-client: is generated by nothing\n" in done.stdout


def test_a_finding_stops_generation(tmp_path: Path) -> None:
    """A spec that breaks a convention generates nothing; the finding is printed."""
    shutil.copytree(REPOSITORY / "spec", tmp_path / "spec")
    path = tmp_path / "spec" / "top" / "taobao.tpn.template.message.send.yaml"
    path.write_text(path.read_text("utf-8").replace("      x-resend: {same: [biz_id]}\n", ""), encoding="utf-8")

    done = codegen("generate", "top", cwd=tmp_path)

    assert done.returncode == 1
    assert "Nothing was generated: 1 finding." in done.stdout
    assert "x-resend" in done.stdout
    assert not (tmp_path / "generated").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("generate", "nothing"), "there is no API nothing in spec; there is openim, top."),
        (("generate", "--spec", "nowhere"), "nowhere holds no folder with an openapi.yaml"),
    ],
)
def test_could_not_run(arguments: tuple[str, ...], message: str) -> None:
    """What cannot run says why on stderr and exits with 2."""
    done = codegen(*arguments)

    assert done.returncode == 2
    assert message in done.stderr


def test_hash_seed_does_not_matter(tmp_path: Path) -> None:
    """Two runs with different hash seeds write the same bytes."""
    trees = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "codegen", "generate", "--out", str(tmp_path / seed)]
        subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, capture_output=True)
        root = tmp_path / seed
        trees.append({path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()})

    assert trees[0] == trees[1]
    assert trees[0]
