from dataclasses import replace

import numpy as np
import pytest

from vendor_eval.engine.bestworst import BestWorst, consistency_index

EXAMPLE = BestWorst(tuple("abcde"), "b", "e", (2, 1, 4, 3, 8), (4, 8, 2, 3, 1))


def test_the_linear_model_has_the_published_weights():
    # Rezaei (2016), Best-worst multi-criteria decision-making method: some properties and a linear model.
    weights, xi = EXAMPLE.linear()

    np.testing.assert_allclose(weights, [0.2295, 0.4481, 0.1148, 0.1530, 0.0546], rtol=0, atol=5e-5)
    assert xi == pytest.approx(0.0109, abs=5e-5)


def test_the_nonlinear_model_has_the_published_xi_and_intervals():
    found = EXAMPLE.nonlinear()

    assert found.xi == pytest.approx(0.1459, abs=5e-5)
    assert found.ratio == pytest.approx(0.0326, abs=5e-5)
    np.testing.assert_allclose(found.low, [0.2145, 0.4461, 0.1085, 0.1563, 0.0548], rtol=0, atol=6e-5)
    np.testing.assert_allclose(found.high, [0.2289, 0.4571, 0.1176, 0.1602, 0.0561], rtol=0, atol=6e-5)


def test_the_consistency_index_is_the_published_table():
    # Rezaei (2015), Best-worst multi-criteria decision-making method, table 1.
    published = [0, 0.44, 1, 1.63, 2.3, 3, 3.73, 4.47, 5.23]

    assert [round(consistency_index(span), 2) for span in range(1, 10)] == published


@pytest.mark.parametrize(
    ("answers", "ratio"),
    [
        (EXAMPLE, 0.0326),
        (BestWorst(tuple("abc"), "a", "c", (1, 9, 9), (9, 9, 1)), 1),  # as inconsistent as one item can be
        (BestWorst(tuple("abcd"), "a", "d", (1, 2, 1, 2), (2, 2, 1, 1)), 1.1404),  # xi 1/2: two err in opposite ways
        (BestWorst(tuple("abc"), "a", "c", (1, 1, 9), (9, 1, 1)), 0.3255),  # xi, (41 ** .5 - 3) / 2, exceeds an answer
    ],
)
def test_xi_is_the_least_for_which_a_linear_programme_finds_weights(answers, ratio):
    found = answers.nonlinear()

    assert found.ratio == pytest.approx(ratio, abs=5e-5)
    assert not _some_weights(answers, found.xi - 1e-4)
    assert _some_weights(answers, found.xi + 1e-4)


@pytest.mark.parametrize("j", range(5))
def test_an_interval_holds_all_optimal_weights_and_no_more(j):
    found = EXAMPLE.nonlinear()

    for end, beyond in ((found.low[j], -1e-4), (found.high[j], 1e-4)):
        assert _some_weights(EXAMPLE, found.xi + 1e-6, fixed={j: end})
        assert not _some_weights(EXAMPLE, found.xi + 1e-6, fixed={j: end + beyond})


def test_answers_that_agree_give_their_weights_and_no_xi():
    w = np.array([0.4, 0.2, 0.3, 0.1])
    agreed = BestWorst(tuple("abcd"), "a", "d", tuple(w[0] / w), tuple(w / w[3]))
    weights, xi = agreed.linear()
    found = agreed.nonlinear()

    np.testing.assert_allclose(weights, w, rtol=0, atol=1e-12)
    np.testing.assert_allclose([found.low, found.high], [w, w], rtol=0, atol=1e-12)
    assert xi == pytest.approx(0, abs=1e-12)
    assert found.xi == pytest.approx(0, abs=1e-12)
    assert found.ratio == pytest.approx(0, abs=1e-12)


def test_two_items_have_the_weights_of_the_one_answer():
    two = BestWorst(("a", "b"), "a", "b", (1, 4), (4, 1))

    np.testing.assert_allclose(two.linear()[0], [0.8, 0.2], rtol=0, atol=1e-12)
    assert two.nonlinear().low.tolist() == two.nonlinear().high.tolist() == [0.8, 0.2]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"best_to_others": (2, 2, 4, 3, 8)}, "against itself"),
        ({"others_to_worst": (4, 8, 2, 3, 2)}, "against itself"),
        ({"best_to_others": (2, 1, 4, 3, 7)}, "b against e is 7 in one list and 8 in the other"),
        ({"best_to_others": (0.5, 1, 4, 3, 8)}, "1 or more times"),
        ({"best_to_others": (2, 1, 9, 3, 8)}, "No answer may be more than the 8 from the best, b, to the worst, e"),
        ({"others_to_worst": (4, 8, 9, 3, 1)}, "No answer may be more than the 8"),
        ({"best_to_others": (1, 1, 3, 1, 1), "others_to_worst": (1,) * 5}, "more than the 1 from the best"),
        ({"best_to_others": (2, 1, 4, 8)}, "two answers each"),
        ({"items": tuple("abcda")}, "each once"),
        ({"worst": "b"}, "must be two of"),
        ({"best": "z"}, "must be two of"),
    ],
)
def test_answers_that_do_not_fit_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        replace(EXAMPLE, **change)


def _some_weights(answers, xi, fixed=()):
    """Whether some weights miss every ratio by xi or less, by a linear programme; some weights may be fixed."""
    from scipy.optimize import linprog

    b, w = answers.items.index(answers.best), answers.items.index(answers.worst)
    rows = []
    for j in range(len(answers.items)):
        for first, second, answer in ((b, j, answers.best_to_others[j]), (j, w, answers.others_to_worst[j])):
            if first != second:
                for sign in (1, -1):
                    row = np.zeros(len(answers.items))
                    row[first], row[second] = sign, -sign * (answer + sign * xi)
                    rows.append(row)
    found = linprog(
        np.zeros(len(answers.items)),
        A_ub=rows,
        b_ub=np.zeros(len(rows)),
        A_eq=[np.ones(len(answers.items))],
        b_eq=[1],
        bounds=[(fixed[j], fixed[j]) if j in fixed else (1e-6, None) for j in range(len(answers.items))],
    )
    return found.status == 0
