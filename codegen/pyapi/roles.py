"""Who fills a type: the caller, or the client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from .surface import Attribute, Class, Function, Item, Type


def requests(package: str, items: Mapping[str, Item]) -> frozenset[str]:
    """The classes that callers fill: models that are checked before they are sent, and their TypedDicts."""
    models = {path for path, item in items.items() if isinstance(item, Class) and item.is_request}
    wire = {f"{package}.wire.{path.rpartition('.')[2]}" for path in models}
    bases = {base for path in wire for base in _ancestors(items.get(path))}
    return frozenset(models | wire | (bases & items.keys()))


@frozen
class Uses:
    """Where types are mentioned, by the path of their definition."""

    given: frozenset[str]
    """In parameters."""
    read: frozenset[str]
    """In results and attributes."""

    @classmethod
    def of(cls, items: Iterable[Item]) -> Uses:
        """The uses in a package's public objects."""
        found = [use for item in items for use in _uses(item)]
        given = (type_.names for type_, is_read in found if not is_read)
        read = (type_.names for type_, is_read in found if is_read)
        return cls(frozenset().union(*given), frozenset().union(*read))


def _uses(item: Item) -> Iterator[tuple[Type, bool]]:
    if isinstance(item, Attribute):
        yield item.type, True
    elif isinstance(item, Function):
        for signature in item.signatures:
            yield signature.returns, True
            yield from ((parameter.type, False) for parameter in signature.parameters)
    elif isinstance(item, Class):
        for member in item.members.values():
            if item.constructor == "written":
                yield from _uses(member)
            elif isinstance(member, Attribute):  # a model's methods convert; who fills its members decides
                yield member.type, not item.is_request


def _ancestors(item: Item | None) -> frozenset[str]:
    return item.ancestors if isinstance(item, Class) else frozenset()
