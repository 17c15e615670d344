"""A mailbox is brought in line with its server, once from end to end.

connect -> folders -> new mail -> the last days -> the chosen range -> flags -> what is gone
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kartotek.contacts.queries import persons_by_keys
from kartotek.errors import Corrupt, RemoteError, Retry
from kartotek.flows import inbound_mail
from kartotek.flows.announce import announce
from kartotek.lib.backoff import next_try
from kartotek.linking.models import ConversationLink
from kartotek.mail.connection.endpoint import Endpoint
from kartotek.mail.connection.errors import ServerTrouble
from kartotek.mail.credentials import password_of
from kartotek.mail.imap.session import Session
from kartotek.mail.inbound import cursors, fetch
from kartotek.mail.inbound.fetch import Clock, Fetching, in_thread
from kartotek.mail.models import Folder, FolderEntry, Mailbox
from kartotek.mail.operations import mailbox_status
from kartotek.mail.queries.mailboxes import mailbox_with_id
from kartotek.mail.rules.folders import recent_since, since

# Called with the company after each commit of new mail, so that its stages go on.
Wake = Callable[[int], Awaitable[None]]


@dataclass
class Round:
    """One round over a mailbox, and how far it came."""

    mailbox: Mailbox
    clock: Clock
    wake: Wake
    arrived_count: int = 0
    expected_count: int = 0
    trouble: str = ""
    folders: list[Folder] = field(default_factory=list)

    async def stored(self, count: int) -> None:
        """Note progress and let the new mail go on its way."""
        self.arrived_count += count
        await in_thread(self._tell)
        if count:
            await self.wake(self.mailbox.company_id)

    def _tell(self) -> None:
        mailbox_status.note_progress(
            mailbox_id=self.mailbox.pk,
            arrived_count=self.arrived_count,
            expected_count=self.expected_count,
        )
        self.announce()

    def announce(self) -> None:
        """Tell the owner's open screens that the account changed."""
        announce(
            "mailbox:changed",
            company_id=self.mailbox.company_id,
            at=self.clock(),
            user_ids=[self.mailbox.user_id],
            data={"mailbox": self.mailbox.pk},
        )


def endpoint_of(mailbox: Mailbox) -> Endpoint:
    """Return where a mailbox is read."""
    security = {"tls": "tls", "starttls": "starttls"}.get(mailbox.imap_security, "none")
    return Endpoint(mailbox.imap_host, mailbox.imap_port, security)  # type: ignore[arg-type]


async def connect(mailbox: Mailbox) -> Session:
    """Return a session that is logged in.

    Raises:
        ServerTrouble: what is wrong, in words.
        Corrupt: the kept password cannot be read.
    """
    password = await in_thread(password_of, mailbox)
    session = await Session.connect(endpoint_of(mailbox))
    await session.login(mailbox.login, password)
    return session


async def sync(session: Session, round_: Round) -> None:
    """Bring everything the user chose here: new mail and the last days first, then the past."""
    fetching = fetching_of(session, round_)
    listed = await session.list_folders()
    round_.folders = await in_thread(cursors.keep_folders, round_.mailbox, listed)
    today = round_.clock().date()
    for folder in round_.folders:
        await _new_mail(fetching, round_, folder)
    for folder in round_.folders:
        await _past(fetching, round_, folder, recent_since(today))
    for folder in round_.folders:
        if not folder.is_history_done:
            await _past(fetching, round_, folder, since(round_.mailbox.history, today))
            await in_thread(cursors.finish_history, folder)
    for folder in round_.folders:
        await _compare(fetching, round_, folder)
    await in_thread(settled, round_)


async def new_mail(session: Session, round_: Round, folder: Folder) -> int:
    """Fetch what just arrived in the selected folder and return how many there were."""
    return await fetch.forward(fetching_of(session, round_), folder)


def fetching_of(session: Session, round_: Round) -> Fetching:
    """Return what a round fetches with."""
    return Fetching(session, round_.clock, round_.stored, _contacts)


def _contacts(keys: Collection[str], company_id: int) -> set[str]:
    return set(persons_by_keys(keys, company_id=company_id))


async def _new_mail(fetching: Fetching, round_: Round, folder: Folder) -> None:
    await fetch.open_folder(fetching, folder)
    await fetch.call_anew(fetching, folder)
    await fetch.forward(fetching, folder)


