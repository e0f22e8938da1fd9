"""The modules of a package's resources, and the pages of their methods: made where a method of them changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from attrs import define, field

from .. import write
from ..emit import layout
from ..emit.formatting import formatted
from ..emit.layout import Outline
from ..emit.resources import Node, nodes, tree
from ..emit.sections import Section
from ..ir import Package
from .part import Part
from .store import Store

Files = dict[str, bytes]


@define
class _Module:
    """A resource, or what methods share."""

    node: Node
    parts: dict[str, Part] = field(factory=dict)
    """By the keys that they are stored under."""

    def key(self, salt: str) -> str:
        """The digest of all that its files are made from."""
        return write.digest("\n".join([salt, self.node.module, *self.node.children, *self.parts]).encode())


def module_files(package: Package, outline: Outline, parts: Mapping[str, Part], salt: str, store: Store) -> Files:
    """The files of all resources.

    Args:
        package: of which the names are read.
        outline: of the whole package.
        parts: of all methods, by the keys that they are stored under.
        salt: the digest of what else shapes the files.
        store: what was made before.
    """
    modules = {node.module: _Module(node) for node in nodes(tree(outline.methods))}
    for key, part in sorted(parts.items()):
        modules[part.module].parts[key] = part
    keys = {name: module.key(salt) for name, module in modules.items()}
    known = {name: files for name, key in keys.items() if (files := _unpacked(store.content(key))) is not None}
    missing = {name: module for name, module in modules.items() if name not in known}
    for name, files in _made(package, outline, missing).items():
        store.put(keys[name], _packed(files))
        known[name] = files
    return {path: content for files in known.values() for path, content in files.items()}


def _made(package: Package, outline: Outline, modules: Mapping[str, _Module]) -> dict[str, Files]:
    """The files of some modules, by module."""
    found: dict[str, Files] = {name: {} for name in modules}
    sections: dict[str, dict[str, Section]] = {}
    for name, module in modules.items():
        for part in module.parts.values():
            texts = part.read_texts()
            found[name] |= _encoded(texts.files)
            for kind, section in texts.sections.items():
                sections.setdefault(kind, {})[part.section] = section
    rendered = formatted(layout.resource_files(package, [module.node for module in modules.values()]))
    for path, content in _encoded({**rendered, **layout.module_files(package, outline, sections)}).items():
        found[PurePosixPath(path).stem][path] = content
    return found


def _encoded(texts: Mapping[str, str]) -> Files:
    return {path: text.encode() for path, text in texts.items()}


def _packed(files: Files) -> bytes:
    """Files as one: a line of their paths and lengths, then what they hold, which needs no parsing so."""
    head = json.dumps([[path, len(content)] for path, content in files.items()]).encode()
    return b"\n".join([head, *files.values()])


def _unpacked(packed: bytes | None) -> Files | None:
    """The files that were made one; None where they are not there, or not whole."""
    head, _, held = (packed or b"").partition(b"\n")
    start, files = 0, Files()
    try:
        for path, length in json.loads(head):
            files[path] = held[start : start + length]
            start += length + 1
    except (ValueError, TypeError):
        return None
    return files if start == len(held) + 1 else None
