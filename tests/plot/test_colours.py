import itertools

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from vendor_eval.plot.colours import (
    AGAINST,
    GREYED,
    HUES,
    INK,
    MUTED,
    STATES,
    contrast,
    greyed,
    heat,
    ink_on,
    luminance,
    shades,
)

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "full": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(colour):
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour, sight):
    xyz = TO_XYZ @ np.clip(SIGHT[sight] @ linear(colour), 0, 1) / (TO_XYZ @ np.ones(3))
    x, y, z = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(first, second, sight):
    """Return the colour difference CIE76; 2.3 is just noticeable."""
    return float(np.linalg.norm(lab(first, sight) - lab(second, sight)))


@pytest.mark.parametrize("sight", SIGHT)
def test_hues_differ_with_every_sight(sight):
    least = min(distance(a, b, sight) for a, b in itertools.combinations(HUES, 2))

    assert least > 10


@pytest.mark.parametrize("sight", SIGHT)
def test_the_two_sides_of_a_comparison_differ_with_every_sight(sight):
    assert distance(HUES[0], AGAINST, sight) > 50


@pytest.mark.parametrize("sight", SIGHT)
def test_neighbouring_shades_differ_with_every_sight(sight):
    for sizes in ([1] * 7, [2, 2, 4, 3], [5, 5, 5], [3] * 5, [15]):
        families = [str(index) for index, size in enumerate(sizes) for _ in range(size)]
        colours = shades(families)

        assert min(distance(a, b, sight) for a, b in itertools.pairwise(colours)) > 15, sizes


def test_all_shades_of_four_groups_are_different_colours():
    colours = shades(["a"] * 2 + ["b"] * 2 + ["c"] * 4 + ["d"] * 3)

    assert len(set(colours)) == 11


@pytest.mark.parametrize("sight", SIGHT)
def test_states_differ_with_every_sight(sight):
    for a, b in itertools.combinations(("met", "open", "failed", "waived"), 2):
        assert distance(STATES[a], STATES[b], sight) > 25


def test_states_differ_in_grey_print():
    lightness = sorted(lab(STATES[state], "full")[0] for state in ("met", "open", "failed", "waived"))

    assert np.diff(lightness).min() > 7


@pytest.mark.parametrize("fill", [*HUES, *STATES.values(), GREYED, "white", *shades(["a"] * 5 + ["b"] * 3 + ["c"])])
def test_text_can_be_read_on_every_fill(fill):
    assert contrast(ink_on(fill), fill) >= 4.5


def test_text_can_be_read_on_every_heat():
    assert min(contrast(ink_on(heat(p)), heat(p)) for p in np.linspace(0, 1, 101)) >= 4.5


@pytest.mark.parametrize("ink", [INK, MUTED, HUES[0], AGAINST])
def test_inks_can_be_read_on_paper(ink):
    assert contrast(ink, "white") >= 4.5


def test_heat_darkens_with_the_share():
    levels = [luminance(heat(p)) for p in np.linspace(0, 1, 11)]

    assert all(earlier > later for earlier, later in itertools.pairwise(levels))


@pytest.mark.parametrize("colour", HUES)
def test_a_greyed_colour_is_pale_and_has_no_hue(colour):
    red, green, blue = to_rgb(greyed(colour))

    assert red == green == blue
    assert luminance(greyed(colour)) > 0.35
