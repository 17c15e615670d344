"""Two deals become one, and two again."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.errors import Invalid, NotFound
from kartotek.fields.operations import add_new_label
from kartotek.fields.queries import labels_of
from kartotek.flows import item_changes
from kartotek.flows.counters import recount_all
from kartotek.flows.merge_contacts.merging import MergedAlready
from kartotek.flows.merge_contacts.undoing import MergeStays
from kartotek.flows.merge_deals import merge, merge_all, preview, undo_act
from kartotek.flows.plan_activity import plan_activity
from kartotek.flows.written_changes import create_note
from kartotek.history.models import Entry, Follow
from kartotek.linking.models import ConversationLink
from kartotek.notifications.operations import News, tell
from kartotek.pipeline.deals import operations
from kartotek.pipeline.deals.models import Deal, DealParticipant
from kartotek.users.permissions import NotPermitted
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility
from tests.conftest import NOW
from tests.flows.merge_contacts.attachments import DERIVED, dump
from tests.letters import DANIEL, deliver, letter

LATER = NOW + timedelta(days=1)


@pytest.fixture
def clinic_deal(by_elif: Any, stages: Any, daniel: Any, brightwell: Any) -> Deal:
    """Clinic corridors: an open deal of Daniel's, with a day and no value."""
    return operations.create(
        by=by_elif,
        at=NOW,
        title="Clinic corridors",
        person_id=daniel.pk,
        organization_id=brightwell.pk,
        expected_close_on=date(2026, 12, 24),
    )


def everything() -> dict[str, Any]:
    """Return every row, decisions left out: they tell what happened."""
    skipped = {*DERIVED, "linking.Decision"}
    return {label: rows for label, rows in dump().items() if label not in skipped}


def changed(before: dict[str, Any]) -> list[Any]:
    after = everything()
    return [
        (label, pk, before[label].get(pk), after[label].get(pk))
        for label in before
        for pk in before[label].keys() | after[label].keys()
        if before[label].get(pk) != after[label].get(pk)
    ]


def test_the_primary_wins_and_what_it_leaves_blank_is_filled(
    by_elif: Any, lobby_deal: Any, clinic_deal: Any, zeynep: Any
) -> None:
    merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=by_elif, at=LATER)

    deal = Deal.objects.alive().get()
    assert (deal.title, deal.amount, deal.person_id) == (
        "Lobby lighting, Pera",
        Decimal(480000),
        zeynep.pk,
    )
    assert deal.expected_close_on == date(2026, 12, 24)


def test_a_value_is_taken_with_its_currency(
    by_elif: Any, lobby_deal: Any, clinic_deal: Any
) -> None:
    Deal.objects.filter(pk=lobby_deal.pk).update(currency="GBP")

    merge(survivor_id=clinic_deal.pk, loser_id=lobby_deal.pk, by=by_elif, at=LATER)

    deal = Deal.objects.alive().get()
    assert (deal.amount, deal.currency) == (Decimal(480000), "GBP")


def test_the_losers_main_person_takes_part_from_now_on(
    by_elif: Any, lobby_deal: Any, clinic_deal: Any, daniel: Any, zeynep: Any
) -> None:
    operations.add_participant(
        deal_id=clinic_deal.pk, person_id=zeynep.pk, role="architect", by=by_elif, at=NOW
    )

    merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=by_elif, at=LATER)

    lines = DealParticipant.objects.filter(deal=lobby_deal)
    assert list(lines.values_list("person_id", flat=True)) == [daniel.pk]


def test_labels_and_followers_are_united(
    by_elif: Any, mert: Any, lobby_deal: Any, clinic_deal: Any
) -> None:
    add_new_label(subject=lobby_deal, name="Key account", by=by_elif, at=NOW)
    add_new_label(subject=clinic_deal, name="Export", by=by_elif, at=NOW)
    Follow.objects.create(
        company_id=by_elif.company_id,
        subject_type="deal",
        subject_id=clinic_deal.pk,
        user=mert,
        at=NOW,
    )

    merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=by_elif, at=LATER)

    labels = labels_of("deal", [lobby_deal.pk], viewer=by_elif)[lobby_deal.pk]
    assert {one.name for one in labels} == {"Key account", "Export"}
    assert Follow.objects.filter(subject_type="deal", user=mert).get().subject_id == lobby_deal.pk


