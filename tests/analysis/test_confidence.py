import pytest

from builders import make_decision
from vendor_eval.analysis import confidence as module
from vendor_eval.analysis.robustness import robustness

UNSURE = {"alpha": {"a": {"low": 60, "high": 100}, "b": 30}, "beta": {"a": 20, "b": 60}, "gamma": {"a": 5, "b": 5}}


def factors(scores, *, weights="any", draws=20_000, **parts):
    options = parts.pop("options", {})
    return robustness(make_decision(scores, weights=weights, **parts), draws=draws, **options)


def test_the_factor_is_the_chance_at_the_central_weights_as_worked_out_by_hand():
    run = factors(UNSURE)
    w = run.central_weights.loc["beta", "a"]
    # Beta is first where w U + 30 (1 - w) < 20 w + 60 (1 - w), so for U < 20 + 30 (1 - w) / w, with U on [60, 100].
    exact = min(max((20 + 30 * (1 - w) / w - 60) / 40, 0), 1)

    factor = run.confidence_factors.loc["beta"]
    assert factor["p"] == pytest.approx(exact, abs=4 * factor["se"] + 1e-12)
    assert run.confidence_factors.loc["alpha", "p"] == 1


def test_a_vendor_that_is_never_first_has_none():
    frame = factors(UNSURE, draws=500).confidence_factors

    assert frame.loc["gamma", ["p", "se"]].isna().all()
    assert frame.loc["gamma", "draws"] == 0


def test_with_exact_weights_it_is_how_often_the_vendor_is_first():
    run = factors({"alpha": {"a": {"low": 0, "high": 100}}, "beta": {"a": 40}}, weights=None)

    assert run.confidence_factors["p"].to_list() == run.rank_acceptability[1].to_list()
    assert run.confidence_factors["se"].to_list() == run.rank_acceptability_se[1].to_list()


def test_with_exact_assessments_nothing_is_drawn():
    frame = factors({"alpha": {"a": 80, "b": 30}, "beta": {"a": 20, "b": 60}}).confidence_factors

    assert frame["p"].to_list() == [1, 1]
    assert frame["se"].to_list() == [0, 0]
    assert frame["draws"].to_list() == [0, 0]


def test_requirements_act_at_the_central_weights_too():
    scores = {"alpha": {"a": {"low": 0, "high": 100}, "b": 50}, "beta": {"a": 0, "b": 20}}
    frame = factors(scores, require={"a": {"at_least": 25}}).confidence_factors

    assert frame.loc["alpha", "p"] == pytest.approx(0.75, abs=0.013)


def test_for_many_vendors_each_gets_fewer_draws_but_some():
    scores = {f"v{k}": {key: {"low": k, "high": 60 + k} for key in "abcd"} for k in range(40)}
    frame = factors(scores, draws=3_000).confidence_factors
    few = frame.loc[frame["draws"] > 0, "draws"]

    assert len(few) > 20
    assert few.between(1_000, 3_000).all()


def test_factors_hold_by_the_method_that_ranks():
    run = factors(UNSURE, options={"method": "topsis"}, draws=2_000)

    assert set(run.confidence_factors["draws"]) <= {0, 2_000}
    assert run.confidence_factors["p"].max() > 0.5


def test_factors_that_last_show_a_bar_as_their_run_did(capsys):
    shown, silent = (factors(UNSURE, options={"progress": one}) for one in (True, False))
    capsys.readouterr()

    assert shown.confidence_factors["p"].notna().any()
    assert " draws/s" in capsys.readouterr().err
    assert silent.confidence_factors.equals(shown.confidence_factors)
    assert capsys.readouterr().err == ""


def test_ctrl_c_leaves_a_result_as_it_was_and_its_factors_can_be_asked_for_again(monkeypatch):
    run = factors(UNSURE)

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, "stages", lambda _, count: iter([stop] * count))
        with pytest.raises(KeyboardInterrupt):
            run.confidence_factors  # noqa: B018 (worked out when it is asked for)

    assert "confidence_factors" not in vars(run)
    assert run.confidence_factors.equals(factors(UNSURE).confidence_factors)
