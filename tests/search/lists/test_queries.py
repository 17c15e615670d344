"""Which people and organizations a list holds, in which order, page by page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kartotek.contacts.models import Person
from kartotek.contacts.operations import AddressIn, PhoneIn
from kartotek.fields.operations import add_new_label, create_label
from kartotek.flows import activity_changes, contact_changes, item_changes
from kartotek.flows.counters import recount_all
from kartotek.search.lists import rules
from kartotek.search.lists.asking import Asking
from kartotek.search.lists.columns import columns_of
from kartotek.search.lists.queries import SMALL, Listing, Wanted, capped, labels_counted, seen
from kartotek.users.paging import CursorLost
from kartotek.users.visibility import Visibility
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def listing(by: Any, filter_: str = "", kind: str = "person", **more: Any) -> Listing:
    wanted = Wanted(kind, rules.parsed(filter_), **more)
    return Listing(wanted, Asking.now(by, NOW))


def names(by: Any, filter_: str = "", kind: str = "person", **more: Any) -> list[str]:
    return [one.name for one in listing(by, filter_, kind, **more).page().rows]


@pytest.fixture
def people(by_elif: Any, zeynep: Any, daniel: Any, tomas: Any, lobby_deal: Any) -> None:
    """Zeynep of Marmara, who has a deal; Daniel of Brightwell; Tomáš of nowhere."""
    recount_all(company_id=by_elif.company_id)


@pytest.mark.usefixtures("people")
class TestFilters:
    """What each comparison finds among Zeynep, Daniel and Tomáš."""

    @pytest.mark.parametrize(
        ("filter_", "found"),
        [
            ("name.contains.kara", ["Zeynep Karaca"]),
            ("name.contains-not.kara", ["Daniel Okafor", "Tomáš Novák"]),
            ("name.starts-with.zey", ["Zeynep Karaca"]),
            ("name.is.tomas novak", ["Tomáš Novák"]),
            ("job-title.contains.MANAGER", ["Zeynep Karaca"]),
            ("job-title.is-empty", ["Daniel Okafor", "Tomáš Novák"]),
            ("job-title.is-filled", ["Zeynep Karaca"]),
            ("email.contains.brightwell", ["Daniel Okafor"]),
            ("email.is.D_dOkafor@brightwell_dexample", ["Daniel Okafor"]),
            ("email.starts-with.tomas@", ["Tomáš Novák"]),
            ("phone.contains.0212", ["Zeynep Karaca"]),
            ("phone.is-empty", ["Daniel Okafor"]),
            ("organization.contains.otel", ["Zeynep Karaca"]),
            ("organization.is-empty", ["Tomáš Novák"]),
            ("organization-city.contains.istanbul", ["Zeynep Karaca"]),
            ("organization-industry.is-filled", ["Zeynep Karaca"]),
            ("open-deals.more-than.0", ["Zeynep Karaca"]),
            ("open-deals.between.1.3", ["Zeynep Karaca"]),
            ("open-deals.is.0", ["Daniel Okafor", "Tomáš Novák"]),
            ("owner.any-of.me", ["Daniel Okafor", "Tomáš Novák", "Zeynep Karaca"]),
            ("owner.none-of.me", []),
            ("deal-title.contains.lobby", ["Zeynep Karaca"]),
            ("deal-amount.more-than.1000", ["Zeynep Karaca"]),
            ("deal-amount.more-than.1000000", []),
            ("deal-owner.none-of.me", ["Daniel Okafor", "Tomáš Novák"]),
            ("created.today", ["Daniel Okafor", "Tomáš Novák", "Zeynep Karaca"]),
            ("created.days-ago.3", []),
            ("last-activity.is-empty", ["Daniel Okafor", "Tomáš Novák", "Zeynep Karaca"]),
        ],
    )
    def test_a_condition_finds_whom_it_means(
        self, by_elif: Any, filter_: str, found: list[str]
    ) -> None:
        assert names(by_elif, filter_) == found

    def test_all_of_a_group_and_any_of_another(self, by_elif: Any) -> None:
        assert names(by_elif, "owner.any-of.me~~name.contains.dan~name.contains.tom") == [
            "Daniel Okafor",
            "Tomáš Novák",
        ]

    @pytest.mark.parametrize(
        "filter_",
        [
            "no-such-field.is.3",
            "field-99.contains.x",
            "open-deals.contains.1",
            "open-deals.more-than.many",
            "birthday.is.yesterday",
            "owner.any-of.x",
            "created.last-days.soon",
            "open-deals.more-than",
            "broken",
        ],
    )
    def test_a_condition_that_is_gone_is_told_and_leaves_the_list_as_it_is(
        self, by_elif: Any, filter_: str
    ) -> None:
        asked = listing(by_elif, filter_)

        assert len(asked.page().rows) == 3
        [gone] = asked.gone
        assert gone.sentence

    def test_typed_words_find_names_addresses_and_organizations(self, by_elif: Any) -> None:
        for pk in Person.objects.values_list("pk", flat=True):
            contact_changes.edit_person(person_id=pk, by=by_elif, at=NOW, messenger="x")

        assert names(by_elif, text="marmara zey") == ["Zeynep Karaca"]
        assert names(by_elif, text="okafor@bright") == ["Daniel Okafor"]
        assert names(by_elif, text="(0212) 555") == ["Zeynep Karaca"]
        assert names(by_elif, text="nobody") == []


def test_a_label_is_asked_for_by_any_all_none_and_emptiness(
    by_elif: Any, zeynep: Any, daniel: Any
) -> None:
    hotel = add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=NOW)
    key = create_label(on="person", name="Key account", by=by_elif, at=NOW)

    assert names(by_elif, f"label.any-of.{hotel.pk}.{key.pk}") == ["Zeynep Karaca"]
    assert names(by_elif, f"label.all-of.{hotel.pk}.{key.pk}") == []
    assert names(by_elif, f"label.none-of.{hotel.pk}") == ["Daniel Okafor"]
    assert names(by_elif, f"label.is.{hotel.pk}") == ["Zeynep Karaca"]
    assert names(by_elif, "label.is-empty") == ["Daniel Okafor"]


def test_the_stage_of_an_open_deal_is_asked_for_and_closed_ones_do_not_count(
    by_elif: Any, lobby_deal: Any
) -> None:
    asked = f"deal-stage.any-of.{lobby_deal.stage_id}"
    assert names(by_elif, asked) == ["Zeynep Karaca"]

    item_changes.set_outcome(deal_id=lobby_deal.pk, outcome="won", by=by_elif, at=NOW)

    assert names(by_elif, asked) == []


def test_who_heard_nothing_for_days_is_found_also_who_never_did(
    by_elif: Any, zeynep: Any, daniel: Any
) -> None:
    made = activity_changes.create_activity(by=by_elif, at=NOW, title="Call", person_id=daniel.pk)
    activity_changes.set_done(
        activity_id=made.pk, is_done=True, by=by_elif, at=NOW - timedelta(days=3)
    )

    assert names(by_elif, "last-activity.last-days.7") == ["Daniel Okafor"]
    assert names(by_elif, "last-activity.not-last-days.7") == ["Zeynep Karaca"]
    assert names(by_elif, "last-activity.days-ago.2") == ["Daniel Okafor"]


def test_a_record_that_is_not_theirs_to_see_is_in_no_list(
    by_elif: Any, by_robin: Any, by_outsider: Any, zeynep: Any
) -> None:
    contact_changes.edit_person(
        person_id=zeynep.pk, by=by_elif, at=NOW, visibility=Visibility.GROUP
    )

    for by in (by_robin, by_outsider):
        assert names(by) == []
        assert names(by, "email.contains.karaca") == []
        assert names(by, text="zeynep") == []
        assert capped(seen("person", by), 10).count == 0
    assert names(by_elif, "email.contains.karaca") == ["Zeynep Karaca"]


def test_an_organization_that_is_not_theirs_to_see_cannot_be_asked_for(
    by_elif: Any, by_robin: Any, zeynep: Any, marmara: Any
) -> None:
    contact_changes.edit_organization(
        organization_id=marmara.pk, by=by_elif, at=NOW, visibility=Visibility.OWNER
    )

    assert names(by_robin, "organization-city.contains.istanbul") == []
    assert names(by_robin, "organization.contains.marmara") == []


def test_labels_are_counted_among_what_is_seen(by_elif: Any, by_robin: Any, zeynep: Any) -> None:
    add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=NOW)
    contact_changes.edit_person(
        person_id=zeynep.pk, by=by_elif, at=NOW, visibility=Visibility.OWNER
    )

    assert [(one.name, one.count) for one, _more in labels_counted("person", viewer=by_elif)] == [
        ("Hotel", 1)
    ]
    assert [one.count for one, _more in labels_counted("person", viewer=by_robin)] == [0]


def test_counting_stops_where_nobody_waits_any_longer(
    by_elif: Any, zeynep: Any, daniel: Any
) -> None:
    found = capped(seen("person", by_elif), 1)

    assert (found.count, found.is_more) == (1, True)


def test_numbers_of_shown_columns_are_summed(by_elif: Any, lobby_deal: Any) -> None:
    recount_all(company_id=by_elif.company_id)

    assert listing(by_elif, columns=("name", "open-deals")).sums() == {"open-deals": 1}


def test_a_cursor_of_another_order_is_refused(by_elif: Any, zeynep: Any, daniel: Any) -> None:
    after = listing(by_elif).page(limit=1).next
    with pytest.raises(CursorLost):
        listing(by_elif, sort="-created").page(after=after)
    with pytest.raises(CursorLost):
        listing(by_elif).page(after="nowhere.x")


def test_every_offered_comparison_of_every_column_can_be_asked(by_elif: Any, zeynep: Any) -> None:
    values = {
        rules.Takes.NOTHING: (),
        rules.Takes.ONE: ("2026-11-12",),
        rules.Takes.DAYS: ("7",),
        rules.Takes.MANY: ("1", "2"),
        rules.Takes.TWO: ("2026-11-01", "2026-11-12"),
    }
    numbers = {**values, rules.Takes.ONE: ("3",), rules.Takes.TWO: ("1", "3")}
    for kind in ("person", "organization"):
        for column in columns_of(kind, viewer=by_elif).values():
            typed = numbers if column.is_number else values
            for comparison in rules.comparisons(column.type):
                one = rules.Condition(column.name, comparison, typed[rules.takes(comparison)])
                asked = Listing(Wanted(kind, rules.Filter((one,))), Asking.now(by_elif, NOW))
                list(asked.page().rows)
                assert asked.gone == [], one


def _in_pages(by: Any, limit: int, **asked: Any) -> list[int]:
    found: list[int] = []
    after = ""
    for _page in range(60):
        page = listing(by, **asked).page(after=after, limit=limit)
        found += [one.pk for one in page.rows]
        after = page.next
        if not after:
            return found
    raise AssertionError("The list has no end.")


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_pages_of_every_order_hold_each_record_once_in_the_order_of_the_whole(
    data: st.DataObject, by_elif: Any, by_mert: Any, marmara: Any, brightwell: Any
) -> None:
    if not Person.objects.exists():
        _crowd(by_elif, by_mert, (marmara.pk, brightwell.pk, None))
    orders = [one.name for one in columns_of("person", viewer=by_elif).values() if one.sort]
    sort = data.draw(st.sampled_from(["", "-"])) + data.draw(st.sampled_from(orders))
    limit = data.draw(st.integers(1, 7))
    whole = _in_pages(by_elif, 200, sort=sort)

    assert _in_pages(by_elif, limit, sort=sort) == whole
    assert len(whole) == len(set(whole)) == Person.objects.count()
    few = _in_pages(by_elif, limit, sort=sort, ids=tuple(whole))
    assert len(whole) <= SMALL
    assert few == whole


def _crowd(by_elif: Any, by_mert: Any, places: tuple[int | None, ...]) -> None:
    for number in range(14):
        contact_changes.add_person(
            by=(by_elif, by_mert)[number % 2],
            at=NOW + timedelta(hours=number // 3),
            name=f"Guest {number % 5}",
            organization_id=places[number % 3],
            job_title=("Buyer", "", "Architect")[number % 3],
            birthday=date(1990, 1, 1 + number % 4) if number % 3 else None,
            addresses=[AddressIn(f"guest{number}@guests.example")] if number % 4 else [],
            phones=[PhoneIn(f"+90212555010{number % 4}")] if number % 5 else [],
        )
    for pk in list(Person.objects.values_list("pk", flat=True))[::3]:
        activity_changes.create_activity(
            by=by_elif, at=NOW, title="Call", due_on=date(2026, 11, 1 + pk % 5), person_id=pk
        )


def test_the_filled_come_first_whichever_way_a_list_runs(
    by_elif: Any, zeynep: Any, daniel: Any
) -> None:
    activity_changes.create_activity(
        by=by_elif, at=NOW, title="Call", due_on=date(2026, 11, 20), person_id=zeynep.pk
    )

    assert names(by_elif, sort="next-activity") == ["Zeynep Karaca", "Daniel Okafor"]
    assert names(by_elif, sort="-next-activity") == ["Zeynep Karaca", "Daniel Okafor"]


def test_organizations_are_listed_alike(by_elif: Any, marmara: Any, brightwell: Any) -> None:
    assert names(by_elif, "city.contains.man", kind="organization") == ["Brightwell Clinics"]
    assert names(by_elif, kind="organization", sort="-name") == [
        "Marmara Otelcilik A.Ş.",
        "Brightwell Clinics",
    ]
