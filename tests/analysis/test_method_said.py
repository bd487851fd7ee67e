import pytest

from vendor_eval.analysis.method_said import method_said, short_name
from vendor_eval.engine.methods import SPOTIS, TOPSIS, VIKOR, WeightedProduct


@pytest.mark.parametrize(
    ("method", "said"),
    [
        (TOPSIS(), "TOPSIS (normalisation vector, distance euclidean)"),
        (VIKOR(v=0.3), "VIKOR (v 0.3)"),
        (SPOTIS(), "SPOTIS (bounds 0 to 100)"),
        (WeightedProduct(), "weighted product (normalisation none)"),
    ],
)
def test_a_method_is_named_with_what_decides_its_scores(method, said):
    assert method_said(method).startswith(said)
    assert short_name(method) in said
