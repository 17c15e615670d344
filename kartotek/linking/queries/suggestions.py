"""Which items to offer for a conversation: the facts for `linking/rules/suggestions.py`.

Tier 1 is read from the subject; tier 2 waits for mail that is written here; 3, 4 and 6 are the
items of the people and of their organizations; 5 is what the reader worked on last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Max

from kartotek.contacts.models import Person
from kartotek.history.queries import last_touched
from kartotek.linking.access import access_to_many
from kartotek.linking.candidates import KINDS
from kartotek.linking.facts import item_of
from kartotek.linking.models import ConversationLink
from kartotek.linking.queries.briefs import Brief, briefs
from kartotek.linking.queries.letters import Sight, conversation_seen, persons_seen, sights_of
from kartotek.linking.rules import (
    ItemKind,
    ItemRef,
    ItemState,
    Prospect,
    Suggestion,
    SuggestionFacts,
    Via,
    rank,
)
from kartotek.mail.mime import quotes
from kartotek.mail.models import Conversation, Message, MessageText
from kartotek.pipeline.linkable import Linkable
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import sees

LETTERS: Final = 5
TEXT_CHARS: Final = 8_000
TOUCHED: Final = 10
SUBJECTS: Final = 200
TOGETHER: Final = 20
LETTERS_OF_ITEM: Final = 6
LETTER_CHARS: Final = 2_000
_NAMED: Final = re.compile(
    r"\b(?:(?P<deal>deal|anlaşma)|(?P<lead>lead|potansiyel)|(?P<project>project|proje))"
    r"\s{0,2}(?:#|no\.?\s?|:)?\s{0,2}(?P<id>\d{1,12})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggested item, with the ground it is suggested on."""

    item: Brief
    suggestion: Suggestion


def suggestions(conversation_id: int, *, viewer: Viewer, at: datetime) -> list[Offer]:
    """Return at most seven items to link a conversation to, the best first.

    The item it is linked to already is left out, and so is what the viewer may not see.

    Raises:
        NotFound: the conversation is gone or not theirs to see.
    """
    conversation, _access = conversation_seen(conversation_id, viewer=viewer)
    return _offers([conversation], viewer=viewer, at=at)


def suggestions_for_many(
    conversation_ids: Collection[int], *, viewer: Viewer, at: datetime
) -> list[Offer]:
    """Return at most seven items that fit several conversations together, the best first.

    The newest TOGETHER of those the viewer may read are looked at. An item that all of them are
    linked to is left out.
    """
    readable = access_to_many(conversation_ids, viewer=viewer)
    newest = Conversation.objects.filter(company_id=viewer.company_id, pk__in=readable)
    found = list(newest.order_by("-last_at", "-pk")[:TOGETHER])
    return _offers(found, viewer=viewer, at=at) if found else []


def _offers(conversations: Sequence[Conversation], *, viewer: Viewer, at: datetime) -> list[Offer]:
    sights = sights_of([one.pk for one in conversations], viewer=viewer)
    on_each = [
        {person.pk: person for _, person in persons_seen(one, sights[one.pk], viewer=viewer)}
        for one in conversations
    ]
    persons = {pk: person for people in on_each for pk, person in people.items()}
    touched = _touched(viewer)
    found = _items(conversations, persons, touched, viewer)
    facts = SuggestionFacts(
        at=at,
        person_ids=frozenset(persons),
        text=_text(conversations, sights, viewer),
        prospects=_prospects(conversations, found, persons, touched, viewer),
    )
    ranked: Sequence[Suggestion] = rank(facts)
    if len(conversations) > 1:
        # What most of them may be about comes first; the sort keeps the order otherwise.
        ranked = sorted(ranked, key=lambda one: (one.tier, -_reach(found[one.item], on_each)))
    shown = briefs([one.item for one in ranked], viewer=viewer)
    return [Offer(shown[one.item], one) for one in ranked if one.item in shown]


def _reach(item: Linkable, on_each: Iterable[Mapping[int, Person]]) -> int:
    """Return on how many conversations somebody of an item is."""
    people = _people(item)
    return sum(not people.isdisjoint(persons) for persons in on_each)


def _items(
    conversations: Sequence[Conversation],
    persons: Mapping[int, Person],
    touched: Mapping[ItemRef, datetime],
    viewer: Viewer,
) -> dict[ItemRef, Linkable]:
    """Return every item that may be meant and that the viewer sees, but not one all have."""
    company_id = viewer.company_id
    organizations = {one.organization_id for one in persons.values() if one.organization_id}
    single = {*_named(conversations), *touched}
    read: list[Linkable] = []
    for package, kind in zip(KINDS, ItemKind, strict=True):
        if persons:
            read += package.linkable_of_persons(set(persons), company_id=company_id)
        if organizations:
            read += package.linkable_of_organizations(organizations, company_id=company_id)
        if ids := {item.id for item in single if item.kind is kind}:
            read += package.linkable_by_ids(ids, company_id=company_id)
    found = {_ref(one): one for one in read if _is_seen(one, viewer)}
    links = ConversationLink.objects.filter(
        company_id=company_id, conversation_id__in=[one.pk for one in conversations]
    )
    linked = [item_of(link) for link in links]
    if len(linked) == len(conversations) and len(set(linked)) == 1 and linked[0] is not None:
        found.pop(linked[0], None)
    return found


