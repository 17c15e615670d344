"""The header part of the rule on real mail: its conversations are those of the header graph."""

from __future__ import annotations

import mailbox
import random
import re
from functools import cache
from pathlib import Path

import pytest

from kartotek.lib.addresses import address_key
from kartotek.mail.rules.threading import Arrival, NodeFacts, nodes_of
from tests.mail.rules.threading.store import Partition, Store, grouped

CORPORA = Path(__file__).parents[5] / "shared" / "corpora" / "mail"
BATCH = 500
ID = re.compile(r"<([^<>]+)>")
ADDRESS = re.compile(r"[^\s<>,;\"]+@[^\s<>,;\"]+")

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="The corpora are not beside the repository."),
]


@cache
def headers(name: str) -> tuple[NodeFacts, ...]:
    """Return what the messages of a mailbox name; the second of two equal ids is left out."""
    found: dict[str, NodeFacts] = {}
    for message in mailbox.mbox(CORPORA / name):
        everybody = " ".join(str(message.get(field, "")) for field in ("from", "to", "cc"))
        for own in ID.findall(str(message["message-id"]))[:1]:
            found.setdefault(
                own,
                NodeFacts(
                    own_id=own,
                    references=tuple(ID.findall(str(message.get("references", "")))),
                    in_reply_to=tuple(ID.findall(str(message.get("in-reply-to", "")))),
                    addresses=frozenset(map(address_key, ADDRESS.findall(everybody))),
                ),
            )
    return tuple(found.values())


def expected(messages: tuple[NodeFacts, ...]) -> Partition:
    """Return the conversations by spreading the smallest name over the graph of ids."""
    neighbours: dict[str, set[str]] = {}
    for message in messages:
        own = "".join(message.own_id.split())
        named = {"".join(one.split()) for one in (*message.references, *message.in_reply_to)}
        for other in {one for one in named if address_key(one) not in message.addresses} | {own}:
            neighbours.setdefault(own, set()).add(other)
            neighbours.setdefault(other, set()).add(own)
    name: dict[str, str] = {}
    for start in sorted(neighbours):
        front = {start} - name.keys()
        while front:
            name.update(dict.fromkeys(front, start))
            front = {near for one in front for near in neighbours[one]} - name.keys()
    return grouped((one.own_id, name["".join(one.own_id.split())]) for one in messages)


@pytest.mark.parametrize("order", ["as it lies", "newest first", "any"])
@pytest.mark.parametrize("corpus", ["vendor-support-mailbox.mbox", "developer-list.mbox"])
def test_conversations_of_real_mail_are_those_of_the_header_graph(corpus: str, order: str) -> None:
    messages = list(headers(corpus))
    if order == "newest first":
        messages.reverse()
    if order == "any":
        random.Random(7).shuffle(messages)
    store = Store()

    for start in range(0, len(messages), BATCH):
        batch = messages[start : start + BATCH]
        store.receive([Arrival(one.own_id, nodes_of(one)) for one in batch])

    assert store.partition == expected(headers(corpus))


def test_real_mail_holds_conversations_of_many_messages() -> None:
    """A graph without edges would make the test above say nothing."""
    sizes = sorted(map(len, expected(headers("vendor-support-mailbox.mbox"))))

    assert len(sizes) < 1500
    assert sizes[-1] >= 20
