"""A spec of ten lines, to be changed by a test and generated into a package that is imported."""

from __future__ import annotations

import importlib
import itertools
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from codegen import generate, load, write

HEAD = """
openapi: 3.1.0
info:
  title: Tiny
  version: 1.0.0
  x-package-version: 1.0.0
  summary: A tiny API.
  license: {name: Apache-2.0, identifier: Apache-2.0}
x-package: {name: tiny-client, module: tiny_client, client: OpenIMClient, error: OpenIMError}
servers: [{url: 'http://127.0.0.1:1', description: none}]
security: [{adminToken: []}]
components:
  securitySchemes:
    adminToken: {type: apiKey, in: header, name: token, description: The token.}
"""

METHOD = """
x-source: {document: tiny, basis: documented}
paths:
  /msg/send:
    post:
      operationId: msg.send
      tags: [msg]
      summary: Send a message.
      description: Sends it.
      x-result: data
      x-resend: never
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/SendRequest'}}
      responses:
        '200':
          description: The answer.
          content: {application/json: {schema: {$ref: '#/components/schemas/SendAnswer'}}}
components:
  schemas:
    SendRequest:
      type: object
      description: A request.
      additionalProperties: false
      required: [text]
      properties:
        text: {type: string, description: The text., examples: [hello]}
        %REQUEST%
    SendAnswer:
      type: object
      description: The envelope.
      required: [data]
      properties:
        data: {$ref: '#/components/schemas/SendData', description: The result.}
    SendData:
      type: object
      description: The result.
      properties:
        id: {type: string, description: The id., examples: [a1]}
        %RESPONSE%
    %COMPONENTS%
"""

ERRORS = """
codes:
  - {code: 7, name: Limited, kind: ThrottledError, meaning: Too much., remedy: Wait., fault: account,
     delivery: refused, retry: true}
sub_codes:
  - {pattern: 'isp.*', kind: ServerError, meaning: Down., remedy: Wait., fault: platform,
     delivery: unknown, retry: true}
ranges:
  - {from: 100, name: Own, kind: BusinessError, meaning: Own., remedy: See., fault: caller, delivery: unknown,
     retry: false}
splits:
  - {code: 500, name: Bad, detail_prefix: 'Key:', kind: InvalidRequestError, meaning: Bad., remedy: Mend.,
     fault: caller, delivery: refused, retry: false}
"""

_numbers = itertools.count(1)


def method(*, request: str = "", response: str = "", components: str = "") -> str:
    """The method file, with further members of the request and the result, and further components."""
    return (
        METHOD.replace("        %REQUEST%\n", _indented(request, 8))
        .replace("        %RESPONSE%\n", _indented(response, 8))
        .replace("    %COMPONENTS%\n", _indented(components, 4))
    )


def spec(folder: Path, text: str, module: str = "tiny_client") -> load.ApiSpec:
    """The spec, written and loaded."""
    api = folder / "openim"
    api.mkdir(parents=True)
    head = HEAD.replace("tiny_client", module)
    for name, content in {"openapi.yaml": head, "msg.send.yaml": text, "errors.yaml": ERRORS}.items():
        (api / name).write_text(content, encoding="utf-8")
    return load.load_api(api)


@contextmanager
def package(folder: Path, text: str) -> Iterator[ModuleType]:
    """The package of a spec, generated, written and imported under a name of its own."""
    name = f"tiny_client_{next(_numbers)}"
    _, files = generate.generate(spec(folder / "spec", text, name))
    write.write(folder / "project", files)
    source = str(folder / "project" / "src")
    sys.path.insert(0, source)
    try:
        yield importlib.import_module(name)
    finally:
        sys.path.remove(source)


def _indented(text: str, columns: int) -> str:
    return textwrap.indent(textwrap.dedent(text).strip() + "\n", " " * columns) if text.strip() else ""
