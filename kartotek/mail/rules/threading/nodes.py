"""What ties a message to others for certain: the ids it names and the marks it carries.

Two messages that share a node belong to one conversation. An id that no message here has is a
node as well (a ghost), so the siblings of a lost parent still find each other.

Source: RFC 5322 section 3.6.4 (identification fields); [MS-OXOMSG] 2.2.1.3 (conversation index).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kartotek.lib.addresses import address_key

MAX_REFERENCES: Final = 200
"""So many ids of one message count: the first, which is the root, and the last ones."""

MAX_NODE_CHARS: Final = 998
"""A line of a mail holds no more (RFC 5322 section 2.1.1)."""

# A blank never stands in an id, so nobody can write a Message-ID that passes for one of these.
PROVIDER: Final = "provider: "
THREAD_INDEX: Final = "thread-index: "
FORWARDED: Final = "forwarded: "


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeFacts:
    """What a message says about where it belongs.

    Args:
        own_id: its Message-ID; something unique where it has none, or where another message
            with another body has the same one.
        references: ids of the References field, oldest first.
        in_reply_to: ids of the In-Reply-To field.
        provider_thread: how the provider calls its thread, with the account:
            `gm:<account>:<thread>`; empty when it says nothing.
        thread_index: the 16 bytes all messages of an Outlook conversation share, hexadecimal.
        base_subject: without prefixes of replies and forwards, folded for comparison.
        addresses: of everybody on the message, as they are compared.
        is_forwarded_to_bcc: it was forwarded to Smart Bcc and stays by itself (row 60).
    """

    own_id: str
    references: tuple[str, ...] = ()
    in_reply_to: tuple[str, ...] = ()
    provider_thread: str = ""
    thread_index: str = ""
    base_subject: str = ""
    addresses: frozenset[str] = field(default_factory=frozenset)
    is_forwarded_to_bcc: bool = False


def nodes_of(facts: NodeFacts) -> tuple[str, ...]:
    """Return the nodes a message ties together: its own first, its nearest parent last.

    The order matters only where a user has separated a conversation: the last node that is
    known decides which half a reply follows.
    """
    if facts.is_forwarded_to_bcc:
        return (FORWARDED + facts.own_id,)
    own = _tidy(facts.own_id)
    others = dict.fromkeys(reversed([*_marks(facts), *_referenced(facts)]))
    others.pop(own, None)
    return own, *reversed(others)


def _marks(facts: NodeFacts) -> list[str]:
    """Return the nodes that are not ids: the provider's thread, and Outlook's conversation."""
    marks = []
    if facts.provider_thread:
        marks.append(PROVIDER + facts.provider_thread)
    if facts.thread_index:
        # Outlook keeps the index when somebody answers an old mail to write about a new matter.
        marks.append(f"{THREAD_INDEX}{facts.thread_index} {facts.base_subject}")
    return [mark[:MAX_NODE_CHARS] for mark in marks]


def _referenced(facts: NodeFacts) -> list[str]:
    """Return the ids of the parents, nearest last, at most MAX_REFERENCES."""
    named = [_tidy(one) for one in (*facts.references, *facts.in_reply_to)]
    # Old clients wrote "Message from <somebody@…> of Monday" into In-Reply-To; taken as an id,
    # an address would tie together everything that person ever received an answer to.
    ids = [one for one in named if one and address_key(one) not in facts.addresses]
    return [ids[0], *ids[1 - MAX_REFERENCES :]] if len(ids) > MAX_REFERENCES else ids


def _tidy(message_id: str) -> str:
    """Return an id without its brackets and blanks, cut to what a line holds."""
    return "".join(message_id.split()).strip("<>")[:MAX_NODE_CHARS]
