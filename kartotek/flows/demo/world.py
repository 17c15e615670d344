"""What of the demo company is there already, by the names its tables use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.mail.models import Mailbox, Message
from kartotek.users.models import Company
from kartotek.users.viewer import Viewer


@dataclass
class World:
    """The company while it is told: who and what was made, by key."""

    company: Company
    at: datetime
    users: dict[str, Viewer]
    mailboxes: dict[str, Mailbox] = field(default_factory=dict)
    firms: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    items: dict[str, ItemRef] = field(default_factory=dict)
    stages: dict[str, int] = field(default_factory=dict)
    phases: dict[str, int] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)

    def owner(self, key: str) -> Viewer:
        """Return a colleague as whoever does something."""
        return self.users[key]

    def keep(self, key: str, kind: str, pk: int) -> None:
        """Remember an item by its key."""
        self.items[key] = ItemRef(ItemKind(kind), pk)

    def on(self, item: str, person: str = "") -> dict[str, Any]:
        """Return what something hangs on, as activities and notes take it."""
        found: dict[str, Any] = {}
        if item:
            ref = self.items[item]
            found[f"{ref.kind}_id"] = ref.id
        if person:
            found["person_id"] = self.people[person]
        return found

    def conversation(self, talk: str) -> int:
        """Return the conversation of a talk that was delivered."""
        first = Message.objects.filter(
            company_id=self.company.pk, message_id__startswith=f"{talk}-"
        ).order_by("sent_at")
        return first.values_list("conversation_id", flat=True)[0] or 0
