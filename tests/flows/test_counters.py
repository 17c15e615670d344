from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kartotek.activities.models import Activity
from kartotek.contacts.models import Merge, Organization, Person
from kartotek.contacts.operations import AddressIn
from kartotek.errors import Refused
from kartotek.flows import (
    activity_changes,
    add_item,
    contact_changes,
    convert_lead,
    item_changes,
    many_activities,
    merge_contacts,
    merge_deals,
)
from kartotek.flows.counters import BATCH, ITEMS, recount, recount_all
from kartotek.flows.truth import organizations_counted, people_counted
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def shown(record: Any, *names: str) -> dict[str, Any]:
    again = type(record).objects.get(pk=record.pk)
    return {name: getattr(again, name) for name in names}


def assert_in_line(company_id: int) -> None:
    """Compare every counter with what hangs on the records."""
    for model, counted in ((Person, people_counted), (Organization, organizations_counted)):
        records = {one.pk: one for one in model._default_manager.filter(company_id=company_id)}
        truth = counted(list(records), company_id=company_id)
        for pk, record in records.items():
            kept = {name: getattr(record, name) for name in truth.fields}
            assert kept == truth.of(pk), record
    for kind, item in ITEMS.items():
        for one in item._default_manager.filter(company_id=company_id):
            assert_counted(kind, one)


def assert_counted(kind: str, item: Any) -> None:
    """Compare the counters of an item with its activities, counted the slow way."""
    found = list(Activity.objects.filter(**{f"{kind}_id": item.pk}, deleted_at=None))
    open_ones = [one for one in found if one.done_at is None]
    done = [one.done_at for one in found if one.done_at is not None]
    planned = sorted(
        (one.due_on, one.due_time or time.min, one.pk) for one in open_ones if one.due_on
    )
    assert (item.to_do_count, item.done_count) == (len(open_ones), len(done)), item
    assert item.last_activity_at == max(done, default=None), item
    following = (item.next_activity_on, item.next_activity_id)
    assert following == ((planned[0][0], planned[0][2]) if planned else (None, None)), item


def test_a_won_deal_counts_as_won_and_closed(by_elif: Any, lobby_deal: Any, zeynep: Any) -> None:
    item_changes.set_outcome(deal_id=lobby_deal.pk, outcome="won", by=by_elif, at=NOW)

    names = ("open_deal_count", "won_deal_count", "closed_deal_count")
    assert shown(zeynep, *names) == dict(zip(names, (0, 1, 1), strict=True))


def test_a_deal_counts_for_its_organization_too(
    by_elif: Any, stages: Any, zeynep: Any, marmara: Any
) -> None:
    add_item.add_deal(
        by=by_elif, at=NOW, title="Spa", person_id=zeynep.pk, organization_id=marmara.pk
    )

    assert shown(marmara, "open_deal_count") == {"open_deal_count": 1}


def test_the_next_activity_of_a_person_is_the_organizations_next_one(
    by_elif: Any, zeynep: Any, marmara: Any
) -> None:
    due = date(2026, 11, 20)
    activity_changes.create_activity(
        by=by_elif, at=NOW, title="Call", due_on=due, person_id=zeynep.pk
    )

    assert shown(marmara, "to_do_count", "next_activity_on") == {
        "to_do_count": 1,
        "next_activity_on": due,
    }


def test_an_activity_about_a_person_and_their_deal_counts_once(
    by_elif: Any, lobby_deal: Any, zeynep: Any
) -> None:
    activity_changes.create_activity(
        by=by_elif, at=NOW, title="Call", deal_id=lobby_deal.pk, person_id=zeynep.pk
    )

    assert shown(zeynep, "to_do_count") == {"to_do_count": 1}


def test_who_moves_to_another_organization_takes_what_is_to_do_along(
    by_elif: Any, zeynep: Any, marmara: Any, brightwell: Any
) -> None:
    activity_changes.create_activity(by=by_elif, at=NOW, title="Call", person_id=zeynep.pk)

    contact_changes.edit_person(
        person_id=zeynep.pk, by=by_elif, at=NOW, organization_id=brightwell.pk
    )

    assert shown(marmara, "to_do_count", "people_count") == {"to_do_count": 0, "people_count": 0}
    assert shown(brightwell, "to_do_count", "people_count") == {"to_do_count": 1, "people_count": 1}


def test_people_are_sorted_by_the_new_name_of_their_organization(
    by_elif: Any, zeynep: Any, marmara: Any
) -> None:
    contact_changes.edit_organization(
        organization_id=marmara.pk, by=by_elif, at=NOW, name="Adalar Otelcilik"
    )

    again = Organization.objects.get(pk=marmara.pk)
    assert shown(zeynep, "organization_key") == {"organization_key": again.sort_key}


