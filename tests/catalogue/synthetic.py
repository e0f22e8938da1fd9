"""A small catalogue with everything that a real one holds: `python -m tests.catalogue.synthetic` writes it again."""

from __future__ import annotations

import json
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

COUNT: Final = 50
_COMPACT: Final = (",", ":")
FILE: Final = Path(__file__).with_name("synthetic.jsonl")
_SCALARS: Final = ("String", "Number", "Boolean", "Date", "Price", "Json", "BigDecimal", "byte")
_LISTS: Final = ("String[]", "Number[]", "Date[]", "Boolean[]", "Json []", "Map")
_WORDS: Final = ("from", "body", "client", "list", "AppId", "a.dotted.name", "userIDs", "size", "号码", "class", "self")
_VENDORS: Final = ("taobao", "alibaba", "tmall", "example", "m-shop")
_DEEPEST: Final = 6


def definitions() -> list[dict[str, Any]]:
    """The methods; the same in every run."""
    made = [_method(number) for number in range(COUNT - len(_ODD_NAMES))]
    return [*made, *(_method(number) | {"name": name} for number, name in enumerate(_ODD_NAMES))]


_ODD_NAMES: Final = (
    "shop.example.com.CreateOrder.2013-07-01",
    "example.colour.paintVideo",
    "taobao.import.class.from",
    "taobao.async.await",
    "taobao.files.upload",
)


def _method(number: int) -> dict[str, Any]:
    vendor = _VENDORS[number % len(_VENDORS)]
    return {
        "name": f"{vendor}.thing{number % 7}.part.do{number}",
        "apiChineseName": f"测试方法{number}",
        "description": f"Does thing {number}.\n\n  It ends with 'quotes', \"more\" and a colon: so.",
        "requestParams": _request(number),
        "responseParams": _answer(number),
        "id": number,
    }


def _request(number: int) -> list[dict[str, Any]]:
    members = [_scalar(word, kind, number) for word, kind in zip(_words(number, 4), _kinds(number), strict=False)]
    members.append(_object("order", "Order", number % _DEEPEST + 1, number))
    if number % 3 == 0:
        members.append(_object("lines", "Line[]", 2, number))
    if number % 5 == 0:
        members += [{"name": "photo", "type": "byte[]", "description": "A photo.", "required": number % 2 == 0}]
    if number % 11 == 0:
        members += [{"name": "untyped", "description": ""}, {"name": "session", "type": "String", "description": "s"}]
    if number % 13 == 0:
        members += [_scalar("same", "String", number), _scalar("same", "Number", number)]
    return members


def _answer(number: int) -> list[dict[str, Any]]:
    members = [_scalar(f"field{index}", kind, number) for index, kind in enumerate(islice(_kinds(number), 5))]
    members.append(_object("result", "Result", number % _DEEPEST + 1, number))
    members.append(_object("items", "Order[]", 1, number))
    return members


def _words(number: int, count: int) -> list[str]:
    return list(islice(cycle(_WORDS), number, number + count))


def _kinds(number: int) -> list[str]:
    every = (*_SCALARS, *_LISTS)
    return list(islice(cycle(every), number, number + len(every)))


def _scalar(name: str, kind: str, number: int) -> dict[str, Any]:
    limits = {"maxLength": 3} if number % 4 == 0 else {"minValue": 5, "maxValue": 9, "maxListSize": 20}
    return {"name": name, "type": kind, "description": f"The {name}.", "required": number % 2 == 0, **limits}


def _object(name: str, kind: str, depth: int, number: int) -> dict[str, Any]:
    inner = [_scalar("id", "Number", number), _scalar("Id", "String", number), _scalar("tags", "String[]", number)]
    if depth > 1:
        inner.append(_object("inner", "Inner" if depth % 2 else "Inner[]", depth - 1, number))
    return {"name": name, "type": kind, "description": f"An {name}.", "subParams": inner}


def text() -> str:
    """The catalogue's file."""
    return "".join(f"{json.dumps(one, ensure_ascii=False, separators=(',', ':'))}\n" for one in definitions())


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
