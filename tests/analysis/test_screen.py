import json

import numpy as np
import pandas as pd
import pytest

from builders import make_decision
from markets import market_of
from vendor_eval.analysis import screening_tables
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.screen import screen
from vendor_eval.decision.market import Market
from vendor_eval.errors import OptionError

LEVELS = {"bad": 0, "good": 100}


def market(scores, **parts):
    return market_of(make_decision(scores, **parts))


def six(**parts):
    """Six vendors: two sufficient, one undetermined, three that fail one requirement, the other, and both."""
    rows = {
        "a": (90, "good"),
        "b": (60, "good"),
        "c": (80, "unknown"),
        "d": (10, "good"),
        "e": (70, "bad"),
        "f": (5, "bad"),
    }
    scores = {key: {"reach": reach, "privacy": privacy} for key, (reach, privacy) in rows.items()}
    require = {"reach": {"at_least": 20}, "privacy": {"at_least": "good"}}
    return market(scores, **{"scales": {"privacy": LEVELS}, "require": require, **parts})


def test_six_vendors_that_can_be_worked_out_by_hand():
    # Equal weights: values 95, 80, (80 + 50) / 2 or with privacy met 90, 55, 35, 2.5.
    screening = screen(six(), top=2)
    table = screening.table.set_index("vendor")

    assert screening.counts == {"sufficient": 2, "undetermined": 1, "insufficient": 3}
    assert table["value"].to_dict() == {"a": 95, "b": 80, "c": 65, "d": 55, "e": 35, "f": 2.5}
    assert table["rank"].dropna().to_dict() == {"a": 1, "b": 2}
    assert table["rank_if_met"].dropna().to_dict() == {"a": 1, "c": 2, "b": 3}
    assert table["p_top"].to_dict() == {"a": 1, "c": 1, "b": 0, "d": 0, "e": 0, "f": 0}
    assert table["open"].to_dict() == dict.fromkeys("abdef", "") | {"c": "Privacy at least “good”"}
    assert screening.cut == 90
    assert screening.if_met


def test_the_funnel_says_what_each_requirement_removes_and_leaves():
    funnel = screen(six(policy={"minimum_value": 60})).funnel.set_index("ground")

    counts = ["met", "failed", "open", "removed", "alone", "left"]
    assert funnel[counts].T.to_dict("list") == {
        "Reach at least 20": [4, 2, 0, 2, 0, 4],
        "Privacy at least “good”": [3, 2, 1, 2, 0, 3],
        "overall value at least 60 points": [2, 3, 1, 3, 0, 3],
    }


def test_shoulds_remove_by_their_number():
    rows = {"a": (90, 90), "b": (10, 90), "c": (10, 10)}
    scores = {key: {"reach": reach, "fit": fit} for key, (reach, fit) in rows.items()}
    should = {"at_least": 20, "kind": "should"}
    funnel = screen(
        market(scores, require={"reach": should, "fit": should}, policy={"max_weaknesses": 1}), draws=10
    ).funnel

    assert funnel["removed"].tolist() == [0, 0, 1]
    assert funnel["left"].tolist() == [3, 3, 2]
    assert funnel["ground"].iloc[-1] == "at most 1 failed requirement among those that should be met"


@pytest.mark.parametrize(
    ("frame", "parts", "options", "text"),
    [
        (
            six(),
            {},
            {"top": 2},
            "Of 6 vendors 2 are sufficient, 1 undetermined and 3 insufficient. The requirement that removes most: "
            "Reach at least 20 (2 vendors, 1 of them by this alone). In every draw A and C are among the best 2, if "
            "the open requirements are met. (10,000 draws from seed 0 at the declared weights; all give the same few.)",
        ),
        (
            market({"a": {"reach": 5}}),
            {},
            {},
            "The only vendor is sufficient. That leaves fewer than the best 10 asked for. (10,000 draws from seed 0 at "
            "the declared weights; all give the same few.)",
        ),
        (
            market({"a": {"reach": 5}, "b": {"reach": 6}}, require={"reach": {"at_least": 9}}),
            {},
            {},
            "Both vendors are insufficient. What removes them: Reach at least 9.",
        ),
        (
            market({key: {"reach": 5} for key in "abc"}),
            {},
            {"top": 1},
            "All 3 vendors are sufficient. Most often first: A (33 % of draws), B (33 %) and C (33 %). (10,000 draws "
            "from seed 0 at the declared weights; standard errors at most 0.47 percentage points.)",
        ),
        (
            market({"a": {"reach": {"low": 0, "high": 40}}}, policy={"minimum_value": 10}),
            {},
            {"top": 1, "draws": 1000},
            "The only vendor is undetermined. Most often first: A (74 % of draws). In 26 % of draws no vendor is "
            "sufficient. (1,000 draws from seed 0 at the declared weights; standard errors at most 1.4 percentage "
            "points.)",
        ),
    ],
    ids=["some of each", "one", "all insufficient", "all level", "perhaps nobody"],
)
def test_a_screening_reads_as_sentences(frame, parts, options, text):
    assert screen(frame, **options).text == text


