"""What linking reads of items, of each kind alike."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from kartotek.pipeline import items
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals import queries as deal_queries
from kartotek.pipeline.leads import operations as leads
from kartotek.pipeline.leads import queries as lead_queries
from kartotek.pipeline.projects import operations as projects
from kartotek.pipeline.projects import queries as project_queries
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility


def test_a_deal_is_found_by_its_person_and_by_its_participants(
    lobby_deal: Any, zeynep: Any, daniel: Any, tomas: Any, by_elif: Viewer, now: datetime
) -> None:
    for person in (daniel, tomas):
        deals.add_participant(deal_id=lobby_deal.pk, person_id=person.pk, by=by_elif, at=now)

    found = [
        deal_queries.linkable_of_persons([person.pk], company_id=by_elif.company_id)
        for person in (zeynep, daniel, tomas)
    ]

    assert found[0] == found[1] == found[2]
    [deal] = found[0]
    assert (deal.kind, deal.id, deal.is_open) == ("deal", lobby_deal.pk, True)
    assert deal.primary_person_id == zeynep.pk
    assert deal.person_ids == (daniel.pk, tomas.pk)
    assert deal.organization_id == lobby_deal.organization_id
    assert deal.owner_id == by_elif.user_id
    assert deal.owner_group_id == by_elif.group_ids[0]


def test_deals_in_every_state_are_found(
    lobby_deal: Any, zeynep: Any, by_elif: Viewer, now: datetime
) -> None:
    for act in ("won", "lost", "archived", "deleted"):
        deal = deals.create(by=by_elif, at=now, title=act, person_id=zeynep.pk)
        if act == "archived":
            deals.archive(deal_id=deal.pk, by=by_elif, at=now)
        elif act == "deleted":
            deals.delete(deal_id=deal.pk, by=by_elif, at=now)
        else:
            deals.set_outcome(deal_id=deal.pk, outcome=act, by=by_elif, at=now)

    found = deal_queries.linkable_of_persons([zeynep.pk], company_id=by_elif.company_id)

    assert {one.state for one in found} == {"open", "won", "lost", "archived", "deleted"}
    assert [one.title for one in found if one.is_open] == ["Lobby lighting, Pera"]
    assert all(one.title in (one.state, "Lobby lighting, Pera") for one in found)


def test_a_lead_is_found_by_its_person_and_its_organization(
    clinic_lead: Any, daniel: Any, brightwell: Any, by_elif: Viewer, now: datetime
) -> None:
    leads.edit(lead_id=clinic_lead.pk, by=by_elif, at=now, organization_id=brightwell.pk)
    leads.archive(lead_id=clinic_lead.pk, by=by_elif, at=now)
    company_id = by_elif.company_id

    [by_person] = lead_queries.linkable_of_persons([daniel.pk], company_id=company_id)
    [by_firm] = lead_queries.linkable_of_organizations([brightwell.pk], company_id=company_id)

    assert by_person == by_firm
    assert (by_person.state, by_person.is_open, by_person.closed_at) == ("archived", False, now)


def test_the_first_person_of_a_project_is_the_primary_one(
    phases: Any, zeynep: Any, daniel: Any, brightwell: Any, by_elif: Viewer, now: datetime
) -> None:
    made = projects.create(
        by=by_elif,
        at=now,
        title="Bodrum",
        person_ids=[daniel.pk, zeynep.pk],
        organization_ids=[brightwell.pk],
    )
    company_id = by_elif.company_id

    [project] = project_queries.linkable_of_persons([zeynep.pk], company_id=company_id)
    [same] = project_queries.linkable_of_organizations([brightwell.pk], company_id=company_id)

    assert project == same
    assert project.id == made.pk
    assert (project.primary_person_id, project.person_ids) == (daniel.pk, (zeynep.pk,))
    assert project.organization_id == brightwell.pk


@pytest.mark.parametrize("package", [deal_queries, lead_queries, project_queries])
def test_reading_what_can_be_linked_costs_one_query(
    lobby_deal: Any,
    clinic_lead: Any,
    bodrum_project: Any,
    daniel: Any,
    by_elif: Viewer,
    package: Any,
    django_assert_num_queries: Any,
) -> None:
    company_id = by_elif.company_id
    zeynep, marmara = lobby_deal.person, lobby_deal.organization
    with django_assert_num_queries(1):
        package.linkable_of_persons([zeynep.pk, daniel.pk], company_id=company_id)
    with django_assert_num_queries(1):
        package.linkable_of_organizations([marmara.pk], company_id=company_id)
    with django_assert_num_queries(1):
        package.linkable_by_ids([1, 2, 3], company_id=company_id)


@pytest.mark.parametrize("package", [deal_queries, lead_queries, project_queries])
def test_nothing_of_another_company_can_be_linked(
    lobby_deal: Any,
    clinic_lead: Any,
    bodrum_project: Any,
    zeynep: Any,
    daniel: Any,
    marmara: Any,
    by_outsider: Viewer,
    package: Any,
) -> None:
    company_id = by_outsider.company_id
    ids = [lobby_deal.pk, clinic_lead.pk, bodrum_project.pk]

    assert package.linkable_of_persons([zeynep.pk, daniel.pk], company_id=company_id) == []
    assert package.linkable_of_organizations([marmara.pk], company_id=company_id) == []
    assert package.linkable_by_ids(ids, company_id=company_id) == []


def test_what_a_user_touched_last_comes_first(
    lobby_deal: Any, marmara: Any, by_elif: Viewer, by_mert: Viewer, now: datetime
) -> None:
    other = deals.create(by=by_mert, at=now, title="Other", organization_id=marmara.pk)
    third = deals.create(by=by_mert, at=now, title="Third", organization_id=marmara.pk)
    deals.edit(deal_id=other.pk, by=by_mert, at=now + timedelta(hours=1), title="Another")

    company_id = by_mert.company_id
    touched = deal_queries.recently_touched(by_mert.user_id or 0, company_id=company_id)

    assert [one.id for one in touched] == [other.pk, third.pk]


@pytest.mark.parametrize("kind", ["deal", "lead", "project"])
def test_an_item_is_found_by_its_kind_unless_it_is_hidden_or_gone(
    request: Any, by_elif: Viewer, by_robin: Viewer, by_outsider: Viewer, now: datetime, kind: str
) -> None:
    fixture = {"deal": "lobby_deal", "lead": "clinic_lead", "project": "bodrum_project"}[kind]
    record = request.getfixturevalue(fixture)
    record.visibility = Visibility.GROUP
    record.save()

    found = items.find(kind, record.pk, viewer=by_elif)
    assert found is not None
    assert (found.kind, found.id) == (kind, record.pk)
    assert items.find(kind, record.pk, viewer=by_robin) is None
    assert items.find(kind, record.pk, viewer=by_outsider) is None
    assert items.find("person", record.pk, viewer=by_elif) is None

    record.deleted_at = now
    record.save()
    assert items.find(kind, record.pk, viewer=by_elif) is None


@pytest.mark.parametrize(
    ("fixture", "package"), [("clinic_lead", lead_queries), ("bodrum_project", project_queries)]
)
def test_leads_and_projects_one_touched_are_remembered_too(
    request: Any, by_elif: Viewer, by_mert: Viewer, fixture: str, package: Any
) -> None:
    item = request.getfixturevalue(fixture)

    mine = package.recently_touched(by_elif.user_id, company_id=by_elif.company_id)
    others = package.recently_touched(by_mert.user_id, company_id=by_mert.company_id)

    assert [one.id for one in mine] == [item.pk]
    assert others == []
