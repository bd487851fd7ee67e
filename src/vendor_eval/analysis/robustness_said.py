"""What a simulation drew, and how exact that is, in words; and an outcome in a clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vendor_eval.analysis.draws_said import in_share, of_draws
from vendor_eval.analysis.method_said import method_said
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.weights_said import admitted
from vendor_eval.analysis.weights_said import drawn_said as weights_drawn_said
from vendor_eval.analysis.weights_said import weights_said as mean_weights_said
from vendor_eval.analysis.wording import clauses, joined, listed, number, run_on, share
from vendor_eval.engine.weights import SimplexWeights
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.robustness import Robustness

__all__ = [
    "behind_said",
    "choice_said",
    "drawn_said",
    "first_said",
    "held_said",
    "level_said",
    "shares_said",
    "weights_said",
]


def weights_said(run: Robustness) -> str:
    """Say over which weights the draws went, or at which they were held."""
    if not run.setup.at_mean:
        return weights_drawn_said(run.setup.weights)
    if isinstance(run.setup.space, SimplexWeights):
        return say("at the mean of all possible weights")
    return mean_weights_said(run.setup.space)


def shares_said(run: Robustness) -> str:
    """Say of what shares are shares: of how many draws over which weights, or of all these weights."""
    if not run.setup.at_mean:
        return of_draws(run.draws, admitted(run.setup.weights))
    weights = weights_said(run)
    if run.exact:
        return weights
    return say("of {count} draw {weights}", "of {count} draws {weights}", count=run.draws, weights=weights)


def held_said(run: Robustness) -> str:
    """Say how often a vendor is first where weights are held at their mean, and that this does not test the outcome."""
    if run.subject is None:
        return run.outcome.text
    untested = say("At mean weights this does not test the outcome: {choice}.", choice=choice_said(run.outcome))
    return run_on(_first_held(run, run.subject), untested)


def _first_held(run: Robustness, vendor: str) -> str:
    name, p = run.decision.vendor_name(vendor), run.p_first(vendor)
    if run.exact:
        return _first_at_mean(run, vendor, p)
    first, rival = say("in {share} of the draws", share=share(p, run.draws)), run.closest(vendor)
    if rival is None:
        return first_said(name, first, if_met=run.if_met)
    values: dict[str, Any] = {
        "vendor": name,
        "how_often": first,
        "rival": run.decision.vendor_name(rival),
        "ahead": in_share(run.ahead(vendor, rival), run.draws),
    }
    if run.if_met:
        return say(
            "If the open requirements are met, {vendor} is first {how_often}, and ahead of {rival}, its closest rival, "
            "{ahead}.",
            **values,
        )
    return say("{vendor} is first {how_often}, and ahead of {rival}, its closest rival, {ahead}.", **values)


def _first_at_mean(run: Robustness, vendor: str, p: float) -> str:
    """Say whether a vendor is first, level with the first or behind where nothing is uncertain."""
    name, weights = run.decision.vendor_name(vendor), weights_said(run)
    if p >= 1:
        return first_said(name, weights, if_met=run.if_met)
    if p > 0:
        return level_said(name, weights, if_met=run.if_met)
    first = str(run.rank_acceptability[1].idxmax())
    return behind_said(name, run.decision.vendor_name(first), weights, if_met=run.if_met)


def first_said(name: str, how_often: str, *, if_met: bool) -> str:
    """Say how often, or for which weights, a vendor is first."""
    if if_met:
        return say("If the open requirements are met, {vendor} is first {how_often}.", vendor=name, how_often=how_often)
    return say("{vendor} is first {how_often}.", vendor=name, how_often=how_often)


def level_said(name: str, where: str, *, if_met: bool) -> str:
    """Say that a vendor is level with another where nothing is uncertain."""
    if if_met:
        return say(
            "If the open requirements are met, nothing is uncertain: {vendor} is level with another vendor "
            "{for_weights}.",
            vendor=name,
            for_weights=where,
        )
    return say(
        "Nothing is uncertain: {vendor} is level with another vendor {for_weights}.", vendor=name, for_weights=where
    )


def behind_said(name: str, first: str, where: str, *, if_met: bool) -> str:
    """Say that another vendor is first where nothing is uncertain."""
    if if_met:
        return say(
            "If the open requirements are met, nothing is uncertain: {first} is first {for_weights}, not {vendor}.",
            first=first,
            for_weights=where,
            vendor=name,
        )
    return say(
        "Nothing is uncertain: {first} is first {for_weights}, not {vendor}.",
        first=first,
        for_weights=where,
        vendor=name,
    )


def drawn_said(run: Robustness) -> str:
    """Say what was drawn, how often, from which seed, and how exact that is; or that nothing was."""
    if run.exact:
        return _worked_out_said(run)
    drawn = [_draws_said(run), *_options_said(run)]
    return say("({notes}.)", notes=clauses([listed(drawn), *_exact(run)]))


def _draws_said(run: Robustness) -> str:
    if run.scrambles:
        return say(
            "{count} draw in {sets} scrambled Sobol sets from seed {seed} {weights}",
            "{count} draws in {sets} scrambled Sobol sets from seed {seed} {weights}",
            count=run.draws,
            sets=number(run.scrambles),
            seed=run.stamp.seed,
            weights=weights_said(run),
        )
    return say(
        "{count} draw from seed {seed} {weights}",
        "{count} draws from seed {seed} {weights}",
        count=run.draws,
        seed=run.stamp.seed,
        weights=weights_said(run),
    )


def _options_said(run: Robustness) -> Iterator[str]:
    """Say by which other method vendors are ranked, and what was held, where that is so."""
    if run.method is not None:
        yield say("ranked by {method}", context="draws", method=method_said(run.method))
    if run.assessments == "expected":
        yield say("with assessments held at their expected values", context="draws")


def _worked_out_said(run: Robustness) -> str:
    """Say that no share is drawn, and what is all the same."""
    worked_out = say("worked out {weights}", context="draws", weights=weights_said(run))
    notes = [listed([worked_out, *_options_said(run), say("without draws", context="draws")])]
    if run.stamp.draws is not None:
        notes.append(
            say(
                "only where the values of insufficient vendors lie is from {count} draw from seed {seed}",
                "only where the values of insufficient vendors lie is from {count} draws from seed {seed}",
                count=run.stamp.draws,
                seed=run.stamp.seed,
            )
        )
    return say("(Exact: {notes}.)", notes=clauses(notes))


def _exact(run: Robustness) -> Iterator[str]:
    """Say how many independent draws all are worth where that is fewer, and how large errors are."""
    if run.independent < 0.995 * run.draws:
        yield say(
            "worth {count} independent draw",
            "worth {count} independent draws",
            count=round(run.independent),
        )
    largest = float(run.rank_acceptability_se.to_numpy().max())
    yield _alike(run) if not largest else _errors(run, number(float(f"{100 * largest:.2g}")))


def _alike(run: Robustness) -> str:
    if run.until is None:
        return say("all give the same ranks", context="draws")
    wanted = number(100 * run.until)
    if run.reached:
        return say("all give the same ranks, so the {wanted} asked for are reached", context="draws", wanted=wanted)
    return say("all give the same ranks, so the {wanted} asked for are not reached", context="draws", wanted=wanted)


def _errors(run: Robustness, points: str) -> str:
    if run.until is None:
        return say("standard errors at most {number} percentage points", number=points)
    wanted = number(100 * run.until)
    if run.reached:
        return say(
            "standard errors at most {number} percentage points, so the {wanted} asked for are reached",
            number=points,
            wanted=wanted,
        )
    return say(
        "standard errors at most {number} percentage points, so the {wanted} asked for are not reached",
        number=points,
        wanted=wanted,
    )


def choice_said(outcome: Outcome) -> str:
    """Say an outcome in a clause: who is chosen with what right, and who would lead."""
    chosen = joined([outcome.names[key] for key in outcome.chosen]) if outcome.chosen else ""
    if outcome.would_lead:
        return _choice_if_met(outcome, chosen)
    match outcome.status:
        case "certain":
            return say("{vendor} is chosen for certain", vendor=chosen)
        case "leading":
            return say("{vendor} leads", vendor=chosen)
        case "tied":
            return say("{vendors} are tied", vendors=chosen)
        case _:
            return say("nobody is chosen")


def _choice_if_met(outcome: Outcome, chosen: str) -> str:
    would = joined([outcome.names[key] for key in outcome.would_lead])
    if not chosen:
        return say("nobody is chosen, and {leaders} would lead if what is open were met", leaders=would)
    return say(
        "{vendors} is the best shown to be sufficient, and {leaders} would lead if what is open were met",
        "{vendors} are the best shown to be sufficient, and {leaders} would lead if what is open were met",
        count=len(outcome.chosen),
        vendors=chosen,
        leaders=would,
    )
