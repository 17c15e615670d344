"""Why deals are lost, on which day they were closed, and who moved one first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kartotek.errors import Invalid
from kartotek.pipeline.deals import operations, queries
from kartotek.pipeline.deals.models import Deal
from kartotek.users.permissions import NotPermitted


def test_reasons_are_offered_in_their_order(by_deniz: Any, now: Any) -> None:
    operations.set_closing(
        reasons=["Price", " ", "Too late", "Price"], allows_other_reasons=True, by=by_deniz, at=now
    )

    assert queries.closing_of(viewer=by_deniz).reasons == ("Price", "Too late")


def test_where_no_other_reason_counts_only_an_offered_one_does(
    by_deniz: Any, by_elif: Any, lobby_deal: Any, now: Any
) -> None:
    operations.set_closing(reasons=["Price"], allows_other_reasons=False, by=by_deniz, at=now)

    for reason in ("", "They moved away"):
        with pytest.raises(Invalid):
            operations.set_outcome(
                deal_id=lobby_deal.pk, outcome="lost", lost_reason=reason, by=by_elif, at=now
            )
    operations.set_outcome(
        deal_id=lobby_deal.pk, outcome="lost", lost_reason="Price", by=by_elif, at=now
    )

    assert Deal.objects.get().lost_reason == "Price"


def test_a_company_cannot_forbid_every_reason(by_deniz: Any, now: Any) -> None:
    with pytest.raises(Invalid):
        operations.set_closing(reasons=[], allows_other_reasons=False, by=by_deniz, at=now)


def test_only_who_may_change_pipelines_changes_reasons(by_elif: Any, now: Any) -> None:
    with pytest.raises(NotPermitted):
        operations.set_closing(reasons=["Price"], allows_other_reasons=True, by=by_elif, at=now)


@pytest.mark.parametrize(("day", "sentence"), [(-1, "opened"), (3, "to come")])
def test_a_deal_is_not_closed_before_it_was_opened_nor_in_days_to_come(
    by_elif: Any, lobby_deal: Any, now: Any, day: int, sentence: str
) -> None:
    later = now + timedelta(days=2)
    operations.set_outcome(deal_id=lobby_deal.pk, outcome="won", by=by_elif, at=later)

    with pytest.raises(Invalid, match=sentence):
        operations.set_closed_on(
            deal_id=lobby_deal.pk,
            closed_on=now.date() + timedelta(days=day),
            by=by_elif,
            at=later,
        )


def test_the_day_of_winning_is_put_right(by_elif: Any, lobby_deal: Any, now: Any) -> None:
    later = now + timedelta(days=5)
    operations.set_outcome(deal_id=lobby_deal.pk, outcome="won", by=by_elif, at=later)

    operations.set_closed_on(
        deal_id=lobby_deal.pk, closed_on=date(2026, 11, 14), by=by_elif, at=later
    )

    closed_at = Deal.objects.get().closed_at
    assert closed_at is not None
    assert closed_at.date() == date(2026, 11, 14)


def test_an_open_deal_has_no_day_of_closing(by_elif: Any, lobby_deal: Any, now: Any) -> None:
    with pytest.raises(operations.DealOpen):
        operations.set_closed_on(deal_id=lobby_deal.pk, closed_on=now.date(), by=by_elif, at=now)


def test_a_deal_is_not_expected_to_close_before_it_was_opened(
    by_elif: Any, lobby_deal: Any, now: Any
) -> None:
    before = now.date() - timedelta(days=1)

    with pytest.raises(Invalid, match="opened"):
        operations.edit(deal_id=lobby_deal.pk, expected_close_on=before, by=by_elif, at=now)


def test_the_second_who_moves_a_card_sees_who_was_first(
    by_elif: Any, by_mert: Any, lobby_deal: Any, stages: Any, now: Any
) -> None:
    operations.move_to_stage(deal_id=lobby_deal.pk, stage_id=stages[2].pk, by=by_mert, at=now)

    with pytest.raises(operations.DealMoved, match=r"Mert Kaya moved .* to Quote sent"):
        operations.move_to_stage(
            deal_id=lobby_deal.pk,
            stage_id=stages[3].pk,
            was_id=stages[0].pk,
            by=by_elif,
            at=now,
        )

    assert Deal.objects.get().stage == stages[2]


def test_two_who_move_a_card_to_the_same_stage_agree(
    by_elif: Any, by_mert: Any, lobby_deal: Any, stages: Any, now: Any
) -> None:
    operations.move_to_stage(deal_id=lobby_deal.pk, stage_id=stages[2].pk, by=by_mert, at=now)

    moved = operations.move_to_stage(
        deal_id=lobby_deal.pk, stage_id=stages[2].pk, was_id=stages[0].pk, by=by_elif, at=now
    )

    assert moved.stage == stages[2]
