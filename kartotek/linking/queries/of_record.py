"""The conversations of a record's History."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from kartotek.linking.access import access_to_many
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.linking.queries.rows import ConversationRow, best_places, rows_of
from kartotek.mail.models import MailboxConversation
from kartotek.pipeline.deals.models import Deal, DealParticipant
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import ProjectOrganization, ProjectPerson
from kartotek.users.viewer import Viewer


def of_record(
    kind: str, record_id: int, *, viewer: Viewer, limit: int = 50
) -> list[ConversationRow]:
    """Return the conversations of a record, newest first, that the viewer may see.

    A person's and an organization's are those its people are on. An item's are those linked to
    it, and the unlinked ones of its people and organizations (spec/linking.md 4). The caller
    has checked that the viewer may see the record.

    Args:
        kind: person, organization, deal, lead or project.
        record_id: its id.
        viewer: who is asking.
        limit: rows at most.
    """
    # More than asked for are read, because some may not be the viewer's to see.
    newest = (
        MailboxConversation.objects.filter(
            company_id=viewer.company_id, conversation_id__in=_of(kind, record_id, viewer)
        )
        .order_by("-last_at")
        .values_list("conversation_id", flat=True)[: limit * 4]
    )
    ids = list(dict.fromkeys(newest))
    granted = access_to_many(ids, viewer=viewer)
    places = best_places([pk for pk in ids if pk in granted][:limit], viewer)
    return rows_of(places, viewer=viewer, granted=granted)


def _of(kind: str, record_id: int, viewer: Viewer) -> QuerySet[Any, Any]:
    matches = ParticipantMatch.objects.filter(company_id=viewer.company_id)
    if kind == "person":
        return matches.filter(person_id=record_id).values("conversation_id")
    if kind == "organization":
        return matches.filter(person__organization_id=record_id).values("conversation_id")
    links = ConversationLink.objects.filter(company_id=viewer.company_id)
    linked = links.filter(**{f"{kind}_id": record_id}).values("conversation_id")
    persons, organizations = _people_of_item(kind, record_id, viewer)
    unlinked = matches.filter(
        Q(person_id__in=persons) | Q(person__organization_id__in=organizations),
        Q(conversation__link__deal=None),
        Q(conversation__link__lead=None),
        Q(conversation__link__project=None),
    ).values("conversation_id")
    return linked.union(unlinked)


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
