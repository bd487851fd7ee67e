"""A decision whose charts are known, and what stands on a chart."""

from builders import make_decision

__all__ = ["LEADING", "leading", "words"]

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
