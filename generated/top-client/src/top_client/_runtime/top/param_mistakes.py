"""The usual mistakes in which parameters are signed, and with which values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ..common.define import frozen
from .mistakes import Mistake, Suspicion
from .recipe import Recipe
from .value_forms import FORMS, timestamp_forms

COMMON: Final = frozenset(
    {"method", "app_key", "session", "timestamp", "v", "sign_method", "format", "simplify", "partner_id"}
    | {"target_app_key"}
)
"""The parameters that are not the method's own."""


def param_suspicions(params: Mapping[str, str], secret: str, session: str | None = None) -> Iterator[Suspicion]:
    """Mistakes in what was signed.

    Args:
        params: what was sent, without ``sign``.
        secret: the application's secret.
        session: a session that may have been signed and not sent.
    """
    yield from _empty(params)
    yield from _added(secret, session)
    yield from _left_out(params)
    for change in _changes(params):
        yield change.suspicion(params)


def _empty(params: Mapping[str, str]) -> Iterator[Suspicion]:
    empty = [name for name, value in params.items() if not value]
    if empty:
        text = f"{_names(empty)} without a value was signed as a bare name: leave it out of signature and request."
        yield Suspicion("empty", Mistake("empty-signed", text), _with(dict.fromkeys(empty, "")))


def _added(secret: str, session: str | None) -> Iterator[Suspicion]:
    if session:
        text = "The session was signed and not sent: send it too."
        yield Suspicion("selection", Mistake("session-not-sent", text), _with({"session": session}))
    text = "The app secret was signed as a parameter: it is never one."
    for name in ("app_secret", "secret"):
        yield Suspicion("selection", Mistake("secret-signed", text), _with({name: secret}))


def _left_out(params: Mapping[str, str]) -> Iterator[Suspicion]:
    falsy = [name for name, value in params.items() if value in ("0", "false", "False")]
    text = f"{_names(falsy)} was sent and not signed, as if 0 and false were no values."
    yield Suspicion("selection", Mistake("falsy-not-signed", text), _without(falsy))
    own = [name for name in params if name not in COMMON]
    text = "Only the common parameters were signed: those of the method are signed too."
    yield Suspicion("selection", Mistake("own-not-signed", text), _without(own))
    common = [name for name in params if name in COMMON]
    text = (
        "Only the method's own parameters were signed: the common ones, method and timestamp too, are signed as well."
    )
    yield Suspicion("selection", Mistake("common-not-signed", text), _without(common))
    for name in params:
        kind = "session-not-signed" if name == "session" else "not-signed"
        text = f"{_names([name])} was sent and not signed: whatever is sent is signed, before it is sent."
        yield Suspicion("selection", Mistake(kind, text), _without([name]))


def _with(more: Mapping[str, str]) -> Callable[[Recipe], Recipe]:
    return lambda recipe: recipe.with_params({**recipe.params, **more})


def _without(names: list[str]) -> Callable[[Recipe], Recipe]:
    return lambda recipe: recipe.with_params(
        {name: value for name, value in recipe.params.items() if name not in names}
    )


@frozen
class _Change:
    kind: str
    text: str
    values: Mapping[str, str]

    def suspicion(self, params: Mapping[str, str]) -> Suspicion:
        text = self.text.format(names=_names(list(self.values)))
        return Suspicion("values", Mistake(self.kind, text), self._make)

    def _make(self, recipe: Recipe) -> Recipe:
        signed = {name: value for name, value in self.values.items() if name in recipe.params}
        return recipe.with_params({**recipe.params, **signed})


def _changes(params: Mapping[str, str]) -> Iterator[_Change]:
    """For each form, all values that can have it, then each alone."""
    for form in FORMS:
        other = {name: value for name, sent in params.items() if (value := form.of(sent)) not in (None, sent)}
        yield _Change(form.kind, form.text, other)
        if len(other) > 1:
            yield from (_Change(form.kind, form.text, {name: value}) for name, value in other.items())
    for kind, text, value in timestamp_forms(params.get("timestamp", "")):
        yield _Change(kind, text, {"timestamp": value})


def _names(names: list[str]) -> str:
    """Names as a person reads them; what is no plain name is not shown, for it may be anything."""
    shown = [name if name.replace("_", "").isalnum() and len(name) <= 80 else "a parameter" for name in names]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
