"""The pages of the real specs: every method has one, with all that a caller needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from codegen import build, load
from codegen.docs import single_page, site
from codegen.docs.errors import classes, rows
from codegen.docs.markdown import prose
from codegen.docs.page import Page
from codegen.docs.sources import sources
from codegen.ir import Operation, Package

REPOSITORY: Final = Path(__file__).parents[3]
SPECS: Final = [load.load_api(folder) for folder in load.find_apis(REPOSITORY / "spec")]
SITE: Final = site(SPECS)
PAGES: Final = {page.name: page for page in SITE.walk()}
SOURCES: Final = sources(SITE)


def _methods() -> Iterator[tuple[Package, Operation]]:
    for package in map(build.build, SPECS):
        for operation in package.operations:
            yield package, operation


METHODS: Final = [pytest.param(*found, id=found[1].name) for found in _methods()]


def _sections(page: Page) -> dict[str, str]:
    """What stands below each second-level heading."""
    found = re.split(r"^## (.+)$", "\n\n".join(page.parts), flags=re.MULTILINE)[1:]
    return dict(zip(found[::2], found[1::2], strict=True))


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("package", "operation"), METHODS)
class TestMethods:
    """Each method's page."""

    def test_calls(self, package: Package, operation: Operation) -> None:
        """The synchronous and the asynchronous call are those of the examples, which the clients' tests run."""
        example = (REPOSITORY / "generated" / package.name / "examples" / f"{operation.name}.md").read_text("utf-8")
        page = PAGES[f"{package.api}/{operation.name}"]
        sync, asynchronous = _blocks(_sections(page)["Call"], "python")

        assert [sync, asynchronous] == _blocks(example, "python")[:2]
        assert f"with {package.client}" in sync
        assert f"async with Async{package.client}" in asynchronous
        for text in (block for each in page.walk() for part in each.parts for block in _blocks(part, "python")):
            compile(text, operation.name, "exec")
            assert text in example

    def test_wire(self, package: Package, operation: Operation) -> None:
        """The wire request is the example's, and where the API signs, so is the string to sign."""
        example = (REPOSITORY / "generated" / package.name / "examples" / f"{operation.name}.md").read_text("utf-8")
        section = _sections(PAGES[f"{package.api}/{operation.name}"])["On the wire"]
        blocks = _blocks(section, "text")

        assert blocks[0] == _blocks(example, "http")[0]
        assert blocks[0].startswith(f"POST {operation.path}\n")
        assert ("String to sign" in section) is (package.api == "top")
        assert blocks[1:] == _blocks(example, "text")[:2]

    def test_parameters(self, package: Package, operation: Operation) -> None:
        """Every member of the request stands there with its name in Python, its name on the wire and its words."""
        text = "\n".join(part for page in PAGES[f"{package.api}/{operation.name}"].walk() for part in page.parts)
        requests = [model for model in package.models.values() if model.module == operation.module]

        for member in (member for model in requests for member in model.members):
            assert f"`{member.python}` [" in text
            assert f"[On the wire]{{.fact}} `{member.wire}`" in text
            assert prose(member.schema["description"]).splitlines()[0] in text

    def test_answer(self, package: Package, operation: Operation) -> None:
        """The answer is the example's, and the members of the result are below it."""
        section = _sections(PAGES[f"{package.api}/{operation.name}"])["Answer"]

        assert _blocks(section, "json")[0].startswith("{")
        assert _blocks(section, "python")[0].startswith("assert result.")
        assert f"### `{operation.result}`" in section

    def test_errors(self, package: Package, operation: Operation) -> None:
        """Every class that may be raised says what to do, and every code of the API's table is named."""
        section = _sections(PAGES[f"{package.api}/{operation.name}"])["Errors"]
        told = {kind.__name__: section.split(f"\n`{kind.__name__}`\n")[1] for kind in classes(operation, package)}
        expected = [row for row in rows(package.errors) if row.entry["kind"] in told]

        assert {"ValidationError", "OutcomeUnknownError", "ServerError"} <= set(told)
        assert all("\n  - " in text.split("\n\n`")[0] for text in told.values())
        for row in expected:
            assert f"`{row.key}`" in told[row.entry["kind"]]
            assert prose(row.entry["remedy"]) in told[row.entry["kind"]]

    def test_source(self, package: Package, operation: Operation) -> None:
        """The source document is named, and its basis."""
        section = _sections(PAGES[f"{package.api}/{operation.name}"])["Source document"]

        assert f"This method is {operation.source['basis']}:" in section
        assert operation.source["document"] in section or "docs.openim.io" in section


def test_a_page_for_each_kind() -> None:
    """Each kind of message has its page below the method's, with calls of its own."""
    kinds = PAGES["openim/msg.batch_send_msg"].children

    assert len(kinds) == 10
    for kind in kinds:
        assert f"{kind.title.strip('`')}(" in _blocks(_sections(kind)["Call"], "python")[0]


def test_rules_between_members() -> None:
    """What the conditions ask for and warn of is said in words, each with who checks it; rules of all kinds twice."""
    method, kind = (
        "\n\n".join(PAGES[name].parts).split("Between members:\n\n")[1].split("\n\n")[0].split("\n")
        for name in ("openim/msg.batch_send_msg", "openim/msg.batch_send_msg/TextMessage")
    )

    assert method[0].startswith(
        "- recv_ids: at least 1 item required unless is_send_all is True (checked by the client"
    )
    assert method[1].startswith("- Allowed, with a warning: isSendAll is true")
    assert len(method) == 2
    assert set(method) < set(kind)
    assert "- group_id: required when session_type is 3." in kind


def test_secrets() -> None:
    """A secret's example is not shown beside it."""
    text = "\n".join(PAGES["openim/auth.get_admin_token"].parts)
    token = text.split("`token` [")[1].split("\n\n`")[0]

    assert "never shown in logs" in token
    assert "Example" not in token


def test_tables_of_errors() -> None:
    """The page of an API's errors has every row, with what to do."""
    for package in map(build.build, SPECS):
        text = "\n\n".join(PAGES[f"{package.api}/errors"].parts)
        for row in rows(package.errors):
            assert f"`{row.key}`" in text
            assert f"[To do]{{.fact}} {prose(row.entry['remedy'])}" in text


def test_targets_are_unique() -> None:
    """No two places of the reference have the same name, and every link leads to one of them."""
    text = "\n".join(SOURCES.values())
    places = re.findall(r"^\((.+)\)=$", text, re.MULTILINE)

    assert len(places) == len(set(places))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(places)


def test_single_page() -> None:
    """The one document has every page, in its own language's characters, and links that lead somewhere."""
    text = single_page(site(SPECS))
    places = set(re.findall(r' id="([^"]+)"', text))

    assert set(re.findall(r'href="#([^"]+)"', text)) <= places
    assert len([name for name in places if name.startswith("page-")]) == len(PAGES)
    assert "批量发送消息" in text
    assert "{.fact}" not in text
    assert ")=" not in re.sub(r"<pre>.*?</pre>", "", text, flags=re.DOTALL)
