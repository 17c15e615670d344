from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.history.models import Entry
from kartotek.pipeline.deals import operations
from kartotek.pipeline.deals.defaults import create_default_pipeline
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.deals.operations import DealArchived, DealClosed, DealDeleted
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility


def happened(record: Any) -> list[str]:
    entries = Entry.objects.filter(subject_type=type(record)._meta.model_name, subject_id=record.pk)
    return list(entries.order_by("pk").values_list("kind", flat=True))


def test_a_deal_starts_in_the_first_stage_owned_by_who_opens_it(
    lobby_deal: Deal, stages: list[Any], by_elif: Viewer, now: datetime
) -> None:
    assert lobby_deal.stage == stages[0]
    assert lobby_deal.owner_id == by_elif.user_id
    assert lobby_deal.currency == "TRY"
    assert lobby_deal.visibility == Visibility.COMPANY
    assert lobby_deal.stage_since == now
    assert happened(lobby_deal) == ["deal.created"]


def test_a_deal_needs_a_person_or_an_organization(by_elif: Viewer, stages: Any, now: Any) -> None:
    with pytest.raises(Invalid) as refusal:
        operations.create(by=by_elif, at=now, title="Nobody's")

    assert "person_id" in refusal.value.fields


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", " \n\x00 "),
        ("title", "x" * 501),
        ("amount", Decimal("-1")),
        ("amount", Decimal("1E+19")),
        ("amount", Decimal("0.001")),
        ("amount", Decimal("NaN")),
        ("currency", "ABC"),
        ("currency", "€"),
        ("owner_id", 0),
        ("visibility", 4),
        ("person_id", 0),
        ("organization_id", 0),
        ("stage_id", 0),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_its_field(
    by_elif: Viewer, stages: Any, marmara: Any, now: datetime, field: str, value: Any
) -> None:
    values: dict[str, Any] = {"title": "Lobby", "organization_id": marmara.pk, field: value}

    with pytest.raises(Invalid) as refusal:
        operations.create(by=by_elif, at=now, **values)

    assert list(refusal.value.fields) == [field]
    assert not Deal.objects.exists()


def test_currencies_are_kept_in_capitals(
    by_elif: Viewer, stages: Any, marmara: Any, now: datetime
) -> None:
    deal = operations.create(
        by=by_elif, at=now, title="Lobby", organization_id=marmara.pk, currency="eur"
    )

    assert deal.currency == "EUR"


def test_the_largest_amount_is_kept_to_the_cent(
    by_elif: Viewer, stages: Any, marmara: Any, now: datetime
) -> None:
    amount = Decimal("9999999999999.99")

    deal = operations.create(
        by=by_elif, at=now, title="Lobby", organization_id=marmara.pk, amount=amount
    )

    assert Deal.objects.get(pk=deal.pk).amount == amount


def test_a_person_one_may_not_see_cannot_be_put_on_a_deal(
    by_robin: Viewer, zeynep: Any, stages: Any, now: datetime
) -> None:
    zeynep.visibility = Visibility.OWNER
    zeynep.save()

    with pytest.raises(Invalid) as refusal:
        operations.create(by=by_robin, at=now, title="Lobby", person_id=zeynep.pk)

    assert "person_id" in refusal.value.fields


def test_an_edit_writes_what_changed_into_history(
    lobby_deal: Deal, by_mert: Viewer, now: datetime
) -> None:
    later = now + timedelta(hours=1)

    deal = operations.edit(
        deal_id=lobby_deal.pk, by=by_mert, at=later, title="Lobby", amount=Decimal(480000)
    )

    entry = Entry.objects.get(kind="deal.edited")
    assert entry.data["changes"] == {"title": ["Lobby lighting, Pera", "Lobby"]}
    assert entry.user_id == by_mert.user_id
    assert deal.updated_at == later


def test_an_edit_that_changes_nothing_leaves_no_trace(
    lobby_deal: Deal, by_elif: Viewer, now: datetime
) -> None:
    operations.edit(deal_id=lobby_deal.pk, by=by_elif, at=now, title="Lobby lighting, Pera")

    assert happened(lobby_deal) == ["deal.created"]


def test_an_edit_cannot_leave_nobody_on_the_deal(
    lobby_deal: Deal, by_elif: Viewer, now: datetime
) -> None:
    with pytest.raises(Invalid):
        operations.edit(
            deal_id=lobby_deal.pk, by=by_elif, at=now, person_id=None, organization_id=None
        )


