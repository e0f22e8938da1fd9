"""Models whose methods attrs compiles later: they are what `attrs.define` makes, and are not made before."""

from __future__ import annotations

import copy
import inspect
import pickle
import sys
import threading
import weakref
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

import attrs
import pytest

from codegen.runtime.common import define as module
from codegen.runtime.common.define import define, frozen


@define(kw_only=True)
class Model:
    """A model."""

    kind: ClassVar[str] = "model"
    number: int = attrs.field(converter=int)
    secret: str | None = attrs.field(default=None, repr=lambda _: "***")
    extra: dict[str, Any] = attrs.field(factory=dict)

    def doubled(self) -> int:
        """A method of its own."""
        return 2 * self.number


def _unmade() -> Any:
    """A class that nothing was asked of yet, `Model` again."""

    @define(kw_only=True)
    class Fresh:
        kind: ClassVar[str] = "model"
        number: int
        note: str | None = None

    return Fresh


def test_a_model() -> None:
    """Constructor, converter, default, factory, method, `repr` and equality are those of attrs."""
    model = Model(number="21", secret="s")

    assert (model.doubled(), model.secret, model.extra, model.kind) == (42, "s", {}, "model")
    assert repr(model) == "Model(number=21, secret=***, extra={})"
    assert Model(number=21, secret="s") == model
    assert Model(number=22, secret="s") != model
    model.number = "7"  # type: ignore[assignment]  # the plug-in does not see the converter here
    assert model.number == 7


def test_what_attrs_knows() -> None:
    """`fields`, `has`, `evolve` and `asdict` know a class that nothing was asked of before."""
    assert [field.name for field in attrs.fields(_unmade())] == ["number", "note"]
    assert attrs.has(_unmade())
    new = object.__new__(_unmade())
    new.number, new.note = 1, None
    assert attrs.asdict(new) == {"number": 1, "note": None}
    assert attrs.evolve(new, number=2).number == 2


@pytest.mark.parametrize(
    "ask",
    [
        repr,
        lambda model: model == copy.copy(model),
        copy.deepcopy,
        lambda model: pickle.loads(pickle.dumps(model.__getstate__())),
        lambda model: type(model)(number=1),
    ],
)
def test_an_instance_without_its_constructor(ask: Callable[[Any], object]) -> None:
    """What is made as answers are, by `object.__new__`, can do all that others can."""
    model = object.__new__(_unmade())
    model.number, model.note = 1, None

    assert ask(model)


@pytest.mark.skipif(sys.version_info < (3, 13), reason="copy.replace is new in 3.13")
@pytest.mark.skipif(not hasattr(attrs, "inspect"), reason="old versions of attrs do not know it")
def test_replace() -> None:
    """`copy.replace` makes another of an instance that was made without its constructor."""
    model = object.__new__(_unmade())
    model.number, model.note = 1, None

    assert getattr(copy, "replace")(model, number=2).number == 2  # noqa: B009 - mypy looks for it in 3.11


def test_what_attrs_does_not_make(monkeypatch: pytest.MonkeyPatch) -> None:
    """An attribute that this version of attrs does not know is missing, as it is without us."""
    monkeypatch.setattr(module, "_FIRST", {**module._FIRST, "__unheard__": module._Later("__unheard__", {})})
    fresh = _unmade()

    with pytest.raises(AttributeError):
        fresh.__unheard__  # noqa: B018 - the access is the test
    assert fresh(number=1).number == 1


def test_a_signature() -> None:
    """Help and editors see the parameters of the constructor."""
    assert list(inspect.signature(_unmade()).parameters) == ["number", "note"]


def test_wrong_arguments() -> None:
    """The first construction refuses what each later one does."""
    fresh = _unmade()

    for _ in range(2):
        with pytest.raises(TypeError, match="number"):
            fresh()
        with pytest.raises(TypeError):
            fresh(1)


def test_slots() -> None:
    """There is no `__dict__`, no hash, and a weak reference can be made."""
    model = object.__new__(_unmade())

    with pytest.raises(AttributeError):
        model.other = 1
    with pytest.raises(TypeError, match="unhashable"):
        hash(model)
    assert weakref.ref(model)() is model


def test_pickles_from_before_and_after() -> None:
    """A pickle is the same whether attrs had made the class or not."""
    model = object.__new__(Model)
    model.number, model.secret, model.extra = 1, None, {"a": 1}

    before = pickle.dumps(model)
    assert model == Model(number=1, extra={"a": 1})
    assert before == pickle.dumps(model)
    assert model == pickle.loads(before)


