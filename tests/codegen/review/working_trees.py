"""A repository with specs and what is generated from them, for reviews by tests."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema_rs
from attrs import field, frozen

from codegen import diff, generate, load, write
from codegen.pyapi import ApiChange
from codegen.review import command
from codegen.review.comparison import Outcome
from codegen.review.engines import Engines, VersionQuestion
from codegen.review.errors import CannotCompareError
from codegen.review.request import Request
from codegen.review.writing import write_review
from codegen.versioning import Reason, VersionVerdict
from codegen.versioning.numbers import Level

from .repositories import commit

REPOSITORY = Path(__file__).parents[3]
METHOD = "top/taobao.tpn.template.message.send.yaml"
CHANGELOG = """\
# Changelog

## top-client 1.0.0 — 2026-01-01

### Added

- Everything.
"""
USER_ID = "\n        user_id:\n          type: integer\n"
DEVICE = "\n        device: {type: string, description: A device., examples: [web]}"
SCHEMA = json.loads((Path(command.__file__).parent / "review.schema.json").read_text("utf-8"))


def parameters_that_went(old: Path, new: Path, package: str) -> tuple[ApiChange, ...]:
    """A comparison that sees nothing but parameters of one method that are gone."""
    before, after = (_parameters(folder / package / "resources" / "tpn.py") for folder in (old, new))
    path = f"{package}.resources.tpn.Tpn.template_message_send"
    return tuple(
        ApiChange("parameter-removed", True, f"{path}.{name}", name, None, f"{name} is gone")
        for name in sorted(before - after)
    )


def _parameters(path: Path) -> set[str]:
    found = re.findall(r"^        (\w+): ", path.read_text("utf-8"), re.MULTILINE) if path.exists() else ()
    return set(found)


def judged_by_verdict(question: VersionQuestion) -> VersionVerdict:
    """A judgement that asks for a major version where something breaks, and for a minor one where something grows."""
    levels: dict[str, Level] = {"breaking": "major", "python": "major", "compatible": "minor", "none": "none"}
    required = levels[diff.overall(question.changes)]
    stays = required != "none" and question.before == question.now
    problems = (f"the version is still {question.now}",) if stays else ()
    suggested = "2.0.0" if required == "major" else "1.1.0"
    return VersionVerdict(required, suggested, problems, "- Added something.", (Reason("spec", required, "It grew."),))


ENGINES = Engines(diff.compare, parameters_that_went, judged_by_verdict)


@frozen
class Reviewed:
    """What a review wrote."""

    code: int
    error: str
    """Why nothing could be compared."""
    files: dict[str, str]

    @property
    def markdown(self) -> str:
        return self.files["review.md"]

    @property
    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.files["review.json"])
        return found

    @property
    def is_valid(self) -> bool:
        """Whether the document keeps its schema."""
        return jsonschema_rs.Draft202012Validator(SCHEMA).is_valid(self.document)

    @property
    def rules(self) -> list[tuple[str, str]]:
        """Check and rule of each finding."""
        return [(finding["check"], finding["rule"]) for finding in self.document["findings"]]


@frozen
class WorkingTree:
    """A repository with one commit, and files that a test changes."""

    root: Path
    out: Path = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "out", self.root / "build" / "review")

    def change(self, name: str, *changes: tuple[str, str]) -> None:
        """Replace texts of a file below spec/ that are each in it once."""
        path = self.root / "spec" / name
        content = path.read_text("utf-8")
        for old, new in changes:
            assert content.count(old) == 1, f"{old!r} is not in one place"
            content = content.replace(old, new)
        path.write_text(content, encoding="utf-8")

    def add_member(self, member: str = DEVICE) -> None:
        """Describe one more member of the request."""
        self.change(METHOD, (USER_ID, member + USER_ID))

    def remove_picture(self) -> None:
        """Take a member of the request away, and from the example."""
        path = self.root / "spec" / METHOD
        text = path.read_text("utf-8")
        start, end = text.index("        picture:\n"), text.index("        pict:\n")
        example = "              picture: https://img.example.com/parcel-small.png\n"
        assert text.count(example) == 1
        path.write_text((text[:start] + text[end:]).replace(example, ""), encoding="utf-8")

    def raise_version(self, version: str) -> None:
        """Write another package version."""
        self.change("top/openapi.yaml", ("x-package-version: 1.0.0", f"x-package-version: {version}"))

    def regenerate(self) -> None:
        """Make generated/ what the specs say."""
        for folder in load.find_apis(self.root / "spec"):
            package, files = generate.generate(load.load_api(folder))
            write.write(self.root / "generated" / package.name, files)

    def approve(self, *findings: dict[str, str], reason: str = "Nobody has called it for years.") -> None:
        """Write an approval for each finding."""
        keys = ("api", "rule", "pointer")
        blocks = [
            "\n".join(["[[approve]]", *(f'{key} = "{finding[key]}"' for key in keys), f'reason = "{reason}"\n'])
            for finding in findings
        ]
        (self.root / "spec" / "approvals.toml").write_text("\n".join(blocks), encoding="utf-8")

    def review(self, base: str = "HEAD", engines: Engines = ENGINES) -> Reviewed:
        """Review it."""
        request = Request(base, self.root / "spec", self.root / "generated")
        code, error = 2, ""
        try:
            code = 0 if write_review(request, self.out, engines, _page).passed else 1
        except CannotCompareError as exc:
            error = str(exc)
        files = self.out.iterdir() if self.out.is_dir() else ()
        return Reviewed(code, error, {path.name: path.read_text("utf-8") for path in files})


def _page(outcome: Outcome) -> str:
    return f"<p>{len(outcome.specs)} APIs</p>\n"


def copy_spec(api: str, root: Path) -> None:
    """Copy a spec of this repository into another, as that of version 1.0.0."""
    folder = Path(shutil.copytree(REPOSITORY / "spec" / api, root / "spec" / api))
    document = folder / "openapi.yaml"
    text = re.sub(r"x-package-version: \S+", "x-package-version: 1.0.0", document.read_text("utf-8"))
    document.write_text(text, encoding="utf-8")


def top_tree(folder: Path) -> WorkingTree:
    """A repository with the TOP spec and its project, as this codegen makes it."""
    copy_spec("top", folder)
    tree = WorkingTree(folder)
    tree.regenerate()
    (folder / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (folder / ".gitignore").write_text("/build/\n", encoding="utf-8")
    commit(folder)
    return tree
