"""Modules put together of what single methods give to them: the models of a resource, and its wire.

What a method's file gives is rendered and formatted as a module of its own, so that a change of one method leaves the
others alone; here its imports are cut off, and merged with those of its neighbours.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Final

from attrs import frozen

from .formatting import LINE_LENGTH

Imports = Mapping[str, tuple[str, ...]]
"""Modules as import statements name them, and the names taken from each."""
_HEAD: Final = ("#", '"""', "from ", "import ", "if TYPE_CHECKING:", " ", ")", "\n")
"""How the lines begin that stand before the definitions of a rendered module."""


@frozen
class Section:
    """What one method's file gives to a module."""

    imports: Imports
    type_imports: Imports
    """Those for type checkers alone."""
    body: str
    """The definitions, formatted."""

    @classmethod
    def of(cls, module: str) -> Section:
        """The section that a formatted module becomes."""
        head = "".join(takewhile(lambda line: line.startswith(_HEAD), module.splitlines(keepends=True)))
        statements = ast.parse(head).body
        guarded = [inner for statement in statements if isinstance(statement, ast.If) for inner in statement.body]
        return cls(_imports(statements), _imports(guarded), module[len(head) :].strip("\n"))


def joined(head: str, exports: Iterable[str], sections: Mapping[str, Section], homes: Mapping[str, str]) -> str:
    """The source of a module.

    Args:
        head: its first lines.
        exports: what it publishes.
        sections: what it is made of, by name.
        homes: the module of each section, of others too; a section without one is a module.
    """
    own = {homes.get(name, name) for name in sections}
    ordered = list(_ordered(sections))
    imports = _moved((section.imports for section in ordered), homes, own)
    type_imports = _moved((section.type_imports for section in ordered), homes, own)
    parts = [head, "from __future__ import annotations\n", *_blocks(imports)]
    if type_imports:
        parts.append("if TYPE_CHECKING:\n" + "".join(_lines(type_imports, indent="    ")))
    parts.append(_listed("__all__ = [", [f'"{name}"' for name in sorted(exports)], "]"))
    return "\n".join(parts) + "".join(f"\n\n{section.body}\n" for section in ordered)


def _imports(statements: Iterable[ast.stmt]) -> dict[str, tuple[str, ...]]:
    return {
        "." * node.level + (node.module or ""): tuple(ast.unparse(alias) for alias in node.names)
        for node in statements
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
    }


def _ordered(sections: Mapping[str, Section]) -> Iterator[Section]:
    """Sections after those that they use, by name otherwise."""
    waiting = dict(sorted(sections.items()))

    def taken(name: str) -> Iterator[Section]:
        section = waiting.pop(name, None)
        if section is not None:
            for used in sorted(section.imports):
                yield from taken(used.removeprefix("."))
            yield section

    for name in list(waiting):
        yield from taken(name)


def _moved(found: Iterable[Imports], homes: Mapping[str, str], own: set[str]) -> Imports:
    """Imports of sections merged, from the modules that hold them; what is in the same module needs none."""
    merged: dict[str, set[str]] = {}
    for imports in found:
        for name, taken in imports.items():
            is_section = name.startswith(".") and not name.startswith("..")
            home = homes.get(name[1:], name[1:]) if is_section else None
            if home is None or home not in own:
                merged.setdefault(name if home is None else f".{home}", set()).update(taken)
    return {name: tuple(sorted(taken, key=_rank)) for name, taken in merged.items()}


def _blocks(imports: Imports) -> Iterator[str]:
    """The standard library, other packages, this package."""
    groups: dict[int, dict[str, tuple[str, ...]]] = {}
    for name, taken in imports.items():
        group = 2 if name.startswith(".") else int(name.partition(".")[0] not in sys.stdlib_module_names)
        groups.setdefault(group, {})[name] = taken
    return ("".join(_lines(found)) for _, found in sorted(groups.items()))


def _lines(imports: Imports, indent: str = "") -> Iterator[str]:
    far_first = sorted(imports, key=lambda name: (len(name.lstrip(".")) - len(name), name))
    return (_listed(f"{indent}from {name} import ", imports[name], "", indent) for name in far_first)


def _listed(opening: str, items: Iterable[str], closing: str, indent: str = "") -> str:
    """A statement that ends with a list: on one line if that is short enough, else one line an item."""
    items = list(items)
    short = f"{opening}{', '.join(items)}{closing}"
    if len(short) <= LINE_LENGTH:
        return f"{short}\n"
    left, right = ("", closing) if closing else ("(", ")")
    return "".join([f"{opening}{left}\n", *(f"{indent}    {item},\n" for item in items), f"{indent}{right}\n"])


def _rank(name: str) -> tuple[int, str]:
    """Constants before classes before functions, as the formatter sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)
