"""Cross-checking: the same decision by other methods, beside scikit-criteria, and where and why they disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from vendor_eval.analysis.cross_check.agreement import INDICES, agreement_table, indices_table
from vendor_eval.analysis.cross_check.checking import methods_table
from vendor_eval.analysis.cross_check.leaving_out import left_out_table
from vendor_eval.analysis.cross_check.methods import COLUMNS, Entry, MethodsOption, entries
from vendor_eval.analysis.cross_check.pairs import disagreements_table
from vendor_eval.analysis.cross_check.peer_options import CallOptions
from vendor_eval.analysis.cross_check.peer_ranking import comparator_of
from vendor_eval.analysis.cross_check.ranking import Ranking
from vendor_eval.analysis.cross_check.sentences import cross_check_text
from vendor_eval.analysis.cross_check.shares import shares_of
from vendor_eval.analysis.cross_check.table import Table, table_of
from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.analysis.result import Result, Stamp, version
from vendor_eval.decision.document import Decision
from vendor_eval.errors import OptionError

__all__ = ["INDICES", "CrossCheck", "cross_check"]


@dataclass(frozen=True, eq=False, repr=False)
class CrossCheck(Result):
    """The ranks of a decision by several methods, how far they agree, and why they do not.

    Parameters
    ----------
    table
        One vendor a row: vendor, name, verdict, and its rank by each method, a column each; missing for the
        insufficient, who take no part.
    scores
        What each method ranks by, bigger is better: vendors by methods; missing where a method gives ranks alone.
    agreement
        Kendall's tau-b of every two methods; missing where one of them puts all vendors level.
    indices
        Every two methods a row, in both orders, the first being the reference: tau_b, spearman, weighted_spearman
        (differences near the top count more), ws (how well the top is kept; not the same both ways) and same_first.
    methods
        One method a row: its name, label, identity (with every option that decides a score; of scikit-criteria's own,
        those of the call and those that are not the usual ones), who it puts first, tau_b
        with the weighted sum; and where scikit-criteria has the method, its pipeline, whether scores agree, and the
        largest difference as a part of the largest score.
    peers
        The ranks by scikit-criteria's own pipelines: vendors by the methods that it has.
    disagreements
        A pair of vendors and a method a row, where the method does not order the pair as the weighted sum does: vendor,
        over, points (how far it is ahead by the weighted sum), method, order (behind, level, ahead), cause, criterion
        (that carries most of the cause), criteria and other vendors without which the order returns, and a sentence.
    left_out
        The insufficient, with every ground.
    shares
        Share of draws in which a vendor is first: vendors by those methods that are drawn, which are ours unless values
        are raised for them by a floor; empty without ``draws``. Vendors that are level share the first place in equal
        parts. Requirements are tested in every draw, and an unknown at an open must counts as meeting it unless its
        chance is stated; where nobody is sufficient in some draws, the shares of a method sum to less than 1.
    shares_se
        Their standard errors, sqrt(p (1 - p) / n), as ``robustness`` gives them: n is the number of independent draws
        that all are worth, which is fewer where weights are drawn by a random walk. 0 where all draws are alike.
    not_drawn
        Of the methods that take part, the names of those without shares; empty without ``draws``.
    if_met
        Whether an undetermined vendor takes part, so that ranks hold if its open requirements are met.
    weights
        Which weights were used, in words.
    floor
        The least value for methods that multiply, in points; None without one.
    """

    inputs = Result.inputs | {"ranked", "entries", "rankings"}

    table: pd.DataFrame
    scores: pd.DataFrame
    agreement: pd.DataFrame
    indices: pd.DataFrame
    methods: pd.DataFrame
    peers: pd.DataFrame
    disagreements: pd.DataFrame
    left_out: pd.DataFrame
    shares: pd.DataFrame
    shares_se: pd.DataFrame
    not_drawn: tuple[str, ...]
    if_met: bool
    weights: str
    floor: float | None
    stamp: Stamp
    decision: Decision
    evaluation: Evaluation
    ranked: Table
    entries: tuple[Entry, ...]
    rankings: tuple[Ranking, ...]

    @property
    def reference(self) -> str:
        """The name of the weighted sum among the methods: what a decision's values are, and others are held against."""
        return next(entry.name for entry in self.entries if entry.reference)

    @property
    def labels(self) -> dict[str, str]:
        """What sentences call each method."""
        return {entry.name: entry.label for entry in self.entries}

    @property
    def reference_said(self) -> str:
        """The same, inside a sentence."""
        spoken = next(entry.spoken for entry in self.entries if entry.reference)
        return f"the {spoken}" if spoken != self.labels[self.reference] else f"“{spoken}”"

    @property
    def first(self) -> dict[str, tuple[str, ...]]:
        """The vendors that each method puts first: one, several that are level, or none of none."""
        pairs = zip(self.entries, self.rankings, strict=True)
        return {
            entry.name: tuple(self.ranked.vendors[i] for i in np.flatnonzero(ranking.ranks == 1))
            for entry, ranking in pairs
        }

    @property
    def text(self) -> str:
        """Who is first by how many methods, how far they agree, and why those that disagree on the first place do."""
        return cross_check_text(self)

    def shown(self) -> pd.DataFrame:
        """Return ranks as they are printed, under the labels of the methods."""
        shown = pd.DataFrame({"vendor": self.table["name"], "verdict": self.table["verdict"]})
        columns = [self.table[name].astype("Int64").rename(label) for name, label in self.labels.items()]
        return pd.concat([shown, *columns], axis=1)

    def comparator(self) -> Any:
        """Return the ranks as scikit-criteria's ``RanksComparator``, for its charts and statistics.

        Vendors go by their names, methods by those of the columns; ranks are ours, dense as scikit-criteria counts
        them. Leave ``untied`` alone: it scrambles ranks.

        Raises
        ------
        OptionError
            If no vendor takes part.
        """
        if not self.ranked.vendors:
            raise OptionError("No vendor takes part, so there are no ranks to compare.")
        names = {key: self.decision.vendor_name(key) for key in self.ranked.vendors}
        several = {name for name in names.values() if list(names.values()).count(name) > 1}
        unique = [f"{name} ({key})" if name in several else name for key, name in names.items()]
        return comparator_of(unique, dict(zip(self.labels, self.rankings, strict=True)))


