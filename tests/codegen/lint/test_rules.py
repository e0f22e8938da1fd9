"""Every rule: a spec that keeps it, one that breaks it, and the whole message."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

import pytest
from attrs import evolve, frozen

from codegen.lint import RULES, lint
from codegen.lint.document import Document
from codegen.lint.rules import Problem, Rule
from codegen.load import load_api

from .tiny_spec import TinySpec

_FOLDER: Final = Path(__file__).parent / "cases"
_EVERY_RULE: Final = frozenset(rule.id for rule in RULES)
_JUNK: Final[tuple[Any, ...]] = (None, True, -7, 0.5, "", "x", [], [None], [[]], [{}], {}, {"x": None}, {"$ref": 1})


@frozen
class Case:
    """Changes that break a spec, and what is printed about them."""

    name: str
    spec: str
    changes: tuple[tuple[str, str], ...]
    expected: str

    @property
    def rules(self) -> frozenset[str]:
        """The rules that the case is about; breaking one often breaks another."""
        lines = [line for line in self.expected.splitlines() if line.startswith("spec/")]
        return frozenset(line.split("  ")[1] for line in lines)


def _cases() -> list[Case]:
    """Read the cases.

    A case begins with ``=== <spec>: <name>``. Then come changes, removed text after ``-`` and what is written in
    its place after ``+``; a removal alone takes the line's end with it. The rest is what is printed.
    """
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.txt"))}
    return [_case(stem, part) for stem, text in texts.items() for part in text.split("\n=== ")[1:]]


def _case(stem: str, text: str) -> Case:
    title, *lines = text.strip("\n").split("\n")
    spec, _, name = title.partition(": ")
    changes = tuple(_changes([line for line in lines if line[0] in "-+"]))
    return Case(f"{stem}: {name}", spec, changes, "\n".join(line for line in lines if line[0] not in "-+"))


def _changes(lines: list[str]) -> Iterator[tuple[str, str]]:
    while lines:
        removed = _taken(lines, "-")
        added = _taken(lines, "+")
        yield ("\n".join(removed), "\n".join(added)) if added else ("\n".join(removed) + "\n", "")


def _taken(lines: list[str], sign: str) -> list[str]:
    taken: list[str] = []
    while lines and lines[0][0] == sign:
        taken.append(lines.pop(0)[1:])
    return taken


CASES: Final = _cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: cast("Case", case).name)
def test_broken_convention_is_reported(case: Case, form_spec: TinySpec, union_spec: TinySpec) -> None:
    """A broken convention is reported at its place, with the reason and the fix."""
    spec = {"form": form_spec, "union": union_spec}[case.spec]

    assert spec.lint(case.rules, case.changes) == case.expected


def test_spec_that_keeps_every_convention(form_spec: TinySpec, union_spec: TinySpec) -> None:
    """Nothing is said about a spec that keeps every convention."""
    assert form_spec.lint(_EVERY_RULE) == ""
    assert union_spec.lint(_EVERY_RULE) == ""


def test_every_rule_has_a_case() -> None:
    """No rule is without a test of its message, and no rule has the name of another."""
    of_several_files = {"call-path-clash", "module-clash", "resource-clash", "file-references"}

    assert of_several_files.union(*(case.rules for case in CASES)) == _EVERY_RULE
    assert len(_EVERY_RULE) == len(RULES)


def test_folder_without_an_error_table(form_spec: TinySpec) -> None:
    """A missing errors.yaml is reported where it should be."""
    form_spec.write()
    (form_spec.folder / "errors.yaml").unlink()
    expected = (
        "spec/top/errors.yaml:1:1  errors-file  the folder has no errors.yaml\n"
        "    why: Without it every error of the API is unknown, and every call that fails may have been sent.\n"
        "    fix: Write `codes:` with an entry for each code of the platform."
    )

    assert [str(finding) for finding in lint(load_api(form_spec.folder))] == [expected]


def test_two_methods_in_one_place_of_the_client(union_spec: TinySpec) -> None:
    """Paths whose Python names are equal cannot both be methods."""
    union_spec.write(more={"second.yaml": _second_method(union_spec, "/note/Send", "note.send")})

    expected = (
        "spec/im/second.yaml:3:3  call-path-clash  note.send is also the place of /note/send\n"
        "    why: One of the two would hide the other on the client.\n"
        "    fix: Leave one of the two methods out; the names follow from the API's."
    )

    assert _found(union_spec, "call-path-clash") == [expected]


def test_method_in_the_place_of_a_resource(union_spec: TinySpec) -> None:
    """A path cannot be a method where another has a resource."""
    union_spec.write(more={"second.yaml": _second_method(union_spec, "/note/send/now", "note.send.now")})

    expected = (
        "spec/im/second.yaml:3:3  call-path-clash  note.send is also the place of /note/send\n"
        "    why: One of the two would hide the other on the client.\n"
        "    fix: Leave one of the two methods out; the names follow from the API's."
    )

    assert _found(union_spec, "call-path-clash") == [expected]


def test_two_files_of_one_module(union_spec: TinySpec) -> None:
    """Files whose names differ in dots and dashes alone would be written to one module."""
    texts = {name: _second_method(union_spec, f"/note/{name}", f"note.{name}") for name in ("a", "b")}
    union_spec.write(more={"x.y.yaml": texts["a"], "x-y.yaml": texts["b"]})

    expected = (
        "spec/im/x.y.yaml:3:3  module-clash  the module x_y of x.y.yaml is also that of x-y.yaml\n"
        "    why: Two files would be written to one Python module.\n"
        "    fix: Rename the file after its method."
    )

    assert _found(union_spec, "module-clash") == [expected]


def _found(spec: TinySpec, rule: str) -> list[str]:
    return [str(finding) for finding in lint(load_api(spec.folder)) if finding.rule == rule]


def _second_method(spec: TinySpec, path: str, operation_id: str) -> str:
    operation = spec.files["note.send.yaml"].partition("components:")[0].replace("'#/", "'note.send.yaml#/")
    return operation.replace("/note/send:", f"{path}:").replace("note.send\n", f"{operation_id}\n")


def test_rule_that_fails(form_spec: TinySpec) -> None:
    """A rule that meets a shape it does not expect says so, and the others are still checked."""
    form_spec.write([("openapi: 3.1.0", "openapi: 3.2.0")])

    def fail(document: Document) -> Iterator[Problem]:
        yield Problem(document.schemas["Missing"].at, "", "")

    failing = Rule("failing", "", fail)
    expected = (
        "spec/top/openapi.yaml:1:1  failing  the rule could not be checked: KeyError: 'Missing'\n"
        "    why: What is broken elsewhere in the spec may be the reason, or the rule is at fault.\n"
        "    fix: Correct the other findings; if this one stays alone, report it."
    )

    failed, other = lint(load_api(form_spec.folder), [failing, *RULES])

    assert str(failed) == expected
    assert other.rule == "openapi-version"


@pytest.mark.parametrize("name", ["form", "union"])
@pytest.mark.parametrize("part", ["document", "errors"])
def test_no_rule_fails_on_a_broken_spec(name: str, part: str, form_spec: TinySpec, union_spec: TinySpec) -> None:
    """Whatever stands in any place of a document, every rule can be checked."""
    tiny = {"form": form_spec, "union": union_spec}[name]
    tiny.write()
    spec = load_api(tiny.folder)
    data: dict[str, Any] = getattr(spec, part)
    for index, path in enumerate(_paths(data)):
        for junk in _JUNK[index % 3 :: 3]:
            broken = _replaced(data, path, junk)
            found = lint(evolve(spec, document=broken) if part == "document" else evolve(spec, errors=broken))
            failed = [str(finding) for finding in found if "could not be checked" in finding.message]
            assert failed == [], f"{junk!r} at {path}"


def _paths(value: object) -> Iterator[tuple[str | int, ...]]:
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(cast("dict[str | int, object]", value).items())
    elif isinstance(value, list):
        items = list(enumerate(cast("list[object]", value)))
    for key, inner in items:
        yield (key,)
        yield from ((key, *path) for path in _paths(inner))


def _replaced(value: dict[str, Any], path: tuple[str | int, ...], junk: object) -> dict[str, Any]:
    result: Any = copy.deepcopy(value)
    parent = result
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = junk
    return cast("dict[str, Any]", result)