async def _past(fetching: Fetching, round_: Round, folder: Folder, first_day: date | None) -> None:
    if folder.is_history_done:
        return
    await fetch.open_folder(fetching, folder)
    uids = await fetch.missing(fetching, folder, first_day)
    round_.expected_count += len(uids)
    await fetch.backward(fetching, folder, uids)


async def _compare(fetching: Fetching, round_: Round, folder: Folder) -> None:
    """Take over flags, and find what is gone there."""
    selected = await fetching.session.select(folder.raw_name)
    await in_thread(cursors.open_folder, folder, selected)
    await fetch.flags(fetching, folder, selected.highestmodseq)
    there = await fetching.session.search_uids()
    waiting = await in_thread(cursors.waiting_gaps, folder)
    await in_thread(cursors.forget_gaps, folder, set(waiting) - set(there))
    if len(there) != selected.exists:
        # An answer that does not fit the server's own count proves nothing gone (STYLE 2.10).
        return
    await in_thread(cursors.forget_left_out, folder, there)
    await in_thread(_drop_gone, folder, there, round_.clock())


def _drop_gone(folder: Folder, there: Sequence[int], at: datetime) -> None:
    """Drop what was deleted or moved there; linked conversations keep their mail."""
    gone = cursors.entries_not_among(folder, there)
    if not gone:
        return
    kept = _kept_by_link(gone) - _known_anew(folder, gone)
    cursors.drop([one for one in gone if one.pk not in kept], at=at)


def _kept_by_link(entries: Iterable[FolderEntry]) -> set[int]:
    ids = [one.pk for one in entries]
    linked = ConversationLink.objects.exclude(deal=None, lead=None, project=None)
    return set(
        FolderEntry.objects.filter(
            pk__in=ids, message__conversation_id__in=linked.values("conversation_id")
        ).values_list("pk", flat=True)
    )


def _known_anew(folder: Folder, gone: Sequence[FolderEntry]) -> set[int]:
    """Return the entries of former UIDs whose message was found under its new UID."""
    former = {one.message_id: one.pk for one in gone if one.uidvalidity != folder.uidvalidity}
    found = FolderEntry.objects.filter(
        company_id=folder.company_id,
        folder=folder,
        uidvalidity=folder.known_uidvalidity,
        message_id__in=[message_id for message_id in former if message_id is not None],
    )
    return {former[message_id] for message_id in found.values_list("message_id", flat=True)}


def settled(round_: Round) -> None:
    """Note that a mailbox is up to date and that nothing of a round is under way."""
    mailbox_status.note_good_sync(mailbox_id=round_.mailbox.pk, at=round_.clock())
    round_.announce()


def note_trouble(round_: Round, trouble: RemoteError | Corrupt) -> None:
    """Write down why a mailbox cannot be synced, and when it is tried again."""
    mailbox = round_.mailbox
    waits_for_user = isinstance(trouble, Corrupt) or trouble.retry is Retry.NEVER
    now = round_.clock()
    code = trouble.code if isinstance(trouble, ServerTrouble) else "store_unwell"
    if isinstance(trouble, Corrupt):
        code = "password_unreadable"
    mailbox_status.note_trouble(
        mailbox_id=mailbox.pk,
        code=code,
        facts=trouble.facts if isinstance(trouble, ServerTrouble) else {},
        next_try_at=None
        if waits_for_user
        else next_try(mailbox.failure_count + 1, now, str(mailbox.pk)),
    )
    round_.trouble = str(trouble)
    round_.announce()


def run_once(mailbox_ids: Iterable[int], *, clock: Clock) -> list[Round]:
    """Sync mailboxes one after the other, take their mail through all stages, and report.

    Args:
        mailbox_ids: which.
        clock: what tells the time.

    Raises:
        NotFound: there is no such mailbox.
    """
    return [asyncio.run(_run_one(mailbox_id, clock)) for mailbox_id in mailbox_ids]


async def _run_one(mailbox_id: int, clock: Clock) -> Round:
    async def process(company_id: int) -> None:
        await in_thread(inbound_mail.process, company_id, at=clock(), clock=clock)

    round_ = Round(await in_thread(mailbox_with_id, mailbox_id), clock, process)
    try:
        async with await connect(round_.mailbox) as session:
            await sync(session, round_)
    except (RemoteError, Corrupt) as trouble:
        await in_thread(note_trouble, round_, trouble)
    return round_
