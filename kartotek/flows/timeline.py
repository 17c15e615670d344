"""The last months of contacts: what happened with each of them, and who is to hear from us."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from kartotek.activities.models import Activity, BuiltIn, Note
from kartotek.activities.queries.scopes import visible
from kartotek.contacts.models import Organization, Person
from kartotek.fields.models import LabelUse
from kartotek.linking.access import access_to_many
from kartotek.linking.models import ParticipantMatch
from kartotek.mail.models import Message
from kartotek.mail.queries.mailboxes import own_keys
from kartotek.pipeline.deals.models import Deal
from kartotek.users.paging import Order, Page, page_of
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import seen_by

MODELS: Mapping[str, type[Person | Organization]] = {"person": Person, "organization": Organization}
MONTHS = 12
MARKS = ("mail_in", "mail_out", "call", "activity", "note", "deal")
# Of each kind of mark so many are looked at on a page; who has more is busy anyway.
MOST = 5000

Month = tuple[int, int]


@dataclass(frozen=True)
class Asked:
    """Which contacts are asked for; what is None or empty does not narrow.

    `is_due` asks for those with a follow-up frequency, the most overdue first; otherwise contacts
    come by name.
    """

    kind: str = "person"
    is_due: bool = False
    owner_id: int | None = None
    label_id: int | None = None
    after: str = ""


@dataclass(frozen=True)
class TimelineRow:
    """A contact with counts of marks by month; `late_days` is above 0 where it is overdue."""

    id: int
    name: str
    organization: str
    follow_up_days: int | None
    follow_up_on: date | None
    late_days: int
    marks: Mapping[Month, Mapping[str, int]] = field(default_factory=dict)


def months_until(today: date) -> list[Month]:
    """Return the last twelve months, the oldest first."""
    whole = today.year * 12 + today.month - 1
    return [divmod_month(whole - back) for back in reversed(range(MONTHS))]


def divmod_month(whole: int) -> Month:
    """Return year and month of a number of months since the year 0."""
    return whole // 12, whole % 12 + 1


def timeline(asked: Asked, *, viewer: Viewer, at: datetime, limit: int = 25) -> Page[TimelineRow]:
    """Return a page of contacts, each with what the viewer may see of its last months.

    Raises:
        CursorLost: where the page starts cannot be read.
    """
    order = Order("follow_up_on" if asked.is_due else "sort_key")
    page = page_of(_contacts(asked, viewer), order=order, after=asked.after, limit=limit)
    year, month = months_until(at.date())[0]
    since = at.replace(year=year, month=month, day=1, hour=0, minute=0, second=0, microsecond=0)
    marks = _marks(asked.kind, [one.pk for one in page.rows], since, viewer)
    firms = _organizations_of(page.rows, viewer)
    rows = [_row(one, firms, marks.get(one.pk, {}), at.date()) for one in page.rows]
    return Page(rows, page.next)


def count_late(kind: str, *, viewer: Viewer, at: datetime) -> int:
    """Return how many contacts should have heard from us before today."""
    due = _contacts(Asked(kind, is_due=True), viewer)
    return due.filter(follow_up_on__lt=at.date()).count()


def _contacts(asked: Asked, viewer: Viewer) -> QuerySet[Any]:
    alive = MODELS[asked.kind]._default_manager.filter(seen_by(viewer), deleted_at=None)
    if asked.is_due:
        alive = alive.filter(follow_up_on__isnull=False)
    if asked.owner_id is not None:
        alive = alive.filter(owner_id=asked.owner_id)
    if asked.label_id is not None:
        uses = LabelUse.objects.filter(
            company_id=viewer.company_id, label_id=asked.label_id, label__on=asked.kind
        )
        alive = alive.filter(pk__in=uses.values("subject_id"))
    return alive


def _organizations_of(contacts: Collection[Any], viewer: Viewer) -> dict[int, str]:
    """Return the names of the organizations of people, as far as the viewer sees them."""
    ids: set[int] = {getattr(one, "organization_id", None) or 0 for one in contacts} - {0}
    known = Organization.objects.alive().visible_to(viewer).filter(pk__in=ids)
    return dict(known.values_list("pk", "name")) if ids else {}


def _row(
    one: Any, firms: Mapping[int, str], marks: Mapping[Month, Counter[str]], today: date
) -> TimelineRow:
    late = (today - one.follow_up_on).days if one.follow_up_on else 0
    return TimelineRow(
        id=one.pk,
        name=one.name,
        organization=firms.get(getattr(one, "organization_id", None) or 0, ""),
        follow_up_days=one.follow_up_days,
        follow_up_on=one.follow_up_on,
        late_days=max(0, late),
        marks=marks,
    )


def _marks(
    kind: str, ids: Collection[int], since: datetime, viewer: Viewer
) -> dict[int, dict[Month, Counter[str]]]:
    """Return counts by contact, month and kind of mark."""
    found: dict[int, dict[Month, Counter[str]]] = {}
    for read in (_mail, _activities, _notes, _deals):
        for contact_id, mark, at in read(kind, ids, since, viewer):
            months = found.setdefault(contact_id, {})
            months.setdefault((at.year, at.month), Counter())[mark] += 1
    return found


Marks = Iterator[tuple[int, str, datetime]]


def _mail(kind: str, ids: Collection[int], since: datetime, viewer: Viewer) -> Marks:
    path = "person_id" if kind == "person" else "person__organization_id"
    matches = ParticipantMatch.objects.filter(
        company_id=viewer.company_id, person__deleted_at=None, **{f"{path}__in": ids}
    ).order_by("-conversation_id")
    rows = list(matches.values_list("conversation_id", path, "key")[:MOST])
    allowed = access_to_many(
        {conversation_id for conversation_id, _pk, _key in rows}, viewer=viewer
    )
    on: dict[int, list[tuple[int, str]]] = {}
    for conversation_id, contact_id, key in rows:
        if conversation_id in allowed:
            on.setdefault(conversation_id, []).append((contact_id, key))
    ours = own_keys(viewer.company_id)
    messages = Message.objects.filter(
        company_id=viewer.company_id, conversation_id__in=list(on), sent_at__gte=since
    ).order_by("-sent_at")
    for conversation_id, sender, at in messages.values_list(
        "conversation_id", "sender_key", "sent_at"
    )[:MOST]:
        marks = {
            (contact_id, "mail_in" if sender == key else "mail_out")
            for contact_id, key in on.get(conversation_id or 0, ())
            if sender == key or sender in ours
        }
        for contact_id, mark in marks:
            yield contact_id, mark, at


def _activities(kind: str, ids: Collection[int], since: datetime, viewer: Viewer) -> Marks:
    done = Activity.objects.alive().filter(done_at__gte=since)
    for one, contact_id in _about(visible(done, viewer), kind, ids):
        if one.done_at is not None:
            yield contact_id, "call" if one.type == BuiltIn.CALL else "activity", one.done_at


def _notes(kind: str, ids: Collection[int], since: datetime, viewer: Viewer) -> Marks:
    notes = Note.objects.alive().filter(created_at__gte=since)
    for one, contact_id in _about(visible(notes, viewer), kind, ids):
        yield contact_id, "note", one.created_at


def _deals(kind: str, ids: Collection[int], since: datetime, viewer: Viewer) -> Marks:
    deals = Deal.objects.filter(seen_by(viewer), deleted_at=None, created_at__gte=since)
    for one, contact_id in _about(deals, kind, ids):
        yield contact_id, "deal", one.created_at


def _about(query: QuerySet[Any], kind: str, ids: Collection[int]) -> Iterator[tuple[Any, int]]:
    """Yield what is about some contacts, with the contact: an organization's people count too."""
    direct = Q(**{f"{kind}_id__in": ids})
    if kind == "person":
        for one in query.filter(direct).order_by("-pk")[:MOST]:
            yield one, one.person_id
        return
    theirs = direct | Q(person__organization_id__in=ids)
    for one in query.filter(theirs).select_related("person").order_by("-pk")[:MOST]:
        yield one, one.organization_id if one.organization_id in ids else one.person.organization_id