def _touched(viewer: Viewer) -> dict[ItemRef, datetime]:
    """Return what the viewer worked on last, and when."""
    return {
        ItemRef(kind, pk): at
        for kind in ItemKind
        for pk, at in last_touched(
            viewer.own_id, kind, company_id=viewer.company_id, limit=TOUCHED
        ).items()
    }


def _named(conversations: Iterable[Conversation]) -> set[ItemRef]:
    """Return the items whose number stands in a subject."""
    return {
        ItemRef(kind, int(match["id"]))
        for conversation in conversations
        for match in _NAMED.finditer(conversation.subject)
        for kind in ItemKind
        if match[kind]
    }


def _ref(item: Linkable) -> ItemRef:
    return ItemRef(ItemKind(item.kind), item.id)


def _is_seen(item: Linkable, viewer: Viewer) -> bool:
    return sees(
        viewer,
        owner_id=item.owner_id,
        owner_group_id=item.owner_group_id,
        visibility=item.visibility,
    )


def _prospects(
    conversations: Iterable[Conversation],
    items: Mapping[ItemRef, Linkable],
    persons: Mapping[int, Person],
    touched: Mapping[ItemRef, datetime],
    viewer: Viewer,
) -> tuple[Prospect, ...]:
    named = _named(conversations)
    subjects, last_mail = _mail_of(items, viewer)
    written = _written_on(items, viewer)
    made = []
    for ref, item in items.items():
        reached, via = _way(item, persons)
        made.append(
            Prospect(
                item=ref,
                title=item.title,
                state=ItemState(item.state),
                created_at=item.created_at,
                active_at=max(item.updated_at, last_mail.get(ref, item.updated_at)),
                via=via,
                person_id=reached.pk if reached else None,
                person_name=reached.name if reached else "",
                person_ids=_people(item),
                text="\n".join([subjects.get(ref, ""), *written.get(ref, ())]),
                closed_at=item.closed_at,
                touched_at=touched.get(ref),
                is_named=ref in named,
            )
        )
    return tuple(made)


def _people(item: Linkable) -> frozenset[int]:
    return frozenset({item.primary_person_id, *item.person_ids} - {None})  # type: ignore[arg-type]


def _way(item: Linkable, persons: Mapping[int, Person]) -> tuple[Person | None, Via | None]:
    """Return how an item is reached from the people on the conversation, the nearest way."""
    primary = persons.get(item.primary_person_id or 0)
    if primary is not None:
        return primary, Via.PERSON
    further = next((persons[pk] for pk in item.person_ids if pk in persons), None)
    if further is not None:
        return further, Via.PARTICIPANT
    firms = {one.organization_id for one in persons.values()} - {None}
    return None, Via.ORGANIZATION if item.organization_id in firms else None


def _mail_of(
    items: Iterable[ItemRef], viewer: Viewer
) -> tuple[dict[ItemRef, str], dict[ItemRef, datetime]]:
    """Return the subjects of each item's mail, and when the last one came."""
    subjects: dict[ItemRef, list[str]] = defaultdict(list)
    last: dict[ItemRef, datetime] = {}
    for kind in ItemKind:
        ids = [item.id for item in items if item.kind is kind]
        rows = (
            ConversationLink.objects.filter(company_id=viewer.company_id, **{f"{kind}_id__in": ids})
            .annotate(newest=Max("conversation__last_at"))
            .order_by("-newest")
            .values_list(f"{kind}_id", "conversation__subject", "newest")
        )
        for pk, subject, newest in rows[:SUBJECTS] if ids else ():
            ref = ItemRef(kind, pk)
            subjects[ref].append(subject)
            if newest:
                last[ref] = max(newest, last.get(ref, newest))
    return {ref: "\n".join(lines) for ref, lines in subjects.items()}, last


def _written_on(items: Iterable[ItemRef], viewer: Viewer) -> dict[ItemRef, list[str]]:
    """Return what was lately written on each item, without what was only quoted."""
    newest: dict[ItemRef, list[int]] = defaultdict(list)
    for kind in ItemKind:
        ids = [item.id for item in items if item.kind is kind]
        rows = (
            Message.objects.filter(
                company_id=viewer.company_id, **{f"conversation__link__{kind}_id__in": ids}
            )
            .order_by("-sent_at", "-pk")
            .values_list(f"conversation__link__{kind}_id", "pk")
        )
        for item_id, pk in rows[:SUBJECTS] if ids else ():
            held = newest[ItemRef(kind, item_id)]
            if len(held) < LETTERS_OF_ITEM:
                held.append(pk)
    wanted = {pk for held in newest.values() for pk in held}
    texts = dict(MessageText.objects.filter(pk__in=wanted).values_list("pk", "text"))
    return {
        ref: [_own(texts.get(pk, "")[:LETTER_CHARS]) for pk in held] for ref, held in newest.items()
    }


def _own(text: str) -> str:
    return "\n".join(block.text for block in quotes.split(text) if block.kind == "own")


def _text(
    conversations: Sequence[Conversation], sights: Mapping[int, Sight], viewer: Viewer
) -> str:
    """Return the subjects and what was lately written, without what was only quoted."""
    seen = {pk for sight in sights.values() for pk in sight.message_ids}
    newest = (
        Message.objects.filter(company_id=viewer.company_id, pk__in=seen)
        .order_by("-sent_at", "-pk")
        .values_list("pk", flat=True)[:LETTERS]
    )
    texts = MessageText.objects.filter(pk__in=list(newest)).values_list("text", flat=True)
    return "\n".join([*(one.subject for one in conversations), *map(_own, texts)])[:TEXT_CHARS]
