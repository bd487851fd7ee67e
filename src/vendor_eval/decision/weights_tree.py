"""Weights by level of the tree of groups, and weights of several evaluators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import BeforeValidator, Discriminator, Tag, model_validator

from vendor_eval.decision.faults import TAG
from vendor_eval.decision.judgements import Judgement
from vendor_eval.decision.names import Key
from vendor_eval.decision.noun import Frozen, Noun
from vendor_eval.decision.weights_compared import BestWorstWeights, PairwiseWeights
from vendor_eval.decision.weights_ordered import RankOrderWeights
from vendor_eval.decision.weights_sets import AroundWeights, ImpreciseWeights
from vendor_eval.decision.weights_stated import AnyWeights, DirectWeights, LevelWeights, SwingWeights
from vendor_eval.decision.wording import found, joined
from vendor_eval.errors import nearest

__all__ = ["KINDS", "AnyLevel", "LevelledWeights", "OneWeights", "PanelWeights", "kind_of"]

_NOUNS: dict[str, type[LevelWeights]] = {
    "any": AnyWeights,
    "direct": DirectWeights,
    "swing": SwingWeights,
    "rank_order": RankOrderWeights,
    "pairwise": PairwiseWeights,
    "best_worst": BestWorstWeights,
    "imprecise": ImpreciseWeights,
    "around": AroundWeights,
}
KINDS = tuple(_NOUNS)
"""The kinds of weights, in the words of a file; the first is written without a mapping."""


def kind_of(value: Any) -> str:
    """Return which kind weights on one level are of, from a noun or from plain data."""
    if isinstance(value, Mapping):
        return next((kind for kind in KINDS[1:] if kind in value), KINDS[0])
    return next((kind for kind, noun in _NOUNS.items() if isinstance(value, noun)), KINDS[0])


def _one_kind(value: Any) -> Any:
    if isinstance(value, LevelWeights) or (isinstance(value, str) and value == "any"):
        return value
    if not isinstance(value, Mapping):
        raise ValueError(f"must be `any`, or a mapping with one of {joined(KINDS[1:])}, {found(value)}.")
    if sum(kind in value for kind in KINDS) != 1:
        raise ValueError(f"must be `any`, or a mapping with exactly one of {joined(KINDS[1:])}; {_instead(value)}")
    return value


def _instead(value: Mapping[str, Any]) -> str:
    there = f"found {joined(list(value)) or 'nothing'}."
    if any(kind in value for kind in KINDS):
        return there
    hints = [hint for key in value if (hint := nearest(key, KINDS[1:]))]
    return there + (hints[0] if hints else " Write `swing: {criterion: points}` or `direct: {criterion: share}`.")


AnyLevel: TypeAlias = Annotated[
    Annotated[AnyWeights, Tag(TAG + "any")]
    | Annotated[DirectWeights, Tag(TAG + "direct")]
    | Annotated[SwingWeights, Tag(TAG + "swing")]
    | Annotated[RankOrderWeights, Tag(TAG + "rank_order")]
    | Annotated[PairwiseWeights, Tag(TAG + "pairwise")]
    | Annotated[BestWorstWeights, Tag(TAG + "best_worst")]
    | Annotated[ImpreciseWeights, Tag(TAG + "imprecise")]
    | Annotated[AroundWeights, Tag(TAG + "around")],
    Discriminator(lambda value: TAG + kind_of(value)),
    BeforeValidator(_one_kind),
]


class LevelledWeights(Noun):
    """Weights by level: of the groups at the top, and within each group those of its parts.

    A criterion's weight is the product along its path. Groups are called by the last step of their path.
    """

    short_fields: ClassVar[tuple[str, ...]] = tuple(
        dict.fromkeys(name for noun in _NOUNS.values() for name in noun.model_fields)
    )

    top: AnyLevel
    within: Frozen[Key, AnyLevel]

    @model_validator(mode="before")
    @classmethod
    def _read_flat_form(cls, data: Any) -> Any:
        if not isinstance(data, Mapping) or "top" in data:
            return data
        top = {name: item for name, item in data.items() if name != "within"}
        return {"top": top, "within": data.get("within")}

    @property
    def judgement(self) -> Judgement | None:
        """Who judged the weights at the top and why."""
        return self.top

    @property
    def because(self) -> str:
        """The reason of the weights at the top."""
        return self.top.because

    def plain(self) -> Any:
        """Return the weights as a file holds them: those within groups beside those at the top."""
        whole = super().plain()
        top = whole["top"]
        return (top if isinstance(top, dict) else {"any": True}) | {"within": whole["within"]}

    def at(self, path: str) -> LevelWeights | None:
        """Return the weights of the parts of one group; of the top for no path, None where none are given."""
        return self.within.get(path) if path else self.top

    def nodes(self) -> Iterator[tuple[str, LevelWeights]]:
        """Go through the weights of all levels, each with its path."""
        yield "", self.top
        yield from self.within.items()


OneWeights: TypeAlias = Annotated[
    Annotated[LevelledWeights, Tag(TAG + "levels")] | Annotated[AnyLevel, Tag(TAG + "one")],
    Discriminator(lambda value: TAG + ("levels" if _has(value, "within", LevelledWeights) else "one")),
]


class PanelWeights(Noun):
    """Weights that several evaluators gave, and those that they agreed on.

    The agreed ones count. Where none are agreed, each weight may lie anywhere from the least to the greatest given.
    """

    by_evaluator: Frozen[Key, OneWeights]
    agreed: OneWeights | None = None

    @model_validator(mode="after")
    def _hold_together(self) -> PanelWeights:
        if not self.by_evaluator:
            raise ValueError("needs `by_evaluator` with the weights of at least one evaluator.")
        return self

    @property
    def judgement(self) -> Judgement | None:
        """Who judged the agreed weights and why; None where none are agreed."""
        return None if self.agreed is None else self.agreed.judgement

    @property
    def because(self) -> str:
        """The reason of the agreed weights."""
        return "" if self.agreed is None else self.agreed.because

    @property
    def settled(self) -> bool:
        """Whether there is nothing to agree on any more."""
        first, *others = (_bare(one.plain()) for one in self.by_evaluator.values())
        return self.agreed is not None or all(one == first for one in others)


def _bare(plain: Any) -> Any:
    """Return plain weights without reasons, authors and days, on every level."""
    if not isinstance(plain, dict):
        return {"any": True}
    bare = {name: item for name, item in plain.items() if name not in Judgement.model_fields}
    if "within" in bare:
        bare["within"] = {group: _bare(one) for group, one in bare["within"].items()}
    return bare


def _has(value: Any, field: str, noun: type[Noun]) -> bool:
    return isinstance(value, noun) or (isinstance(value, Mapping) and field in value)
