"""Python names made from the names on the wire, mechanically, so that whoever knows the page finds them."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable
from typing import Final

RESERVED_MEMBERS: Final = frozenset(
    {"extra", "to_dict", "from_dict", "validate", "self", "cls"}
    | {"list", "dict", "str", "int", "float", "bool", "classmethod", "define", "field", "masked", "check", "wire"}
    | {"sized", "strings", "integers", "optional_strings", "optional_integers"}
)
"""Names that our models use themselves, in the class body too; a member of that name gets a trailing underscore."""

SHARED: Final = "shared"
"""The module of what several methods share."""

_WORD: Final = re.compile(
    r"[A-Z]{2,}s(?![a-z])\d*"  # a plural acronym: IDs, URLs
    r"|[A-Z]+(?![a-z])\d*"  # an acronym: URL, and HTTP in HTTPServer
    r"|[A-Z]?[a-z]+\d*"
    r"|\d+"
    r"|[^\W\dA-Za-z_]+\d*"  # letters without case, such as Chinese
)


def python_name(wire: str) -> str:
    """Turn a wire name into snake_case.

    A word begins at an upper-case letter after a lower-case one, and at the last letter of an acronym that
    runs into a word; digits stay with the word before them; every other character separates words:
    ``senderFaceURL`` is ``sender_face_url``, ``recvIDs`` is ``recv_ids``, ``HTTPServer2URL`` is
    ``http_server2_url``, ``a.b-c`` is ``a_b_c``. A name that begins with a digit is prefixed with ``n_``.

    Args:
        wire: The name as the API spells it.

    Returns:
        A Python identifier; it may still be a keyword, see `member_name`.
    """
    name = "_".join(word.lower() for word in _WORD.findall(wire))
    if not name:
        return "unnamed"
    return f"n_{name}" if name[0].isdigit() else name


def keyword_safe(name: str) -> str:
    """Append an underscore to a Python keyword (``from`` is ``from_``); other names stay."""
    return f"{name}_" if keyword.iskeyword(name) else name


def member_name(wire: str, override: str | None) -> str:
    """Name the attribute and parameter of a member.

    Args:
        wire: The member's name on the wire.
        override: Its ``x-python-name``, if it has one.

    Returns:
        The override or the mechanical name, with a trailing underscore where it is a keyword or one of
        `RESERVED_MEMBERS`.
    """
    name = override or python_name(wire)
    return f"{name}_" if name in RESERVED_MEMBERS else keyword_safe(name)


def top_call_path(method: str) -> tuple[tuple[str, ...], str]:
    """Say where a TOP method is found on the client.

    ``taobao.`` is dropped, another vendor prefix is a namespace; the next segment is the resource and the
    rest is the method: ``taobao.tpn.template.message.send`` is ``tpn.template_message_send`` and
    ``alibaba.iwork.mc.msg.sendmobile`` is ``alibaba.iwork.mc_msg_sendmobile``.

    Args:
        method: The full API name.

    Returns:
        The resources from the client inwards, and the Python method's name.

    Raises:
        ValueError: The name has too few segments to have a resource and a method.
    """
    vendor, *segments = [segment for segment in method.split(".") if segment] or [""]
    namespaces = [] if vendor in ("taobao", "") else [vendor]
    if len(namespaces) + len(segments) < 2:
        raise ValueError(f"{method!r} needs a resource and a method after taobao.")
    if len(segments) > 1:
        namespaces.append(segments.pop(0))
    return _call_path(namespaces, ".".join(segments))


def path_call_path(path: str) -> tuple[tuple[str, ...], str]:
    """Say where the operation of a plain path is found: ``/msg/batch_send_msg`` is ``msg.batch_send_msg``.

    Raises:
        ValueError: The path has fewer than two segments.
    """
    *namespaces, name = path.strip("/").split("/")
    if not namespaces or not name:
        raise ValueError(f"{path!r} needs at least two segments, a resource and a method")
    return _call_path(namespaces, name)


def operation_call_path(path: str) -> tuple[tuple[str, ...], str]:
    """Say where the operation of a path key is found: a TOP method where it has a ``#fragment``.

    Raises:
        ValueError: The path or the method name has too few segments.
    """
    route, hash_sign, method = path.partition("#")
    return top_call_path(method) if hash_sign else path_call_path(route)


def _call_path(namespaces: list[str], name: str) -> tuple[tuple[str, ...], str]:
    resources = tuple(keyword_safe(python_name(namespace)) for namespace in namespaces)
    return resources, keyword_safe(python_name(name))


def response_key(method: str) -> str:
    """Name the root member of a TOP answer: ``taobao.`` goes, other prefixes stay, dots become ``_``."""
    return method.removeprefix("taobao.").replace(".", "_") + "_response"


def resource_module(path: Iterable[str]) -> str:
    """Name the Python module of a resource: ``alibaba_iwork``. What several methods share is in ``shared``."""
    name = keyword_safe("_".join(path))
    return f"{name}_" if name == SHARED else name


def module_name(name: str) -> str:
    """Name what a method or a spec file gives to modules: ``taobao.`` goes, dots and dashes become ``_``."""
    return keyword_safe(python_name(name.removeprefix("taobao.")))
