"""Rules about several files: what each holds, and what it may refer to."""

from __future__ import annotations

import pytest

from codegen.lint import lint
from codegen.load import load_api

from .tiny_spec import TinySpec

_WORDS = """\
x-source: {document: note, basis: documented}
components:
  schemas:
    Words:
      type: object
      description: Words.
      additionalProperties: false
      properties:
        colour: {$ref: '%s', description: A colour.}
"""
_REFER_TO_WORDS = (
    "text: {type: string, minLength: 1, x-client-only: [minLength], description: Words., examples: [hi]}",
    "text: {$ref: '%s#/components/schemas/Words', description: Words.}",
)


def _found(spec: TinySpec, rule: str) -> list[str]:
    return [str(finding) for finding in lint(load_api(spec.folder)) if finding.rule == rule]


def _method(spec: TinySpec, path: str, operation_id: str) -> str:
    """Another method, with the components of the first."""
    name = next(name for name in spec.files if name.startswith("note."))
    operation = spec.files[name].partition("components:")[0].replace("'#/", f"'{name}#/")
    return operation.replace("/note/send:", f"{path}:").replace("note.send\n", f"{operation_id}\n")


def test_method_in_a_file_of_its_own(union_spec: TinySpec) -> None:
    """A method that uses what is in the file of another is fine, in one direction."""
    union_spec.write(more={"note.read.yaml": _method(union_spec, "/note/read", "note.read")})

    assert lint(load_api(union_spec.folder)) == []


def test_two_methods_in_one_file(union_spec: TinySpec) -> None:
    """A second method of a file is told where it belongs."""
    second = _method(union_spec, "/note/read", "note.read").partition("paths:\n")[2].replace("note.send.yaml#", "#")
    union_spec.write(
        [("components:\n  schemas:\n    NoteRequest:", f"{second}components:\n  schemas:\n    NoteRequest:")]
    )

    expected = (
        "spec/im/note.send.yaml:22:3  method-file  note.send.yaml has two methods, /note/send and /note/read\n"
        "    why: Modules are named after files, and whoever knows the method must find both.\n"
        "    fix: Move it to note.read.yaml."
    )

    assert _found(union_spec, "method-file") == [expected]


def test_file_without_a_method(union_spec: TinySpec) -> None:
    """Components that several methods use are in common.yaml and nowhere else."""
    words = _WORDS.replace("$ref: '%s'", "type: string")
    changes = [(_REFER_TO_WORDS[0], _REFER_TO_WORDS[1] % "words.yaml")]
    union_spec.write(changes, more={"words.yaml": words})

    expected = (
        "spec/im/words.yaml:4:5  method-file  words.yaml has no method\n"
        "    why: Modules are named after files, and whoever knows the method must find both.\n"
        "    fix: Move what it has to common.yaml."
    )

    assert _found(union_spec, "method-file") == [expected]


def test_shared_component_that_refers_to_a_method(union_spec: TinySpec) -> None:
    """What is shared does not depend on one method."""
    words = _WORDS % "note.send.yaml#/components/schemas/Colour"
    union_spec.write([(_REFER_TO_WORDS[0], _REFER_TO_WORDS[1] % "common.yaml")], more={"common.yaml": words})

    expected = (
        "spec/im/common.yaml:9:18  file-references  a shared component refers to note.send.yaml\n"
        "    why: Modules import what their files refer to; a circle of imports cannot be loaded.\n"
        "    fix: Move the component to common.yaml."
    )

    assert _found(union_spec, "file-references")[:1] == [expected]


def test_methods_that_refer_to_each_other(union_spec: TinySpec) -> None:
    """Two files whose modules would import each other are reported at each reference of the circle."""
    second = _method(union_spec, "/note/read", "note.read") + _WORDS.partition("\n")[2]
    second = second.replace("{$ref: '%s', description: A colour.}", "{type: string, description: A., examples: [a]}")
    changes = [(_REFER_TO_WORDS[0], _REFER_TO_WORDS[1] % "note.read.yaml")]
    union_spec.write(changes, more={"note.read.yaml": second})

    found = _found(union_spec, "file-references")

    assert [line.split("  ")[0] for line in found] == [
        "spec/im/note.read.yaml:16:22",
        "spec/im/note.read.yaml:21:49",
        "spec/im/note.send.yaml:44:20",
    ]
    assert "note.send.yaml and note.read.yaml refer to each other" in found[-1]


def test_resources_that_refer_to_each_other(union_spec: TinySpec) -> None:
    """Files that make no circle may still belong to modules that do: one holds all methods of a resource."""
    words = _WORDS.partition("\n")[2]
    plain = words.replace("{$ref: '%s', description: A colour.}", "{type: string, description: A., examples: [a]}")
    using = words.replace("Words:", "More:") % "word.read.yaml#/components/schemas/Words"
    more = {
        "word.read.yaml": _method(union_spec, "/word/read", "word.read") + plain,
        "note.list.yaml": _method(union_spec, "/note/list", "note.list") + using,
    }
    union_spec.write(more=more)

    found = _found(union_spec, "file-references")

    assert len(found) == 3
    assert "the modules note and word would import each other" in found[0]


@pytest.mark.parametrize(
    ("path", "operation_id", "other"),
    [("/note_book/page/send", "note_book.page.send", "/note/book_page/send"), ("/a_b/send", "a_b.send", "/a/b/send")],
)
def test_resources_of_one_module(union_spec: TinySpec, path: str, operation_id: str, other: str) -> None:
    """Resources whose module and classes would have one name cannot both be made."""
    names = [operation_id, other.strip("/").replace("/", ".")]
    more = {f"{name}.yaml": _method(union_spec, route, name) for name, route in zip(names, (path, other), strict=True)}
    union_spec.write(more=more)

    found = _found(union_spec, "resource-clash")

    one, two = sorted(name.rpartition(".")[0] for name in names)
    assert len(found) == 1
    assert f"  resource-clash  the resources {two} and {one} are both " in found[0]
