"""Names of components: the method's name, then the vendor's word for the object."""

from __future__ import annotations

import re
from typing import Final

from attrs import define, field

from ..emit.types import snake

_WORD: Final = re.compile(r"[A-Za-z0-9]+")


def pascal(name: str) -> str:
    """``alibaba.ib.send_it`` is ``AlibabaIbSendIt``; upper case inside a word stays, what no class name holds goes."""
    return "".join(word[0].upper() + word[1:] for word in _WORD.findall(name))


def method_prefix(method: str) -> str:
    """What the names of a method's components begin with."""
    found = pascal(method.removeprefix("taobao."))
    return found if found[:1].isalpha() else f"N{found}"


@define
class ClassNames:
    """Gives every object a name of its own, whatever was named before: in the order of the methods' names."""

    reserved: frozenset[str]
    """Names that generated modules have for something else, lower case."""
    _taken: set[str] = field(factory=set, init=False)

    def claim(self, prefix: str, *choices: str) -> str:
        """The first name that is free: of the choices, then of the first with a number.

        Args:
            prefix: of the method.
            choices: the vendor's word, then more of them.
        """
        names = [prefix + pascal(choice) for choice in choices]
        number = 1
        while True:
            for name in names:
                if self._is_free(name):
                    self._taken |= _forms(name)
                    return name
            number += 1
            names = [f"{prefix}{pascal(choices[0])}{number}"]

    def _is_free(self, name: str) -> bool:
        return name.lower() not in self.reserved and not _forms(name) & self._taken


def _forms(name: str) -> set[str]:
    """What a name takes away: itself in any case, and the functions that are named after it."""
    return {name.lower(), *(f"{form}{snake(name)}{many}" for form in ("as_", "optional_") for many in ("", "_list"))}
