"""A review as a value: what changed, for whom, on what evidence, and what stands against it."""

from __future__ import annotations

from typing import Final, Literal

from attrs import field, frozen

from codegen.diff.changes import Change, Overall, overall
from codegen.pyapi import ApiChange
from codegen.versioning import VersionVerdict

from .approvals import Approval
from .proof import FailedExample
from .trace import Trace

Status = Literal["changed", "unchanged", "added", "removed"]
Check = Literal["changes", "python", "examples", "sources", "version", "approvals", "lint", "generated"]
"""What a finding is about; each is a line of an API's table."""

CHECKS: Final[tuple[Check, ...]] = (
    "changes",
    "python",
    "examples",
    "sources",
    "version",
    "approvals",
    "lint",
    "generated",
)


@frozen
class Finding:
    """Something that stands against merging the change."""

    check: Check
    api: str
    """Empty for what concerns all APIs."""
    rule: str
    pointer: str
    """JSON pointer, dotted path of the Python API, or empty."""
    place: str
    """``file:line:column``, or empty."""
    message: str
    fix: str
    approvable: bool = False
    """Whether an approval with this api, rule and pointer would settle it."""


@frozen
class ReviewedChange:
    """A change of the spec with its source and its approval."""

    change: Change
    trace: Trace | None
    approval: Approval | None


@frozen
class ReviewedPython:
    """A change of the Python API with its approval."""

    change: ApiChange
    approval: Approval | None


@frozen
class ReviewedExample:
    """A failing example with its approval; one that a breaking change explains needs none."""

    failure: FailedExample
    explained: bool
    approval: Approval | None


@frozen
class Block:
    """A part of an exchange, before and after."""

    caption: str
    language: str
    before: str
    """Empty where there was none."""
    after: str
    """Empty where there is none."""


@frozen
class Exchange:
    """One example of an operation: the call, the request and what is signed."""

    operation: str
    """Path key."""
    name: str
    blocks: tuple[Block, ...]

    @property
    def changed(self) -> bool:
        """Whether any part of it differs."""
        return any(block.before != block.after for block in self.blocks)


@frozen
class TreeDifference:
    """How the generated code differs, by what made it differ."""

    patch: str = ""
    """Name of the patch file; empty where the specs change nothing."""
    files: int = 0
    """Files that the change of the spec changes, adds or removes."""
    added: int = 0
    """Lines."""
    removed: int = 0
    """Lines."""
    by_codegen: int = 0
    """Files that the base's spec now gives another content than the base has: codegen or runtime changed."""


@frozen
class Version:
    """The version of a package and the judgement on it."""

    before: str
    """Empty for a package that is new."""
    now: str
    answer: VersionVerdict


@frozen
class ApiReview:
    """The review of one API."""

    api: str
    package: str
    status: Status
    changes: tuple[ReviewedChange, ...] = ()
    python: tuple[ReviewedPython, ...] = ()
    requests_held: int = 0
    """How many of the base's request examples were held against the new spec."""
    answers_held: int = 0
    """How many of the new answers' examples were held against the base."""
    examples: tuple[ReviewedExample, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    tree: TreeDifference = field(factory=TreeDifference)
    version: Version | None = None
    """None for an API that is removed."""
    findings: tuple[Finding, ...] = ()
    operations: dict[str, str] = field(factory=dict)
    """Name of each operation in Python, by path key; of both versions."""

    @property
    def verdict(self) -> Overall:
        """The worst that the change of the spec does."""
        return overall(reviewed.change for reviewed in self.changes)

    @property
    def approvals(self) -> tuple[Approval, ...]:
        """The approvals that its changes needed, each once."""
        found = (
            *(reviewed.approval for reviewed in self.changes),
            *(reviewed.approval for reviewed in self.python),
            *(reviewed.approval for reviewed in self.examples),
        )
        return tuple(dict.fromkeys(approval for approval in found if approval))

    @property
    def is_quiet(self) -> bool:
        """Whether nothing changed that anybody could notice, and nothing is wrong."""
        return not (self.changes or self.python or self.findings or self.tree.files or self.tree.by_codegen)


@frozen
class Review:
    """The review of the working tree against a commit."""

    base: str
    """As it was named, and its digest; empty where there is none."""
    apis: tuple[ApiReview, ...]
    general: tuple[Finding, ...]
    """Findings about no API."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that stands against merging."""
        return (*self.general, *(finding for api in self.apis for finding in api.findings))

    @property
    def passed(self) -> bool:
        """Whether nothing does."""
        return not self.findings

    @property
    def is_quiet(self) -> bool:
        """Whether nothing changed, and nothing is wrong."""
        return self.passed and all(api.is_quiet for api in self.apis)