def test_level_vendors_share_the_last_places():
    screening = screen(market({key: {"reach": 50} for key in "abcdefg"}), top=3, draws=1)

    assert screening.table["p_top"].tolist() == pytest.approx([3 / 7] * 7)
    assert screening.table["rank"].tolist() == [1] * 7


def test_the_table_keeps_the_vendors_most_often_among_the_best_and_all_stay_at_hand():
    scores = {f"v{k}": {"reach": k, "fit": 100 - k} for k in range(0, 100, 10)}
    screening = screen(market(scores, weights="any"), top=2, draws=200, keep=3)

    assert len(screening.table) == 3
    assert screening.table["p_top"].is_monotonic_decreasing
    assert screening.vendors["vendor"].tolist() == list(scores)
    assert screening.vendors["p_top"].sum() == pytest.approx(2)
    assert screening.vendors["p_top"].nlargest(3).tolist() == screening.table["p_top"].tolist()
    assert screening.table["p_top_se"].max() == pytest.approx(np.sqrt(0.25 / 200), rel=0.1)


def test_a_shortlist_is_a_decision_to_go_on_with():
    screening = screen(six(), top=2)

    shortlist = screening.shortlist()

    assert list(shortlist.vendors) == ["a", "c"]
    assert list(screening.shortlist(9).vendors) == ["a", "c", "b"]
    assert evaluate(shortlist).table["value"].tolist() == [95, 65]
    assert shortlist.assessments["c"]["reach"].because == "Row 3 of the table."


def test_whoever_is_on_a_shortlist_has_the_draws_it_had_in_the_market():
    scores = {f"v{k}": {"reach": {"low": k, "high": 100 - k}, "fit": 50 + k} for k in range(0, 40, 5)}
    whole = screen(market(scores, weights="any"), top=3, draws=500)
    again = screen(market_of(whole.shortlist(5)), top=5, draws=500)

    assert (again.vendors["p_top"] == 1).all()
    for column in ("value", "low", "high"):
        ours = again.vendors.set_index("vendor")[column]
        assert ours.equals(whole.vendors.set_index("vendor").loc[ours.index, column])


def test_the_decisions_own_vendors_take_no_part_and_that_is_said():
    decision = make_decision({"mine": {"reach": 99}, "q": {"reach": 1}})
    frame = pd.DataFrame({"reach": [5, 6]}, index=["p", "q"])
    screening = screen(Market.from_table(frame, decision), top=1)

    assert screening.table["vendor"].tolist() == ["q", "p"]
    assert screening.text.endswith("The decision's own vendor took no part.")


def test_without_draws_to_make_shares_are_certain():
    certain, drawn = screen(six(), top=1), screen(market({"a": {"reach": {"low": 1, "high": 2}}}), top=1)

    assert screen(market({"a": {"reach": 1}}), top=1).certain
    assert not certain.certain  # an unknown is drawn
    assert not drawn.certain
    assert drawn.shown()["P(top 1)"].tolist() == ["over 99.97 %"]
    assert screen(market({"a": {"reach": 1}, "b": {"reach": 0}}), top=1).shown()["P(top 1)"].tolist() == [
        "always",
        "never",
    ]
    assert certain.shown()["P(top 1) if met"].tolist()[-3:] == ["never"] * 3


