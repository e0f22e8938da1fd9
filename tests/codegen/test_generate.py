"""What comes out of codegen for small specs, and what it refuses."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from codegen import generate, write
from codegen.findings import SpecError
from tests.codegen import tiny


class TestNames:
    """Members whose names mean something to Python or to the models."""

    def test_reserved_names(self, tmp_path: Path) -> None:
        """Keywords, our own methods and the names a class body uses get a trailing underscore, on no wire."""
        names = ["from", "extra", "to_dict", "from_dict", "validate", "field", "list", "str", "int", "self", "cls"]
        members = "\n".join(f"{name}: {{type: string, description: A member., examples: [a]}}" for name in names)
        more = "tags: {type: array, description: Tags., items: {type: string}, examples: [[a]]}"
        with tiny.package(tmp_path, tiny.method(request=f"{members}\n{more}")) as package:
            models = importlib.import_module(f"{package.__name__}.models")
            example = {name: f"value of {name}" for name in names} | {"text": "t", "tags": ["x"]}

            model = models.SendRequest.from_dict(example)

            assert example == model.to_dict()
            for name in names:
                assert example[name] == getattr(model, f"{name}_")

    def test_override(self, tmp_path: Path) -> None:
        """`x-python-name` names the attribute and the argument, and leaves the wire alone."""
        member = "badgeCNT: {type: boolean, description: Badge., examples: [true], x-python-name: badge_count}"
        with tiny.package(tmp_path, tiny.method(request=member)) as package:
            models = importlib.import_module(f"{package.__name__}.models")

            assert models.SendRequest(text="t", badge_count=True).to_dict() == {"text": "t", "badgeCNT": True}


class TestRequests:
    """What is made of a request."""

    def test_lists_of_anything(self, tmp_path: Path) -> None:
        """Lists of enums, numbers, bools and free objects are written as plain JSON values."""
        members = """
            colours: {type: array, description: C., items: {$ref: '#/components/schemas/Colour'}}
            flags: {type: array, description: F., items: {type: boolean}}
            ratios: {type: array, description: R., items: {type: number, format: double}}
        """
        colour = "Colour: {type: string, description: A colour., enum: [red], x-enum-varnames: [RED]}"
        with tiny.package(tmp_path, tiny.method(request=members, components=colour)) as package:
            models = importlib.import_module(f"{package.__name__}.models")
            request = models.SendRequest(text="t", colours=[models.Colour.RED], flags=[True], ratios=[0.5])

            request.validate()

            assert request.to_dict() == {"text": "t", "colours": ["red"], "flags": [True], "ratios": [0.5]}
            assert type(request.to_dict()["colours"][0]) is str

    def test_no_members(self, tmp_path: Path) -> None:
        """An object without members is empty on the wire, and refuses any."""
        text = tiny.method()
        start, end = text.index("      required: [text]"), text.index("    SendAnswer:")
        with tiny.package(tmp_path, text[:start] + text[end:]) as package:
            models = importlib.import_module(f"{package.__name__}.models")

            assert models.SendRequest().to_dict() == {}
            with pytest.raises(ValueError, match="unknown member"):
                models.SendRequest.from_dict({"a": 1})

    def test_a_union_as_a_member(self, tmp_path: Path) -> None:
        """A member may be one of a union's models, or the dict of one; anything else is named."""
        components = """
            Choice: {description: C., oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
            A: {type: object, description: A., additionalProperties: false, required: [k],
                properties: {k: {type: string, const: a}}}
            B: {type: object, description: B., additionalProperties: false, required: [k],
                properties: {k: {type: string, const: b}}}
        """
        member = "choice: {$ref: '#/components/schemas/Choice', description: C.}"
        with tiny.package(tmp_path, tiny.method(request=member, components=components)) as package:
            models = importlib.import_module(f"{package.__name__}.models")

            assert models.SendRequest(text="t", choice={"k": "b"}).choice == models.B()
            models.SendRequest(text="t", choice=models.A()).validate()
            with pytest.raises(ValueError, match="Choice: one of A, B or a dict expected, not int"):
                models.SendRequest(text="t", choice=5)


class TestResponses:
    """What is read of an answer."""

    def test_unknown_enum_value(self, tmp_path: Path) -> None:
        """A value that the spec does not know is kept as it came."""
        with tiny.package(tmp_path, _with_platform()) as package:
            models = importlib.import_module(f"{package.__name__}.models")

            known = models.SendData.from_dict({"platform": 1})
            unknown = models.SendData.from_dict({"platform": 99})

            assert models.Platform.IOS is known.platform
            assert unknown.platform == 99
            assert unknown.to_dict() == {"platform": 99}
            assert unknown == models.SendData.from_dict(unknown.to_dict())

    def test_null_list(self, tmp_path: Path) -> None:
        """A null list is an empty one, and so is a missing one."""
        member = "ids: {type: [array, 'null'], description: Ids., items: {type: string}, examples: [[a]]}"
        with tiny.package(tmp_path, tiny.method(response=member)) as package:
            models = importlib.import_module(f"{package.__name__}.models")

            assert [] == models.SendData.from_dict({"ids": None}).ids == models.SendData.from_dict({}).ids

    def test_required_and_null(self, tmp_path: Path) -> None:
        """A required member that is null stays null on the way back."""
        text = tiny.method(response="n: {type: [string, 'null'], description: N., examples: [a]}")
        text = text.replace(
            "      description: The result.\n      properties:",
            "      description: The result.\n      required: [n]\n      properties:",
        )
        with tiny.package(tmp_path, text) as package:
            models = importlib.import_module(f"{package.__name__}.models")
            model = models.SendData.from_dict({"n": None})

            assert model.to_dict() == {"n": None}
            assert model == models.SendData.from_dict(model.to_dict())

    @pytest.mark.parametrize(
        ("member", "sent", "expected"),
        [
            ("{type: string, description: M., examples: [a]}", 12, "12"),
            ("{type: string, description: M., examples: [a]}", {"a": 1}, '{"a":1}'),
            ("{type: integer, format: int64, description: M., examples: [1]}", "9007199254740993", 9007199254740993),
            ("{type: boolean, description: M., examples: [true]}", "true", True),
            ("{type: number, description: M., examples: [1.5]}", "12.50", 12.5),
        ],
    )
    def test_types_that_vendors_mix(self, tmp_path: Path, member: str, sent: Any, expected: Any) -> None:
        """A scalar that reads as the documented type is read."""
        with tiny.package(tmp_path, tiny.method(response=f"m: {member}")) as package:
            models = importlib.import_module(f"{package.__name__}.models")

            assert expected == models.SendData.from_dict({"m": sent}).m


