"""The conversations of a record's History."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from kartotek.contacts.models import Person
from kartotek.linking.access import access_to_many
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.linking.queries.rows import ConversationRow, best_places, rows_of
from kartotek.mail.models import MailboxConversation
from kartotek.pipeline.deals.models import Deal, DealParticipant
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import ProjectOrganization, ProjectPerson
from kartotek.users.before import Before
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer

# Whoever reads may not see all there is: so many times is looked for more, further back.
ROUNDS = 5

MOST_COUNTED = 500

CONTACTS = frozenset({"person", "organization"})


def of_record(
    kind: str, record_id: int, *, viewer: Viewer, before: Before | None = None, limit: int = 50
) -> list[ConversationRow]:
    """Return the conversations of a record, newest first, that the viewer may see.

    A person's are those they are on; an organization's those its people are on, and those
    linked to its deals, leads and projects. An item's are those linked to it, and the unlinked
    ones of its people and organizations (spec/linking.md 4, spec/contacts.md 22). The caller
    has checked that the viewer may see the record.

    Args:
        kind: person, organization, deal, lead or project.
        record_id: its id.
        viewer: who is asking.
        before: where to read on; the newest of all without.
        limit: rows at most.
    """
    rows: dict[int, ConversationRow] = {}
    last_at = before.at if before else None
    for _round in range(ROUNDS):
        newest = _newest(kind, record_id, viewer=viewer, until=last_at, limit=limit * 4)
        for row in _rows([pk for pk, _at in newest if pk not in rows], viewer, before):
            rows[row.id] = row
        if len(rows) >= limit or len(newest) < limit * 4:
            break
        last_at = newest[-1][1]
    ordered = sorted(rows.values(), key=lambda row: (row.last_at, row.id), reverse=True)
    return ordered[:limit]


def seen_of_record(kind: str, record_id: int, *, viewer: Viewer) -> list[int]:
    """Return the conversations of a record that the viewer may see, of the last `MOST_COUNTED`."""
    if kind in CONTACTS:
        ids = set(_ids_of_contact(kind, record_id=record_id, viewer=viewer))
    else:
        ids = {pk for (pk,) in _of(kind, record_id, viewer).values_list("conversation_id")}
    newest = sorted(ids, reverse=True)[:MOST_COUNTED]
    return list(access_to_many(newest, viewer=viewer)) if newest else []


@prepared
def _ids_of_contact(kind: str, /, *, record_id: int, viewer: Viewer) -> QuerySet[Any, int]:
    return _of(kind, record_id, viewer).values_list("conversation_id", flat=True)


def _newest(
    kind: str, record_id: int, *, viewer: Viewer, until: datetime | None, limit: int
) -> list[tuple[int, datetime]]:
    # Whom an item is about is read first, so its queries differ from item to item.
    if kind in CONTACTS:
        return _newest_of_contact(kind, limit, record_id=record_id, viewer=viewer, until=until)
    return list(_places(_of(kind, record_id, viewer), viewer, until)[:limit])


@prepared
def _newest_of_contact(
    kind: str, limit: int, /, *, record_id: int, viewer: Viewer, until: datetime | None
) -> QuerySet[MailboxConversation, tuple[int, datetime]]:
    return _places(_of(kind, record_id, viewer), viewer, until)[:limit]


def _places(
    conversations: QuerySet[Any, Any], viewer: Viewer, until: datetime | None
) -> QuerySet[MailboxConversation, tuple[int, datetime]]:
    places = MailboxConversation.objects.filter(
        company_id=viewer.company_id, conversation_id__in=conversations
    )
    if until is not None:
        places = places.filter(last_at__lte=until)
    return places.order_by("-last_at").values_list("conversation_id", "last_at")


def _rows(found: Iterable[int], viewer: Viewer, before: Before | None) -> list[ConversationRow]:
    """Return those the viewer may see; what was newer in another mailbox was shown already."""
    ids = list(dict.fromkeys(found))
    if not ids:
        return []
    granted = access_to_many(ids, viewer=viewer)
    places = best_places([pk for pk in ids if pk in granted], viewer)
    if before is not None:
        places = [one for one in places if before.is_after(one.last_at, one.conversation_id)]
    return rows_of(places, viewer=viewer, granted=granted)


def _of(kind: str, record_id: int, viewer: Viewer) -> QuerySet[Any, Any]:
    matches = ParticipantMatch.objects.filter(company_id=viewer.company_id)
    if kind == "person":
        return matches.filter(person_id=record_id).values("conversation_id")
    links = ConversationLink.objects.filter(company_id=viewer.company_id)
    if kind == "organization":
        people = Person.objects.filter(company_id=viewer.company_id, organization_id=record_id)
        of_people = matches.filter(person_id__in=people.values("pk")).values("conversation_id")
        return of_people.union(_linked_to_items_of(record_id, links, viewer))
    linked = links.filter(**{f"{kind}_id": record_id}).values("conversation_id")
    persons, organizations = _people_of_item(kind, record_id, viewer)
    unlinked = matches.filter(
        Q(person_id__in=persons) | Q(person__organization_id__in=organizations),
        Q(conversation__link__deal=None),
        Q(conversation__link__lead=None),
        Q(conversation__link__project=None),
    ).values("conversation_id")
    return linked.union(unlinked)


def _linked_to_items_of(
    organization_id: int, links: QuerySet[ConversationLink], viewer: Viewer
) -> QuerySet[Any, Any]:
    """Return the conversations linked to the deals, leads and projects of an organization."""
    held = {"company_id": viewer.company_id, "organization_id": organization_id}
    projects = ProjectOrganization.objects.filter(**held)
    return links.filter(
        Q(deal_id__in=Deal.objects.filter(**held).values("pk"))
        | Q(lead_id__in=Lead.objects.filter(**held).values("pk"))
        | Q(project_id__in=projects.values("project_id"))
    ).values("conversation_id")


def _people_of_item(kind: str, record_id: int, viewer: Viewer) -> tuple[list[int], list[int]]:
    """Return the persons and organizations of an item."""
    if kind == "project":
        persons = ProjectPerson.objects.filter(project_id=record_id).values_list("person_id")
        firms = ProjectOrganization.objects.filter(project_id=record_id)
        return [pk for (pk,) in persons], list(firms.values_list("organization_id", flat=True))
    items = Deal.objects if kind == "deal" else Lead.objects
    item = (
        items.filter(company_id=viewer.company_id, pk=record_id)
        .values_list("person_id", "organization_id")
        .first()
    )
    if item is None:
        return [], []
    people = [item[0]] if item[0] else []
    if kind == "deal":
        further = DealParticipant.objects.filter(deal_id=record_id)
        people += further.values_list("person_id", flat=True)
    return people, [item[1]] if item[1] else []
