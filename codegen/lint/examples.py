"""The rule that examples are true: each fits its schema, JSON inside strings included."""

from __future__ import annotations

from collections.abc import Iterator

from .document import Document
from .rules import Problem, rule
from .samples import Sample, samples
from .validation import UncheckableError, Validation


@rule("example", "People copy examples, and tests and documents are made from them.")
def example(document: Document) -> Iterator[Problem]:
    """Every example and default fits its schema; of a union, the variant that its tag names."""
    if document.mistyped:  # the validator would only repeat what `keyword-value` says
        return
    validation = Validation(document)
    for sample in samples(document):
        yield from _problems(validation, sample)


def _problems(validation: Validation, sample: Sample) -> Iterator[Problem]:
    try:
        misfits = validation.misfits(sample.schema, sample.value)
    except UncheckableError as exc:
        yield Problem(sample.at, f"{sample.name} cannot be checked: {exc}", "Correct the schema.")
        return
    for misfit in misfits:
        where = f" at {misfit.path}" if misfit.path else ""
        place = (*sample.at, *misfit.at)
        message = f"{sample.name} does not fit{where}: {misfit.message}"
        yield Problem(place, message, "Correct the example, or the schema.")