def test_error_table(tmp_path: Path) -> None:
    """errors.yaml becomes the table that the client looks codes up in."""
    with tiny.package(tmp_path, tiny.method()) as package:
        table = importlib.import_module(f"{package.__name__}.errors").ERROR_TABLE

    assert table.by_code(7).kind == "ThrottledError"
    assert table.by_code(1234).name == "Own"
    assert table.by_code(500, "Key: 'x'").name == "Bad"
    assert table.by_code(500, "other").name == "Own"
    assert table.by_sub_code("isp.timeout").delivery == "unknown"


class TestRefusals:
    """What codegen does not support is refused with the place and the reason."""

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            (
                {"request": "at: {type: string, format: date-time, description: When., examples: ['1']}"},
                "format date-time is not supported",
            ),
            (
                {"request": "m: {type: array, items: {type: array, items: {type: string}}, description: M.}"},
                "a list of lists is not supported",
            ),
            (
                {"request": "m: {type: object, additionalProperties: {type: string}, description: M.}"},
                "a map with typed values is not supported",
            ),
            (
                {"request": "m: {oneOf: [{type: string}, {type: boolean}], description: M.}"},
                "a union in place is not supported",
            ),
            (
                {"request": "m: {$ref: '#/components/schemas/SendData', description: M.}"},
                "SendData is used by requests and by responses",
            ),
            (
                {
                    "response": "m: {$ref: '#/components/schemas/Choice', description: M.}",
                    "components": """
                        Choice: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
                        A: {type: object, required: [k], properties: {k: {type: string, const: a}}}
                        B: {type: object, required: [k], properties: {k: {type: string, const: b}}}
                    """,
                },
                "a union in a response is not supported",
            ),
            (
                {
                    "request": "m: {$ref: '#/components/schemas/Choice', description: M.}",
                    "components": """
                        Choice: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
                        A: {type: object, required: [k], properties: {k: {type: string, const: a}}}
                        B: {type: object, required: [k], properties: {k: {type: string, const: a}}}
                    """,
                },
                "a union needs exactly one required const member that differs in every variant",
            ),
            (
                {"request": "m: {type: array, description: M., items: {type: string}, prefixItems: [{type: string}]}"},
                "prefixItems is not supported",
            ),
            (
                {"request": "m: {type: string, description: M., not: {const: a}}"},
                "not is not supported",
            ),
        ],
    )
    def test_refused(self, tmp_path: Path, changes: dict[str, str], reason: str) -> None:
        """Each names the reason, and the file and line of what is refused."""
        with pytest.raises(SpecError) as caught:
            generate.generate(tiny.spec(tmp_path, tiny.method(**changes)))

        finding = caught.value.findings[0]
        assert reason in finding.message
        assert finding.place.file.endswith("msg.send.yaml")
        assert finding.place.line > 20


class TestWriting:
    """Generated trees on disk."""

    def test_two_runs_are_equal(self, tmp_path: Path) -> None:
        """The same spec gives the same bytes."""
        spec = tiny.spec(tmp_path, tiny.method())

        assert generate.generate(spec)[1] == generate.generate(spec)[1]

    def test_check_names_every_difference(self, tmp_path: Path) -> None:
        """A changed, a missing and a foreign file are each named; caches are not."""
        files = {"a.py": b"a", "b/c.py": b"c", "d.py": b"d"}
        write.write(tmp_path, files)
        (tmp_path / "a.py").write_bytes(b"edited")
        (tmp_path / "d.py").unlink()
        (tmp_path / "b" / "stray.txt").write_bytes(b"")
        (tmp_path / "__pycache__").mkdir()
        (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"")

        difference = write.compare(tmp_path, files)

        assert (
            difference.changed,
            difference.missing,
            difference.foreign,
        ) == (("a.py",), ("d.py",), ("b/stray.txt",))

    def test_write_restores(self, tmp_path: Path) -> None:
        """Writing mends every difference, removes what nothing generates, and leaves equal files untouched."""
        files = {"a.py": b"a", "b/c.py": b"c"}
        write.write(tmp_path, files)
        untouched = (tmp_path / "a.py").stat().st_mtime_ns
        (tmp_path / "old").mkdir()
        (tmp_path / "old" / "x.py").write_bytes(b"")

        write.write(tmp_path, files)

        assert not write.compare(tmp_path, files)
        assert not (tmp_path / "old").exists()
        assert untouched == (tmp_path / "a.py").stat().st_mtime_ns


def _with_platform() -> str:
    return tiny.method(
        response="platform: {$ref: '#/components/schemas/Platform', description: The platform.}",
        components="""
            Platform: {type: integer, format: int32, description: A platform., enum: [1, 2],
                       x-enum-varnames: [IOS, ANDROID]}
        """,
    )
