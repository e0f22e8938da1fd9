"""Faults as JSON objects: the body of ``POST /__sandbox/fault``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast, get_args

from . import jsontext
from .faults import Fault, Faults, Stage

_TEXTS: Final = {"ends": get_args(Stage), "trickles": ("head", "body"), "path": None}
_FLAGS: Final = ("reset", "accept")
_COUNTS: Final = ("after", "status", "piece")
_SECONDS: Final = ("refuse", "delay", "pause", "idle")
_BYTES: Final = ("body", "raw")
_KNOWN: Final = frozenset({*_TEXTS, *_FLAGS, *_COUNTS, *_SECONDS, *_BYTES, "headers"})


def program(faults: Faults, members: Mapping[str, Any]) -> None:
    """Do what a command says.

    Args:
        faults: What is programmed.
        members: The members of `Fault` and ``times``; or ``at_random`` with a list of faults, ``seed`` and ``share``.

    Raises:
        ValueError: A member is unknown or of the wrong type.
    """
    mix = members.get("at_random")
    if mix is None:
        rest = {name: value for name, value in members.items() if name != "times"}
        faults.next(read_fault(rest), _count("times", members.get("times", 1)))
        return
    if not isinstance(mix, list) or members.keys() - {"at_random", "seed", "share"}:
        raise ValueError("at_random must be a list of faults; beside it stand seed and share")
    drawn = [read_fault(_object(each)) for each in cast("list[object]", mix)]
    faults.at_random(
        drawn, seed=_count("seed", members.get("seed", 0)), share=_seconds("share", members.get("share", 1))
    )


def read_fault(members: Mapping[str, Any]) -> Fault:
    """Read one fault. A ``body`` that is no text is sent as JSON.

    Raises:
        ValueError: A member is unknown or of the wrong type.
    """
    unknown = members.keys() - _KNOWN
    if unknown:
        raise ValueError(f"unknown members: {', '.join(sorted(unknown))}")
    return Fault(**{name: _value(name, value) for name, value in members.items() if value is not None})


def _value(name: str, value: object) -> Any:
    if name in _COUNTS:
        return _count(name, value)
    if name in _SECONDS:
        return _seconds(name, value)
    if name in _BYTES:
        return value.encode() if isinstance(value, str) else jsontext.dumps(value)
    if name == "headers":
        return {key.lower(): str(text) for key, text in _object(value).items()}
    if name in _FLAGS:
        return _one_of(name, value, (True, False))
    return _one_of(name, value, _TEXTS[name])


def _count(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < (1 if name == "piece" else 0):
        raise ValueError(f"{name} must be a whole number of {1 if name == 'piece' else 0} or more")
    return value


def _seconds(name: str, value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < float("inf"):
        raise ValueError(f"{name} must be a number of 0 or more")
    return float(value)


def _one_of(name: str, value: object, known: tuple[object, ...] | None) -> object:
    if known is None:
        if isinstance(value, str):
            return value
        raise ValueError(f"{name} must be a text")
    if not any(value is each or (isinstance(value, str) and value == each) for each in known):
        raise ValueError(f"{name} must be one of {', '.join(jsontext.dumps(each).decode() for each in known)}")
    return value


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("a JSON object expected")
    return cast("Mapping[str, Any]", value)
