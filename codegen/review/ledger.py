"""Which approvals a comparison has needed."""

from __future__ import annotations

from .approvals import Approval, Approvals
from .report import Finding

FILE_RULE = "approval-wrong"
UNKNOWN_RULE = "approval-rule-unknown"
UNUSED_RULE = "approval-unused"


class Ledger:
    """The approvals, each crossed out when something needs it."""

    def __init__(self, approvals: Approvals) -> None:
        self._approvals = approvals
        self._by_key = {entry.key: entry for entry in approvals.entries}
        self._asked: set[tuple[str, str, str]] = set()

    def take(self, api: str, rule: str, pointer: str) -> Approval | None:
        """The approval of a finding, which is used by that; None if there is none."""
        key = (api, rule, pointer)
        self._asked.add(key)
        return self._by_key.get(key)

    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the file, and approvals that nothing has needed."""
        wrong = [
            Finding("approvals", "", FILE_RULE, "", str(problem.place), problem.message, "Correct the line.")
            for problem in self._approvals.problems
        ]
        return (*wrong, *(self._unused(entry) for entry in self._approvals.entries if entry.key not in self._asked))

    def _unused(self, entry: Approval) -> Finding:
        rules = {rule for api, rule, _ in self._asked if api == entry.api}
        fix = "Delete it, or correct its api, rule and pointer; what is merged needs no approval any more."
        if entry.rule not in rules:
            known = ", ".join(sorted(rules)) or "none"
            message = f"no change of {entry.api} needs an approval of the rule {entry.rule}; rules that do: {known}"
            rule, place = UNKNOWN_RULE, entry.rule_place
        else:
            where = ", ".join(sorted(at for api, name, at in self._asked if (api, name) == (entry.api, entry.rule)))
            message = f"{entry.rule} needs no approval at {entry.pointer}; it does at {where}"
            rule, place = UNUSED_RULE, entry.place
        return Finding("approvals", entry.api, rule, entry.pointer, str(place), message, fix)
