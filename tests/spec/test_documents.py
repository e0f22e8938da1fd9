"""The tables of the source documents hold in the spec, or the spec says where and why they do not.

A member whose name, type, required flag or example is not the document's says so under `x-deviation`, one
reason an aspect. `presence` explains a member that the document does not list.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from attrs import frozen

from codegen import yaml_loader
from codegen.load import find_apis, load_api

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "spec" / "documents").glob("*.yaml"))
ASPECTS = {"name", "type", "required", "example", "presence"}
JSON_TYPES = {
    "String": {"string"},
    "Number": {"integer", "number"},
    "Boolean": {"boolean"},
    "Json": {"object"},
    "string": {"string"},
    "int": {"integer"},
    "boolean": {"boolean"},
    "object": {"object"},
    "array": {"array"},
}
"""What the documents call a type; other capitalised names are objects with members."""

Members = dict[str, Any]


@frozen
class Declared:
    """A member as one place of the spec declares it."""

    own: Members
    """As written there, siblings of `$ref` included."""
    schema: Members
    """The same, with what `$ref` leads to."""
    required: bool
    source: Members
    """The `x-source` in force."""

    @property
    def reasons(self) -> Members:
        """Aspects in which it deviates from the document, by its own account."""
        return cast("Members", self.own.get("x-deviation", {}))

    @property
    def examples(self) -> list[object]:
        """Its examples, the one that readers see first in front."""
        return cast("list[object]", self.schema.get("examples", []))

    def quotes(self, member: str) -> bool:
        """Whether it explains that the document calls it otherwise, and quotes that name."""
        name = member.rpartition(".")[2].removesuffix("[]")
        return f'"{name}"' in self.reasons.get("name", "")


class Api:
    """Finds the declarations of a member in an API's document."""

    def __init__(self, document: Members) -> None:
        self.document = document

    def target(self, node: Members) -> Members:
        """What a `$ref` leads to, or the node itself."""
        found = self.document if "$ref" in node else node
        for token in node.get("$ref", "").split("/")[1:]:
            found = found[token]
        return found

    def resolve(self, schema: Members) -> Members:
        """The schema with what its `$ref` leads to; its own siblings win."""
        return {**self.resolve(self.target(schema)), **schema} if "$ref" in schema else schema

    def shapes(self, schema: Members, source: Members) -> list[list[tuple[Members, Members]]]:
        """The alternatives of an object, each as its parts (`allOf`) with the source in force."""
        schema = self.resolve(schema)
        source = schema.get("x-source", source)
        if "oneOf" in schema:
            return [shape for entry in schema["oneOf"] for shape in self.shapes(entry, source)]
        found = [[(schema, source)]]
        for entry in schema.get("allOf", []):
            found = [[*left, *right] for left in found for right in self.shapes(entry, source)]
        return found

    def members(self, schema: Members) -> Iterator[tuple[str, Declared]]:
        """Every member of an object, once for each place that declares it."""
        for shape in self.shapes(schema, {}):
            required = {name for part, _ in shape for name in part.get("required", [])}
            for part, source in shape:
                for name, own in part.get("properties", {}).items():
                    declared = Declared(own, self.resolve(own), name in required, own.get("x-source", source))
                    yield name, declared

    def find(self, schema: Members, path: str) -> list[Declared]:
        """The declarations of a dotted member; `[]` behind a name steps into the items of an array."""
        parent, _, token = path.rpartition(".")
        name = token.removesuffix("[]")
        every = [pair for inner in self.objects(schema, parent) for pair in self.members(inner)]
        found = [declared for key, declared in every if key == name]
        return found or [declared for _, declared in every if declared.quotes(name)]

    def objects(self, schema: Members, path: str) -> list[Members]:
        """The objects that a dotted member holds; the body itself for the empty path."""
        if not path:
            return [schema]
        schemas = [declared.schema for declared in self.find(schema, path)]
        return [inner["items"] for inner in schemas] if path.endswith("[]") else schemas

    def headers(self, operation: Members, name: str) -> Iterator[Declared]:
        """The declarations of a header: a parameter, or the key of a security scheme."""
        for parameter in map(self.target, operation.get("parameters", [])):
            if (parameter["in"], parameter["name"]) == ("header", name):
                schema = self.resolve(parameter["schema"])
                yield Declared(parameter, schema, parameter.get("required", False), {})
        security = cast("list[Members]", operation.get("security", self.document["security"]))
        for key in (key for needed in security for key in needed):
            scheme: Members = self.document["components"]["securitySchemes"][key]
            if (scheme["in"], scheme["name"]) == ("header", name):
                yield Declared(scheme, {"type": "string", "examples": scheme["x-examples"]}, True, {})

    def type_names(self, schema: Members) -> set[str]:
        """The JSON types of a member."""
        written = schema.get("type", "object" if "allOf" in schema else [])
        alternatives = [self.type_names(self.resolve(entry)) for entry in schema.get("oneOf", [])]
        return ({written} if isinstance(written, str) else set(written)).union(*alternatives)


