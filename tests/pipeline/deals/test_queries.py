from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kartotek.errors import NotFound
from kartotek.pipeline.deals import operations, queries
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.deals.queries.board import CARDS
from kartotek.pipeline.linkable import Counts
from kartotek.pipeline.shown import Money
from kartotek.users.paging import CursorLost
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility


def open_deal(by: Viewer, at: datetime, **values: Any) -> Deal:
    return operations.create(by=by, at=at, **{"title": "Deal", **values})


def hide(record: Any) -> None:
    record.visibility = Visibility.GROUP
    record.save()


def test_the_board_has_a_column_for_each_stage_with_what_its_deals_are_worth(
    lobby_deal: Deal, stages: list[Any], marmara: Any, by_elif: Viewer, now: datetime
) -> None:
    open_deal(by_elif, now, organization_id=marmara.pk, amount=Decimal(20000))
    open_deal(by_elif, now, organization_id=marmara.pk, amount=Decimal(7), currency="EUR")
    open_deal(by_elif, now, organization_id=marmara.pk, stage_id=stages[1].pk)

    board = queries.board(viewer=by_elif)

    assert [(column.name, column.count) for column in board.columns[:3]] == [
        ("Qualified", 3),
        ("Contact made", 1),
        ("Quote sent", 0),
    ]
    assert board.columns[0].totals == (Money(Decimal(500000), "TRY"), Money(Decimal(7), "EUR"))
    assert board.columns[1].totals == ()
    assert board.count == 4


def test_closed_archived_and_deleted_deals_are_not_on_the_board(
    stages: Any, marmara: Any, by_elif: Viewer, now: datetime
) -> None:
    won, archived, deleted = (open_deal(by_elif, now, organization_id=marmara.pk) for _ in range(3))
    operations.set_outcome(deal_id=won.pk, outcome="won", by=by_elif, at=now)
    operations.archive(deal_id=archived.pk, by=by_elif, at=now)
    operations.delete(deal_id=deleted.pk, by=by_elif, at=now)

    assert queries.board(viewer=by_elif).count == 0


def test_a_long_column_comes_in_parts_without_a_deal_twice(
    stages: list[Any], marmara: Any, by_elif: Viewer, now: datetime
) -> None:
    for n in range(CARDS + 5):
        open_deal(by_elif, now + timedelta(seconds=n % 7), organization_id=marmara.pk)

    first = queries.board(viewer=by_elif).columns[0]
    rest = queries.column(stage_id=stages[0].pk, viewer=by_elif, after=first.next)

    assert first.count == CARDS + 5
    assert len({deal.id for deal in [*first.deals, *rest.rows]}) == CARDS + 5
    assert rest.next == ""


def test_the_board_can_be_narrowed_to_an_owner(
    lobby_deal: Deal, marmara: Any, by_elif: Viewer, by_mert: Viewer, now: datetime
) -> None:
    open_deal(by_mert, now, organization_id=marmara.pk)

    board = queries.board(viewer=by_elif, showing=queries.Showing(by_mert.user_id))

    assert (board.count, len(board.deals)) == (1, 1)
    assert board.deals[0].owner.name == "Mert Kaya"


def test_a_company_without_a_pipeline_has_an_empty_board(by_elif: Viewer) -> None:
    assert queries.board(viewer=by_elif).pipeline is None


def test_robin_sees_nothing_of_a_hidden_deal(
    lobby_deal: Deal, zeynep: Any, by_robin: Viewer
) -> None:
    hide(lobby_deal)

    assert queries.board(viewer=by_robin).count == 0
    assert queries.card(lobby_deal.pk, viewer=by_robin) is None
    assert queries.items_of_person(zeynep.pk, viewer=by_robin) == []
    assert queries.counts_by_person([zeynep.pk], viewer=by_robin) == {zeynep.pk: Counts()}
    with pytest.raises(NotFound):
        queries.deal(lobby_deal.pk, viewer=by_robin)


def test_another_company_sees_no_deal_of_ours(
    lobby_deal: Deal, stages: list[Any], zeynep: Any, by_outsider: Viewer
) -> None:
    assert queries.card(lobby_deal.pk, viewer=by_outsider) is None
    assert queries.counts_by_person([zeynep.pk], viewer=by_outsider) == {zeynep.pk: Counts()}
    with pytest.raises(NotFound):
        queries.deal(lobby_deal.pk, viewer=by_outsider)
    with pytest.raises(NotFound):
        queries.board(viewer=by_outsider, pipeline_id=stages[0].pipeline_id)


def test_a_deal_shows_its_person_only_to_who_may_see_them(
    lobby_deal: Deal, zeynep: Any, by_elif: Viewer, by_robin: Viewer
) -> None:
    hide(zeynep)

    seen = queries.deal(lobby_deal.pk, viewer=by_elif).person
    hidden = queries.deal(lobby_deal.pk, viewer=by_robin).person

    assert seen is not None
    assert seen.name == "Zeynep Karaca"
    assert hidden is None


