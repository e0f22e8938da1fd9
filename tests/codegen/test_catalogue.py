"""`python -m codegen import-catalogue`: what becomes of a definition, and what is said about the rest."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any, Final

import pytest

from codegen import cli, yaml_loader
from codegen.catalogue.class_names import ClassNames, method_prefix
from codegen.catalogue.definitions import read
from codegen.catalogue.folder import Imported, imported
from codegen.lint import lint
from codegen.load import load_api
from tests.catalogue import synthetic

_BASE: Final = Path(__file__).parents[2] / "spec" / "top"


def _parameter(name: str, kind: str, *below: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "type": kind,
        "description": f"The {name}.",
        **({"subParams": below} if below else {}),
        **more,
    }


def _method(name: str, *request: dict[str, Any], answer: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"name": name, "apiChineseName": "t", "description": "d", "requestParams": request, "responseParams": answer}


def _imported(folder: Path, *methods: object) -> Imported:
    path = folder / "catalogue.jsonl"
    path.write_text("".join(f"{json.dumps(method)}\n" for method in methods), encoding="utf-8")
    return imported(read(path), _BASE, lambda: None)


def _schemas(folder: Path, *request: dict[str, Any], answer: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    found = _imported(folder, _method("taobao.item.get", *request, answer=answer))
    data = yaml_loader.parse(found.files["taobao.item.get.yaml"], "").data
    return dict(data["components"]["schemas"])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("String", {"type": "string", "examples": ["text"]}),
        ("", {"type": "string", "examples": ["text"]}),
        ("Number", {"type": "integer", "format": "int64", "examples": [1]}),
        ("byte", {"type": "integer", "format": "int64", "examples": [1]}),
        ("Boolean", {"type": "boolean", "examples": [True]}),
        ("String []", {"type": "array", "items": {"type": "string"}, "examples": [["text"]]}),
        ("Map", {"type": "object", "additionalProperties": True}),
        ("byte[]", {"type": "string", "format": "binary"}),
        ("byte[][]", {"type": "array", "items": {"type": "string"}, "examples": [["dGV4dA=="]]}),
        ("Json", {"type": "string", "contentMediaType": "application/json", "examples": ["{}"]}),
        ("Price", {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$", "examples": ["12.34"]}),
    ],
)
def test_each_word_of_the_vendor_is_a_type(kind: str, expected: dict[str, Any], tmp_path: Path) -> None:
    """A word for a type becomes the schema that says the same, blanks in it aside."""
    found = _schemas(tmp_path, _parameter("a", kind))["ItemGetRequest"]["properties"]["a"]

    assert expected == {key: value for key, value in found.items() if key not in ("description", "x-deviation")}


def test_a_date_is_text_in_the_zone_of_the_gateway(tmp_path: Path) -> None:
    """A date keeps the gateway's form, and its description says of which zone it is."""
    found = _schemas(tmp_path, _parameter("since", "Date"))["ItemGetRequest"]["properties"]["since"]

    assert found["description"].endswith("`yyyy-MM-dd HH:mm:ss` in GMT+8.")
    assert found["examples"] == ["2026-01-01 12:00:00"]
    assert found["pattern"].startswith("^[0-9]{4}-")


def test_an_object_is_a_component_of_its_side(tmp_path: Path) -> None:
    """A request's object and an answer's of one name get a class each, closed and open."""
    item = _parameter("item", "Item", _parameter("id", "Number", required=True))
    found = _schemas(tmp_path, item, answer=(item,))

    assert sorted(found) == ["ItemGetItem", "ItemGetItem2", "ItemGetRequest", "ItemGetResponse"]
    assert found["ItemGetItem"]["additionalProperties"] is False
    assert found["ItemGetItem"]["required"] == ["id"]
    assert not found["ItemGetItem2"].keys() & {"additionalProperties", "required"}


def test_equal_objects_are_one_component(tmp_path: Path) -> None:
    """Two members of one type with the same members share a class."""
    members = (_parameter("city", "String"),)
    found = _schemas(tmp_path, _parameter("home", "Address", *members), _parameter("work", "Address", *members))

    assert sorted(found) == ["ItemGetAddress", "ItemGetRequest", "ItemGetResponse"]


def test_a_file_makes_the_body_multipart(tmp_path: Path) -> None:
    """A method with a file sends a multipart body, and a file inside an object is text in Base64."""
    inner = _parameter("scan", "Scan", _parameter("data", "byte[]"))
    found = _imported(tmp_path, _method("taobao.item.get", _parameter("photo", "byte[]"), inner))
    data = yaml_loader.parse(found.files["taobao.item.get.yaml"], "").data
    content = data["paths"]["/router/rest#taobao.item.get"]["post"]["requestBody"]["content"]
    schemas = data["components"]["schemas"]

    assert content["multipart/form-data"]["encoding"] == {"scan": {"contentType": "application/json"}}
    assert "format" not in schemas["ItemGetScan"]["properties"]["data"]
    assert "Base64" in schemas["ItemGetScan"]["properties"]["data"]["x-deviation"]["type"]


def test_limits_are_kept_where_they_mean_something(tmp_path: Path) -> None:
    """The length of a text, the size of a list and the range of a number reach the schema, and examples fit them."""
    limits = {"maxLength": 2, "maxListSize": 5, "minValue": 3, "maxValue": 9}
    kinds = {"s": "String", "l": "String[]", "n": "Number", "d": "Date"}
    given = [_parameter(name, kind, **limits) for name, kind in kinds.items()]
    found = _schemas(tmp_path, *given)["ItemGetRequest"]["properties"]

    assert (found["s"]["maxLength"], found["s"]["examples"]) == (2, ["te"])
    assert (found["n"]["minimum"], found["n"]["maximum"], found["n"]["examples"]) == (3, 9, [3])
    assert found["l"]["maxItems"] == 5
    assert "maxLength" not in found["d"]