def cross_check(
    decision: Decision,
    methods: MethodsOption = None,
    *,
    options: CallOptions | None = None,
    floor: float | None = None,
    peers: bool = True,
    draws: int | None = None,
    seed: int = 0,
) -> CrossCheck:
    """Rank the same vendors by other methods, beside scikit-criteria, and say where and why they disagree.

    All methods get the same numbers: expected points on the decision's fixed scales, and the declared (or mean)
    weights. Requirements act under all of them as they do under the weighted sum: the insufficient take no part, and
    the undetermined take part as if their open requirements were met.

    Parameters
    ----------
    methods
        Names of our methods (``"topsis"``), method objects, decision-makers and pipelines of scikit-criteria, or a
        mapping from your own names to any of these. Left out: weighted sum, TOPSIS, VIKOR, PROMETHEE II, ELECTRE III
        and EDAS. The weighted sum always takes part, because it is what others are held against.
    options
        By the name of a decision-maker of scikit-criteria, options of its call, each an item for every criterion by
        its key: ``{"ERVD": {"reference_points": {"reach": 0.4}}}``. It is handed points as shares of 1, so 0.4 is 40
        points, and a 40 is refused of ERVD, SPOTIS and RIM. Criteria that are left out, and a method that is given
        nothing, have the usual: the middle of the scale as the reference point of ERVD, 0 and 1 as the bounds of
        SPOTIS and RIM, 1 as the ideal of RIM. What is no mapping holds one item for each criterion that is handed over,
        and is passed on as it is.
    floor
        A least value, in points, to which values are raised for methods that multiply values or cannot take 0:
        weighted product, MARCOS, those of scikit-criteria that refuse 0, and any other of its or your own that fails
        without. Nothing is raised if left out.
    peers
        Whether our methods are also run by scikit-criteria's own pipelines, and scores compared; loading it takes
        seconds.
    draws
        Also draw what is uncertain so many times for each of our methods, and say how often each vendor is first, with
        standard errors. A decision-maker of scikit-criteria is not drawn, because it would have to be called once for
        each draw, at a millisecond or more; nor is a method for which ``floor`` raises values, because draws are not
        raised.
    seed
        Which random numbers.

    Raises
    ------
    OptionError
        If something is no method, a method cannot rank this decision, or it takes no such options.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> check = cross_check(ve.cases.load("apple-china-2025"), ["topsis", "vikor"], peers=False)
    >>> check.first
    {'weighted_sum': ('alibaba',), 'topsis': ('alibaba',), 'vikor': ('alibaba',)}
    """
    _check_floor(floor)
    taking_part = entries(methods, options=options, criteria=decision.weighted)
    evaluation = evaluate(decision)
    table = table_of(evaluation)
    rankings = tuple(_ranking(entry, table, floor) for entry in taking_part)
    reference = next(i for i, entry in enumerate(taking_part) if entry.reference)
    names = [entry.name for entry in taking_part]
    drawn = shares_of(evaluation, taking_part, draws=draws, seed=seed, floor=floor)
    checked, their_ranks = methods_table(taking_part, rankings, table, reference=reference, floor=floor, peers=peers)
    return CrossCheck(
        table=_ranks(evaluation, table, names, rankings),
        scores=pd.DataFrame(
            {name: ranking.scores for name, ranking in zip(names, rankings, strict=True)},
            index=pd.Index(table.vendors, name="vendor"),
        ),
        agreement=agreement_table(names, rankings),
        indices=indices_table(names, rankings),
        methods=checked,
        peers=their_ranks,
        disagreements=disagreements_table(decision, table, taking_part, rankings, reference=reference, floor=floor),
        left_out=left_out_table(evaluation),
        shares=drawn.table,
        shares_se=drawn.errors,
        not_drawn=drawn.not_drawn,
        if_met=any(evaluation.verdicts[key].name == "undetermined" for key in table.vendors),
        weights=evaluation.outcome.weights,
        floor=floor,
        stamp=Stamp(decision.digest, version(), draws, None if draws is None else seed),
        decision=decision,
        evaluation=evaluation,
        ranked=table,
        entries=taking_part,
        rankings=rankings,
    )


