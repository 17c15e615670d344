"""Stage 7: tell people from machines, by what the headers say of themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kartotek.mail.bulk import among
from kartotek.mail.inbound.under_way import UnderWay
from kartotek.mail.models import Message
from kartotek.mail.rules.automatic import AutomaticFacts, Kind
from kartotek.mail.rules.automatic import classify as decide_kind


def classify(entries: Sequence[UnderWay], *, at: datetime) -> None:
    """Write the kind of each message of a batch; doing it twice changes nothing."""
    ids = {entry.message_id for entry in entries if entry.message_id}
    messages = Message.objects.filter(among("pk", ids), company_id=entries[0].company_id, kind="")
    of_kind: dict[Kind, list[int]] = defaultdict(list)
    for pk, sender_key, signals in messages.values_list("id", "sender_key", "signals"):
        of_kind[_decided(sender_key, signals)].append(pk)
    for kind, found in of_kind.items():
        Message.objects.filter(among("pk", found)).update(kind=kind)


def kind_of(message: Message) -> Kind:
    """Return who or what wrote a message, by its kept signals."""
    return _decided(message.sender_key, message.signals)


def _decided(sender_key: str, signals: Mapping[str, Any]) -> Kind:
    return decide_kind(AutomaticFacts(sender_key=sender_key, **signals)).outcome
