"""Delivering letters into mailboxes that have no server, through the very stages of all mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from kartotek.flows import inbound_mail
from kartotek.flows.demo.world import World
from kartotek.flows.demo.writing import Sent
from kartotek.mail.inbound.store import Arrival, Cursor, store
from kartotek.mail.models import Folder

NAMES = {"inbox": "INBOX", "sent": "Sent"}


class Post:
    """The folders of the company's mailboxes, made when the first letter comes to one."""

    def __init__(self) -> None:
        """Begin without folders."""
        self._folders: dict[tuple[str, str], Folder] = {}

    def deliver(self, due: Sequence[tuple[datetime, str, Sent]], world: World) -> None:
        """Put letters into the mailboxes of the addresses they are due at, and process them."""
        by_folder: dict[tuple[str, str], list[Sent]] = defaultdict(list)
        for _, address, letter in due:
            special_use = "sent" if letter.sender == address else "inbox"
            by_folder[address, special_use].append(letter)
        at = due[-1][0]
        for (address, special_use), letters in by_folder.items():
            _put(self._folder(address, special_use, world), letters, at)
        inbound_mail.process(world.company.pk, at=at)

    def _folder(self, address: str, special_use: str, world: World) -> Folder:
        known = self._folders.get((address, special_use))
        if known is None:
            known = Folder.objects.create(
                company=world.company,
                mailbox=world.mailboxes[address],
                name=NAMES[special_use],
                raw_name=NAMES[special_use],
                special_use=special_use,
                uidvalidity=1,
                is_history_done=True,
            )
            self._folders[address, special_use] = known
        return known


def _put(folder: Folder, letters: Sequence[Sent], at: datetime) -> None:
    first = folder.high_uid + 1
    arrivals = [
        Arrival(
            uid=first + place,
            raw=one.raw,
            is_read=not one.is_unread or folder.special_use == "sent",
            internal_at=one.sent_at,
        )
        for place, one in enumerate(letters)
    ]
    store(folder, arrivals, Cursor(high_uid=folder.high_uid + len(letters), low_uid=0), at=at)
