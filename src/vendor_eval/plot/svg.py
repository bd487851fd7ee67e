"""A chart as inline SVG: the same bytes every time, and nothing in it that meets the rest of a page."""

from __future__ import annotations

import re
from hashlib import blake2b
from html import escape
from io import StringIO

from matplotlib.axes import Axes

from vendor_eval.errors import OptionError
from vendor_eval.plot.style import drawing

__all__ = ["svg"]

NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def svg(ax: Axes) -> str:
    """Return a chart as SVG that can stand inside an HTML page.

    Text is drawn as outlines, so that it looks the same everywhere; the chart's description is its label, for those who
    cannot see it. Names inside are made from the content: several charts on one page do not clash, and the
    same chart gives the same bytes. Style rules are written as plain attributes, which strict pages allow too.

    Words with characters that no font on this machine has, such as Chinese ones on a bare server, stay text: the
    reader's browser takes a font of its own. In a picture that matplotlib saves (PNG, PDF) they are boxes, until a font
    is installed that has them, such as Noto Sans CJK (in Debian and Ubuntu ``fonts-noto-cjk``).

    Parameters
    ----------
    ax
        What a chart returned; the whole figure that it stands in is written.

    Raises
    ------
    OptionError
        If the Axes was taken out of its figure.
    """
    buffer = StringIO()
    figure = ax.get_figure(root=True)
    if figure is None:
        raise OptionError("The Axes stands in no figure any more: draw the chart anew.")
    with drawing():
        figure.savefig(buffer, format="svg", metadata=NO_METADATA)
    # Matplotlib repeats every text in a comment: what remains without them holds no word of a user.
    drawn = re.sub(r"<!--.*?-->\n?", "", buffer.getvalue(), flags=re.DOTALL)
    drawn = re.sub(r"<style.*?</style>\n?", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    drawn = re.sub(r'style="([^"]*)"', lambda match: _attributes(match[1]), drawn)
    said = str(ax.get_label())
    prefix = f"v{blake2b((said + drawn).encode(), digest_size=5).hexdigest()}-"
    drawn = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{prefix}", drawn)
    return _described(drawn, said)


def _attributes(style: str) -> str:
    """Write style rules as presentation attributes, which mean the same."""
    rules = [rule.partition(":") for rule in style.split(";") if rule.strip()]
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, _, value in rules)


def _described(drawn: str, said: str) -> str:
    first, _, rest = drawn.partition(">")
    return f'{first} role="img" aria-label="{escape(said)}" stroke-linejoin="round" stroke-linecap="butt">{rest}'
