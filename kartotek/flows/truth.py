"""What hangs on contacts and on items, counted from the records themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from kartotek.activities.models import Activity
from kartotek.contacts.models import Person, PersonAddress, PersonPhone
from kartotek.contacts.models.counted import COUNTS, DAYS
from kartotek.linking.models import ParticipantMatch
from kartotek.mail.models import MailboxConversation
from kartotek.mail.queries.mailboxes import own_keys
from kartotek.pipeline.deals.models import Deal, Outcome
from kartotek.pipeline.leads.models import Lead
from kartotek.users.prepared import prepared

NOTHING: Final[Mapping[str, Any]] = dict.fromkeys(COUNTS, 0) | dict.fromkeys(DAYS)
NO_MAIL: Final[Mapping[str, Any]] = {
    name: NOTHING[name] for name in ("conversation_count", "last_incoming_at", "last_outgoing_at")
}

UNPLANNED: Final[Mapping[str, Any]] = {
    "to_do_count": 0,
    "done_count": 0,
    "next_activity_on": None,
    "next_activity_id": None,
    "last_activity_at": None,
}

TO = ("to", "cc", "bcc")


@dataclass
class Truth:
    """The counters of some records by id; a record that is not named has nothing."""

    nothing: Mapping[str, Any] = field(default_factory=lambda: dict(NOTHING))
    found: defaultdict[int, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def fields(self) -> list[str]:
        """The names of the counters."""
        return list(self.nothing)

    def of(self, pk: int) -> dict[str, Any]:
        """Return the counters of one record."""
        return {**self.nothing, **self.found.get(pk, {})}


def people_counted(ids: Collection[int], *, company_id: int) -> Truth:
    """Return the counters and sort keys of people."""
    keys = ("organization_key", "address_key", "phone_key")
    truth = Truth({**NOTHING, **dict.fromkeys(keys, "")})
    _count_items(truth, "person_id", ids, company_id)
    _count_activities(truth, PERSON_PATHS, ids, company_id)
    _count_mail(truth, "person_id", ids, company_id)
    _find_keys(truth, ids, company_id)
    return truth


def people_written_with(ids: Collection[int], *, company_id: int) -> Truth:
    """Return the counters of people that are about mail."""
    truth = Truth(dict(NO_MAIL))
    _count_mail(truth, "person_id", ids, company_id)
    return truth


def organizations_written_with(ids: Collection[int], *, company_id: int) -> Truth:
    """Return the counters of organizations that are about mail."""
    truth = Truth(dict(NO_MAIL))
    _count_mail(truth, "person__organization_id", ids, company_id)
    return truth


def organizations_counted(ids: Collection[int], *, company_id: int) -> Truth:
    """Return the counters of organizations; what its people do and write is the organization's."""
    truth = Truth({**NOTHING, "people_count": 0})
    _count_items(truth, "organization_id", ids, company_id)
    _count_activities(truth, ORGANIZATION_PATHS, ids, company_id)
    _count_mail(truth, "person__organization_id", ids, company_id)
    for pk, count in _people_in(ids=ids, company_id=company_id):
        truth.found[pk]["people_count"] = count
    return truth


@prepared
def _people_in(*, ids: Collection[int], company_id: int) -> QuerySet[Person, tuple[int, int]]:
    people = Person.objects.alive().filter(company_id=company_id, organization_id__in=ids)
    return people.values_list("organization_id").annotate(found=Count("pk")).order_by()


# What an activity is about: what it hangs on, and whose deal, lead or person that is.
PERSON_PATHS: Final[Mapping[str, Q]] = {
    "person_id": Q(),
    "deal__person_id": Q(deal__deleted_at=None),
    "lead__person_id": Q(lead__deleted_at=None),
    "further__person_id": Q(),
}
ORGANIZATION_PATHS: Final[Mapping[str, Q]] = {
    "organization_id": Q(),
    "deal__organization_id": Q(deal__deleted_at=None),
    "lead__organization_id": Q(lead__deleted_at=None),
    "person__organization_id": Q(person__deleted_at=None),
    "further__person__organization_id": Q(further__person__deleted_at=None),
}
CONDITIONS: Final[Mapping[str, Q]] = {**PERSON_PATHS, **ORGANIZATION_PATHS}


def items_counted(kind: str, ids: Collection[int], *, company_id: int) -> Truth:
    """Return the counters of deals, leads or projects: what is planned and done on each itself."""
    truth = Truth(dict(UNPLANNED))
    about: defaultdict[int, list[tuple[int, date | None, time | None, datetime | None]]]
    about = defaultdict(list)
    of = {"company_id": company_id, f"{kind}_id__in": ids}
    rows = Activity.objects.alive().filter(**of)
    for pk, *found in rows.values_list(f"{kind}_id", "pk", "due_on", "due_time", "done_at"):
        about[pk].append(tuple(found))
    for pk, found in about.items():
        done = [done_at for *_plan, done_at in found if done_at is not None]
        due = [
            (due_on, due_time or time.min, activity_id)
            for activity_id, due_on, due_time, done_at in found
            if done_at is None and due_on
        ]
        next_on, _clock, next_id = min(due, default=(None, None, None))
        truth.found[pk] = {
            "to_do_count": len(found) - len(done),
            "done_count": len(done),
            "next_activity_on": next_on,
            "next_activity_id": next_id,
            "last_activity_at": max(done, default=None),
        }
    return truth


def _count_items(truth: Truth, path: str, ids: Collection[int], company_id: int) -> None:
    for pk, open_count, won_count, lost_count in _deals(path, ids=ids, company_id=company_id):
        truth.found[pk] |= {
            "open_deal_count": open_count,
            "won_deal_count": won_count,
            "lost_deal_count": lost_count,
            "closed_deal_count": won_count + lost_count,
        }
    for pk, count in _leads(path, ids=ids, company_id=company_id):
        truth.found[pk]["lead_count"] = count


