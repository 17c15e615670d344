"""Prepared queries: compiled once, and each viewer still gets their own answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from kartotek.contacts.models import Person
from kartotek.users.before import Before
from kartotek.users.models import User
from kartotek.users.prepared import LONGEST_LIST, NotPrepared, prepared
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility

pytestmark = pytest.mark.django_db


def person(name: str, owner: User, now: datetime, **more: Any) -> Person:
    of = {"company": owner.company, "owner": owner, "created_at": now, "updated_at": now}
    return Person.objects.create(name=name, sort_key=name, **(of | more))


@prepared
def seen(*, viewer: Viewer) -> QuerySet[Person, str]:
    people = Person.objects.alive().visible_to(viewer)
    return people.order_by("sort_key").values_list("name", flat=True)


@prepared
def among(*, ids: Collection[int], company_id: int) -> QuerySet[Person]:
    people = Person.objects.filter(company_id=company_id, pk__in=ids)
    return people.select_related("owner").order_by("sort_key")


@prepared
def by_id(*, person_id: int, company_id: int) -> QuerySet[Person]:
    return Person.objects.filter(company_id=company_id, pk=person_id)


def test_every_viewer_gets_their_own_answer(robin: User, elif_: User, now: datetime) -> None:
    person("Ada", robin, now, visibility=Visibility.OWNER)
    person("Ben", elif_, now, visibility=Visibility.OWNER)

    assert seen(viewer=Viewer.of(robin)) == ["Ada"]
    assert seen(viewer=Viewer.of(elif_)) == ["Ben"]


def test_an_admin_is_not_answered_like_a_colleague(robin: User, deniz: User, now: datetime) -> None:
    person("Ada", robin, now, visibility=Visibility.OWNER)

    assert seen(viewer=Viewer.of(deniz)) == ["Ada"]
    assert seen(viewer=Viewer.engine(robin.company_id)) == ["Ada"]


def test_another_company_sees_nothing_of_it(robin: User, now: datetime) -> None:
    person("Ada", robin, now)
    seen(viewer=Viewer.of(robin))

    assert seen(viewer=Viewer.engine(robin.company_id + 1)) == []


def test_lists_of_every_length_are_asked(robin: User, now: datetime) -> None:
    ids = [person(f"Person {n:03}", robin, now).pk for n in range(5)]

    for count in range(6):
        found = among(ids=ids[:count], company_id=robin.company_id)
        assert [one.pk for one in found] == ids[:count]


def test_a_very_long_list_is_asked_too(robin: User, now: datetime) -> None:
    known = person("Ada", robin, now)

    found = among(ids=[known.pk, *range(-LONGEST_LIST, 0)], company_id=robin.company_id)

    assert found == [known]


def test_records_come_whole_and_with_what_was_read_beside_them(robin: User, now: datetime) -> None:
    known = person("Ada", robin, now, open_deal_count=3)
    among(ids=[known.pk], company_id=robin.company_id)

    [found] = among(ids=[known.pk], company_id=robin.company_id)

    assert (found.created_at, found.open_deal_count, found.deleted_at) == (now, 3, None)
    with CaptureQueriesContext(connection) as asked:
        assert found.owner.name == robin.name
    assert not asked


def test_moments_and_texts_are_values(robin: User, now: datetime) -> None:
    person("Ada", robin, now)
    later = now + timedelta(hours=1)
    person("Ben", robin, later)

    @prepared
    def since(*, at: datetime, name: str) -> QuerySet[Person, str]:
        return Person.objects.filter(created_at__gte=at, name=name).values_list("name", flat=True)

    assert since(at=now, name="Ada") == ["Ada"]
    assert since(at=later, name="Ada") == []
    assert since(at=later, name="Ben") == ["Ben"]


def test_what_is_not_prepared_for_is_built_anew(robin: User, now: datetime) -> None:
    person("Ada", robin, now)

    @prepared
    def before(*, until: Before | None) -> QuerySet[Person, str]:
        people = Person.objects.all()
        if until is not None:
            people = people.filter(until.condition("created_at"))
        return people.values_list("name", flat=True)

    assert before(until=None) == ["Ada"]
    assert before(until=Before(now)) == []
    assert before(until=Before(now + timedelta(hours=1))) == ["Ada"]


def test_a_value_that_is_not_handed_on_as_it_is_is_refused(robin: User) -> None:
    @prepared
    def first(*, limit: int) -> QuerySet[Person]:
        return Person.objects.order_by("pk")[:limit]

    with pytest.raises(NotPrepared):
        first(limit=3)


def test_reading_while_a_query_is_built_is_refused(robin: User) -> None:
    @prepared
    def of_owner(*, name: str) -> QuerySet[Person]:
        owners = list(User.objects.filter(name=name))
        return Person.objects.filter(owner__in=owners)

    with pytest.raises(NotPrepared):
        of_owner(name="Robin")


def test_a_query_is_compiled_once(robin: User) -> None:
    built = []

    @prepared
    def of_company(*, company_id: int) -> QuerySet[Person]:
        built.append(company_id)
        return Person.objects.filter(company_id=company_id)

    for company_id in (robin.company_id, robin.company_id + 1, 7):
        of_company(company_id=company_id)

    assert len(built) == 1


def test_a_number_that_no_column_holds_finds_nothing(robin: User, now: datetime) -> None:
    person("Ada", robin, now)
    by_id(person_id=1, company_id=robin.company_id)

    assert by_id(person_id=10**20, company_id=robin.company_id) == []
