"""The review of a working tree: both versions read and generated, every API examined."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from codegen.findings import SpecError, UsageError
from codegen.load import ApiSpec
from codegen.versioning import changelog

from .approvals import FILE, read_approvals
from .engines import Engines
from .errors import CannotCompareError
from .examine import Examination, examine
from .ledger import Ledger
from .removed import examine_removed
from .report import ApiReview, Review
from .repository import Commit, find_commit, relative, write_files
from .request import Request
from .sides import Made, load_specs, make, same_files
from .workplace import Workplace

TREE = "the working tree"


@frozen
class Outcome:
    """A review and what belongs to it."""

    review: Review
    patches: Mapping[str, bytes]
    """The patch of each API whose generated code differs, by its file's name."""
    specs: tuple[ApiSpec, ...]
    """The new specs."""


def compare(request: Request, engines: Engines) -> Outcome:
    """Review the working tree.

    Raises:
        CannotCompareError: The comparison could not be made; says why.
    """
    commit = find_commit(request.spec, request.base) if request.base is not None else None
    new = load_specs(request.spec, TREE)
    with tempfile.TemporaryDirectory(prefix="review-") as folder:
        workplace = _workplace(request, commit, Path(folder))
        old: dict[str, ApiSpec] = {}
        if commit is not None:
            old = load_specs(workplace.base / relative(commit, request.spec), commit.shown)
        names = sorted(old.keys() | new.keys())
        ledger = Ledger(read_approvals(request.spec / FILE, names))
        whole = _Comparison(old, new, commit.shown if commit else "", workplace, engines, ledger)
        examined = [whole.examine(name) for name in names]
    review = Review(whole.base, tuple(api for api, _ in examined), ledger.findings())
    patches = {api.tree.patch: text for api, text in examined if text}
    return Outcome(review, patches, tuple(new[name] for name in sorted(new)))


def _workplace(request: Request, commit: Commit | None, folder: Path) -> Workplace:
    """The folders, with the base's files laid out; the judgement on a version reads the changelog too."""
    base, generated = folder / "base", folder / "base" / "generated"
    base.mkdir()
    if commit is not None:
        write_files(commit, [request.spec, request.generated, commit.root / changelog.FILE], base)
        generated = base / relative(commit, request.generated)
    tree = commit.root if commit else request.spec.resolve().parent
    return Workplace(tree, request.generated.resolve(), base, generated, folder / "made")


@frozen
class _Comparison:
    old: Mapping[str, ApiSpec]
    new: Mapping[str, ApiSpec]
    base: str
    workplace: Workplace
    engines: Engines
    ledger: Ledger

    def examine(self, name: str) -> tuple[ApiReview, bytes]:
        if name not in self.new:
            return examine_removed(self.old[name], self.workplace, self.ledger)
        after = make(self.new[name], TREE)
        try:
            return examine(Examination(name, self._before(after), after, self.workplace, self.engines, self.ledger))
        except CannotCompareError:
            raise
        except (SpecError, UsageError) as exc:
            raise CannotCompareError(f"{name} cannot be compared.\n{exc}") from exc

    def _before(self, after: Made) -> Made | None:
        """What this codegen makes of the base; of the same files it makes the same."""
        old = self.old.get(after.spec.name)
        if old is None:
            return None
        return Made(old, after.package, after.files) if same_files(old, after.spec) else make(old, self.base)