def test_counting_writes_nothing_where_nothing_changed(
    by_elif: Any, zeynep: Any, django_assert_num_queries: Any
) -> None:
    recount_all(company_id=by_elif.company_id)
    with django_assert_num_queries(23):
        recount(company_id=by_elif.company_id, person_ids=[zeynep.pk])


def test_counting_many_people_takes_as_many_queries_as_counting_one(
    by_elif: Any, django_assert_num_queries: Any
) -> None:
    people = [
        contact_changes.add_person(by=by_elif, at=NOW, name=f"Guest {number}")
        for number in range(12)
    ]
    assert len(people) < BATCH
    with django_assert_num_queries(13):
        recount(company_id=by_elif.company_id, person_ids=[one.pk for one in people])


def test_what_was_there_before_the_counters_is_counted_when_they_come(
    by_elif: Any, lobby_deal: Any, clinic_lead: Any, zeynep: Any, daniel: Any, tomas: Any
) -> None:
    for about in ({"person_id": zeynep.pk}, {"deal_id": lobby_deal.pk}):
        made = activity_changes.create_activity(by=by_elif, at=NOW, title="Call", **about)
    activity_changes.set_done(activity_id=made.pk, is_done=True, by=by_elif, at=NOW)
    for model in (Person, Organization):
        model._default_manager.update(to_do_count=9, open_deal_count=9, next_activity_on=None)
    Person.objects.update(address_key="", organization_key="", phone_key="")

    filling = importlib.import_module("kartotek.flows.migrations.0003_count_what_is_there")
    with connection.cursor() as cursor:
        filling.fill(apps, SimpleNamespace(execute=cursor.execute))

    assert_in_line(by_elif.company_id)


# Each step takes the company on by one act of a user; a refused one changes nothing.
Step = Callable[[Any, int], object]


def _first(model: Any, number: int) -> Any:
    records = list(model._default_manager.order_by("pk"))
    return records[number % len(records)] if records else None


def _pk(model: Any, number: int) -> int:
    found = _first(model, number)
    return found.pk if found else 0


def _about(number: int) -> Any:
    if number % 5 == 4:
        return {"people_ids": [_pk(Person, number), _pk(Person, number + 1)]}
    kinds = (
        ("person_id", Person),
        ("deal_id", Deal),
        ("lead_id", Lead),
        ("project_id", Project),
    )
    field, model = kinds[number % 4]
    return {field: _pk(model, number)}


def _activity_pk(number: int) -> int:
    return _pk(Activity, number)


def _some(number: int) -> list[int]:
    return [_activity_pk(number), _activity_pk(number + 1)]


def _undo_merge(by: Any, number: int) -> object:
    held = Merge.objects.filter(undone_at=None).order_by("-pk").first()
    if held is None:
        return None
    undo = merge_deals.undo_act if held.on == "deal" else merge_contacts.undo_act
    return undo(act=held.act, by=by, at=_at(number))


def _at(number: int) -> Any:
    return NOW + timedelta(hours=number)


