"""The Sales Inbox: its folders, and a list of conversations that news change in place."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from kartotek.linking import queries
from kartotek.linking.queries import Cursor, Folder, FolderCounts, Page
from kartotek.mail.operations.mailboxes import ask_for_sync
from kartotek.mail.queries.mailboxes import MailboxRow, mailboxes_of
from kartotek.users.viewer import Viewer
from kartotek.web.inbox.answers import inbox_again
from kartotek.web.inbox.asked import STEP, Asked, asked, query_of
from kartotek.web.inbox.sync import is_ready, sync_of
from kartotek.web.numbers import record_numbers
from kartotek.web.render import answer, draw_part, in_place, page, part, toast
from kartotek.web.viewer import KartotekRequest

SCREEN = "inbox/inbox.html"

FOLDERS: dict[Folder, tuple[str | Promise, str]] = {
    Folder.INBOX: (_("Inbox"), "inbox"),
    Folder.TO_LINK: (_("To link"), "link-2"),
    Folder.SENT: (_("Sent"), "send"),
    Folder.ARCHIVE: (pgettext_lazy("folder", "Archive"), "archive"),
}
FILTERS: dict[str, str | Promise] = {
    "unread": _("Unread"),
    "contacts": _("From contacts"),
    "not-linked": _("Not linked"),
    "open-deal": _("Open deal"),
    "files": _("With files"),
}


@dataclass(frozen=True)
class Tab:
    """An entry of the side navigation, or a filter."""

    name: str
    text: str | Promise
    icon: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Shown:
    """A list of the Sales Inbox, ready to be drawn."""

    title: str | Promise
    folder: str
    page: Page
    checked: frozenset[int]
    total: int
    start: int
    url: str
    more_url: str
    newer_url: str
    older_url: str
    clear_url: str
    list_query: str
    filters: list[Tab]
    is_narrowed: bool

    @property
    def is_counted(self) -> bool:
        """Whether `total` is all of them, rather than as far as they were counted."""
        return self.total <= queries.MOST_COUNTED

    @property
    def end(self) -> int:
        """The number of the last row."""
        return self.start + len(self.page.rows) - 1


@require_GET
def inbox(request: KartotekRequest) -> HttpResponse:
    """Show a folder; for htmx the rows that follow, or all that news may have changed."""
    wanted = asked(request)
    boxes = mailboxes_of(viewer=request.viewer)
    if request.GET.get("rows") and request.htmx:
        return part(request, SCREEN, "more_rows", {"shown": _shown(request, wanted)})
    context = _context(request, wanted, boxes)
    if request.GET.get("news") and request.htmx:
        return _news(request, context)
    return page(request, SCREEN, context)


@require_GET
def state(request: KartotekRequest) -> HttpResponse:
    """Draw how far the accounts are."""
    boxes = mailboxes_of(viewer=request.viewer)
    sync = sync_of(boxes, asked(request).mailbox_id, at=timezone.now())
    return part(request, SCREEN, "sync_state", {"sync": sync})


@require_POST
def sync(request: KartotekRequest) -> HttpResponse:
    """Have every account of the user's that can be asked look for new mail."""
    for box in mailboxes_of(viewer=request.viewer):
        if is_ready(box):
            ask_for_sync(mailbox_id=box.id, by=request.viewer, at=timezone.now())
    return toast(request, inbox_again(request), gettext("Looking for new mail"))


def _news(request: KartotekRequest, context: dict[str, object]) -> HttpResponse:
    """Return the list and all numbers anew; what did not change keeps its focus."""
    blocks = ("conversations", "inbox_pages", "inbox_count", "inbox_folders", "inbox_accounts")
    pieces = [
        in_place(f"#{block}", draw_part(request, SCREEN, block, context), "outerMorph")
        for block in blocks
    ]
    title = format_html("{} · Kartotek", draw_part(request, SCREEN, "title", context))
    return answer(in_place("title", title, "innerHTML"), *pieces)