def test_a_deal_page_knows_its_place_in_the_pipeline(
    lobby_deal: Deal, daniel: Any, stages: list[Any], by_elif: Viewer, now: datetime
) -> None:
    operations.move_to_stage(deal_id=lobby_deal.pk, stage_id=stages[3].pk, by=by_elif, at=now)
    operations.add_participant(
        deal_id=lobby_deal.pk, person_id=daniel.pk, role="Architect", by=by_elif, at=now
    )

    page = queries.deal(lobby_deal.pk, viewer=by_elif)

    assert (page.stage_number, len(page.stages)) == (4, 5)
    assert [(one.person.name, one.role) for one in page.participants] == [
        ("Daniel Okafor", "Architect")
    ]


def test_a_deleted_deal_is_found_only_by_who_asks_for_deleted_ones(
    lobby_deal: Deal, by_elif: Viewer, now: datetime
) -> None:
    operations.delete(deal_id=lobby_deal.pk, by=by_elif, at=now)

    with pytest.raises(NotFound):
        queries.deal(lobby_deal.pk, viewer=by_elif)
    assert queries.deal(lobby_deal.pk, viewer=by_elif, with_deleted=True).state == "deleted"


def test_a_made_up_cursor_is_refused(lobby_deal: Deal, stages: list[Any], by_elif: Viewer) -> None:
    for cursor in ("x", "W10", "e30", "WyJjcmVhdGVkX2F0Iix7Im51bWJlciI6IngifSwxXQ"):
        with pytest.raises(CursorLost):
            queries.column(stage_id=stages[0].pk, viewer=by_elif, after=cursor)


def test_counters_tell_open_from_closed(
    lobby_deal: Deal, zeynep: Any, marmara: Any, by_elif: Viewer, now: datetime
) -> None:
    won = open_deal(by_elif, now, person_id=zeynep.pk, organization_id=marmara.pk)
    operations.set_outcome(deal_id=won.pk, outcome="won", by=by_elif, at=now)
    gone = open_deal(by_elif, now, person_id=zeynep.pk)
    operations.delete(deal_id=gone.pk, by=by_elif, at=now)

    assert queries.counts_by_person([zeynep.pk, 0], viewer=by_elif) == {
        zeynep.pk: Counts(open=1, closed=1),
        0: Counts(),
    }
    assert queries.counts_by_organization([marmara.pk], viewer=by_elif) == {
        marmara.pk: Counts(open=1, closed=1)
    }


def test_counters_cost_one_query_for_all_rows(
    lobby_deal: Deal, zeynep: Any, daniel: Any, by_robin: Viewer, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        queries.counts_by_person([zeynep.pk, daniel.pk], viewer=by_robin)


def test_a_sidebar_shows_deals_of_participants_too_open_ones_first(
    lobby_deal: Deal, daniel: Any, by_elif: Viewer, now: datetime
) -> None:
    own = open_deal(by_elif, now + timedelta(days=1), person_id=daniel.pk)
    operations.set_outcome(deal_id=own.pk, outcome="won", by=by_elif, at=now)
    operations.add_participant(deal_id=lobby_deal.pk, person_id=daniel.pk, by=by_elif, at=now)

    rows = queries.items_of_person(daniel.pk, viewer=by_elif)

    assert [row.id for row in rows] == [lobby_deal.pk, own.pk]


def test_lost_reasons_are_offered_again_the_last_one_first(
    stages: Any, marmara: Any, by_elif: Viewer, now: datetime
) -> None:
    for n, reason in enumerate(["Price", "Timing", "Price", ""]):
        deal = open_deal(by_elif, now, organization_id=marmara.pk)
        operations.set_outcome(
            deal_id=deal.pk, outcome="lost", lost_reason=reason, by=by_elif,
            at=now + timedelta(days=n),
        )  # fmt: skip

    assert queries.lost_reasons(viewer=by_elif) == ["Price", "Timing"]


@pytest.mark.parametrize("count", [1, CARDS])
def test_reading_a_board_costs_the_same_for_one_card_and_for_many(
    stages: Any,
    zeynep: Any,
    by_robin: Viewer,
    by_elif: Viewer,
    now: datetime,
    count: int,
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(count):
        open_deal(by_elif, now, person_id=zeynep.pk)

    with django_assert_max_num_queries(4):
        board = queries.board(viewer=by_robin)

    assert len(board.deals) == count


def test_a_sidebar_of_an_organization_shows_its_deals(
    lobby_deal: Deal, marmara: Any, brightwell: Any, by_elif: Viewer
) -> None:
    rows = queries.items_of_organization(marmara.pk, viewer=by_elif)

    assert [row.contact for row in rows] == ["Zeynep Karaca · Marmara Otelcilik A.Ş."]
    assert queries.items_of_organization(brightwell.pk, viewer=by_elif) == []