class Checker:
    """Compares the tables of one document with the spec of one API."""

    def __init__(self, file: str, tables: Members, document: Members) -> None:
        self.file = file
        self.tables = tables
        self.api = Api(document)
        self.findings: list[str] = []
        self.reached: set[int] = set()
        """Identities of the members that rows lead to."""

    def run(self) -> None:
        """Fill `findings` and `reached`."""
        method = self.tables.get("method")
        path = f"/router/rest#{method}" if method else self.tables["path"]
        operation: Members = self.api.document["paths"][path]["post"]
        for row in self.tables.get("headers", []):
            self.compare(row, list(self.api.headers(operation, row["member"])))
        answer = operation["responses"]["200"]
        for table, body in (("request", operation["requestBody"]), ("response", answer), ("failure", answer)):
            schema = next(iter(body["content"].values()))["schema"]
            rows: list[Members] = self.tables.get(table, [])
            for row in rows:
                self.compare(row, self.api.find(schema, row["member"]), any_example=table == "failure")
            if table != "failure":
                self.check_unlisted(schema, {row["member"].rpartition(".")[0] for row in rows})

    def report(self, member: str, aspect: str, detail: str) -> None:
        """Add a finding."""
        self.findings.append(f"{self.file}: {member}: {aspect}: {detail}")

    def compare(self, row: Members, found: list[Declared], *, any_example: bool = False) -> None:
        """Report every aspect that deviates without a reason, and every reason without a deviation.

        Args:
            row: A row of the document.
            found: Its declarations; an example is enough in one of them, the rest must hold in each.
            any_example: Whether the printed example may stand behind the first, which another table prints.
        """
        member = row["member"]
        self.reached |= {id(declared.own) for declared in found}
        if not found:
            self.report(member, "presence", "the document lists it, the spec does not")
        shown = [value for one in found for value in one.examples[: None if any_example else 1]]
        has_example = "example" not in row or any(same_value(row["example"], value) for value in shown)
        for declared in found:
            deviations = self.deviations(row, declared)
            if not has_example:
                first = repr(declared.examples[0]) if declared.examples else "none"
                deviations["example"] = f"the document prints {row['example']!r}, the spec's first is {first}"
            for aspect in sorted(deviations.keys() - declared.reasons.keys()):
                self.report(member, aspect, f"{deviations[aspect]}, and x-deviation gives no reason")
            for aspect in sorted(declared.reasons.keys() - deviations.keys()):
                self.report(member, aspect, "x-deviation gives a reason, but nothing deviates")

    def deviations(self, row: Members, declared: Declared) -> dict[str, str]:
        """The aspects, example left out, in which one declaration is not as its row says."""
        found: dict[str, str] = {}
        types = self.api.type_names(declared.schema)
        if declared.quotes(row["member"]):
            found["name"] = "the spec has another name"
        if not types or not types <= json_types(row["type"]):
            found["type"] = f"the document says {row['type']}, the spec {' or '.join(sorted(types)) or 'nothing'}"
        if "required" in row and row["required"] is not declared.required:
            found["required"] = f"the document says {flag(row['required'])}, the spec {flag(declared.required)}"
        return found

    def check_unlisted(self, schema: Members, parents: Iterable[str]) -> None:
        """Report members beside the document's that claim to be from it."""
        claim = {"document": Path(self.file).stem, "basis": "documented"}
        for parent in sorted(parents):
            every = (pair for inner in self.api.objects(schema, parent) for pair in self.api.members(inner))
            for name, declared in every:
                listed = id(declared.own) in self.reached or "presence" in declared.reasons
                if not listed and declared.source == claim:
                    member = f"{parent}.{name}" if parent else name
                    self.report(member, "presence", "its x-source names the document, which does not list it")


