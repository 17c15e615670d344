"""What hangs on contacts and on items, counted from the records themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
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
    people = Person.objects.alive().filter(company_id=company_id, organization_id__in=ids)
    for pk, count in people.values_list("organization_id").annotate(found=Count("pk")).order_by():
        truth.found[pk or 0]["people_count"] = count
    return truth


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
    of = {"company_id": company_id, f"{path}__in": ids}
    deals = Deal.objects.alive().filter(**of).values_list(path).order_by()
    is_open = Q(status=Outcome.OPEN, archived_at=None)
    won, lost = Q(status=Outcome.WON), Q(status=Outcome.LOST)
    counts = deals.annotate(
        open_count=Count("pk", filter=is_open),
        won_count=Count("pk", filter=won),
        lost_count=Count("pk", filter=lost),
    )
    for pk, open_count, won_count, lost_count in counts:
        truth.found[pk] |= {
            "open_deal_count": open_count,
            "won_deal_count": won_count,
            "lost_deal_count": lost_count,
            "closed_deal_count": won_count + lost_count,
        }
    leads = Lead.objects.open().filter(**of).values_list(path).order_by()
    for pk, count in leads.annotate(found=Count("pk")):
        truth.found[pk]["lead_count"] = count


def _count_activities(
    truth: Truth, paths: Mapping[str, Q], ids: Collection[int], company_id: int
) -> None:
    """Count what is to do and done; an activity that is about a record twice counts once."""
    about: defaultdict[int, dict[int, tuple[date | None, datetime | None]]] = defaultdict(dict)
    for path, condition in paths.items():
        rows = Activity.objects.alive().filter(
            condition, company_id=company_id, **{f"{path}__in": ids}
        )
        for pk, activity_id, due_on, done_at in rows.values_list(path, "pk", "due_on", "done_at"):
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


def _count_mail(truth: Truth, path: str, ids: Collection[int], company_id: int) -> None:
    """Count shared conversations, and find when somebody last wrote to us and we to them."""
    shared = MailboxConversation.objects.filter(
        company_id=company_id,
        conversation_id=OuterRef("conversation_id"),
        is_shared=True,
        deleted_at=None,
    )
    matches = ParticipantMatch.objects.filter(
        Exists(shared), company_id=company_id, person__deleted_at=None, **{f"{path}__in": ids}
    )
    counts = matches.values_list(path).annotate(found=Count("conversation_id", distinct=True))
    for pk, count in counts.order_by():
        truth.found[pk]["conversation_count"] = count
    if any("conversation_count" in found for found in truth.found.values()):
        _find_last_mail(truth, path, matches, company_id)


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
    inside = Person.objects.filter(
        company_id=company_id,
        pk__in=ids,
        organization__isnull=False,
        organization__deleted_at=None,
    )
    for pk, key in inside.values_list("pk", "organization__sort_key"):
        truth.found[pk]["organization_key"] = key
    of = {"company_id": company_id, "person_id__in": ids}
    # The primary one comes last and stays; without one the first does.
    addresses = PersonAddress.objects.filter(**of).order_by("is_primary", "-id")
    for pk, key, typed in addresses.values_list("person_id", "key", "address"):
        truth.found[pk]["address_key"] = key or typed
    phones = PersonPhone.objects.filter(**of).order_by("is_primary", "-id")
    for pk, key, typed in phones.values_list("person_id", "e164", "number"):
        truth.found[pk]["phone_key"] = (key or typed)[:255]
