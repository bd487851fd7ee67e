"""What a simulation drew, and how exact that is, in words; and an outcome in a clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vendor_eval.analysis.method_said import method_said
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.weights_said import drawn_said as weights_drawn_said
from vendor_eval.analysis.wording import clauses, joined, listed, number
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.robustness import Robustness

__all__ = ["choice_said", "drawn_said", "weights_said"]


def weights_said(run: Robustness) -> str:
    """Say over which weights the draws went."""
    return weights_drawn_said(run.setup.weights)


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