def test_a_participant_who_becomes_the_main_person_is_no_participant_any_more(
    lobby_deal: Deal, daniel: Any, by_elif: Viewer, now: datetime
) -> None:
    operations.add_participant(deal_id=lobby_deal.pk, person_id=daniel.pk, by=by_elif, at=now)

    operations.edit(deal_id=lobby_deal.pk, by=by_elif, at=now, person_id=daniel.pk)

    assert not lobby_deal.participants.exists()


def test_a_deal_moves_to_another_stage(
    lobby_deal: Deal, stages: list[Any], by_elif: Viewer, now: datetime
) -> None:
    later = now + timedelta(days=2)

    deal = operations.move_to_stage(
        deal_id=lobby_deal.pk, stage_id=stages[2].pk, by=by_elif, at=later
    )

    assert (deal.stage, deal.stage_since) == (stages[2], later)
    assert happened(deal) == ["deal.created", "deal.stage-changed"]


def test_moving_a_deal_to_its_own_stage_does_nothing(
    lobby_deal: Deal, stages: list[Any], by_elif: Viewer, now: datetime
) -> None:
    deal = operations.move_to_stage(
        deal_id=lobby_deal.pk, stage_id=stages[0].pk, by=by_elif, at=now + timedelta(days=2)
    )

    assert deal.stage_since == now
    assert happened(deal) == ["deal.created"]


def test_a_closed_deal_does_not_move(
    lobby_deal: Deal, stages: list[Any], by_elif: Viewer, now: datetime
) -> None:
    operations.set_outcome(deal_id=lobby_deal.pk, outcome="won", by=by_elif, at=now)

    with pytest.raises(DealClosed):
        operations.move_to_stage(deal_id=lobby_deal.pk, stage_id=stages[1].pk, by=by_elif, at=now)


def test_an_archived_deal_does_not_move(
    lobby_deal: Deal, stages: list[Any], by_elif: Viewer, now: datetime
) -> None:
    operations.archive(deal_id=lobby_deal.pk, by=by_elif, at=now)

    with pytest.raises(DealArchived):
        operations.move_to_stage(deal_id=lobby_deal.pk, stage_id=stages[1].pk, by=by_elif, at=now)


def test_a_deal_cannot_move_to_a_stage_of_another_company(
    lobby_deal: Deal, other_company: Any, by_elif: Viewer, now: datetime
) -> None:
    theirs = create_default_pipeline(other_company, "en").stages.first()
    assert theirs is not None

    with pytest.raises(NotFound):
        operations.move_to_stage(deal_id=lobby_deal.pk, stage_id=theirs.pk, by=by_elif, at=now)


def test_a_deal_is_lost_for_a_reason(lobby_deal: Deal, by_elif: Viewer, now: datetime) -> None:
    deal = operations.set_outcome(
        deal_id=lobby_deal.pk, outcome="lost", lost_reason="Price", by=by_elif, at=now
    )

    assert (deal.status, deal.lost_reason, deal.closed_at) == ("lost", "Price", now)
    assert not deal.is_open


def test_a_reopened_deal_forgets_why_it_was_lost(
    lobby_deal: Deal, by_elif: Viewer, now: datetime
) -> None:
    operations.set_outcome(
        deal_id=lobby_deal.pk, outcome="lost", lost_reason="Price", by=by_elif, at=now
    )

    deal = operations.set_outcome(deal_id=lobby_deal.pk, outcome="open", by=by_elif, at=now)

    assert (deal.is_open, deal.lost_reason, deal.closed_at) == (True, "", None)
    assert happened(deal) == ["deal.created", "deal.lost-because", "deal.reopened"]


def test_winning_twice_is_winning_once(lobby_deal: Deal, by_elif: Viewer, now: datetime) -> None:
    operations.set_outcome(deal_id=lobby_deal.pk, outcome="won", by=by_elif, at=now)

    deal = operations.set_outcome(
        deal_id=lobby_deal.pk, outcome="won", by=by_elif, at=now + timedelta(days=1)
    )

    assert deal.closed_at == now
    assert happened(deal) == ["deal.created", "deal.won"]


def test_there_are_three_outcomes(lobby_deal: Deal, by_elif: Viewer, now: datetime) -> None:
    with pytest.raises(Invalid):
        operations.set_outcome(deal_id=lobby_deal.pk, outcome="maybe", by=by_elif, at=now)


