"""Reading a spec folder: strict YAML, one document, true places, and every refusal with its message."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from codegen import yaml_loader
from codegen.findings import Place, SpecError
from codegen.load import ApiSpec, find_apis, load_api, pointer, pointer_tokens

ENTRY = """\
openapi: 3.1.0
info: {title: Tiny}
components:
  securitySchemes:
    proof: {type: apiKey}
"""
METHOD = """\
x-source: {document: note, basis: documented}
paths:
  /router/rest#taobao.note.send:
    post:
      operationId: note.send
      body: {$ref: '#/components/schemas/Note'}
      other: [{$ref: 'common.yaml#/components/schemas/Shared'}]
components:
  schemas:
    Note: {type: object}
    Seen:
      type: object
      x-source: {document: answers, basis: observed}
"""
COMMON = """\
components:
  schemas:
    Shared:
      properties:
        a/b~c: {type: string}
"""
ERRORS = "codes:\n  - code: 7\n"
FILES = {"openapi.yaml": ENTRY, "taobao.note.send.yaml": METHOD, "common.yaml": COMMON, "errors.yaml": ERRORS}


def _load(tmp_path: Path, **changes: str | None) -> ApiSpec:
    """Load the files above with some replaced, added or left out; names without ``.yaml``."""
    folder = tmp_path / "spec" / "top"
    folder.mkdir(parents=True)
    for name, text in {**FILES, **{f"{stem}.yaml": text for stem, text in changes.items()}}.items():
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    return load_api(folder)


def _refusal(tmp_path: Path, **changes: str | None) -> str:
    with pytest.raises(SpecError) as caught:
        _load(tmp_path, **changes)
    return str(caught.value)


class TestStrictYaml:
    """One file."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("true", True),
            ("false", False),
            ("null", None),
            ("", None),
            ("0", 0),
            ("-7", -7),
            ("9223372036854775808", 9223372036854775808),
            ("1.5", 1.5),
            ("-0.25", -0.25),
            ("1.0e3", 1000.0),
            ("2.5E-1", 0.25),
            ("[]", []),
            ("{}", {}),
            ("'7'", "7"),
            ('"\\u5f20"', "张"),
            ("|\n  7\n", "7\n"),
            (">-\n  a\n  b\n", "a b"),
        ],
    )
    def test_json_values(self, text: str, expected: object) -> None:
        """What JSON has is read as JSON reads it; quotes and blocks make strings."""
        value = yaml_loader.parse(f"a: {text}".encode(), "x.yaml").data["a"]

        assert value == expected
        assert type(value) is type(expected)

    @pytest.mark.parametrize(
        "text",
        [
            *("no", "yes", "on", "off", "y", "n", "~", "True", "FALSE", "Null", "="),
            *("010", "0x1f", "0o17", "0b1", "1_000", "+1", ".5", "1.", "1e3", ".inf", ".nan", "-.INF"),
            *("12:30:00", "190:20:30", "2015-09-15", "2015-09-15T10:00:00Z", "1.0.0", "接收人"),
        ],
    )
    def test_other_plain_values_are_text(self, text: str) -> None:
        """What YAML 1.1 reads as a flag, a number, a time or a date, and JSON does not, is the text that is written."""
        assert yaml_loader.parse(f"a: {text}".encode(), "x.yaml").data == {"a": text}
        assert yaml_loader.parse(f"[{text}]".encode(), "x.yaml").data == [text]

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (
                b"a: 1\nb: {c: 1,\n    c: 2}\n",
                "x.yaml:3:5  yaml-duplicate-key  the key c is here twice, first in line 2\n"
                "    why: Most readers keep the last one and say nothing.\n"
                "    fix: Keep one of the two.",
            ),
            (
                b"responses:\n  200: ok\n",
                "x.yaml:2:3  yaml-key  the key 200 is not a string\n"
                "    why: JSON has string keys only; status 200 and '200' would be two different keys.\n"
                "    fix: Quote it: '200':",
            ),
            (
                b"true: 1\n",
                "x.yaml:1:1  yaml-key  the key true is not a string\n"
                "    why: JSON has string keys only; status 200 and '200' would be two different keys.\n"
                "    fix: Quote it: 'true':",
            ),
            (
                b"{[a]: 1}\n",
                "x.yaml:1:2  yaml-key  the key a list or a mapping is not a string\n"
                "    why: JSON has string keys only; status 200 and '200' would be two different keys.\n"
                "    fix: Use a string.",
            ),
            (
                b"a: &x 1\n",
                "x.yaml:1:4  yaml-anchor  the anchor &x is not allowed\n"
                "    why: Anchors are only good for aliases, and those are not allowed.\n"
                "    fix: Delete it.",
            ),
            (
                b"a: *x\n",
                "x.yaml:1:4  yaml-alias  the alias *x is not allowed\n"
                "    why: What a reader sees would not be what is there, and JSON has no such thing.\n"
                "    fix: Use $ref, or write it out.",
            ),
            (
                b"a: !!str 1\n",
                "x.yaml:1:4  yaml-tag  the tag tag:yaml.org,2002:str is not allowed\n"
                "    why: A value is what JSON would make of it; quotes make a string.\n"
                "    fix: Delete it; quote text.",
            ),
            (
                b"<<: {a: 1}\n",
                "x.yaml:1:1  yaml-merge-key  merge keys are not allowed\n"
                "    why: What a reader sees would not be what is there.\n"
                "    fix: Use $ref, or write it out.",
            ),
            (
                b"a: 1.0e999\n",
                "x.yaml:1:4  yaml-number  the number is too large\n"
                "    why: No reader of JSON would keep its value.\n"
                "    fix: Quote it if it is text.",
            ),
            (
                b"\xef\xbb\xbfa: 1\n",
                "x.yaml:1:1  yaml-byte-order-mark  the file begins with a byte order mark\n"
                "    why: Tools disagree on whether the mark belongs to the first key.\n"
                "    fix: Save the file as UTF-8 without a byte order mark.",
            ),
            (
                "a: 张\nb: '".encode() + "三".encode("gb18030") + b"'\n",
                "x.yaml:2:5  yaml-encoding  byte 0xc8 is not UTF-8\n"
                "    why: A spec is read as UTF-8 on every machine, whatever its locale.\n"
                "    fix: Save the file as UTF-8.",
            ),
            (
                b"a: 1\nb: \x07\n",
                "x.yaml:2:4  yaml-syntax  character U+0007 is not allowed in YAML\n"
                "    why: The file cannot be read as YAML from here on.\n"
                "    fix: Correct the indentation, quotes or brackets here.",
            ),
            (
                b"a: [1, 2\nb: 3\n",
                "x.yaml:2:2  yaml-syntax  while parsing a flow sequence did not find expected ',' or ']'\n"
                "    why: The file cannot be read as YAML from here on.\n"
                "    fix: Correct the indentation, quotes or brackets here.",
            ),
            (
                b"# nothing\n",
                "x.yaml:2:1  yaml-empty  the file is empty\n"
                "    why: It describes nothing.\n"
                "    fix: Write it or delete it.",
            ),
            (
                b"a: 1\n---\nb: 2\n",
                "x.yaml:2:1  yaml-documents  a second document begins\n"
                "    why: Only one could be used, and nobody would see which.\n"
                "    fix: Make it a file of its own.",
            ),
            (
                b"a: " + b"[" * 101 + b"]" * 101,
                "x.yaml:1:103  yaml-depth  more than 100 levels\n"
                "    why: No document of ours comes near it.\n"
                "    fix: Check the brackets.",
            ),
        ],
    )
    def test_refusals(self, content: bytes, expected: str) -> None:
        """What JSON does not have is refused at its place, with the reason and the fix."""
        with pytest.raises(SpecError) as caught:
            yaml_loader.parse(content, "x.yaml")

        assert str(caught.value) == expected

    def test_all_refusals_of_a_file_at_once(self) -> None:
        """Whoever corrects a file sees everything that is wrong with it, in the order of lines."""
        with pytest.raises(SpecError) as caught:
            yaml_loader.parse(b"a: &x 1\na: 2\n3: *x\n", "x.yaml")

        assert [(str(finding.place), finding.rule) for finding in caught.value.findings] == [
            ("x.yaml:1:4", "yaml-anchor"),
            ("x.yaml:2:1", "yaml-duplicate-key"),
            ("x.yaml:3:4", "yaml-alias"),
            ("x.yaml:3:1", "yaml-key"),
        ]

    def test_columns_count_characters(self) -> None:
        """A column is what an editor shows, whatever the bytes."""
        file = yaml_loader.parse("{接收人: 张三, sender: 1}".encode(), "x.yaml")

        assert file.place(("sender",)) == Place("x.yaml", 1, 11)