def test_conversations_move_and_say_so_and_come_back_by_undo(
    by_elif: Any, elifs_mailbox: Any, lobby_deal: Any, clinic_deal: Any
) -> None:
    deliver(elifs_mailbox, letter("ask@bright", sender=DANIEL, at=LATER))
    linked = ConversationLink.objects.get()
    before = (linked.deal_id, linked.decision_id)

    made = merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=by_elif, at=LATER)
    moved = ConversationLink.objects.get()
    undo_act(act=made.act, by=by_elif, at=LATER)
    back = ConversationLink.objects.get()

    assert before[0] == clinic_deal.pk
    assert (moved.deal_id, moved.decision.code) == (lobby_deal.pk, "MERGED")
    assert (back.deal_id, back.decision_id) == before


def test_contacts_are_counted_anew(
    by_elif: Any, lobby_deal: Any, clinic_deal: Any, daniel: Any
) -> None:
    made = merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=by_elif, at=LATER)
    merged = Person.objects.get(pk=daniel.pk).open_deal_count
    undo_act(act=made.act, by=by_elif, at=LATER)

    assert (merged, Person.objects.get(pk=daniel.pk).open_deal_count) == (0, 1)


def test_the_next_activity_of_the_loser_is_that_of_the_survivor(
    by_elif: Any, lobby_deal: Any, clinic_deal: Any
) -> None:
    plan_activity(by=by_elif, at=NOW, title="Call", due_on=NOW.date(), deal_id=clinic_deal.pk)

    made = merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=by_elif, at=LATER)
    merged = Deal.objects.get(pk=lobby_deal.pk).next_activity_on
    undo_act(act=made.act, by=by_elif, at=LATER)

    assert merged == NOW.date()
    assert Deal.objects.get(pk=lobby_deal.pk).next_activity_on is None
    assert Deal.objects.get(pk=clinic_deal.pk).next_activity_on == NOW.date()


def test_both_histories_tell_of_the_merge(by_elif: Any, lobby_deal: Any, clinic_deal: Any) -> None:
    merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=by_elif, at=LATER)

    told = Entry.objects.filter(kind__startswith="deal.merged").order_by("kind")
    assert [(one.kind, one.subject_id, one.data["name"]) for one in told] == [
        ("deal.merged", lobby_deal.pk, "Clinic corridors"),
        ("deal.merged-away", clinic_deal.pk, "Lobby lighting, Pera"),
    ]


def test_a_deal_that_was_merged_is_neither_merged_nor_restored(
    by_elif: Any, lobby_deal: Any, clinic_deal: Any
) -> None:
    merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=by_elif, at=LATER)

    with pytest.raises(MergedAlready):
        merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=by_elif, at=LATER)
    with pytest.raises(MergedAlready):
        item_changes.restore_item(kind="deal", item_id=clinic_deal.pk, by=by_elif, at=LATER)


def test_a_merge_is_undone_once_and_within_thirty_days(
    by_elif: Any, lobby_deal: Any, clinic_deal: Any
) -> None:
    made = merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=by_elif, at=LATER)

    with pytest.raises(MergeStays):
        undo_act(act=made.act, by=by_elif, at=LATER + timedelta(days=30))
    undo_act(act=made.act, by=by_elif, at=LATER)
    with pytest.raises(MergeStays):
        undo_act(act=made.act, by=by_elif, at=LATER)


def test_only_who_may_merge_and_sees_both_merges(
    by_elif: Any, by_robin: Any, lobby_deal: Any, clinic_deal: Any
) -> None:
    Deal.objects.filter(pk=clinic_deal.pk).update(visibility=Visibility.GROUP)
    without = Viewer(**{**vars_of(by_elif), "permissions": frozenset()})

    with pytest.raises(NotFound):
        merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=by_robin, at=LATER)
    with pytest.raises(NotPermitted):
        merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=without, at=LATER)
    with pytest.raises(Invalid):
        merge(survivor_id=lobby_deal.pk, loser_id=lobby_deal.pk, by=by_elif, at=LATER)


