"""What stays and what changes from scenario to scenario, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.robustness_said import choice_said
from vendor_eval.analysis.vocabulary import verdict_said
from vendor_eval.analysis.wording import clauses, joined, number, quoted, run_on, share
from vendor_eval.decision.scenario_checks import BASE
from vendor_eval.languages.phrases import say

if TYPE_CHECKING:
    from vendor_eval.analysis.scenarios import ScenarioComparison

__all__ = ["scenarios_text"]


def scenarios_text(comparison: ScenarioComparison) -> str:
    """Say what stays and what changes, in a few sentences."""
    return run_on(*_outcomes(comparison), *_verdict_changes(comparison))


def _gist(outcome: Outcome) -> tuple[object, ...]:
    """Return what two outcomes must share to count as the same."""
    return outcome.status, frozenset(outcome.chosen), frozenset(outcome.would_lead)


def _outcomes(comparison: ScenarioComparison) -> Iterator[str]:
    """Say the base, how many scenarios agree with it, and what the others come to."""
    base = _gist(comparison.outcomes[BASE])
    others = [name for name in comparison.outcomes if name != BASE]
    changed = [name for name in others if _gist(comparison.outcomes[name]) != base]
    yield say("In the base {outcome}.", outcome=_clause(comparison, BASE))
    if not others:
        yield say("The decision has no scenarios to set beside it.")
    else:
        yield say(
            "The same holds in {same} of {count} scenario.",
            "The same holds in {same} of {count} scenarios.",
            count=len(others),
            same=number(len(others) - len(changed)),
        )
    if changed:
        yield _changed(comparison, *changed)


def _changed(comparison: ScenarioComparison, first: str, *rest: str) -> str:
    """Say what each scenario comes to in which the outcome is another."""
    said = [
        say("In “{scenario}” {outcome}", scenario=first, outcome=_clause(comparison, first)),
        *(say("in “{scenario}” {outcome}", scenario=name, outcome=_clause(comparison, name)) for name in rest),
    ]
    return say("{outcomes}.", outcomes=clauses(said), context="what scenarios come to")


def _clause(comparison: ScenarioComparison, name: str) -> str:
    """Say what one scenario comes to, with how often those that it speaks of are first."""
    outcome = comparison.outcomes[name]
    choice = choice_said(outcome)
    if outcome.status == "certain":
        return choice
    if not (outcome.would_lead or outcome.chosen):
        return say(
            "{outcome} ({count} insufficient vendor)",
            "{outcome} ({count} insufficient vendors)",
            count=len(outcome.names),
            outcome=choice,
        )
    if outcome.tested is not None and not outcome.tested.draws and not outcome.tested.varied:
        return choice
    firsts, draws = comparison.wide("p_first").T[name].to_dict(), comparison.draws[name]
    shares = joined([share(firsts[key], draws) for key in outcome.would_lead or outcome.chosen])
    how_often = say("in {shares} of draws", shares=shares) if draws else say("for {shares} of weights", shares=shares)
    if not comparison.if_met[name]:
        return say("{outcome} (first {how_often})", outcome=choice, how_often=how_often)
    if outcome.would_lead:
        return say("{outcome} (then first {how_often})", outcome=choice, how_often=how_often)
    return say("{outcome} (first {how_often}, if the open requirements are met)", outcome=choice, how_often=how_often)


def _verdict_changes(comparison: ScenarioComparison) -> Iterator[str]:
    """Say whose verdict changes in which scenarios; vendors that change alike together."""
    alike: dict[tuple[str, str], list[str]] = {}
    for vendor, verdicts in comparison.wide("verdict").items():
        base = str(verdicts[BASE])
        changes: dict[str, list[str]] = {}
        for name, verdict in verdicts.items():
            if isinstance(verdict, str) and verdict != base:
                changes.setdefault(verdict, []).append(quoted(str(name)))
        if changes:
            said = joined([_verdict_in(verdict, names) for verdict, names in changes.items()])
            alike.setdefault((base, said), []).append(comparison.decision.vendor_name(str(vendor)))
    for (base, said), vendors in alike.items():
        yield say(
            "{vendors} is {verdict} in the base, {other_verdicts}.",
            "{vendors} are {verdict} in the base, {other_verdicts}.",
            count=len(vendors),
            vendors=joined(vendors),
            verdict=verdict_said(base),
            other_verdicts=said,
        )


def _verdict_in(verdict: str, scenarios: list[str]) -> str:
    return say("{verdict} in {scenarios}", verdict=verdict_said(verdict), scenarios=joined(scenarios))
