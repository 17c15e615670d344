"""What becomes of links when a late parent joins conversations, however many there are."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from kartotek.linking.models import ConversationLink
from kartotek.pipeline.leads.operations import create
from tests.letters import DANIEL, TOMAS, ZEYNEP, deliver, letter, message


@pytest.mark.parametrize("order", list(permutations("abc")), ids="".join)
def test_links_that_disagree_stay_undecided_in_any_order(
    order: tuple[str, ...],
    elifs_mailbox: Any,
    lobby_deal: Any,
    clinic_lead: Any,
    tomas: Any,
    by_elif: Any,
    now: Any,
) -> None:
    create(by=by_elif, at=now, title="Office lamps", person_id=tomas.pk)
    for name, sender in zip("abc", (ZEYNEP, DANIEL, TOMAS), strict=True):
        root, subject = f"root-{name}@x", f"About {name}"
        deliver(elifs_mailbox, letter(f"{name}@x", sender=sender, replies_to=root, subject=subject))

    roots = [f"root-{name}@x" for name in order]
    deliver(elifs_mailbox, letter("late@x", replies_to=roots, subject="Late"))

    assert len({message(f"{name}@x").conversation_id for name in "abc"}) == 1
    link = ConversationLink.objects.get()
    assert (link.item_id, link.awaits_choice) == (None, True)
