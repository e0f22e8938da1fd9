"""Every model reads and writes a full example of the spec, member by member."""

from __future__ import annotations

import copy
import importlib
import pickle
from typing import Any

import attrs
import pytest

from codegen.naming import member_name
from tests.clients.full_examples import Spec, reference

PACKAGES = ("top_client", "openim_client")


def _models() -> list[tuple[str, str]]:
    found = []
    for package in PACKAGES:
        models = importlib.import_module(f"{package}.models")
        found += [(package, name) for name in dir(models) if attrs.has(_class(package, name))]
    return found


def _class(package: str, name: str) -> Any:
    found = getattr(importlib.import_module(f"{package}.models"), name)
    return found if isinstance(found, type) else object


def _spec(package: str) -> Spec:
    return Spec(importlib.import_module(package))


MODELS = _models()


@pytest.mark.parametrize(("package", "name"), MODELS)
class TestEveryModel:
    """What holds for each class below `models`."""

    def test_round_trip(self, package: str, name: str) -> None:
        """The wire form that a full example is read into is the example itself."""
        example = _spec(package).example(name)

        model = _class(package, name).from_dict(copy.deepcopy(example))

        assert example == model.to_dict()
        assert model == _class(package, name).from_dict(model.to_dict())

    def test_attributes(self, package: str, name: str) -> None:
        """Every member of the spec is the attribute of its Python name, and there are no others."""
        spec = _spec(package)
        example = spec.example(name)
        model = _class(package, name).from_dict(copy.deepcopy(example))
        names = {wire: member_name(wire, schema.get("x-python-name")) for wire, schema, _ in spec.members(name)}

        for wire, python in names.items():
            value = getattr(model, python)
            assert example.get(wire) == _wire(value), python
        own = {field.name for field in attrs.fields(type(model))} - {"extra"}
        assert own | _tags(type(model)) == set(names.values()) | own & {"request_id", "recipients"}

    def test_optional_members_are_left_out(self, package: str, name: str) -> None:
        """A model of the required members alone writes those alone; lists of answers are never null."""
        spec = _spec(package)
        required = {wire for wire, _, is_required in spec.members(name) if is_required}
        example = {wire: value for wire, value in spec.example(name).items() if wire in required}

        written = _class(package, name).from_dict(copy.deepcopy(example)).to_dict()

        assert example == {wire: value for wire, value in written.items() if value != [] or wire in required}

    def test_copies(self, package: str, name: str) -> None:
        """A deep copy and a pickled copy are equal to the model and write the same."""
        model = _class(package, name).from_dict(_spec(package).example(name))

        for twin in (copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
            assert model == twin
            assert model.to_dict() == twin.to_dict()

    def test_full_example_is_valid(self, package: str, name: str) -> None:
        """A request made of the spec's full example passes the client's own checks, but for its conditions."""
        model = _class(package, name).from_dict(_spec(package).example(name))
        if not hasattr(model, "validate"):
            assert model.extra == {}
            return
        if hasattr(model, "is_send_all"):
            model.is_send_all = None
        model.validate()

    def test_unknown_members(self, package: str, name: str) -> None:
        """An answer keeps a member that the spec does not know; a request refuses it and names it."""
        kind = _class(package, name)
        example = _spec(package).example(name) | {"unheardOf": {"a": [1]}}

        if hasattr(kind, "validate"):
            with pytest.raises(ValueError, match=rf"{name}.unheardOf: unknown member"):
                kind.from_dict(example)
        else:
            model = kind.from_dict(copy.deepcopy(example))
            assert model.extra == {"unheardOf": {"a": [1]}}
            assert example == model.to_dict()


@pytest.mark.parametrize("package", PACKAGES)
def test_every_component_has_its_class(package: str) -> None:
    """Objects that a request or a result reaches are models; the wire has a TypedDict of each."""
    spec = _spec(package)
    wire = importlib.import_module(f"{package}.wire")
    models = importlib.import_module(f"{package}.models")
    reached: set[str] = set()

    def reach(component: str) -> None:
        if component in reached:
            return
        reached.add(component)
        for entry in spec.schemas[component].get("oneOf", ()):
            reach(reference(entry))
        for _, schema, _ in [] if "enum" in spec.schemas[component] else spec.members(component):
            target = schema.get("items", schema)
            if "$ref" in target:
                reach(reference(target))

    for item in spec.document["paths"].values():
        operation = item["post"]
        reach(reference(next(iter(operation["requestBody"]["content"].values()))["schema"]))
        answer = reference(operation["responses"]["200"]["content"]["application/json"]["schema"])
        if "x-result" in operation:
            result = next(s for wire_name, s, _ in spec.members(answer) if wire_name == operation["x-result"])
            answer = reference(result)
        reach(answer)

    assert sorted(reached) == dir(models) == dir(wire)


def _wire(value: Any) -> Any:
    if isinstance(value, list):
        return [_wire(item) for item in value]
    return value.to_dict() if hasattr(value, "to_dict") else value


def _tags(kind: type) -> set[str]:
    return {name for name in kind.__annotations__ if "ClassVar" in str(kind.__annotations__[name])}