class TestBundle:
    """A folder."""

    def test_document(self, tmp_path: Path) -> None:
        """The files make one document: heads and references resolved, errors apart."""
        inherited = {"document": "note", "basis": "documented"}

        spec = _load(tmp_path)

        assert spec.name == "top"
        assert spec.document == {
            "openapi": "3.1.0",
            "info": {"title": "Tiny"},
            "paths": {
                "/router/rest#taobao.note.send": {
                    "post": {
                        "operationId": "note.send",
                        "body": {"$ref": "#/components/schemas/Note"},
                        "other": [{"$ref": "#/components/schemas/Shared"}],
                        "x-source": inherited,
                    }
                }
            },
            "components": {
                "securitySchemes": {"proof": {"type": "apiKey"}},
                "schemas": {
                    "Shared": {"properties": {"a/b~c": {"type": "string"}}},
                    "Note": {"type": "object", "x-source": inherited},
                    "Seen": {"type": "object", "x-source": {"document": "answers", "basis": "observed"}},
                },
            },
        }
        assert spec.errors == {"codes": [{"code": 7}]}
        assert [path.name for path in spec.files] == sorted(FILES)

    def test_folder_without_error_table(self, tmp_path: Path) -> None:
        """A missing errors.yaml is an empty table whose place is where it should be."""
        spec = _load(tmp_path, errors=None)

        assert spec.errors == {}
        assert str(spec.errors_place("/codes")) == "spec/top/errors.yaml:1:1"

    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            ("", "spec/top/openapi.yaml:1:1"),
            ("/info/title", "spec/top/openapi.yaml:2:8"),
            ("/paths", "spec/top/openapi.yaml:1:1"),
            ("/paths/~1router~1rest#taobao.note.send", "spec/top/taobao.note.send.yaml:3:3"),
            ("/paths/~1router~1rest#taobao.note.send/post/other/0/$ref", "spec/top/taobao.note.send.yaml:7:16"),
            ("/paths/~1router~1rest#taobao.note.send/post/responses/200", "spec/top/taobao.note.send.yaml:4:5"),
            ("/paths/~1router~1rest#taobao.note.send/post/x-source/basis", "spec/top/taobao.note.send.yaml:1:28"),
            ("/components/schemas/Seen/x-source/basis", "spec/top/taobao.note.send.yaml:13:37"),
            ("/components/schemas/Shared/properties/a~1b~0c/type", "spec/top/common.yaml:5:17"),
            ("#/components/schemas/Shared", "spec/top/common.yaml:3:5"),
            ("/components/securitySchemes/proof", "spec/top/openapi.yaml:5:5"),
        ],
    )
    def test_place(self, found: str, expected: str, tmp_path: Path) -> None:
        """A pointer into the document leads to its file, line and column, or to the nearest thing around it."""
        assert str(_load(tmp_path).place(found)) == expected

    def test_place_in_the_error_table(self, tmp_path: Path) -> None:
        """A pointer into the error table leads to its file, line and column."""
        assert str(_load(tmp_path).errors_place("/codes/0/code")) == "spec/top/errors.yaml:2:5"

    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            ("/paths/~1router~1rest#taobao.note.send/post", "taobao.note.send"),
            ("/components/schemas/Note", "taobao.note.send"),
            ("/components/schemas/Shared/properties", "common"),
            ("/components/securitySchemes/proof", "openapi"),
            ("/info", "openapi"),
        ],
    )
    def test_file_of(self, found: str, expected: str, tmp_path: Path) -> None:
        """Every path and component knows the file it is from."""
        assert _load(tmp_path).file_of(found) == expected

    def test_same_whatever_the_working_directory(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A folder named relatively gives the same names in messages."""
        _load(tmp_path)
        monkeypatch.chdir(tmp_path / "spec" / "top")

        spec = load_api(Path())

        assert (spec.name, str(spec.place(""))) == ("top", "spec/top/openapi.yaml:1:1")

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            (
                {"second": "paths:\n  /router/rest#taobao.note.send: {}\n"},
                "spec/top/taobao.note.send.yaml:3:3  duplicate-path  the path /router/rest#taobao.note.send is also in "
                "spec/top/second.yaml:2:3\n"
                "    why: One of the two would be lost.\n"
                "    fix: Rename one, or share it through common.yaml.",
            ),
            (
                {"second": "components: {schemas: {Note: {}}}\n"},
                "spec/top/taobao.note.send.yaml:10:5  duplicate-component  the component Note is also in "
                "spec/top/second.yaml:1:24\n"
                "    why: One of the two would be lost.\n"
                "    fix: Rename one, or share it through common.yaml.",
            ),
            (
                {"second": "x-source: {document: d}\npaths: {}\n"},
                "spec/top/second.yaml:1:1  file-empty  the file adds no path and no component\n"
                "    why: Its paths or components are missing or misplaced.\n"
                "    fix: Fill it or delete it.",
            ),
            (
                {"second": "components: {schemas: {A: {}}}\nsecurity: []\n"},
                "spec/top/second.yaml:2:1  file-key  security cannot be written here\n"
                "    why: Only openapi.yaml adds more than paths and components; this would be lost.\n"
                "    fix: Move it to openapi.yaml, or into a path or component.",
            ),
            (
                {"second": "components: {schemas: [A]}\n"},
                "spec/top/second.yaml:1:14  file-shape  components.schemas is not a mapping\n"
                "    why: Paths and components are found by their keys.\n"
                "    fix: Write `name: ...` lines below it, or delete it.",
            ),
            (
                {"second": "- paths\n"},
                "spec/top/second.yaml:1:1  file-shape  the file is not a mapping\n"
                "    why: Paths, components and errors are found by their keys.\n"
                "    fix: Begin it with `paths:` or `components:`.",
            ),
            (
                {"common": None, "taobao.note.send": None},
                "spec/top/openapi.yaml:1:1  no-operations  no file of the folder has a path\n"
                "    why: There is nothing to call.\n"
                "    fix: Add a method file with `paths:`.",
            ),
            (
                {"openapi": None},
                "spec/top/openapi.yaml:1:1  entry-missing  the folder has no openapi.yaml\n"
                "    why: It holds the title, the servers and the package's name.\n"
                "    fix: Write it, or name another folder than spec/top.",
            ),
            (
                {"second": "components: {schemas: {A: {$ref: 'comon.yaml#/components/schemas/Shared'}}}\n"},
                "spec/top/second.yaml:1:28  ref-file  comon.yaml#/components/schemas/Shared names the missing file "
                "comon.yaml\n"
                "    why: There is no such file in the folder.\n"
                "    fix: Correct the file's name.",
            ),
            (
                {"second": "components: {schemas: {A: {$ref: 'common.yaml#/components/schemas/Share'}}}\n"},
                "spec/top/second.yaml:1:28  ref-target  common.yaml#/components/schemas/Share leads nowhere\n"
                "    why: common.yaml has no such component.\n"
                "    fix: Correct the name, or add the component.",
            ),
            (
                {"second": "components: {schemas: {A: {$ref: '#/components/schemas/Shared'}}}\n"},
                "spec/top/second.yaml:1:28  ref-target  #/components/schemas/Shared leads nowhere\n"
                "    why: second.yaml has no such component.\n"
                "    fix: Write `common.yaml#/components/schemas/Shared`.",
            ),
            (
                {"second": "components: {schemas: {A: {$ref: '../im/common.yaml#/components/schemas/Shared'}}}\n"},
                "spec/top/second.yaml:1:28  ref-outside  ../im/common.yaml#/components/schemas/Shared leads out of the "
                "folder\n"
                "    why: A spec folder is complete in itself, as the wheel made from it is.\n"
                "    fix: Copy the component to common.yaml.",
            ),
            (
                {"second": "components: {schemas: {A: {$ref: 'common.yaml#/components/schemas/Shared/properties'}}}"},
                "spec/top/second.yaml:1:28  ref-form  common.yaml#/components/schemas/Shared/properties names no "
                "component\n"
                "    why: Only named components have a Python name.\n"
                "    fix: Write `file.yaml#/components/schemas/Name`.",
            ),
        ],
    )
    def test_refusals(self, changes: dict[str, str | None], expected: str, tmp_path: Path) -> None:
        """Files that do not make one document are refused at the place, with the reason and the fix."""
        assert _refusal(tmp_path, **changes) == expected

    def test_refusals_of_several_files_at_once(self, tmp_path: Path) -> None:
        """Every file is read before anything is said."""
        refusal = _refusal(tmp_path, second="a: *x\n", third="1: 2\n")

        assert [line.split("  ")[0] for line in refusal.splitlines() if line[0] != " "] == [
            "spec/top/second.yaml:1:4",
            "spec/top/third.yaml:1:1",
        ]

    @pytest.mark.parametrize("name", ["second.yml", "more/second.yaml"])
    def test_files_that_would_be_left_out(self, name: str, tmp_path: Path) -> None:
        """A file that the glob does not find is an error, since its methods would be missing."""
        path = tmp_path / "spec" / "top" / name
        path.parent.mkdir(parents=True)
        path.write_text("paths: {}\n", encoding="utf-8")
        (tmp_path / "spec" / "top" / "openapi.yaml").write_text(ENTRY, encoding="utf-8")

        with pytest.raises(SpecError) as caught:
            load_api(tmp_path / "spec" / "top")

        assert str(caught.value) == (
            f"spec/top/{name}:1:1  file-astray  the file would not be read\n"
            "    why: Only *.yaml files directly in the API's folder make the document.\n"
            "    fix: Rename it, or move it up."
        )

    def test_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        """A file that cannot be opened is named like any other error of the spec."""
        folder = tmp_path / "spec" / "top"
        (folder / "second.yaml").mkdir(parents=True)

        refusal = _refusal_of_existing(tmp_path)

        assert refusal == (
            "spec/top/second.yaml:1:1  file-unreadable  the file cannot be read: Is a directory\n"
            "    why: Every *.yaml file of the folder is part of the document.\n"
            "    fix: Make it a readable file, or move it away."
        )


def _refusal_of_existing(tmp_path: Path) -> str:
    folder = tmp_path / "spec" / "top"
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load_api(folder)
    return str(caught.value)


def test_find_apis(tmp_path: Path) -> None:
    """An API is a folder with an openapi.yaml; others, such as documents, are none."""
    for name in ("top", "im", "documents"):
        (tmp_path / name).mkdir()
    for name in ("top", "im"):
        (tmp_path / name / "openapi.yaml").write_text(ENTRY, encoding="utf-8")

    assert find_apis(tmp_path) == [tmp_path / "im", tmp_path / "top"]


def test_pointers() -> None:
    """Slashes and tildes in names survive the way into a JSON pointer and back."""
    tokens = ("paths", "/a~b", "0")

    assert pointer(*tokens) == "/paths/~1a~0b/0"
    assert pointer_tokens(pointer(*tokens)) == tokens


def test_error_can_be_pickled(tmp_path: Path) -> None:
    """The error crosses process borders with its findings."""
    with pytest.raises(SpecError) as caught:
        load_api(tmp_path)
    copied: Any = pickle.loads(pickle.dumps(caught.value))

    assert copied.findings == caught.value.findings
