"""All charts with what they are drawn from, a decision whose charts are known, and what stands on a chart."""

import numpy as np

from builders import make_decision
from markets import market_of
from vendor_eval import plot
from vendor_eval.analysis.cross_check.cross_check import cross_check
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.evidence_strength import evidence_tests
from vendor_eval.analysis.information import information
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.scenarios import scenarios
from vendor_eval.analysis.screen import screen
from vendor_eval.analysis.sensitivity import sensitivity
from vendor_eval.reasons.explain import explain
from vendor_eval.reasons.improve import improve

__all__ = ["CHARTS", "LEADING", "boxes", "leading", "overlapping", "words"]

# Alpha has 60, beta 55 and gamma 50 points at a half each.
LEADING = {
    "alpha": {"fit": {"low": 70, "high": 90}, "price": 40},
    "beta": {"fit": 40, "price": 70},
    "gamma": {"fit": 10, "price": 90},
}


def leading(**parts):
    return make_decision(LEADING, **parts)


def words(ax):
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def boxes(ax):
    """Return left, bottom, right and top of every text in pixels, as drawn."""
    ax.figure.draw_without_rendering()
    return np.array([text.get_window_extent().extents for text in ax.texts])


def overlapping(ax, *, slack=2.0):
    """Return the pairs of texts that overlap by more than some pixels."""
    left, bottom, right, top = boxes(ax).T
    wide = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    tall = np.minimum(top[:, None], top) - np.maximum(bottom[:, None], bottom)
    pairs = np.argwhere(np.triu((wide > slack) & (tall > slack), k=1))
    return [tuple(ax.texts[i].get_text() for i in pair) for pair in pairs]


def first_over_second(decision):
    first, *others = decision.vendors
    return explain(evaluate(decision), first, over=others[0] if others else None)


def drawn(decision):
    return robustness(decision, draws=200)


def once(verb):
    """Return a verb that works each decision out once, for all the charts of its result."""
    found = {}

    def result(decision):
        if decision.digest not in found:
            found[decision.digest] = verb(decision)
        return found[decision.digest]

    return result


hanging = once(sensitivity)


strong = once(lambda decision: evidence_tests(decision, draws=200))


def middle_to_be_first(decision):
    return improve(evaluate(decision), list(decision.vendors)[len(decision.vendors) // 2])


CHARTS = {
    "central_weights": (plot.central_weights, drawn),
    "doubt": (plot.doubt, lambda decision: drawn(decision).doubt),
    "pairwise_winning": (plot.pairwise_winning, drawn),
    "value_ranges": (plot.value_ranges, drawn),
    "contributions": (plot.contributions, evaluate),
    "cross_check": (plot.cross_check, lambda decision: cross_check(decision, peers=False)),
    "evidence_strength": (plot.evidence_strength, strong),
    "improvement": (plot.improvement, middle_to_be_first),
    "information": (plot.information, once(information)),
    "regret": (plot.regret, hanging),
    "relations": (plot.relations, hanging),
    "stability": (plot.stability, hanging),
    "tornado": (plot.tornado, hanging),
    "weight_sweep": (plot.weight_sweep, hanging),
    "requirements": (plot.requirements, evaluate),
    "rank_acceptability": (plot.rank_acceptability, drawn),
    "head_to_head": (plot.head_to_head, first_over_second),
    "scenarios": (plot.scenarios, lambda decision: scenarios(decision, draws=200)),
    "screening": (plot.screening, lambda decision: screen(market_of(decision), top=2, draws=200)),
}
