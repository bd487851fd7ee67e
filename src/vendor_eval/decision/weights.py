"""Weights: what the swing from worst to best of each criterion is worth."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from vendor_eval.decision.faults import TAG
from vendor_eval.decision.judgements import Judgement
from vendor_eval.decision.names import Key
from vendor_eval.decision.noun import Frozen, refuse
from vendor_eval.decision.numbers import Number
from vendor_eval.decision.wording import found, joined
from vendor_eval.errors import nearest

__all__ = ["AnyWeights", "DirectWeights", "SwingWeights", "Weights", "stated_weights"]

Amounts = Frozen[Key, Annotated[Number, Field(ge=0)]]


def _only_true(value: Any) -> Any:
    if value is not True:
        raise ValueError(f"must be true, {found(value)}; leave it out where weights are declared.")
    return value


class AnyWeights(Judgement):
    """No weights are declared: all weights that are not negative and sum to 1 are allowed, and none is preferred."""

    any: Annotated[Literal[True], BeforeValidator(_only_true)] = True

    @model_validator(mode="before")
    @classmethod
    def _read_short_form(cls, data: Any) -> Any:
        return {} if isinstance(data, str) and data == "any" else data

    def plain(self) -> Any:
        """Return ``any`` where nothing else is said."""
        rest: dict[str, Any] = super().plain()
        return {"any": True} | rest if rest else "any"

    def point(self) -> dict[str, float] | None:
        """Return None: a set has no single weights."""
        return None

    def keeping(self, criteria: Collection[str]) -> AnyWeights:
        """Return the weights for some of the criteria only: still any."""
        return self


class DirectWeights(Judgement):
    """Weights stated as shares of 1; with ``normalise`` any amounts, scaled to sum to 1."""

    direct: Amounts
    normalise: bool = False

    @model_validator(mode="after")
    def _hold_together(self) -> DirectWeights:
        total = _positive_total("direct", self.direct)
        if not self.normalise and abs(total - 1) > 1e-9:
            percent = f" (as percentages they sum to {total:g} of 100)" if 50 <= total <= 150 else ""
            advice = "Correct them, or say `normalise: true` to have them scaled."
            refuse("DirectWeights", [(("direct",), f"must sum to 1, not {total:g}{percent}. {advice}")])
        return self

    def point(self) -> dict[str, float] | None:
        """Return the weights by criterion, summing to 1."""
        return _shares(self.direct)

    def keeping(self, criteria: Collection[str]) -> DirectWeights:
        """Return the weights for some of the criteria only, scaled in proportion."""
        kept = {key: amount for key, amount in self.direct.items() if key in criteria}
        return self if kept == self.direct else self.replace(direct=kept, normalise=True)


class SwingWeights(Judgement):
    """Weights from swings: points for moving each criterion from worst to best, in proportion to its worth."""

    swing: Amounts

    @model_validator(mode="after")
    def _hold_together(self) -> SwingWeights:
        _positive_total("swing", self.swing)
        return self

    def point(self) -> dict[str, float] | None:
        """Return the weights by criterion: points divided by their sum (Edwards and Barron, 1994)."""
        return _shares(self.swing)

    def keeping(self, criteria: Collection[str]) -> SwingWeights:
        """Return the weights for some of the criteria only; their proportions stay."""
        return self.replace(swing={key: amount for key, amount in self.swing.items() if key in criteria})


def _positive_total(kind: str, amounts: Mapping[str, float]) -> float:
    total = sum(amounts.values())
    if total <= 0:
        refuse("weights", [((kind,), "must hold at least one weight above 0.")])
    return total


def _shares(amounts: Mapping[str, float]) -> dict[str, float]:
    total = sum(amounts[key] for key in sorted(amounts))
    return {key: amount / total for key, amount in amounts.items()}


_KINDS = ("direct", "swing")


def stated_weights(weights: object) -> tuple[str, frozenset[str]] | None:
    """Return the kind of point weights and the criteria they name, from a noun or from plain data; None for a set."""
    for kind in _KINDS:
        amounts = weights.get(kind) if isinstance(weights, Mapping) else getattr(weights, kind, None)
        if isinstance(amounts, Mapping):
            return kind, frozenset(str(key) for key in amounts)
    return None


def _one_kind(value: Any) -> Any:
    if isinstance(value, AnyWeights | DirectWeights | SwingWeights) or (isinstance(value, str) and value == "any"):
        return value
    if not isinstance(value, Mapping):
        raise ValueError(f"must be `any`, or a mapping with `direct` or `swing`, {found(value)}.")
    if sum(kind in value for kind in (*_KINDS, "any")) != 1:
        raise ValueError(f"must be `any`, or a mapping with either `direct` or `swing`; {_instead(value)}")
    return value


def _instead(value: Mapping[str, Any]) -> str:
    there = f"found {joined(list(value)) or 'nothing'}."
    if any(kind in value for kind in _KINDS):
        return there
    hints = [hint for key in value if (hint := nearest(key, _KINDS))]
    return there + (hints[0] if hints else " Write `swing: {criterion: points}` or `direct: {criterion: share}`.")


def _kind(value: Any) -> str:
    if isinstance(value, Mapping):
        return TAG + next((kind for kind in _KINDS if kind in value), "any")
    return TAG + (
        "direct" if isinstance(value, DirectWeights) else "swing" if isinstance(value, SwingWeights) else "any"
    )


Weights: TypeAlias = Annotated[
    Annotated[AnyWeights, Tag(TAG + "any")]
    | Annotated[DirectWeights, Tag(TAG + "direct")]
    | Annotated[SwingWeights, Tag(TAG + "swing")],
    Discriminator(_kind),
    BeforeValidator(_one_kind),
]