def test_names_that_meet_in_python_are_kept_apart(tmp_path: Path) -> None:
    """Members whose names are one in Python get names of their own there, and keep those of the wire."""
    names = ("AppId", "app_id", "app.id", "from", "class")
    found = _schemas(tmp_path, *(_parameter(name, "String") for name in names))["ItemGetRequest"]["properties"]

    assert {name: found[name].get("x-python-name") for name in names} == {
        "AppId": None,
        "app_id": "app_id_2",
        "app.id": "app_id_3",
        "from": None,
        "class": None,
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "the line is not JSON"),
        ([], "the line is not an object"),
        ({"id": 1}, "the method has no name"),
        (_method("taobao.short"), "its name is too short to have a resource and a method"),
        (_method("taobao.from_env.get"), "it would hide a name of the client"),
        (_method("taobao.con"), "its name is too short to have a resource and a method"),
        (_method("aux.thing.get"), "its module would have the name of a device of Windows"),
        (_method("taobao.item.get", {"type": "String"}), "a parameter has no name"),
        (_method("taobao.item.get", _parameter("a", "String[][]")), "a parameter is a list of lists"),
        (_method("taobao.item.get", {"name": 7}), "a name is no text"),
    ],
)
def test_what_is_left_out_says_why(line: object, reason: str, tmp_path: Path) -> None:
    """A line that gives no spec file is listed with the reason."""
    path = tmp_path / "catalogue.jsonl"
    path.write_text(line if isinstance(line, str) else json.dumps(line), encoding="utf-8")
    found = imported(read(path), _BASE, lambda: None)

    assert [refused.reason for refused in found.refused] == [reason]
    assert found.methods == 0


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("taobao.item.get", "taobao.item.get", "the catalogue lists the method twice"),
        ("taobao.a.b_c", "taobao.a.b.c", "its module has the name of another method's"),
        ("alibaba.item", "alibaba.item.get", "its place on the client is another method's, or a resource's"),
        ("alibaba.ib.send", "taobao.alibaba_ib.send", "its module has the name of another method's"),
        ("alibaba.ib.send", "taobao.alibaba_ib.get", "its resource has the Python name of another one"),
    ],
)
def test_two_methods_cannot_share_a_place(first: str, second: str, reason: str, tmp_path: Path) -> None:
    """Of two methods that would be one in Python, the second in the alphabet is left out with the reason."""
    found = _imported(tmp_path, _method(second), _method(first))

    assert [refused.reason for refused in found.refused] == [reason]
    assert found.methods == 1


def test_what_is_read_otherwise_is_said(tmp_path: Path) -> None:
    """Parameters that are left out, listed twice, or of no type are noted by name."""
    request = (_parameter("session", "String"), _parameter("a", "String"), _parameter("a", "Number"), {"name": "b"})
    found = _imported(tmp_path, _method("taobao.item.get", *request))

    assert [note for _, note in found.notes] == [
        "session is left out: every call has it",
        "a is listed twice; the first one counts",
        "b: The catalogue names no type; it is text here.",
    ]


def test_class_names_never_meet() -> None:
    """A name that is taken, in any case or by the functions named after it, is not given again."""
    names = ClassNames(frozenset({"itemgetmethods"}))

    assert names.claim("ItemGet", "Line") == "ItemGetLine"
    assert names.claim("ItemGet", "line") == "ItemGetLine2"
    assert names.claim("ItemGet", "LineList") == "ItemGetLineList2"
    assert names.claim("ItemGet", "Methods", "ways") == "ItemGetWays"
    assert method_prefix("taobao.2item.get") == "N2itemGet"


def test_the_synthetic_catalogue_is_what_its_script_writes() -> None:
    """The committed file is the script's, byte for byte."""
    assert synthetic.text() == synthetic.FILE.read_text(encoding="utf-8")


def test_the_command_writes_specs_that_keep_every_convention(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every method of the committed catalogue, gzipped, becomes a file that passes lint, and none is sent again."""
    zipped = tmp_path / "catalogue.gz"
    zipped.write_bytes(gzip.compress(synthetic.FILE.read_bytes()))

    assert cli.main(["import-catalogue", str(zipped), "--out", str(tmp_path), "--base", str(_BASE)]) == 0
    spec = load_api(tmp_path / "top")
    operations = [item["post"] for item in spec.document["paths"].values()]

    assert lint(spec) == []
    assert [operation["x-resend"] for operation in operations] == ["never"] * synthetic.COUNT
    assert f"{synthetic.COUNT} of {synthetic.COUNT} methods." in capsys.readouterr().out


def test_what_the_command_leaves_out_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command names every method that it leaves out, counts the reasons, and ends with 1."""
    path = tmp_path / "catalogue.jsonl"
    path.write_text(f"{json.dumps(_method('taobao.short'))}\n\n{json.dumps(_method('taobao.item.get'))}\n", "utf-8")

    assert cli.main(["import-catalogue", str(path), "--out", str(tmp_path), "--base", str(_BASE)]) == 1
    out = capsys.readouterr().out
    assert "taobao.short: left out: its name is too short to have a resource and a method\n" in out
    assert "1 of 2 methods." in out


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "cannot be read"), (b"", "is empty"), (b"\xff\xfe", "is not UTF-8")],
)
def test_a_catalogue_that_cannot_be_read(
    content: bytes | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing, an empty and a binary file end the command with 2 and a sentence."""
    path = tmp_path / "catalogue.jsonl"
    if content is not None:
        path.write_bytes(content)

    assert cli.main(["import-catalogue", str(path), "--out", str(tmp_path), "--base", str(_BASE)]) == 2
    assert message in capsys.readouterr().err
