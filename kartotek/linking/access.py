"""Who may read a conversation, and who may link it (spec/mail.md 23, spec/linking.md 4).

An owner, in whose mailbox a message lies, reads and links. A colleague reads a conversation only
if one of its owners shares it, it is linked, and he may see every record it is linked to; an
admin who can read it may also link it. Nobody else learns that it exists.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

from kartotek.contacts.models import Organization, Person
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.mail.models import Conversation, MailboxConversation
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord, seen_by


class Access(IntEnum):
    """What a viewer may do with a conversation."""

    NONE = 0
    READ = 1
    LINK = 2


ITEM_MODELS: dict[str, type[OwnedRecord]] = {"deal": Deal, "lead": Lead, "project": Project}


def access_to(conversation_id: int, *, viewer: Viewer) -> tuple[Conversation | None, Access]:
    """Return a conversation with what the viewer may do; a joined one leads to where it went."""
    found = Conversation.objects.filter(company_id=viewer.company_id, pk=conversation_id).first()
    while found is not None and found.joined_into_id is not None:
        found = Conversation.objects.filter(
            company_id=viewer.company_id, pk=found.joined_into_id
        ).first()
    if found is None:
        return None, Access.NONE
    return found, access_to_many([found.pk], viewer=viewer).get(found.pk, Access.NONE)


def readable(conversation_ids: Collection[int], *, viewer: Viewer) -> set[int]:
    """Return which of some conversations the viewer may read; joined ones count as what they are.

    Args:
        conversation_ids: as they were once written down.
        viewer: who is asking.
    """
    found = Conversation.objects.filter(company_id=viewer.company_id, pk__in=set(conversation_ids))
    homes = {pk: into or pk for pk, into in found.values_list("pk", "joined_into_id")}
    granted = access_to_many(set(homes.values()), viewer=viewer)
    return {pk for pk, home in homes.items() if home in granted}


def homes_of(conversation_ids: Collection[int], *, company_id: int) -> list[Conversation]:
    """Return the conversations, or what they were joined into, each once."""
    found = Conversation.objects.filter(company_id=company_id, pk__in=set(conversation_ids))
    homes = {one.joined_into_id or one.pk for one in found}
    return list(Conversation.objects.filter(company_id=company_id, pk__in=homes).order_by("pk"))


def is_item_seen(kind: str, item_id: int, *, viewer: Viewer) -> bool:
    """Return whether there is such an item, not deleted, that the viewer may see."""
    model = ITEM_MODELS.get(kind)
    if model is None:
        return False
    return model._default_manager.filter(seen_by(viewer), pk=item_id, deleted_at=None).exists()


def access_to_many(conversation_ids: Collection[int], *, viewer: Viewer) -> dict[int, Access]:
    """Return what the viewer may do with each of some conversations that they may read."""
    places = MailboxConversation.objects.filter(
        company_id=viewer.company_id, conversation_id__in=list(conversation_ids)
    ).values_list("conversation_id", "mailbox__user_id", "is_shared")
    owned: set[int] = set()
    shared: set[int] = set()
    for conversation_id, user_id, is_shared in places:
        if viewer.is_engine or user_id == viewer.user_id:
            owned.add(conversation_id)
        elif is_shared:
            shared.add(conversation_id)
    granted = dict.fromkeys(owned, Access.LINK)
    readable = _with_visible_records(shared - owned, viewer)
    granted.update(dict.fromkeys(readable, Access.LINK if viewer.is_admin else Access.READ))
    return granted


def _with_visible_records(conversation_ids: set[int], viewer: Viewer) -> set[int]:
    """Return those that are linked to something, and to nothing the viewer may not see."""
    if not conversation_ids:
        return set()
    linked: set[int] = set()
    hidden: set[int] = set()
    _sort_by_person(conversation_ids, viewer, linked, hidden)
    _sort_by_item(conversation_ids, viewer, linked, hidden)
    return linked - hidden


def _sort_by_person(
    conversation_ids: set[int], viewer: Viewer, linked: set[int], hidden: set[int]
) -> None:
    pairs = list(
        ParticipantMatch.objects.filter(
            company_id=viewer.company_id, conversation_id__in=conversation_ids
        ).values_list("conversation_id", "person_id", "person__organization_id")
    )
    seen = _seen(Person, {person_id for _, person_id, _ in pairs}, viewer)
    seen_firms = _seen(Organization, {firm for _, _, firm in pairs if firm}, viewer)
    for conversation_id, person_id, firm in pairs:
        is_seen = person_id in seen and (firm is None or firm in seen_firms)
        (linked if is_seen else hidden).add(conversation_id)


def _sort_by_item(
    conversation_ids: set[int], viewer: Viewer, linked: set[int], hidden: set[int]
) -> None:
    for kind, model in ITEM_MODELS.items():
        rows = ConversationLink.objects.filter(
            company_id=viewer.company_id,
            conversation_id__in=conversation_ids,
            **{f"{kind}__isnull": False},
        ).values_list("conversation_id", f"{kind}_id")
        pairs = list(rows)
        if not pairs:
            continue
        seen = _seen(model, {item_id for _, item_id in pairs}, viewer)
        for conversation_id, item_id in pairs:
            (linked if item_id in seen else hidden).add(conversation_id)


def _seen(model: type[OwnedRecord], ids: set[int], viewer: Viewer) -> set[int]:
    """Return which of the records the viewer may see."""
    records = model._default_manager.filter(seen_by(viewer), pk__in=ids)
    return set(records.values_list("pk", flat=True))
