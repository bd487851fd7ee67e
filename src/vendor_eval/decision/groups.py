"""Groups of criteria: what a path in the tree of criteria is called, and why the criteria stand together."""

from __future__ import annotations

from vendor_eval.decision.judgements import Judgement
from vendor_eval.decision.names import Text

__all__ = ["Group"]


class Group(Judgement):
    """A group of criteria, found by its path; only groups of which something is to be said need one."""

    name: Text = ""
    description: Text = ""
