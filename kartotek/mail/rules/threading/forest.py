"""Which things belong together, given pairs that do: union-find, with pairs that never may.

Source: Tarjan and van Leeuwen, "Worst-case analysis of set union algorithms" (1984): linking by
size and halving of paths.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Forest(Generic[Thing]):
    """Groups of things; `blocked` pairs never come into one group."""

    def __init__(self, blocked: frozenset[tuple[Thing, Thing]] = frozenset()) -> None:
        """Begin with every thing by itself."""
        self._parents: dict[Thing, Thing] = {}
        self._members: dict[Thing, list[Thing]] = {}
        self._foes: dict[Thing, set[Thing]] = {}
        for one, other in blocked:
            self._foes.setdefault(one, set()).add(other)
            self._foes.setdefault(other, set()).add(one)

    def root(self, thing: Thing) -> Thing:
        """Return the thing that stands for a group; one not seen before is its own group."""
        parents = self._parents
        if thing not in parents:
            parents[thing] = thing
            self._members[thing] = [thing]
        while parents[thing] != thing:
            parents[thing] = parents[parents[thing]]
            thing = parents[thing]
        return thing

    def tie(self, one: Thing, other: Thing) -> list[tuple[Thing, Thing]]:
        """Bring two things into one group, unless that would bring a blocked pair together.

        Returns the blocked pairs that stand in the way; none where the two are one group now.
        """
        large, small = self.root(one), self.root(other)
        if large == small:
            return []
        if len(self._members[large]) < len(self._members[small]):
            large, small = small, large
        if foes := self._foes_between(large, small):
            return foes
        self._parents[small] = large
        self._members[large].extend(self._members.pop(small))
        return []

    def groups(self) -> Iterator[tuple[Thing, list[Thing]]]:
        """Give each group with the thing that stands for it."""
        yield from self._members.items()

    def _foes_between(self, large: Thing, small: Thing) -> list[tuple[Thing, Thing]]:
        """Return the blocked pairs of a thing of one group and a thing of the other."""
        if not self._foes:
            return []
        others = set(self._members[large])
        return [
            (member, foe)
            for member in self._members[small]
            for foe in self._foes.get(member, set()) & others
        ]
