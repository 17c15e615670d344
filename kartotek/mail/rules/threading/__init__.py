"""Which messages are one conversation (engineering/MAIL.md section 2).

ids and marks -> nodes -> groups of messages that share one -> conversations
(nodes.py)                (forest.py, union.py)

What the headers cannot place, but looks like a reply, is placed by the lines it quotes or by its
subject and people together (evidence.py, parents.py).
"""

from kartotek.mail.rules.threading.evidence import (
    QUOTE_REACH,
    SUBJECT_REACH,
    Parent,
    ReplyFacts,
)
from kartotek.mail.rules.threading.grounds import Ground
from kartotek.mail.rules.threading.nodes import NodeFacts, nodes_of
from kartotek.mail.rules.threading.parents import (
    PARENT_TABLE,
    choose_parent,
    looks_like_reply,
)
from kartotek.mail.rules.threading.subjects import is_generic_subject
from kartotek.mail.rules.threading.union import Apart, Arrival, Merge, UnionPlan, join

__all__ = [
    "PARENT_TABLE",
    "QUOTE_REACH",
    "SUBJECT_REACH",
    "Apart",
    "Arrival",
    "Ground",
    "Merge",
    "NodeFacts",
    "Parent",
    "ReplyFacts",
    "UnionPlan",
    "choose_parent",
    "is_generic_subject",
    "join",
    "looks_like_reply",
    "nodes_of",
]
