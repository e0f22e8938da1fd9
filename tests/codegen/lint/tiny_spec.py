"""Two specs of a page each that keep every convention."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from codegen.lint import lint
from codegen.load import load_api

ENTRY = """\
openapi: 3.1.0
info: {title: Tiny, version: 1.0.0, x-package-version: 1.0.0, description: A tiny API.}
x-package: {name: tiny-client, module: tiny_client, client: TinyClient, error: TinyError}
security: [{proof: []}]
components:
  securitySchemes:
    proof: {type: apiKey, in: query, name: sign, description: A signature.}
servers: [{url: https://example.test}]
tags: [{name: note, description: Notes.}]
"""

ERRORS = """\
codes:
  - code: 7
    name: App Call Limited
    kind: ThrottledError
    meaning: Too many calls.
    remedy: Call less often.
    fault: account
    delivery: refused
    retry: true
sub_codes:
  - {pattern: isv.*, kind: InvalidRequestError, meaning: m, remedy: r, fault: caller, delivery: refused, retry: false}
"""

FORM_METHOD = """\
x-source: {document: note, basis: documented}
paths:
  /router/rest#taobao.note.send:
    post:
      operationId: note.send
      tags: [note]
      summary: Send a note.
      description: Sends it.
      x-top-method: taobao.note.send
      x-top-response-key: note_send_response
      x-success: {member: ok, when_false: refused, when_absent: unknown}
      x-resend: {same: [id]}
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: {$ref: '#/components/schemas/NoteSendRequest'}
            encoding: {note: {contentType: application/json}}
            example: {id: 7, note: {text: hi}}
      responses:
        '200':
          description: The answer.
          content: {application/json: {schema: {$ref: '#/components/schemas/NoteSendResponse'}}}
components:
  schemas:
    NoteSendRequest:
      type: object
      description: A request.
      additionalProperties: false
      required: [id]
      properties:
        id: {type: integer, format: int64, description: An id., examples: [7]}
        note: {$ref: '#/components/schemas/Note', description: The note.}
    Note:
      type: object
      description: A note.
      additionalProperties: false
      properties:
        text: {type: string, description: Words., examples: [hi]}
        data: {type: string, contentMediaType: application/json, description: JSON., examples: ['{"a":1}']}
    NoteSendResponse:
      type: object
      description: An answer.
      properties:
        ok: {type: boolean, description: Whether it was sent., examples: [true]}
"""

UNION_METHOD = """\
x-source: {document: note, basis: documented}
paths:
  /note/send:
    post:
      operationId: note.send
      tags: [note]
      summary: Send a note.
      description: Sends it.
      x-result: data
      x-resend: never
      x-error-delivery: refused
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/NoteRequest'}
            examples: {words: {value: {kind: 1, to: [a], text: hi}}}
      responses:
        '200':
          description: The answer.
          content: {application/json: {schema: {$ref: '#/components/schemas/NoteAnswer'}}}
components:
  schemas:
    NoteRequest:
      description: Any note.
      oneOf: [{$ref: '#/components/schemas/TextNote'}, {$ref: '#/components/schemas/ColourNote'}]
    NoteBase:
      type: object
      description: What every note has.
      required: [to]
      properties:
        to: {type: array, items: {type: string}, description: Names., examples: [[a, b]]}
        all: {type: boolean, description: Everybody., examples: [true]}
      if: {properties: {all: {const: true}}, required: [all]}
      then: {properties: {to: {minItems: 1}}}
    TextNote:
      description: Words.
      allOf:
        - $ref: '#/components/schemas/NoteBase'
        - type: object
          required: [kind, text]
          properties:
            kind: {const: 1, description: The kind.}
            text: {type: string, minLength: 1, x-client-only: [minLength], description: Words., examples: [hi]}
      unevaluatedProperties: false
    ColourNote:
      description: A colour.
      allOf:
        - $ref: '#/components/schemas/NoteBase'
        - type: object
          required: [kind]
          properties:
            kind: {const: 2, description: The kind.}
            colour: {$ref: '#/components/schemas/Colour', description: The colour.}
      unevaluatedProperties: false
    Colour:
      type: integer
      description: A colour.
      enum: [1, 2]
      x-enum-varnames: [RED, BLUE]
    NoteAnswer:
      type: object
      description: The envelope.
      properties:
        data: {$ref: '#/components/schemas/NoteData', description: The result.}
    NoteData:
      type: object
      description: The result.
      properties:
        id: {type: string, description: An id., examples: ['1']}
"""


@frozen
class TinySpec:
    """The files of a spec that keeps every convention."""

    folder: Path
    files: Mapping[str, str]

    def lint(self, rules: Container[str], changes: Sequence[tuple[str, str]] = ()) -> str:
        """What some of the rules print about the spec with changes."""
        self.write(changes)
        return "\n".join(str(finding) for finding in lint(load_api(self.folder)) if finding.rule in rules)

    def write(self, changes: Sequence[tuple[str, str]] = (), more: Mapping[str, str] | None = None) -> None:
        """Write the files.

        Args:
            changes: Texts that are each in one place of the files, and what to write instead.
            more: Further files by name.
        """
        files = dict(self.files)
        for old, new in changes:
            places = [name for name, text in files.items() if text.count(old) == 1]
            assert len(places) == 1, f"{old!r} is not in one place"
            files[places[0]] = files[places[0]].replace(old, new)
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, text in {**files, **(more or {})}.items():
            (self.folder / name).write_text(text, encoding="utf-8")
