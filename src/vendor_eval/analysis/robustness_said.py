"""The sentences of a simulation: what was drawn, who is first by another method, and whose weights lead to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

from vendor_eval.analysis.draws_said import of_which
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.weights_said import drawn_said as weights_drawn_said
from vendor_eval.analysis.wording import counted, joined, number, percent, share
from vendor_eval.engine.methods import Method

if TYPE_CHECKING:
    from vendor_eval.analysis.robustness import Robustness

__all__ = ["choice_said", "drawn_said", "method_said", "ranked_said", "short_name", "supporters_said", "weights_said"]

MOST_TOLD = 2  # criteria that are named on either side


def weights_said(run: Robustness) -> str:
    """Say over which weights the draws went."""
    return "over all possible weights" if run.any_weights else weights_drawn_said(run.evaluation.model.weights)


def drawn_said(run: Robustness) -> str:
    """Say what was drawn, how often, from which seed, and how exact that is; or that nothing was."""
    if run.exact:
        return _worked_out_said(run)
    sets = f" in {run.scrambles} scrambled Sobol sets" if run.scrambles else ""
    by = "" if run.method is None else f", ranked by {method_said(run.method)}"
    held = ", with assessments held at their expected values" if run.assessments == "expected" else ""
    start = f"{counted(run.draws, 'draw')}{sets} from seed {run.stamp.seed} {weights_said(run)}{by}{held}"
    return f"({start}; {_exact(run)}.)"


def _worked_out_said(run: Robustness) -> str:
    """Say that no share is drawn, and what is all the same."""
    by = "" if run.method is None else f", ranked by {method_said(run.method)}"
    held = ", with assessments held at their expected values" if run.assessments == "expected" else ""
    drawn = ""
    if run.stamp.draws is not None:
        made = f"{counted(run.stamp.draws, 'draw')} from seed {run.stamp.seed}"
        drawn = f"; only where the values of insufficient vendors lie is from {made}"
    return f"(Exact: worked out {weights_said(run)}{by}{held}, without draws{drawn}.)"


def _exact(run: Robustness) -> str:
    largest = float(run.rank_acceptability_se.to_numpy().max())
    exact = f"standard errors at most {100 * largest:.2g} percentage points" if largest else "all give the same ranks"
    if run.independent < 0.995 * run.draws:
        exact = f"worth {counted(round(run.independent), 'independent draw')}; {exact}"
    if run.until is None:
        return exact
    return f"{exact}, so the {number(100 * run.until)} asked for are {'reached' if run.reached else 'not reached'}"


def method_said(method: Method) -> str:
    """Name a method with the options that decide its scores.

    Examples
    --------
    >>> from vendor_eval.engine.methods import TOPSIS
    >>> method_said(TOPSIS())
    'TOPSIS (normalisation vector, distance euclidean)'
    """
    options = {one.name: getattr(method, one.name) for one in fields(method) if one.name != "tie"}  # type: ignore[arg-type]
    said = [f"{name.replace('_', ' ')} {_option_said(value)}" for name, value in options.items() if value is not None]
    name = short_name(method)
    return f"{name} ({', '.join(said)})" if said else name


def _option_said(value: object) -> str:
    match value:
        case float():
            return number(value)
        case (float() | int() as low, float() | int() as high):
            return f"{number(low)} to {number(high)}"
        case _:
            return str(value)


def short_name(method: Method) -> str:
    """Name a method inside a sentence.

    Examples
    --------
    >>> from vendor_eval.engine.methods import TOPSIS, WeightedProduct
    >>> short_name(TOPSIS()), short_name(WeightedProduct())
    ('TOPSIS', 'weighted product')
    """
    label = method.label
    return label[0].lower() + label[1:] if label[1:].islower() else label


def ranked_said(run: Robustness) -> str:
    """Say who is first by another method, and that the method decides nothing."""
    return " ".join(_by_method(run))


def _by_method(run: Robustness) -> Iterator[str]:
    outcome = run.evaluation.outcome
    leader = run.subject
    if leader is None:
        yield outcome.text
        return
    label = "" if run.method is None else short_name(run.method)
    given = "If the open requirements are met, " if run.if_met else ""
    name = outcome.names[leader]
    first = f"{given}{name} is first most often by {label}: in {share(run.p_first(leader), run.draws)} of the draws"
    if run.exact:
        place = "first" if run.p_first(leader) >= 1 else "level with another vendor at the top"
        first = f"{given}{name} is {place} by {label} {weights_said(run)}"
    rival = run.closest(leader)
    if rival is None or run.exact:
        yield f"{first}."
    else:
        ahead = share(run.ahead(leader, rival), run.draws)
        yield f"{first}, and ahead of {outcome.names[rival]}, its closest rival, in {ahead}."
    yield f"By the value model of the decision, which alone decides, {choice_said(outcome)}."


def choice_said(outcome: Outcome) -> str:
    """Say an outcome in a clause: who is chosen with what right, and who would lead."""
    chosen = joined([outcome.names[key] for key in outcome.chosen]) if outcome.chosen else "nobody"
    are = "is" if len(outcome.chosen) <= 1 else "are"
    rights = {
        "certain": "is chosen for certain",
        "leading": "leads",
        "tied": "are tied",
        "conditional": f"{are} the best shown to be sufficient",
        "nobody": "is chosen",
    }
    if not outcome.would_lead:
        return f"{chosen} {rights[outcome.status]}"
    would = joined([outcome.names[key] for key in outcome.would_lead])
    return f"{chosen} {rights[outcome.status]}, and {would} would lead if what is open were met"


def supporters_said(run: Robustness, vendor: str) -> str:
    """Say with which weights a vendor is first, and how sure it is for those who weigh like that."""
    decision = run.decision
    name, often = decision.vendor_name(vendor), run.p_first(vendor)
    if run.evaluation.verdicts[vendor].name == "insufficient":
        return f"{name} is insufficient, so no weights make it first."
    given = ", if the open requirements are met" if run.if_met else ""
    if often <= 0 and run.exact:
        return f"{name} is never first{given}: no weights do more than put it level with the first."
    if often <= 0:
        return f"{name} is first in none of {run.draws:,} draws{given}: weights that make it first are rare or none."
    factor = run.confidence_factors.to_dict("index")[vendor]
    sure = "at them it is first"
    if factor["p"] < 1 or factor["draws"]:
        sure += f" in {share(factor['p'], int(factor['draws']))}"
    how = f"for {share(often, 0)}" if run.exact else f"in {share(often, run.draws)}"
    start = f"{name} is first {how} {of_which(run.draws)}{given}. Its central weights"
    differences = _telling(run, vendor)
    if not differences:
        return f"{start} are close to the mean weights; {sure}."
    return f"{start} give {joined(differences)}; {sure}."


def _telling(run: Robustness, vendor: str) -> list[str]:
    """Name the criteria whose central weights differ most from the mean weights."""
    central, shifts = (frame.to_dict("index")[vendor] for frame in (run.central_weights, run.weight_shifts))
    mean = {str(key): float(w) for key, w in run.mean_weights.items()}
    parts = []
    for sign, word in ((1, "more"), (-1, "less")):
        keys = sorted((key for key in mean if shifts[key] == sign), key=lambda key: -abs(central[key] - mean[key]))
        said = [
            f"{run.decision.criterion_name(key)} ({_weight(central[key])}, not {_weight(mean[key])})"
            for key in keys[:MOST_TOLD]
        ]
        if said:
            parts.append(f"{word} to {joined(said)}")
    return parts


def _weight(w: float) -> str:
    return percent(round(w, 2))