def test_a_preview_says_what_would_be_filled_and_what_would_move(
    by_elif: Any, lobby_deal: Any, clinic_deal: Any
) -> None:
    create_note(by=by_elif, at=NOW, text="Wants samples", deal_id=clinic_deal.pk)

    shown = preview(survivor_id=lobby_deal.pk, loser_ids=[clinic_deal.pk], viewer=by_elif)

    assert shown.origins == {"expected_close_on": clinic_deal.pk}
    assert shown.moves["note"] == 1
    assert Deal.objects.get(pk=lobby_deal.pk).expected_close_on is None


@pytest.mark.parametrize("seed", range(6))
def test_undoing_a_merge_leaves_everything_as_it_was(
    by_elif: Any, elifs_mailbox: Any, stages: Any, zeynep: Any, daniel: Any, marmara: Any, seed: int
) -> None:
    deals = world(Random(seed), by_elif, stages, [zeynep, daniel], marmara)
    deliver(elifs_mailbox, letter("ask@bright", sender=DANIEL, at=LATER))
    before = everything()

    act = merge_all(
        survivor_id=deals[0].pk, loser_ids=[one.pk for one in deals[1:]], by=by_elif, at=LATER
    )
    assert changed(before)
    undone = undo_act(act=act, by=by_elif, at=LATER)

    assert undone.left == ()
    assert changed(before) == []


def world(chance: Random, by: Any, stages: Any, people: list[Any], marmara: Any) -> list[Deal]:
    """Return three deals with a random choice of what can hang on them."""
    deals = [
        operations.create(
            by=by,
            at=NOW,
            title=f"Deal {number}",
            person_id=chance.choice([one.pk for one in people]),
            organization_id=chance.choice([None, marmara.pk]),
            stage_id=chance.choice(stages).pk,
            amount=chance.choice([None, Decimal(100 * number)]),
            currency=chance.choice(["TRY", "EUR"]),
        )
        for number in range(1, 4)
    ]
    for deal in deals:
        others = [one.pk for one in people if one.pk != deal.person_id]
        if chance.random() < 0.7:
            operations.add_participant(
                deal_id=deal.pk,
                person_id=chance.choice(others),
                role=chance.choice(["", "buyer"]),
                by=by,
                at=NOW,
            )
        if chance.random() < 0.7:
            add_new_label(subject=deal, name=chance.choice(["Hot", "Cold"]), by=by, at=NOW)
        if chance.random() < 0.7:
            plan_activity(by=by, at=NOW, title="Call", due_on=NOW.date(), deal_id=deal.pk)
        if chance.random() < 0.7:
            create_note(by=by, at=NOW, text="Note", deal_id=deal.pk)
    item_changes.set_outcome(
        deal_id=deals[2].pk, outcome=chance.choice(["won", "open"]), by=by, at=NOW
    )
    recount_all(company_id=by.company_id)
    return deals


def vars_of(viewer: Any) -> dict[str, Any]:
    """Return the fields of a viewer."""
    return {name: getattr(viewer, name) for name in viewer.__dataclass_fields__}


def test_a_preview_counts_no_note_that_hangs_on_something_hidden_too(
    by_elif: Any, by_robin: Any, lobby_deal: Any, clinic_deal: Any, zeynep: Any
) -> None:
    about: Any = {"deal_id": clinic_deal.pk, "person_id": zeynep.pk}
    create_note(by=by_elif, at=NOW, text="Wants samples", **about)
    Person.objects.filter(pk=zeynep.pk).update(visibility=Visibility.OWNER)

    both: Any = {"survivor_id": lobby_deal.pk, "loser_ids": [clinic_deal.pk]}

    assert "note" not in preview(**both, viewer=by_robin).moves
    assert preview(**both, viewer=by_elif).moves["note"] == 1


def test_the_bell_counts_anew_after_a_merge_and_its_undoing(
    lobby_deal: Any, clinic_deal: Deal, by_elif: Any, mert: Any
) -> None:
    for deal in (lobby_deal, clinic_deal):
        subject = ("deal", deal.pk)
        news = News(mert.pk, "assigned", "deal.assigned", "GIVEN", subject, cause=1, at=NOW)
        tell([news], company_id=mert.company_id)
    mert.refresh_from_db()
    assert mert.unread_count == 2

    made = merge(survivor_id=lobby_deal.pk, loser_id=clinic_deal.pk, by=by_elif, at=LATER)
    mert.refresh_from_db()
    assert mert.unread_count == 1

    undo_act(act=made.act, by=by_elif, at=LATER)
    mert.refresh_from_db()
    assert mert.unread_count == 2
