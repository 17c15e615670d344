"""Stage 2b: which of the messages there are brought here, from their headers alone.

    chosen? -> headers -> decide (rules/admission) -> a line for each that stays out

Where its user leaves nothing out no header is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kartotek.lib.addresses import address_key, is_no_reply
from kartotek.mail.bulk import insert_each
from kartotek.mail.imap.fetch import RawHeader
from kartotek.mail.mime import headers
from kartotek.mail.mime.charsets import Hint
from kartotek.mail.mime.limits import MAX_RECIPIENTS
from kartotek.mail.mime.mailboxes import Reader
from kartotek.mail.models import Folder, LeftOut, Mailbox
from kartotek.mail.queries.mailboxes import own_keys
from kartotek.mail.rules.admission import Admission, AdmitFacts, Blocklist, admit

FIELDS: Final = ("FROM", "REPLY-TO", "TO", "CC", "BCC")

# Returns which of some address keys are contacts of a company; this package knows addresses only.
Contacts = Callable[[Collection[str], int], Collection[str]]


@dataclass(frozen=True)
class Choices:
    """What a user leaves out, of one folder of a mailbox."""

    blocked: Blocklist
    contacts_only: bool
    is_folder_excluded: bool

    def __bool__(self) -> bool:
        """Whether anything can stay out at all."""
        return bool(self.blocked) or self.contacts_only or self.is_folder_excluded


def choices_of(folder: Folder) -> Choices:
    """Return what the user of a folder's mailbox leaves out, as it stands now."""
    found = Mailbox.objects.filter(pk=folder.mailbox_id).values_list("blocked", "contacts_only")
    blocked, contacts_only = found.get()
    is_excluded = Folder.objects.filter(pk=folder.pk, is_excluded=True).exists()
    return Choices(Blocklist.of(blocked.split("\n")), contacts_only, is_excluded)


def admitted(
    folder: Folder,
    choices: Choices,
    found: Sequence[RawHeader],
    *,
    contacts: Contacts,
    at: datetime,
) -> list[int]:
    """Return the UIDs that are brought here, ascending, and keep a line for each of the others.

    Args:
        folder: with its present UIDVALIDITY.
        choices: what its user leaves out.
        found: the fields FIELDS of messages.
        contacts: tells which addresses are contacts; asked only where that matters.
        at: now.
    """
    ours = own_keys(folder.company_id)
    external = {one.uid: parties_of(one.header) - ours for one in found}
    everybody = {key for keys in external.values() for key in keys}
    known = frozenset(contacts(everybody, folder.company_id) if choices.contacts_only else ())
    decided = {
        uid: admit(
            AdmitFacts(
                external=keys,
                contacts=keys & known,
                blocked=choices.blocked,
                contacts_only=choices.contacts_only,
                is_folder_excluded=choices.is_folder_excluded,
            )
        ).outcome
        for uid, keys in external.items()
    }
    _leave_out(folder, decided, at)
    return sorted(uid for uid, outcome in decided.items() if outcome is Admission.ADMITTED)


def parties_of(header: bytes) -> frozenset[str]:
    """Return the keys of everybody in the address fields of a header.

    Reply-To stands in for a From that nobody reads, as it does for linking.
    """
    fields, _body = headers.read(header, 0, len(header))
    reader = Reader(Hint("", ""), MAX_RECIPIENTS)
    senders, replies, *others = (
        [address_key(one.addr_spec) for one in reader.read(fields.all(name.lower().encode()))]
        for name in FIELDS
    )
    if replies and all(map(is_no_reply, senders)):
        senders = replies
    return frozenset(key for keys in (senders, *others) for key in keys if key)


def _leave_out(folder: Folder, decided: Mapping[int, Admission], at: datetime) -> None:
    insert_each(
        LeftOut,
        ["company_id", "folder_id", "uidvalidity", "uid", "code", "at"],
        [
            (folder.company_id, folder.pk, folder.known_uidvalidity, uid, str(outcome), at)
            for uid, outcome in decided.items()
            if outcome is not Admission.ADMITTED
        ],
        skips_known=True,
    )
