"""Which conversations a batch of messages opens, enters and shows to be one.

messages that share a node -> one group -> one conversation, the largest that is in it

The order of the messages, and how they are cut into batches, changes nothing but the numbers
of the conversations. Only where a user has separated a conversation (`blocked`) does it matter
what came first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from kartotek.mail.rules.threading.forest import Forest
from kartotek.mail.rules.threading.grounds import Ground
from kartotek.mail.rules.threading.nodes import THREAD_INDEX

Vertex = tuple[str, str | int]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message to be placed, not placed before.

    Args:
        key: unique in the batch; what the plan calls the message.
        nodes: of `nodes_of`: its own first, its nearest parent last.
        joins: a conversation it belongs to for another reason (`choose_parent`).
    """

    key: str
    nodes: tuple[str, ...]
    joins: int | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Two conversations turned out to be one."""

    gone: int
    stays: int


@dataclass(frozen=True, slots=True)
class Apart:
    """Two conversations that a message shows to be one, though the pair is blocked.

    Args:
        first: the one with the smaller number.
        second: the other.
        key: of the message that shows it.
    """

    first: int
    second: int
    key: str


@dataclass(frozen=True, slots=True)
class UnionPlan:
    """What is to be written.

    Args:
        created: stand-ins of new conversations: -1, -2 and so on.
        merges: each conversation that ends, and the one that takes its messages and nodes.
        placed: the conversation of each message, by its key; new ones by their stand-in.
        nodes: the conversation of each node that has none yet.
        grounds: by what each message found its parents, by its key; NEW when by nothing, even
            if others answer it, so that it may still be asked for a parent otherwise.
        apart: pairs that were kept apart only because they are blocked, each once.
    """

    created: tuple[int, ...]
    merges: tuple[Merge, ...]
    placed: Mapping[str, int]
    nodes: Mapping[str, int]
    grounds: Mapping[str, Ground]
    apart: tuple[Apart, ...] = ()


def join(
    arrivals: Sequence[Arrival],
    known: Mapping[str, int],
    sizes: Mapping[int, int],
    blocked: frozenset[tuple[int, int]] = frozenset(),
) -> UnionPlan:
    """Plan where the messages of a batch go.

    Args:
        arrivals: the messages, oldest first; the order matters only where pairs are blocked.
        known: the conversation of every node of the batch that has one already.
        sizes: how many messages these conversations hold. The largest of a group stays, and
            among equals the smallest number, which is the oldest.
        blocked: pairs of conversations that a user separated or decided differently about.
    """
    forest: Forest[Vertex] = Forest(frozenset((_place(one), _place(two)) for one, two in blocked))
    foes: dict[tuple[Vertex, Vertex], str] = {}
    for arrival in arrivals:
        own = ("message", arrival.key)
        for vertex in _vertices(arrival, known):
            for pair in forest.tie(own, vertex):
                foes.setdefault(pair, arrival.key)
        forest.root(own)
    homes, created, merges = _homes(forest, sizes)
    new_nodes = {node for arrival in arrivals for node in arrival.nodes if node not in known}
    return UnionPlan(
        created=created,
        merges=merges,
        placed={one.key: homes[forest.root(("message", one.key))] for one in arrivals},
        nodes={node: homes[forest.root(("node", node))] for node in sorted(new_nodes)},
        grounds=_grounds(arrivals, known),
        apart=_apart(foes, forest, homes),
    )


def _apart(
    foes: Mapping[tuple[Vertex, Vertex], str], forest: Forest[Vertex], homes: Mapping[Vertex, int]
) -> tuple[Apart, ...]:
    """Return the pairs that were kept apart, by the conversations they lie in from now on."""
    found: dict[tuple[int, int], str] = {}
    for (one, other), key in foes.items():
        first, second = sorted((homes[forest.root(one)], homes[forest.root(other)]))
        found.setdefault((first, second), key)
    return tuple(Apart(*pair, key) for pair, key in sorted(found.items()))


def _place(conversation: int) -> Vertex:
    """Return the vertex of a conversation that exists."""
    return ("conversation", conversation)


def _vertices(arrival: Arrival, known: Mapping[str, int]) -> list[Vertex]:
    """Return what a message ties together: its own node, then from the nearest parent up."""
    own, *others = arrival.nodes
    vertices: list[Vertex] = [
        _place(known[node]) if node in known else ("node", node)
        for node in (own, *reversed(others))
    ]
    if arrival.joins is not None:
        vertices.append(_place(arrival.joins))
    return vertices


def _homes(
    forest: Forest[Vertex], sizes: Mapping[int, int]
) -> tuple[dict[Vertex, int], tuple[int, ...], tuple[Merge, ...]]:
    """Return the conversation of each group, those to be created, and those that end."""
    homes: dict[Vertex, int] = {}
    created: list[int] = []
    merges: list[Merge] = []
    stand_ins = count(-1, -1)
    for root, members in forest.groups():
        there = [number for kind, number in members if kind == "conversation"]
        if there:
            ordered = sorted(map(int, there), key=lambda one: (-sizes.get(one, 0), one))
            homes[root] = ordered[0]
            merges.extend(Merge(gone, ordered[0]) for gone in sorted(ordered[1:]))
        else:
            homes[root] = next(stand_ins)
            created.append(homes[root])
    return homes, tuple(created), tuple(merges)


def _grounds(arrivals: Sequence[Arrival], known: Mapping[str, int]) -> dict[str, Ground]:
    """Return what each message names that others name or are, by an id before anything else.

    That others name the message itself says nothing about what it answers.
    """
    times = Counter(node for arrival in arrivals for node in arrival.nodes)
    grounds = {}
    for arrival in arrivals:
        shared = [node for node in arrival.nodes[1:] if node in known or times[node] > 1]
        by_id = [node for node in shared if not node.startswith(THREAD_INDEX)]
        grounds[arrival.key] = (
            Ground.REFERENCES if by_id else Ground.THREAD_INDEX if shared else Ground.NEW
        )
    return grounds