def test_a_deal_goes_into_the_archive_and_comes_out(
    lobby_deal: Deal, by_elif: Viewer, now: datetime
) -> None:
    archived = operations.archive(deal_id=lobby_deal.pk, by=by_elif, at=now)
    assert archived.state == "archived"

    deal = operations.unarchive(deal_id=lobby_deal.pk, by=by_elif, at=now)

    assert deal.is_open


def test_a_deleted_deal_comes_back_as_it_was(
    lobby_deal: Deal, by_elif: Viewer, now: datetime
) -> None:
    operations.set_outcome(deal_id=lobby_deal.pk, outcome="won", by=by_elif, at=now)
    operations.delete(deal_id=lobby_deal.pk, by=by_elif, at=now)

    deal = operations.restore(deal_id=lobby_deal.pk, by=by_elif, at=now)

    assert deal.state == "won"


def test_a_deal_deleted_meanwhile_is_not_edited(
    lobby_deal: Deal, by_elif: Viewer, by_mert: Viewer, now: datetime
) -> None:
    operations.delete(deal_id=lobby_deal.pk, by=by_mert, at=now)

    with pytest.raises(DealDeleted):
        operations.edit(deal_id=lobby_deal.pk, by=by_elif, at=now, title="Lobby")

    assert Deal.objects.get(pk=lobby_deal.pk).title == "Lobby lighting, Pera"


def test_further_people_have_a_role(
    lobby_deal: Deal, daniel: Any, by_elif: Viewer, now: datetime
) -> None:
    operations.add_participant(deal_id=lobby_deal.pk, person_id=daniel.pk, by=by_elif, at=now)
    operations.add_participant(
        deal_id=lobby_deal.pk, person_id=daniel.pk, role="Architect", by=by_elif, at=now
    )

    assert [(one.person_id, one.role) for one in lobby_deal.participants.all()] == [
        (daniel.pk, "Architect")
    ]


def test_the_main_person_is_not_a_further_one(
    lobby_deal: Deal, zeynep: Any, by_elif: Viewer, now: datetime
) -> None:
    with pytest.raises(Invalid):
        operations.add_participant(deal_id=lobby_deal.pk, person_id=zeynep.pk, by=by_elif, at=now)


def test_a_participant_is_taken_off_once(
    lobby_deal: Deal, daniel: Any, by_elif: Viewer, now: datetime
) -> None:
    operations.add_participant(deal_id=lobby_deal.pk, person_id=daniel.pk, by=by_elif, at=now)
    for _time in range(2):
        operations.remove_participant(
            deal_id=lobby_deal.pk, person_id=daniel.pk, by=by_elif, at=now
        )

    assert not lobby_deal.participants.exists()
    assert happened(lobby_deal).count("deal.participant-removed") == 1


ACTS: list[Any] = [
    lambda deal, by, at: operations.edit(deal_id=deal, by=by, at=at, title="Mine"),
    lambda deal, by, at: operations.move_to_stage(deal_id=deal, stage_id=1, by=by, at=at),
    lambda deal, by, at: operations.set_outcome(deal_id=deal, outcome="won", by=by, at=at),
    lambda deal, by, at: operations.archive(deal_id=deal, by=by, at=at),
    lambda deal, by, at: operations.unarchive(deal_id=deal, by=by, at=at),
    lambda deal, by, at: operations.delete(deal_id=deal, by=by, at=at),
    lambda deal, by, at: operations.restore(deal_id=deal, by=by, at=at),
    lambda deal, by, at: operations.add_participant(deal_id=deal, person_id=1, by=by, at=at),
    lambda deal, by, at: operations.remove_participant(deal_id=deal, person_id=1, by=by, at=at),
]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_changes_a_deal_they_may_not_see(
    lobby_deal: Deal, by_robin: Viewer, now: datetime, act: Any
) -> None:
    lobby_deal.visibility = Visibility.GROUP
    lobby_deal.save()

    with pytest.raises(NotFound):
        act(lobby_deal.pk, by_robin, now)


@pytest.mark.parametrize("act", ACTS)
def test_nobody_changes_a_deal_of_another_company(
    lobby_deal: Deal, by_outsider: Viewer, now: datetime, act: Any
) -> None:
    with pytest.raises(NotFound):
        act(lobby_deal.pk, by_outsider, now)