@prepared
def _deals(path: str, /, *, ids: Collection[int], company_id: int) -> QuerySet[Deal, Any]:
    deals = Deal.objects.alive().filter(company_id=company_id, **{f"{path}__in": ids})
    is_open = Q(status=Outcome.OPEN, archived_at=None)
    return (
        deals.values_list(path)
        .order_by()
        .annotate(
            open_count=Count("pk", filter=is_open),
            won_count=Count("pk", filter=Q(status=Outcome.WON)),
            lost_count=Count("pk", filter=Q(status=Outcome.LOST)),
        )
    )


@prepared
def _leads(path: str, /, *, ids: Collection[int], company_id: int) -> QuerySet[Lead, Any]:
    leads = Lead.objects.open().filter(company_id=company_id, **{f"{path}__in": ids})
    return leads.values_list(path).order_by().annotate(found=Count("pk"))


def _count_activities(
    truth: Truth, paths: Iterable[str], ids: Collection[int], company_id: int
) -> None:
    """Count what is to do and done; an activity that is about a record twice counts once."""
    about: defaultdict[int, dict[int, tuple[date | None, datetime | None]]] = defaultdict(dict)
    for path in paths:
        for pk, activity_id, due_on, done_at in _activities(path, ids=ids, company_id=company_id):
            about[pk][activity_id] = (due_on, done_at)
    for pk, found in about.items():
        done = [done_at for _due_on, done_at in found.values() if done_at is not None]
        due = [due_on for due_on, done_at in found.values() if done_at is None and due_on]
        truth.found[pk] |= {
            "to_do_count": len(found) - len(done),
            "done_count": len(done),
            "next_activity_on": min(due, default=None),
            "last_activity_at": max(done, default=None),
        }


@prepared
def _activities(path: str, /, *, ids: Collection[int], company_id: int) -> QuerySet[Activity, Any]:
    rows = Activity.objects.alive().filter(
        CONDITIONS[path], company_id=company_id, **{f"{path}__in": ids}
    )
    # The company of what lies between leads the database from there, by its index of contacts.
    between, _step, further = path.partition("__")
    if further:
        rows = rows.filter(**{f"{between}__company_id": company_id})
    return rows.values_list(path, "pk", "due_on", "done_at")


def _count_mail(truth: Truth, path: str, ids: Collection[int], company_id: int) -> None:
    """Count shared conversations, and find when somebody last wrote to us and we to them."""
    for pk, count in _conversations(path, ids=ids, company_id=company_id):
        truth.found[pk]["conversation_count"] = count
    if any("conversation_count" in found for found in truth.found.values()):
        _find_last_mail(truth, path, _matches(path, ids, company_id), company_id)


@prepared
def _conversations(
    path: str, /, *, ids: Collection[int], company_id: int
) -> QuerySet[ParticipantMatch, Any]:
    matches = _matches(path, ids, company_id).values_list(path)
    return matches.annotate(found=Count("conversation_id", distinct=True)).order_by()


def _matches(path: str, ids: Collection[int], company_id: int) -> QuerySet[ParticipantMatch]:
    shared = MailboxConversation.objects.filter(
        company_id=company_id,
        conversation_id=OuterRef("conversation_id"),
        is_shared=True,
        deleted_at=None,
    )
    return ParticipantMatch.objects.filter(
        Exists(shared), company_id=company_id, person__deleted_at=None, **{f"{path}__in": ids}
    )


def _find_last_mail(
    truth: Truth, path: str, matches: QuerySet[ParticipantMatch], company_id: int
) -> None:
    incoming = matches.filter(conversation__messages__sender_key=F("key"))
    outgoing = matches.filter(
        conversation__messages__participants__key=F("key"),
        conversation__messages__participants__role__in=TO,
        conversation__messages__sender_key__in=own_keys(company_id),
    )
    for name, found in (("last_incoming_at", incoming), ("last_outgoing_at", outgoing)):
        latest = found.values_list(path).annotate(latest_at=Max("conversation__messages__sent_at"))
        for pk, at in latest.order_by():
            truth.found[pk][name] = at


def _find_keys(truth: Truth, ids: Collection[int], company_id: int) -> None:
    """Find what people are sorted by: their organization, primary address and primary phone."""
    for pk, key in _inside(ids=ids, company_id=company_id):
        truth.found[pk]["organization_key"] = key
    # The primary one comes last and stays; without one the first does.
    for pk, key, typed in _addresses(ids=ids, company_id=company_id):
        truth.found[pk]["address_key"] = key or typed
    for pk, key, typed in _phones(ids=ids, company_id=company_id):
        truth.found[pk]["phone_key"] = (key or typed)[:255]


@prepared
def _inside(*, ids: Collection[int], company_id: int) -> QuerySet[Person, tuple[int, str]]:
    people = Person.objects.filter(company_id=company_id, pk__in=ids)
    inside = people.filter(organization__isnull=False, organization__deleted_at=None)
    return inside.values_list("pk", "organization__sort_key")


@prepared
def _addresses(
    *, ids: Collection[int], company_id: int
) -> QuerySet[PersonAddress, tuple[int, str, str]]:
    written = PersonAddress.objects.filter(company_id=company_id, person_id__in=ids)
    return written.order_by("is_primary", "-id").values_list("person_id", "key", "address")


@prepared
def _phones(
    *, ids: Collection[int], company_id: int
) -> QuerySet[PersonPhone, tuple[int, str, str]]:
    called = PersonPhone.objects.filter(company_id=company_id, person_id__in=ids)
    return called.order_by("is_primary", "-id").values_list("person_id", "e164", "number")