def _check_floor(floor: object) -> None:
    if floor is None:
        return
    if isinstance(floor, bool) or not isinstance(floor, int | float | np.number) or not 0 < floor < 100:
        raise OptionError(f"floor must be a number of points above 0 and below 100, or left out, not {floor!r}.")


def _ranking(entry: Entry, table: Table, floor: float | None) -> Ranking:
    """Rank by one method; of no vendor or one there is nothing to ask it."""
    if len(table.vendors) < 2:
        return Ranking(np.full(len(table.vendors), np.nan), np.ones(len(table.vendors)))
    return entry.ranking(table, floor)


def _ranks(evaluation: Evaluation, table: Table, names: Sequence[str], rankings: Sequence[Ranking]) -> pd.DataFrame:
    decision = evaluation.decision
    keys = list(decision.vendors)
    frame = pd.DataFrame(
        dict(
            zip(
                COLUMNS,
                (keys, [decision.vendor_name(key) for key in keys], [evaluation.verdicts[key].name for key in keys]),
                strict=True,
            )
        )
    )
    place = [table.vendors.index(key) if key in table.vendors else None for key in keys]
    for name, ranking in zip(names, rankings, strict=True):
        frame[name] = [np.nan if i is None else ranking.ranks[i] for i in place]
    return frame
