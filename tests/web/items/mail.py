"""Mail about items, for tests in which somebody acts on the screen and a letter comes after."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from kartotek.linking.models import ConversationLink
from kartotek.mail.models import Message
from tests.letters import ZEYNEP, deliver, letter
from tests.web.visitors import HTMX

# Whatever the screen does, it does before: screens look at the clock.
AFTERWARDS = datetime(2090, 1, 2, 9, 0, tzinfo=UTC)

NOTHING = ("", None)


@dataclass
class Desk:
    """Somebody's browser beside their mailbox."""

    browser: Any
    mailbox: Any
    letters: int = field(default=0)

    def does(self, path: str, **typed: Any) -> Any:
        """Post to an address of the screen, and return the answer, which must not be an error."""
        answer = self.browser.post(path, typed, headers=HTMX)
        assert answer.status_code < 400, answer.content.decode()
        return answer

    def adds(self, kind: str, person: Any, title: str = "Corridors", **typed: Any) -> int:
        """Add an item of a person through its dialog, and return its id."""
        answer = self.does(f"/{kind}s/add/", title=title, person_id=person.pk, **typed)
        return int(answer["HX-Redirect"].rstrip("/").rsplit("/", 1)[-1])

    def gets_mail(self, sender: str = ZEYNEP, *, replies_to: str = "", cc: str = "") -> str:
        """Let a letter come, and return the id of its message."""
        self.letters += 1
        name = f"letter-{self.letters}@customer.example"
        at = AFTERWARDS + timedelta(hours=self.letters)
        mail = letter(
            name,
            sender=sender,
            cc=cc,
            replies_to=replies_to,
            at=at,
            subject="" if not replies_to else "Re: it",
        )
        deliver(self.mailbox, mail, at=at)
        return name


def conversation_of(message_id: str) -> int:
    """Return the id of the conversation a message belongs to."""
    found = Message.objects.get(message_id=message_id).conversation_id
    assert found is not None
    return found


def decided(message_id: str) -> tuple[str, str, int | None]:
    """Return the code, and the kind and id of the item, of a message's conversation."""
    link = ConversationLink.objects.get(conversation_id=conversation_of(message_id))
    return link.decision.code, link.item_type, link.item_id