def test_a_screening_prints_and_becomes_plain_data():
    screening = screen(six(), top=2)
    plain = screening.to_dict()

    assert str(screening).startswith(screening.text)
    assert not {"market", "vendors"} & set(plain)
    assert plain["counts"] == {"sufficient": 2, "undetermined": 1, "insufficient": 3}
    assert plain["table"][0]["vendor"] == "a"
    json.dumps(plain, allow_nan=False)
    assert screening.stamp.draws == screening.draws == 10_000


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"top": 0}, "top must be a whole number from 1, not 0"),
        ({"keep": 1.5}, "keep must be a whole number from 1, not 1.5"),
        ({"draws": 0}, "draws must be a whole number from 1, not 0"),
        ({"seed": -1}, "seed must be a whole number from 0, not -1"),
        ({"weights": "some"}, "weights must be one of 'declared', 'any'"),
        ({"method": "topsi"}, "Did you mean 'topsis'?"),
        ({"method": "topsis"}, "hold them at their expected values with assessments='expected'"),
        ({"executor": 2}, "executor must have a map that keeps the order"),
        ({"progress": 3}, "progress must be None, True, False, or a function"),
    ],
)
def test_an_option_that_is_not_allowed_is_refused(options, said):
    with pytest.raises(OptionError) as caught:
        screen(six(), **options)

    assert said in str(caught.value)


def test_a_shortlist_needs_a_count_and_somebody_to_be_on_it():
    nobody = screen(market({"a": {"reach": 5}}, require={"reach": {"at_least": 9}}))

    with pytest.raises(OptionError, match="count must be a whole number from 1, not 0"):
        screen(six()).shortlist(0)
    with pytest.raises(OptionError, match="No vendor is or could be sufficient"):
        nobody.shortlist()
    assert (nobody.p_nobody, nobody.p_nobody_se) == (1, 0)


def test_the_share_of_draws_with_nobody_has_its_error():
    # Uniform from 0 to 40, at least 10 points: nobody in a quarter of the draws.
    found = screen(market({"a": {"reach": {"low": 0, "high": 40}}}, policy={"minimum_value": 10}), draws=4_000)

    assert found.p_nobody == pytest.approx(0.25, abs=4 * found.p_nobody_se)
    assert found.p_nobody_se == pytest.approx((found.p_nobody * (1 - found.p_nobody) / 4_000) ** 0.5)
    assert found.to_dict()["p_nobody_se"] == found.p_nobody_se


def test_draws_that_follow_from_those_before_are_worth_less(monkeypatch):
    alone = market({"a": {"reach": {"low": 0, "high": 40}}}, policy={"minimum_value": 10})
    all_apart = screen(alone, draws=1_000)
    monkeypatch.setattr(screening_tables, "worth", lambda weights, draws: draws / 4)

    assert screen(alone, draws=1_000).p_nobody_se == pytest.approx(2 * all_apart.p_nobody_se)


def test_the_largest_error_may_be_that_of_nobody():
    # Seven vendors that are sufficient in a tenth of the draws each: nobody is in 0.9^7 = 48 % of them.
    scores = {key: {"reach": {"low": 0, "high": 50}} for key in "abcdefg"}
    found = screen(market(scores, policy={"minimum_value": 45}), draws=1_000)

    assert found.p_nobody == pytest.approx(0.478, abs=4 * found.p_nobody_se)
    assert "standard errors at most 1.6 percentage points" in found.text
    assert found.vendors["p_top_se"].max() < 0.012


class OnlyMap:
    """An executor that remembers how often it was asked."""

    asked = 0

    def map(self, function, items):
        self.asked += 1
        return map(function, items)


@pytest.mark.parametrize("options", [{}, {"method": "topsis", "assessments": "expected"}])
def test_draws_beyond_the_first_piece_of_work_are_those_of_robustness_wherever_made(options):
    rng = np.random.default_rng(0)
    scores = {f"v{row:02}": dict(zip("abc", rng.uniform(0, 100, 3).tolist(), strict=True)) for row in range(9)}
    decision, executor = make_decision(scores), OnlyMap()
    found = screen(market_of(decision), top=2, weights="any", draws=700, executor=executor, **options)
    run = robustness(decision, weights="any", draws=700, exact=False, **options)

    assert executor.asked == 1
    assert found.vendors["p_first"].tolist() == pytest.approx(run.rank_acceptability[1].tolist())
    assert found.vendors["p_top"].tolist() == pytest.approx((run.rank_acceptability[[1, 2]].sum(axis=1)).tolist())


def test_progress_is_told():
    told = []
    screen(six(), draws=5, progress=lambda done, most: told.append((done, most)))

    assert told[-1] == (3, 3)
