from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kartotek.errors import NotFound
from kartotek.pipeline.leads import operations, queries
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.linkable import Counts
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility


def titles(state: str, viewer: Viewer) -> list[str]:
    page = queries.leads(viewer=viewer, to=queries.Narrowing(state=state), today=date(2026, 11, 12))
    return [row.title for row in page.rows]


def test_the_inbox_has_open_leads_the_newest_first(
    clinic_lead: Lead, daniel: Any, by_elif: Viewer, now: datetime
) -> None:
    operations.create(
        by=by_elif, at=now + timedelta(days=1), title="Reception", person_id=daniel.pk
    )
    old = operations.create(
        by=by_elif, at=now + timedelta(days=2), title="Garage", person_id=daniel.pk
    )
    operations.archive(lead_id=old.pk, by=by_elif, at=now)

    assert titles("open", by_elif) == ["Reception", "Clinic corridors"]
    assert titles("archived", by_elif) == ["Garage"]


def test_a_lead_that_became_a_deal_is_in_no_tab(
    clinic_lead: Lead, stages: Any, daniel: Any, by_elif: Viewer, now: datetime
) -> None:
    operations.become_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)

    assert titles("open", by_elif) == titles("archived", by_elif) == []
    assert queries.items_of_person(daniel.pk, viewer=by_elif) == []
    assert queries.counts_by_person([daniel.pk], viewer=by_elif) == {daniel.pk: Counts()}


def test_a_converted_lead_names_its_deal(
    clinic_lead: Lead, stages: Any, by_elif: Viewer, by_robin: Viewer, now: datetime
) -> None:
    deal = operations.become_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)
    shown = queries.lead(clinic_lead.pk, viewer=by_robin).deal
    deal.visibility = Visibility.GROUP
    deal.save()

    hidden = queries.lead(clinic_lead.pk, viewer=by_robin)

    assert shown is not None
    assert shown.id == deal.pk
    assert (hidden.is_converted, hidden.deal) == (True, None)


def test_counters_tell_open_from_archived(
    clinic_lead: Lead, daniel: Any, brightwell: Any, by_elif: Viewer, now: datetime
) -> None:
    other = operations.create(
        by=by_elif, at=now, title="Other", person_id=daniel.pk, organization_id=brightwell.pk
    )
    operations.archive(lead_id=other.pk, by=by_elif, at=now)

    by_person = queries.counts_by_person([daniel.pk], viewer=by_elif)
    by_firm = queries.counts_by_organization([brightwell.pk], viewer=by_elif)

    assert by_person == {daniel.pk: Counts(open=1, closed=1)}
    assert by_firm == {brightwell.pk: Counts(open=0, closed=1)}


def test_a_sidebar_shows_open_leads_first(
    clinic_lead: Lead, daniel: Any, brightwell: Any, by_elif: Viewer, now: datetime
) -> None:
    newer = operations.create(
        by=by_elif,
        at=now + timedelta(days=1),
        title="Newer",
        person_id=daniel.pk,
        organization_id=brightwell.pk,
    )
    operations.archive(lead_id=newer.pk, by=by_elif, at=now)

    of_person = queries.items_of_person(daniel.pk, viewer=by_elif)
    of_firm = queries.items_of_organization(brightwell.pk, viewer=by_elif)

    assert [row.title for row in of_person] == ["Clinic corridors", "Newer"]
    assert [row.title for row in of_firm] == ["Newer"]


@pytest.mark.parametrize("who", ["by_robin", "by_outsider"])
def test_who_may_not_see_a_lead_finds_nothing_of_it(
    clinic_lead: Lead, daniel: Any, request: Any, who: str
) -> None:
    clinic_lead.visibility = Visibility.GROUP
    clinic_lead.save()
    viewer = request.getfixturevalue(who)

    assert titles("all", viewer) == []
    assert queries.count_leads(viewer=viewer, to=queries.Narrowing(state="all")) == 0
    assert queries.counts_by_person([daniel.pk], viewer=viewer) == {daniel.pk: Counts()}
    with pytest.raises(NotFound):
        queries.lead(clinic_lead.pk, viewer=viewer)


@pytest.mark.parametrize("count", [1, 8])
def test_the_inbox_costs_the_same_however_long(
    daniel: Any,
    by_elif: Viewer,
    by_robin: Viewer,
    now: datetime,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for _ in range(count):
        operations.create(by=by_elif, at=now, title="Lead", person_id=daniel.pk)

    # One for each stretch of urgency.
    with django_assert_num_queries(4):
        assert len(titles("open", by_robin)) == count