def _context(request: KartotekRequest, wanted: Asked, boxes: list[MailboxRow]) -> dict[str, object]:
    counts = queries.counts(viewer=request.viewer)
    return {
        "shown": _shown(request, wanted),
        "counts": counts,
        "folders": _folders(wanted, counts),
        "accounts": _accounts(wanted, boxes, counts),
        "sync": sync_of(boxes, wanted.mailbox_id, at=timezone.now()),
        "has_accounts": bool(boxes),
    }


def _shown(request: KartotekRequest, wanted: Asked) -> Shown:
    found = queries.inbox(
        viewer=request.viewer,
        folder=wanted.folder,
        mailbox_id=wanted.mailbox_id,
        filters=wanted.filters,
        after=wanted.after,
        limit=wanted.shown,
    )
    total = queries.total(
        viewer=request.viewer,
        folder=wanted.folder,
        mailbox_id=wanted.mailbox_id,
        filters=wanted.filters,
    )
    end = wanted.start + len(found.rows)
    ids = request.GET.getlist("ids")
    return Shown(
        title=FOLDERS[wanted.folder][0],
        folder=str(wanted.folder),
        page=found,
        checked=frozenset(record_numbers(ids)),
        total=total,
        start=wanted.start,
        url=_url(wanted, wanted.after, wanted.start),
        more_url=_url(wanted, found.next, end) if found.next else "",
        newer_url=_newer(wanted, request.viewer),
        older_url=_url(wanted, found.next, end) if found.next else "",
        clear_url=_list_url({**wanted.address, **dict.fromkeys(wanted.filters, "")}),
        list_query=query_of(wanted.address).removeprefix("?"),
        filters=_filters(wanted),
        is_narrowed=bool(wanted.filters),
    )


def _newer(wanted: Asked, viewer: Viewer) -> str:
    if wanted.after is None:
        return ""
    start = max(wanted.start - STEP, 1)
    before = queries.page_before(
        wanted.after,
        viewer=viewer,
        folder=wanted.folder,
        mailbox_id=wanted.mailbox_id,
        filters=wanted.filters,
        limit=STEP,
    )
    return _url(wanted, before, start if before else 1)


def _url(wanted: Asked, after: Cursor | None, start: int) -> str:
    place = {"after": str(after), "start": str(start)} if after else {}
    return _list_url({**wanted.address, **place})


def _list_url(values: dict[str, str]) -> str:
    given = {name: value for name, value in values.items() if value}
    return reverse("inbox:inbox") + query_of(given)


def _folders(wanted: Asked, counts: FolderCounts) -> list[Tab]:
    numbers = {Folder.INBOX: counts.unread, Folder.TO_LINK: counts.to_link}
    account = {name: value for name, value in wanted.address.items() if name == "account"}
    return [
        Tab(
            name=f"folder-{folder}",
            text=text,
            icon=icon,
            url=_list_url({"folder": "" if folder is Folder.INBOX else str(folder), **account}),
            count=numbers.get(folder, 0),
            is_current=folder is wanted.folder,
        )
        for folder, (text, icon) in FOLDERS.items()
    ]


def _accounts(wanted: Asked, boxes: list[MailboxRow], counts: FolderCounts) -> list[Tab]:
    """Return the accounts and, where there are several, all of them together first."""
    folder = "" if wanted.folder is Folder.INBOX else str(wanted.folder)
    own = [
        Tab(
            name=f"account-{box.id}",
            text=box.address,
            icon="user-round",
            url=_list_url({"folder": folder, "account": str(box.id)}),
            count=counts.by_mailbox.get(box.id, 0),
            is_current=wanted.mailbox_id == box.id,
        )
        for box in boxes
    ]
    everything = Tab(
        name="account-all",
        text=_("All accounts"),
        icon="users-round",
        url=_list_url({"folder": folder}),
        count=0,
        is_current=False,
    )
    return [everything, *own] if wanted.mailbox_id is not None or len(own) > 1 else own


def _filters(wanted: Asked) -> list[Tab]:
    made = []
    for name, text in FILTERS.items():
        is_on = name in wanted.filters
        values = {**wanted.address, name: "" if is_on else "1"}
        made.append(Tab(name, text, "", _list_url(values), 0, is_on))
    return made