def test_nothing_is_made_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """A class is made when something needs it: once for its constructor, and once for all the rest."""
    made: list[object] = []
    attrs_define = attrs.define

    def counted(cls: Any, **options: Any) -> object:
        made.append(cls)
        return attrs_define(cls, **options)

    monkeypatch.setattr(attrs, "define", counted)
    fresh = _unmade()
    new = object.__new__(fresh)
    new.number, new.note = 1, None
    assert (made, new.number, fresh.kind, isinstance(new, fresh)) == ([], 1, "model", True)

    for wanted, ask in ((1, lambda: fresh(number=1)), (2, lambda: new == new), (2, lambda: repr(new))):
        ask()
        ask()
        assert len(made) == wanted


def test_threads() -> None:
    """Threads that construct the first models at the same time all get theirs."""
    fresh, found = _unmade(), list[object]()
    barrier = threading.Barrier(8)

    def construct(number: int) -> None:
        barrier.wait()
        found.append(fresh(number=number).number)

    threads = [threading.Thread(target=construct, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(range(8)) == set(found)


def test_a_class_with_a_base() -> None:
    """A class with a base is made at once, with what the base has."""

    class Base:
        def name(self) -> str:
            return type(self).__name__

    @define(kw_only=True)
    class Derived(Base):
        number: int = 1

    assert "__attrs_attrs__" in vars(Derived)
    assert (Derived().name(), Derived().number) == ("Derived", 1)


def test_a_class_with_an_empty_base() -> None:
    """A base that only tells something is no reason to make a class at once."""

    class Base:
        __slots__ = ()

    @define(kw_only=True)
    class Derived(Base):
        number: int = 1

    new = object.__new__(Derived)
    new.number = 1
    assert isinstance(new, Base)
    assert not isinstance(vars(Derived)["__attrs_attrs__"], tuple)
    assert new == Derived()


def test_a_subclass_of_a_users_own() -> None:
    """Users may derive from a model, with attrs or without."""

    @define(kw_only=True)
    class Base:
        number: int

    class Plain(Base):
        pass

    @attrs.define(kw_only=True)
    class Derived(Base):
        more: str = "m"

    assert Plain(number=1).number == 1
    assert (Derived(number=1).number, Derived(number=1).more) == (1, "m")


T = TypeVar("T")


@frozen
class Point(Generic[T]):
    """A value."""

    x: T
    y: int = 0

    def __str__(self) -> str:
        return f"at {self.x}, {self.y}"


@frozen(kw_only=True)
class Named(Point[int]):
    """A value with a base that has slots."""

    name: str


@define(eq=False, repr=False)
class Cell:
    """Something with a life."""

    value: int


@define
class Own:
    """A class with methods of attrs' names."""

    value: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Own)

    def __repr__(self) -> str:
        return "own"


def test_a_value() -> None:
    """Frozen classes take arguments by position, cannot be changed, and are equal and hashed by their members."""
    point = Point(1)

    assert (point, str(point), repr(point)) == (Point(1, y=0), "at 1, 0", "Point(x=1, y=0)")
    assert {point: 1}[Point(1, 0)] == 1
    assert hash(Point(1)) != hash(Point(2))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del point.x
    assert pickle.loads(pickle.dumps(point)) == copy.copy(point) == attrs.evolve(Point(2), x=1) == point


def test_a_value_with_a_base() -> None:
    """What is inherited is in no second slot, and counts in equality."""
    named = Named(x=1, name="a")

    assert (repr(named), named.y) == ("Named(x=1, y=0, name='a')", 0)
    assert named == Named(x=1, name="a") != Named(x=2, name="a")
    assert list(Named.__slots__) == ["name"]  # type: ignore[attr-defined]
    assert [field.name for field in attrs.fields(Named)] == ["x", "y", "name"]


def test_something_with_a_life() -> None:
    """Without equality, what is the same is equal, and it can be hashed."""
    cell = Cell(1)

    assert cell == cell != Cell(1)
    assert {cell: 1}[cell] == 1
    assert repr(cell).startswith("<tests.")


def test_methods_of_its_own() -> None:
    """What a class defines itself is left as it is."""
    assert (Own(1) == Own(2), repr(Own(1))) == (True, "own")
    with pytest.raises(TypeError, match="unhashable"):
        hash(Own(1))


def test_a_method_that_speaks_of_its_class() -> None:
    """`super()` works: such a class is made at once."""

    @define
    class Speaking:
        value: int

        def shown(self) -> str:
            return super().__repr__()

    assert "Speaking" in Speaking(1).shown()
