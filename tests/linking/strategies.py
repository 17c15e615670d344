"""Any facts a decision may be asked about, for Hypothesis."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from kartotek.linking.rules import (
    Candidate,
    Choice,
    ChosenBy,
    ItemKind,
    ItemRef,
    ItemState,
    MailFacts,
    Standing,
    Strength,
    Via,
)
from tests.linking.rule_facts import NOW

moments = st.integers(-4, 4).map(lambda days: NOW + timedelta(days=days))
item_refs = st.builds(ItemRef, st.sampled_from(ItemKind), st.integers(1, 2))

candidates = st.builds(
    Candidate,
    item=item_refs,
    title=st.just("Lobby lighting"),
    state=st.sampled_from([ItemState.OPEN, ItemState.OPEN, *ItemState]),
    created_at=moments,
    is_primary=st.booleans(),
    via=st.sampled_from([Via.PERSON, Via.PERSON, *Via]),
    person_ids=st.just((1,)),
)
choices = st.builds(Choice, item_refs, st.sampled_from(ChosenBy), st.booleans())

any_mail = st.builds(
    MailFacts,
    at=moments,
    conversation_first_at=moments,
    external_party_count=st.integers(0, 3),
    contact_count=st.integers(0, 3),
    candidates=st.lists(candidates, max_size=4).map(tuple),
    linked_item=st.none() | item_refs,
    is_linked_item_deleted=st.booleans(),
    is_linked_by_hand=st.booleans(),
    is_vetoed=st.booleans(),
    choice=st.none() | choices,
    is_chosen_item_missing=st.booleans(),
    is_internal=st.booleans(),
    is_automated=st.booleans(),
    is_stranger=st.booleans(),
    is_unverified=st.booleans(),
    is_automatic_linking_on=st.booleans(),
    creates_contacts=st.booleans(),
    only_younger_conversations=st.booleans(),
)

# A mail that reaches the steps "count" and "time".
plain_mail = st.builds(
    MailFacts,
    at=moments,
    conversation_first_at=moments,
    external_party_count=st.integers(1, 3),
    contact_count=st.integers(1, 3),
    candidates=st.lists(candidates, max_size=4).map(tuple),
    only_younger_conversations=st.booleans(),
)

any_standing = st.builds(Standing, st.none() | item_refs, st.sampled_from(Strength))
