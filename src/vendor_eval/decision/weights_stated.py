"""Weights that are stated as they are: none at all, shares of 1, or points for swings; and what all weights can do."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from vendor_eval.decision.judgements import Judgement
from vendor_eval.decision.names import Key
from vendor_eval.decision.noun import Frozen, refuse
from vendor_eval.decision.numbers import Number
from vendor_eval.decision.wording import found
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.engine.weights import Weights as Numbers
from vendor_eval.errors import DecisionError, Fault
from vendor_eval.languages.phrases import say

__all__ = [
    "Amounts",
    "AnyWeights",
    "DirectWeights",
    "LevelWeights",
    "SwingWeights",
    "cannot_keep",
    "positive_total",
    "shares",
]

Amounts = Frozen[Key, Annotated[Number, Field(ge=0)]]


def cannot_keep(why: str) -> DecisionError:
    """Build the error of weights that mean nothing for some of their criteria only."""
    advice = "State weights for the criteria that are kept."
    return DecisionError([Fault(("weights",), f"cannot be kept for some of the criteria only: {why}. {advice}")])


class LevelWeights(Judgement):
    """Weights of things on one level: of all criteria, or of the parts of one group."""

    @abstractmethod
    def point(self) -> dict[str, float] | None:
        """Return the weights by name, summing to 1; None where they are a set."""

    def numbers(self, names: Mapping[str, str]) -> Numbers:
        """Return the weights as numbers, in the order of the names; each name with the key of its random stream.

        Raises
        ------
        ValueError
            If no weights keep all limits that are stated.
        """
        return PointWeights(tuple((self.point() or {})[name] for name in names))

    def keeping(self, criteria: Collection[str]) -> LevelWeights:
        """Return the weights for some of the criteria only, in proportion.

        Raises
        ------
        DecisionError
            If they mean nothing for some of the criteria only.
        """
        point = self.point() or {}
        if set(point) <= set(criteria):
            return self
        kept = {key: weight for key, weight in point.items() if key in criteria}
        # More than one: of a single criterion no part can be kept.
        source = say("In proportion to {kind} weights of {criteria} criteria.", kind=self.kind, criteria=len(point))
        return DirectWeights(
            direct=kept, normalise=True, because=" ".join(filter(None, [source, self.because])), by=self.by, on=self.on
        )

    @property
    def judgement(self) -> Judgement | None:
        """Who judged the weights and why."""
        return self

    @property
    def kind(self) -> str:
        """What kind of weights they are, in the words of the file."""
        return next(name for name in type(self).model_fields if name not in Judgement.model_fields)


def _only_true(value: Any) -> Any:
    if value is not True:
        raise ValueError(f"must be true, {found(value)}; leave it out where weights are declared.")
    return value


class AnyWeights(LevelWeights):
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

    def numbers(self, names: Mapping[str, str]) -> Numbers:
        """Return all weights there are."""
        return SimplexWeights(tuple(names.values()))

    def keeping(self, criteria: Collection[str]) -> AnyWeights:
        """Return the weights for some of the criteria only: still any."""
        return self


class DirectWeights(LevelWeights):
    """Weights stated as shares of 1; with ``normalise`` any amounts, scaled to sum to 1."""

    direct: Amounts
    normalise: bool = False

    @model_validator(mode="after")
    def _hold_together(self) -> DirectWeights:
        total = positive_total("direct", self.direct)
        if not self.normalise and abs(total - 1) > 1e-9:
            percent = f" (as percentages they sum to {total:g} of 100)" if 50 <= total <= 150 else ""
            advice = "Correct them, or say `normalise: true` to have them scaled."
            refuse("DirectWeights", [(("direct",), f"must sum to 1, not {total:g}{percent}. {advice}")])
        return self

    def point(self) -> dict[str, float]:
        """Return the weights by criterion, summing to 1."""
        return shares(self.direct)

    def keeping(self, criteria: Collection[str]) -> DirectWeights:
        """Return the weights for some of the criteria only, scaled in proportion."""
        kept = {key: amount for key, amount in self.direct.items() if key in criteria}
        return self if kept == self.direct else self.replace(direct=kept, normalise=True)


class SwingWeights(LevelWeights):
    """Weights from swings: points for moving each criterion from worst to best, in proportion to its worth."""

    swing: Amounts

    @model_validator(mode="after")
    def _hold_together(self) -> SwingWeights:
        positive_total("swing", self.swing)
        return self

    def point(self) -> dict[str, float]:
        """Return the weights by criterion: points divided by their sum (Edwards and Barron, 1994)."""
        return shares(self.swing)

    def keeping(self, criteria: Collection[str]) -> SwingWeights:
        """Return the weights for some of the criteria only; their proportions stay."""
        return self.replace(swing={key: amount for key, amount in self.swing.items() if key in criteria})


def positive_total(kind: str, amounts: Mapping[str, float]) -> float:
    """Return the sum of some amounts, and refuse it where it is 0."""
    total = sum(amounts.values())
    if total <= 0:
        refuse("weights", [((kind,), "must hold at least one weight above 0.")])
    return total


def shares(amounts: Mapping[str, float]) -> dict[str, float]:
    """Return amounts divided by their sum."""
    total = sum(amounts[key] for key in sorted(amounts))
    return {key: amount / total for key, amount in amounts.items()}
