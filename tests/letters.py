"""Decisions that differ in everything about the rivals of one vendor, and in nothing about that vendor."""

from typing import Any

from hypothesis import strategies as st

from strategies import assessments, costs, few, plain_decisions, texts
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.decision.document import Decision
from vendor_eval.decision.overlay import only_vendors

__all__ = ["AFTER", "PROFILES", "settled", "with_other_rivals"]

PROFILES = ("private", "us_preaward", "us_federal", "eu", "uk_2015", "uk_2023")
AFTER = ("us_federal", "eu", "uk_2015", "uk_2023")  # those that may tell of the one that was chosen
NEWCOMERS = ("Zyx", "omega 9", "新")


@st.composite
def with_other_rivals(draw: st.DrawFn, *, vendors: tuple[int, int] = (1, 4)) -> tuple[Decision, Decision, str]:
    """A decision, one with other rivals, and the vendor that is the same in both.

    Rivals go, come, and are another in name, description, cost, performances, rationales and evidence.
    """
    plain = draw(plain_decisions(vendors=vendors, criteria_count=(1, 4), scenario_count=(0, 0)))
    # What is translated is translated elsewhere: texts that change would leave their translations behind.
    plain.pop("translations", None)
    if draw(st.booleans()):
        # Else hardly ever one is chosen and another not.
        plain.pop("policy", None)
        for criterion in plain["criteria"].values():
            criterion.pop("require", None)
    first = Decision.model_validate(plain)
    vendor = draw(st.sampled_from(sorted(first.vendors)))
    rivals = [key for key in first.vendors if key != vendor]
    kept = [vendor, *draw(few(rivals))]
    chosen = [key for key in evaluate(first).chosen if key != vendor and draw(st.booleans())]
    kept += [key for key in chosen if key not in kept]
    second = first.replace(**only_vendors(first, kept)).plain()
    used = {key for one in first.assessments[vendor].values() for _, each in one.stated() for key in each.evidence}
    for key, item in second.get("evidence", {}).items():
        if key not in used:
            item |= {"claim": draw(texts(filled=True)), "kind": "own_test"}
    known = [key for key in second.get("evidence", {}) if not key.startswith(("L", "{"))]
    for key in chosen:
        # What may be told of who is chosen stays: its name and its performances.
        second["vendors"][key] = _rival(draw, known) | {"name": second["vendors"][key].get("name", "")}
    for key in [*(one for one in kept[1:] if one not in chosen), *draw(few(NEWCOMERS, at_most=2))]:
        second["vendors"][key] = _rival(draw, known)
        second["assessments"][key] = {
            name: draw(assessments(one.get("scale"), known)) for name, one in second["criteria"].items()
        }
    order = draw(st.permutations(list(second["vendors"])))
    second["vendors"] = {key: second["vendors"][key] for key in order}
    return first, Decision.model_validate(second), vendor


def _rival(draw: st.DrawFn, known: list[str]) -> dict[str, Any]:
    noun = {"name": draw(texts()), "description": draw(texts())}
    return noun | ({"cost": draw(costs(known))} if draw(st.booleans()) else {})


def settled(letter: Any) -> tuple[Any, ...]:
    """Return all that a profile lets through of others: how the vendor came out, and what it is told of the winner.

    Which texts were left out, because they speak of others, is what a filter cannot hide.
    """
    view = letter.view
    return view.standing, view.nobody, view.winner, view.place, view.withheld