def json_types(name: str) -> set[str]:
    """The JSON types that a document's type name allows; none for a name that is no type."""
    return JSON_TYPES.get(name, {"object"} if name[:1].isupper() else set())


def same_value(printed: object, value: object) -> bool:
    """Whether a printed example is that value: the text itself, or the text of its JSON, or its JSON."""
    if isinstance(printed, str) and not isinstance(value, str):
        try:
            printed = json.loads(printed)
        except ValueError:
            return False
    return json.dumps(printed, sort_keys=True) == json.dumps(value, sort_keys=True)


def flag(required: bool) -> str:
    """A required flag in words."""
    return "required" if required else "optional"


def check(file: str, tables: Members, document: Members) -> list[str]:
    """Every disagreement of a source document and the spec, once: `file: member: aspect: detail`."""
    checker = Checker(file, tables, document)
    checker.run()
    return list(dict.fromkeys(checker.findings))


def deviations_in(node: object, where: str = "#") -> Iterator[tuple[str, Members]]:
    """Every object of a document that has an `x-deviation`, with its place."""
    if isinstance(node, dict):
        members = cast("Members", node)
        if "x-deviation" in members:
            yield where, members
        for key, value in members.items():
            yield from deviations_in(value, f"{where}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(cast("list[object]", node)):
            yield from deviations_in(value, f"{where}/{index}")


@cache
def load_tables(file: Path) -> Members:
    """The tables of a source document."""
    return cast("Members", yaml_loader.parse(file.read_bytes(), file.name).data)


@cache
def apis() -> dict[str, Members]:
    """The bundled document of each API, by the name of its folder."""
    return {folder.name: load_api(folder).document for folder in find_apis(ROOT / "spec")}


def api_of(tables: Members) -> Members:
    """The API that a source document is about."""
    return apis()["top" if "method" in tables else "openim"]


Copy = tuple[str, Members, Members]
"""File name, tables and API of a source document, to be broken."""


def copy_of(stem: str) -> Copy:
    """A copy of a source document and of the API that it is about."""
    file = next(file for file in FILES if file.stem == stem)
    tables = load_tables(file)
    return file.name, copy.deepcopy(tables), copy.deepcopy(api_of(tables))


@pytest.fixture
def template() -> Copy:
    """A document that the spec follows in everything."""
    return copy_of("taobao.tpn.template.message.send")


@pytest.fixture
def batch() -> Copy:
    """A document whose placeholders the spec does not follow."""
    return copy_of("alibaba.ib.workcore.message.batchsendmsg")


def row_of(tables: Members, member: str) -> Members:
    """The row of a member."""
    return next(row for row in [*tables["request"], *tables["response"]] if row["member"] == member)


def test_all_source_documents_have_their_tables() -> None:
    """The four documents that the first clients are made from are there."""
    assert {file.stem for file in FILES} >= {
        "alibaba.ib.workcore.message.batchsendmsg",
        "alibaba.iwork.mc.msg.sendmobile",
        "openim-batch-send-msg",
        "taobao.tpn.template.message.send",
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_row_says_what_its_table_has_columns_for(file: Path) -> None:
    """A flag that is misspelt or missing would be compared with nothing."""
    tables = load_tables(file)
    answers = [*tables["response"], *tables.get("failure", [])]

    for row in [*tables.get("headers", []), *tables["request"]]:
        assert row.keys() - {"example"} == {"member", "type", "required"}, row
    for row in answers:
        assert row.keys() - {"example"} == {"member", "type"}, row


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_row_is_in_the_spec(file: Path) -> None:
    """Name, type, required flag and example agree, or the member says why not."""
    tables = load_tables(file)

    assert check(file.name, tables, api_of(tables)) == []


@pytest.mark.parametrize("name", [folder.name for folder in find_apis(ROOT / "spec")])
def test_every_deviation_is_from_a_row(name: str) -> None:
    """A reason stands on a member that a document lists, or explains one that no document lists."""
    reached = set[int]()
    for tables in map(load_tables, FILES):
        if api_of(tables) is apis()[name]:
            checker = Checker("", tables, apis()[name])
            checker.run()
            reached |= checker.reached

    for where, member in deviations_in(apis()[name]):
        assert isinstance(member["x-deviation"], dict), f"{where}: x-deviation names no aspect"
        reasons = cast("Members", member["x-deviation"])
        assert set() < reasons.keys() <= ASPECTS, where
        assert all(isinstance(reason, str) and reason for reason in reasons.values()), where
        assert id(member) in reached or reasons.keys() == {"presence"}, f"{where}: no document lists this"


NO_REASON = "and x-deviation gives no reason"


def test_a_changed_flag_is_found(template: Copy) -> None:
    """The message names file, member and aspect."""
    file, tables, api = template
    row_of(tables, "template_id")["required"] = False

    assert check(file, tables, api) == [
        f"{file}: template_id: required: the document says optional, the spec required, {NO_REASON}"
    ]


def test_a_flag_changed_in_one_variant_is_found() -> None:
    """What the document says of a member holds in every message of a union."""
    file, tables, api = copy_of("openim-batch-send-msg")
    api["components"]["schemas"]["SoundMessage"]["allOf"][1]["required"].remove("content")

    assert check(file, tables, api) == [
        f"{file}: content: required: the document says required, the spec optional, {NO_REASON}"
    ]


def test_a_changed_type_is_found(template: Copy) -> None:
    """The message names file, member and aspect."""
    file, tables, api = template
    row_of(tables, "biz_id")["type"] = "String"

    assert check(file, tables, api) == [
        f"{file}: biz_id: type: the document says String, the spec integer, {NO_REASON}"
    ]


@pytest.mark.parametrize(
    ("member", "printed", "first"),
    [("template_key", "yyyy", "'xxxx'"), ("user_id", "12346", "12345"), ("is_success", "1", "True")],
)
def test_a_changed_example_is_found(template: Copy, member: str, printed: str, first: str) -> None:
    """The message names file, member and aspect, for texts, numbers and flags."""
    file, tables, api = template
    row_of(tables, member)["example"] = printed
    detail = f"the document prints {printed!r}, the spec's first is {first}"

    assert check(file, tables, api) == [f"{file}: {member}: example: {detail}, {NO_REASON}"]


def test_a_row_without_a_member_is_found(template: Copy) -> None:
    """What the document lists cannot be left out."""
    file, tables, api = template
    tables["request"].append({"member": "colour", "type": "String", "required": False})

    assert check(file, tables, api) == [f"{file}: colour: presence: the document lists it, the spec does not"]


def test_a_member_without_a_row_is_found(template: Copy) -> None:
    """A member cannot claim to be from a document that does not list it."""
    file, tables, api = template
    tables["request"].remove(row_of(tables, "pict"))

    assert check(file, tables, api) == [
        f"{file}: pict: presence: its x-source names the document, which does not list it"
    ]


def test_a_member_without_a_row_may_give_its_reason(template: Copy) -> None:
    """`presence` explains what the document does not list."""
    file, tables, api = template
    tables["request"].remove(row_of(tables, "pict"))
    request = api["components"]["schemas"]["TpnTemplateMessageSendRequest"]
    request["properties"]["pict"]["x-deviation"] = {"presence": "Seen in answers."}

    assert check(file, tables, api) == []


def test_another_name_needs_its_reason(template: Copy) -> None:
    """A member that is named otherwise quotes the document's name."""
    file, tables, api = template
    properties = api["components"]["schemas"]["TpnTemplateMessageSendRequest"]["properties"]
    properties["picture"]["x-deviation"] = {"name": 'The document has "thumbnail".'}
    row_of(tables, "picture")["member"] = "thumbnail"

    assert check(file, tables, api) == []


def test_a_deviation_needs_its_reason(batch: Copy) -> None:
    """Without its reason a placeholder that the spec does not follow is an error."""
    file, tables, api = batch
    del api["components"]["schemas"]["BatchMessageDto"]["properties"]["action"]["x-deviation"]
    detail = "the document prints '#{}', the spec's first is 'iwork-action'"

    assert check(file, tables, api) == [f"{file}: batch_message_d_t_o.action: example: {detail}, {NO_REASON}"]


def test_a_reason_needs_its_deviation(batch: Copy) -> None:
    """A reason that has become stale is an error."""
    file, tables, api = batch
    action = api["components"]["schemas"]["BatchMessageDto"]["properties"]["action"]
    action["x-deviation"] = {"example": "Placeholder.", "type": "A text."}

    assert check(file, tables, api) == [
        f"{file}: batch_message_d_t_o.action: type: x-deviation gives a reason, but nothing deviates"
    ]