STEPS: dict[str, Step] = {
    "add a person": lambda by, n: contact_changes.add_person(
        by=by,
        at=_at(n),
        name=f"Guest {n}",
        organization_id=_pk(Organization, n) if n % 2 else None,
        addresses=[AddressIn(f"guest{n % 3}@guests.example")],
    ),
    "move a person": lambda by, n: contact_changes.edit_person(
        person_id=_pk(Person, n), by=by, at=_at(n), organization_id=_pk(Organization, n + 1)
    ),
    "delete a person": lambda by, n: contact_changes.delete_person(
        person_id=_pk(Person, n), by=by, at=_at(n)
    ),
    "restore a person": lambda by, n: contact_changes.restore_person(
        person_id=_pk(Person, n), by=by, at=_at(n)
    ),
    "delete an organization": lambda by, n: contact_changes.delete_organization(
        organization_id=_pk(Organization, n), by=by, at=_at(n)
    ),
    "restore an organization": lambda by, n: contact_changes.restore_organization(
        organization_id=_pk(Organization, n), by=by, at=_at(n)
    ),
    "rename an organization": lambda by, n: contact_changes.edit_organization(
        organization_id=_pk(Organization, n), by=by, at=_at(n), name=f"House {n}"
    ),
    "add a deal": lambda by, n: add_item.add_deal(
        by=by, at=_at(n), title=f"Deal {n}", person_id=_pk(Person, n), organization_id=None
    ),
    "hand a deal over": lambda by, n: item_changes.edit_deal(
        deal_id=_pk(Deal, n), by=by, at=_at(n), organization_id=_pk(Organization, n)
    ),
    "win a deal": lambda by, n: item_changes.set_outcome(
        deal_id=_pk(Deal, n), outcome=("won", "lost", "open")[n % 3], by=by, at=_at(n)
    ),
    "archive a deal": lambda by, n: item_changes.set_deal_archived(
        deal_id=_pk(Deal, n), is_archived=n % 2 == 0, by=by, at=_at(n)
    ),
    "delete a deal": lambda by, n: item_changes.delete_item(
        kind="deal", item_id=_pk(Deal, n), by=by, at=_at(n)
    ),
    "restore a deal": lambda by, n: item_changes.restore_item(
        kind="deal", item_id=_pk(Deal, n), by=by, at=_at(n)
    ),
    "deal to lead": lambda by, n: convert_lead.deal_to_lead(deal_id=_pk(Deal, n), by=by, at=_at(n)),
    "add a lead": lambda by, n: add_item.add_lead(
        by=by, at=_at(n), title=f"Lead {n}", organization_id=_pk(Organization, n)
    ),
    "lead to deal": lambda by, n: convert_lead.lead_to_deal(lead_id=_pk(Lead, n), by=by, at=_at(n)),
    "archive a lead": lambda by, n: item_changes.set_lead_archived(
        lead_id=_pk(Lead, n), is_archived=n % 2 == 0, by=by, at=_at(n)
    ),
    "merge two people": lambda by, n: merge_contacts.merge(
        kind="person", survivor_id=_pk(Person, n), loser_id=_pk(Person, n + 1), by=by, at=_at(n)
    ),
    "merge two organizations": lambda by, n: merge_contacts.merge(
        kind="organization",
        survivor_id=_pk(Organization, n),
        loser_id=_pk(Organization, n + 1),
        by=by,
        at=_at(n),
    ),
    "undo a merge": _undo_merge,
    "merge two deals": lambda by, n: merge_deals.merge(
        survivor_id=_pk(Deal, n), loser_id=_pk(Deal, n + 1), by=by, at=_at(n)
    ),
    "delete a project": lambda by, n: item_changes.delete_item(
        kind="project", item_id=_pk(Project, n), by=by, at=_at(n)
    ),
    "restore a project": lambda by, n: item_changes.restore_item(
        kind="project", item_id=_pk(Project, n), by=by, at=_at(n)
    ),
    "do two": lambda by, n: many_activities.set_all_done(
        ids=_some(n), is_done=n % 2 == 0, by=by, at=_at(n)
    ),
    "postpone two": lambda by, n: many_activities.move_all(
        days=dict.fromkeys(_some(n), _at(n * 9).date()), by=by, at=_at(n)
    ),
    "drop two": lambda by, n: many_activities.delete_all(ids=_some(n), by=by, at=_at(n)),
    "take two up again": lambda by, n: many_activities.restore_all(ids=_some(n), by=by, at=_at(n)),
    "change whom it is with": lambda by, n: activity_changes.edit_activity(
        activity_id=_activity_pk(n),
        by=by,
        at=_at(n),
        people_ids=[_pk(Person, n), _pk(Person, n + 2)],
    ),
    "hang it on another deal": lambda by, n: activity_changes.edit_activity(
        activity_id=_activity_pk(n), by=by, at=_at(n), deal_id=_pk(Deal, n + 1), due_on=None
    ),
    "plan": lambda by, n: activity_changes.create_activity(
        by=by,
        at=_at(n),
        title="Call",
        due_on=_at(n).date(),
        **_about(n),
    ),
    "replan": lambda by, n: activity_changes.edit_activity(
        activity_id=_activity_pk(n), by=by, at=_at(n), person_id=_pk(Person, n)
    ),
    "do": lambda by, n: activity_changes.set_done(
        activity_id=_activity_pk(n), is_done=n % 3 != 0, by=by, at=_at(n)
    ),
    "drop": lambda by, n: activity_changes.delete_activity(
        activity_id=_activity_pk(n), by=by, at=_at(n)
    ),
    "take up again": lambda by, n: activity_changes.restore_activity(
        activity_id=_activity_pk(n), by=by, at=_at(n)
    ),
}


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 9)), max_size=16))
def test_whatever_happens_the_counters_say_what_hangs_on_the_records(
    steps: list[tuple[str, int]],
    by_deniz: Any,
    lobby_deal: Any,
    clinic_lead: Any,
    bodrum_project: Any,
) -> None:
    with transaction.atomic():
        recount_all(company_id=by_deniz.company_id)
        for name, number in steps:
            try:
                with transaction.atomic():
                    STEPS[name](by_deniz, number)
            except Refused:
                continue
        assert_in_line(by_deniz.company_id)
        transaction.set_rollback(True)
