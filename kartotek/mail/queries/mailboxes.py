"""Reading mailboxes: each user's own, and which addresses are ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.lib.addresses import address_key
from kartotek.mail.models import FolderEntry, LeftOut, Mailbox, MailboxAddress
from kartotek.mail.models.folder import MADE_HERE
from kartotek.mail.models.mailbox import MailboxStatus
from kartotek.users.models import User
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class MailboxRow:
    """A mailbox as its user sees it in the settings; without its password."""

    id: int
    address: str
    login: str
    imap_host: str
    imap_port: int
    imap_security: str
    smtp_host: str
    smtp_port: int
    smtp_security: str
    history: str
    automatic_linking: bool
    shares_by_default: bool
    is_default: bool
    is_connected: bool
    status: str
    error_code: str
    error_facts: Mapping[str, str]
    next_try_at: datetime | None
    last_good_sync_at: datetime | None
    arrived_count: int
    expected_count: int
    held_count: int
    blocked: str
    contacts_only: bool

    @property
    def percent(self) -> int:
        """How much of what is expected has arrived, 0 to 100."""
        if not self.expected_count:
            return 0
        return min(100, self.arrived_count * 100 // self.expected_count)


def mailboxes_of(*, viewer: Viewer) -> list[MailboxRow]:
    """Return the viewer's own mailboxes, the default one first; nobody sees another's."""
    mailboxes = list(_own(viewer).order_by("-is_default", "address", "pk"))
    held = dict(
        FolderEntry.objects.filter(
            company_id=viewer.company_id, mailbox__in=mailboxes, held_at__isnull=False
        )
        .values_list("mailbox_id")
        .annotate(Count("pk"))
    )
    return [_row(mailbox, held.get(mailbox.pk, 0)) for mailbox in mailboxes]


def mailbox_row(mailbox_id: int, *, viewer: Viewer) -> MailboxRow:
    """Return one of the viewer's own mailboxes.

    Raises:
        NotFound: there is no such mailbox of the viewer.
    """
    mailbox = mailbox_of(mailbox_id, viewer=viewer)
    held = FolderEntry.objects.filter(
        company_id=viewer.company_id, mailbox=mailbox, held_at__isnull=False
    )
    return _row(mailbox, held.count())


@dataclass(frozen=True)
class FolderRow:
    """A folder: how many messages are in it there, and how many of them are here.

    `left_out` are those that the user's choices keep out, by code of `mail/rules/admission.py`.
    """

    id: int
    name: str
    special_use: str
    is_synced: bool
    is_excluded: bool
    there_count: int
    here_count: int
    left_out: Mapping[str, int]

    @property
    def left_out_count(self) -> int:
        """How many messages stay out, whatever the reason."""
        return sum(self.left_out.values())


def folders_of(mailbox_id: int, *, viewer: Viewer) -> list[FolderRow]:
    """Return the folders of one of the viewer's own mailboxes, by name.

    Raises:
        NotFound: there is no such mailbox of the viewer.
    """
    mailbox = mailbox_of(mailbox_id, viewer=viewer)
    came = Q(entries__gone_at=None) & ~Q(entries__uidvalidity=MADE_HERE)
    here = Count("entries", filter=came)
    folders = mailbox.folders.annotate(here_count=here).order_by("name", "pk")
    left_out: dict[int, dict[str, int]] = defaultdict(dict)
    counted = LeftOut.objects.filter(company_id=viewer.company_id, folder__mailbox=mailbox)
    for folder_id, code, count in counted.values_list("folder_id", "code").annotate(Count("pk")):
        left_out[folder_id][code] = count
    return [
        FolderRow(
            id=folder.pk,
            name=folder.name,
            special_use=folder.special_use,
            is_synced=folder.is_synced,
            is_excluded=folder.is_excluded,
            left_out=left_out[folder.pk],
            there_count=folder.there_count,
            here_count=folder.here_count,
        )
        for folder in folders
    ]


def mailbox_of(mailbox_id: int, *, viewer: Viewer, for_change: bool = False) -> Mailbox:
    """Return one of the viewer's own mailboxes, locked where it is about to be changed.

    Raises:
        NotFound: there is no such mailbox of the viewer.
    """
    own = _own(viewer).select_for_update() if for_change else _own(viewer)
    mailbox = own.filter(pk=mailbox_id).first()
    if mailbox is None:
        raise NotFound(_("There is no such account."))
    return mailbox


def mailbox_with_id(mailbox_id: int) -> Mailbox:
    """Return a mailbox of anyone, for the operator and the engine.

    Raises:
        NotFound: there is none with this id.
    """
    mailbox = Mailbox.objects.filter(pk=mailbox_id).select_related("user", "company").first()
    if mailbox is None:
        raise NotFound(_("There is no mailbox %(id)s.") % {"id": mailbox_id})
    return mailbox


def connected_ids() -> list[int]:
    """Return the ids of all mailboxes that have a server to ask, for the operator.

    Those of users who were deactivated are left alone until they come back.
    """
    asleep = (MailboxStatus.DISCONNECTED, MailboxStatus.OFFLINE)
    awake = Mailbox.objects.exclude(status__in=asleep).filter(user__is_active=True)
    return list(awake.order_by("pk").values_list("pk", flat=True))


def own_keys(company_id: int) -> frozenset[str]:
    """Return the keys of every address that is ours: mailboxes, aliases, and logins of users."""
    boxes = _box_keys(company_id=company_id)
    aliases = _alias_keys(company_id=company_id)
    return frozenset({*boxes, *aliases, *map(address_key, _logins(company_id=company_id))})


@prepared
def _box_keys(*, company_id: int) -> QuerySet[Mailbox, str]:
    return Mailbox.objects.filter(company_id=company_id).values_list("key", flat=True)


@prepared
def _alias_keys(*, company_id: int) -> QuerySet[MailboxAddress, str]:
    return MailboxAddress.objects.filter(company_id=company_id).values_list("key", flat=True)


@prepared
def _logins(*, company_id: int) -> QuerySet[User, str]:
    return User.objects.filter(company_id=company_id).values_list("email", flat=True)


def _own(viewer: Viewer) -> QuerySet[Mailbox]:
    return Mailbox.objects.filter(company_id=viewer.company_id, user_id=viewer.own_id)


def _row(mailbox: Mailbox, held_count: int) -> MailboxRow:
    return MailboxRow(
        id=mailbox.pk,
        address=mailbox.address,
        login=mailbox.login,
        imap_host=mailbox.imap_host,
        imap_port=mailbox.imap_port,
        imap_security=mailbox.imap_security,
        smtp_host=mailbox.smtp_host,
        smtp_port=mailbox.smtp_port,
        smtp_security=mailbox.smtp_security,
        history=mailbox.history,
        automatic_linking=mailbox.automatic_linking,
        shares_by_default=mailbox.shares_by_default,
        is_default=mailbox.is_default,
        is_connected=mailbox.is_connected,
        status=mailbox.status,
        error_code=mailbox.error_code,
        error_facts=mailbox.error_facts,
        next_try_at=mailbox.next_try_at,
        last_good_sync_at=mailbox.last_good_sync_at,
        arrived_count=mailbox.arrived_count,
        expected_count=mailbox.expected_count,
        held_count=held_count,
        blocked=mailbox.blocked,
        contacts_only=mailbox.contacts_only,
    )
