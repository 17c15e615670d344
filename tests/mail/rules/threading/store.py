"""Conversations in memory, written as the stage that threads mail writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count

from kartotek.mail.rules.threading import Arrival, UnionPlan, join

Partition = frozenset[frozenset[str]]


class Store:
    """Messages and nodes with their conversations."""

    def __init__(self) -> None:
        self.messages: dict[str, int] = {}
        self.nodes: dict[str, int] = {}
        self.blocked: frozenset[tuple[int, int]] = frozenset()
        self._numbers = count(1)

    def receive(self, batch: Sequence[Arrival]) -> UnionPlan:
        """Place a batch and return the plan it was placed by."""
        named = {node for arrival in batch for node in arrival.nodes}
        known = {node: self.nodes[node] for node in named if node in self.nodes}
        plan = join(batch, known, Counter(self.messages.values()), self.blocked)
        self._write(plan)
        return plan

    def _write(self, plan: UnionPlan) -> None:
        numbers = {stand_in: next(self._numbers) for stand_in in plan.created}
        stays = {merge.gone: merge.stays for merge in plan.merges}
        for table in (self.messages, self.nodes):
            for key, conversation in table.items():
                table[key] = stays.get(conversation, conversation)
        self.messages.update({k: numbers.get(v, v) for k, v in plan.placed.items()})
        self.nodes.update({k: numbers.get(v, v) for k, v in plan.nodes.items()})

    @property
    def partition(self) -> Partition:
        """Which messages lie together."""
        return grouped(self.messages.items())


def grouped(pairs: Iterable[tuple[str, object]]) -> Partition:
    """Return the keys, those with an equal value together."""
    together: dict[object, set[str]] = {}
    for key, value in pairs:
        together.setdefault(value, set()).add(key)
    return frozenset(map(frozenset, together.values()))


def header_graph(arrivals: Sequence[Arrival]) -> Partition:
    """Return the components of the graph of messages and nodes, found by walking over it."""
    holders: dict[str, list[Arrival]] = {}
    for arrival in arrivals:
        for node in arrival.nodes:
            holders.setdefault(node, []).append(arrival)
    component: dict[str, int] = {}
    for number, start in enumerate(arrivals):
        waiting = [start]
        while waiting:
            arrival = waiting.pop()
            if component.setdefault(arrival.key, number) != number:
                continue
            for node in arrival.nodes:
                waiting.extend(near for near in holders.pop(node, []) if near.key not in component)
    return grouped(component.items())
