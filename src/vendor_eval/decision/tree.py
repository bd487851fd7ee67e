"""The tree of criteria: groups inside groups, as the paths of the criteria's groups lay it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = ["SEPARATOR", "Branch", "Part", "ancestors", "group_path", "steps", "tree_of"]

SEPARATOR = " / "


def steps(group: str) -> tuple[str, ...]:
    """Return the names on the path of a group, from the top; none for a criterion without a group.

    Examples
    --------
    >>> steps("technology / models"), steps("delivery"), steps("")
    (('technology', 'models'), ('delivery',), ())
    """
    names = tuple(step.strip() for step in group.split(SEPARATOR))
    return () if names == ("",) else names


def group_path(names: tuple[str, ...]) -> str:
    """Write the path of a group."""
    return SEPARATOR.join(names)


def ancestors(group: str) -> Iterator[str]:
    """Go through the paths on the way to a group, from the top, itself the last.

    Examples
    --------
    >>> list(ancestors("technology / models"))
    ['technology', 'technology / models']
    """
    names = steps(group)
    for length in range(1, len(names) + 1):
        yield group_path(names[:length])


@dataclass(frozen=True)
class Branch:
    """A group: its path from the top, and its parts in the order of the file. The top itself has no path."""

    path: str = ""
    parts: list[Part] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The last step of the path."""
        return steps(self.path)[-1] if self.path else ""

    @property
    def names(self) -> tuple[str, ...]:
        """What weights call the parts: groups by the last step of their path, criteria by their key."""
        return tuple(part.name if isinstance(part, Branch) else part for part in self.parts)

    @property
    def leaves(self) -> tuple[str, ...]:
        """The keys of all criteria in the group, at any depth."""
        return tuple(key for part in self.parts for key in (part.leaves if isinstance(part, Branch) else (part,)))

    def branches(self) -> Iterator[Branch]:
        """Go through all groups inside, each before those inside it."""
        for part in self.parts:
            if isinstance(part, Branch):
                yield part
                yield from part.branches()


Part: TypeAlias = Branch | str


def tree_of(groups: Mapping[str, str]) -> Branch:
    """Return the tree of some criteria from the group that each is in.

    Examples
    --------
    >>> tree = tree_of({"reach": "market", "price": "", "speed": "market / delivery"})
    >>> tree.names, [branch.path for branch in tree.branches()], tree.leaves
    (('market', 'price'), ['market', 'market / delivery'], ('reach', 'speed', 'price'))
    """
    top = Branch()
    found = {"": top}
    for key, group in groups.items():
        parent = top
        for path in ancestors(group):
            if path not in found:
                found[path] = Branch(path)
                parent.parts.append(found[path])
            parent = found[path]
        parent.parts.append(key)
    return top
