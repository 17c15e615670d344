"""The rows of the people and organizations lists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartotek.contacts import queries
from kartotek.contacts.operations import (
    AddressIn,
    create_person,
    delete_person,
    edit_organization,
    edit_person,
)
from kartotek.contacts.queries import Narrowing
from kartotek.fields.operations import add_new_label
from kartotek.users.paging import CursorLost
from kartotek.users.visibility import Visibility


def _names(viewer: Any, **asked: Any) -> list[str]:
    return [row.name for row in queries.people(viewer=viewer, **asked).rows]


def _add(by: Any, at: Any, *names: str) -> None:
    for name in names:
        create_person(by=by, at=at, name=name)


def test_people_are_sorted_by_the_turkish_alphabet(by_elif: Any, now: Any) -> None:
    _add(by_elif, now, "Şule", "Sofia", "Tomas", "İpek", "Işıl", "Çınar", "Cem", "Deniz")

    assert _names(by_elif) == [
        "Cem", "Çınar", "Deniz", "Işıl", "İpek", "Sofia", "Şule", "Tomas"
    ]  # fmt: skip


def test_pages_follow_each_other_without_a_gap(by_elif: Any, now: Any) -> None:
    names = [f"Person {number:02}" for number in range(7)]
    _add(by_elif, now, *names)

    first = queries.people(viewer=by_elif, limit=3)
    second = queries.people(viewer=by_elif, limit=3, after=first.next)
    third = queries.people(viewer=by_elif, limit=3, after=second.next)

    assert [row.name for page in (first, second, third) for row in page.rows] == names
    assert third.next == ""


@pytest.mark.parametrize("sort", ["name", "organization", "owner", "updated"])
def test_every_order_can_be_turned_round_and_paged(
    zeynep: Any, daniel: Any, tomas: Any, by_elif: Any, sort: str
) -> None:
    def walk(order: str) -> list[str]:
        found, after = [], ""
        while True:
            page = queries.people(viewer=by_elif, sort=order, limit=1, after=after)
            found += [row.name for row in page.rows]
            after = page.next
            if not after:
                return found

    assert len(set(walk(sort))) == 3
    assert walk(f"-{sort}") == walk(sort)[::-1]


def test_people_without_an_organization_come_last(
    zeynep: Any, daniel: Any, tomas: Any, by_elif: Any
) -> None:
    assert _names(by_elif, sort="organization") == ["Daniel Okafor", "Zeynep Karaca", "Tomáš Novák"]


def test_who_changed_last_comes_first_in_the_order_of_change(
    zeynep: Any, tomas: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now + timedelta(1), notes="x")

    assert _names(by_elif, sort="updated")[0] == "Zeynep Karaca"


@pytest.mark.parametrize(
    "text",
    [
        "zeynep",
        "ZEYNEP",
        "karaca zey",
        "z.karaca@",
        "otelcilik",
        "0212 555",
        "+90 212",
        "555 01 42",
    ],
)
def test_typed_text_finds_a_person_by_all_they_are_known_by(
    zeynep: Any, daniel: Any, by_elif: Any, text: str
) -> None:
    assert _names(by_elif, to=Narrowing(text=text)) == ["Zeynep Karaca"]


@pytest.mark.parametrize("text", ["ısıl", "isil", "IŞIL", "İSİL", "Igdir"])
def test_the_four_turkish_i_are_one_letter(by_elif: Any, now: Any, text: str) -> None:
    _add(by_elif, now, "Işıl Iğdır")

    assert _names(by_elif, to=Narrowing(text=text)) == ["Işıl Iğdır"]


def test_an_organization_one_does_not_see_finds_nobody(
    zeynep: Any, marmara: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    edit_organization(organization_id=marmara.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    assert _names(by_robin, to=Narrowing(text="otelcilik")) == []
    [row] = queries.people(viewer=by_robin).rows
    assert (row.organization_id, row.organization_name) == (None, "")


def test_a_list_is_narrowed_to_a_label(zeynep: Any, daniel: Any, by_elif: Any, now: Any) -> None:
    label = add_new_label(subject=zeynep, name="Key account", by=by_elif, at=now)

    assert _names(by_elif, to=Narrowing(label_id=label.pk)) == ["Zeynep Karaca"]


def test_a_label_of_organizations_narrows_no_people(
    zeynep: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    label = add_new_label(subject=marmara, name="Partner", by=by_elif, at=now)

    assert marmara.pk == zeynep.organization_id
    assert _names(by_elif, to=Narrowing(label_id=label.pk)) == []


def test_a_list_is_narrowed_to_an_owner(
    zeynep: Any, tomas: Any, by_elif: Any, mert: Any, now: Any
) -> None:
    edit_person(person_id=tomas.pk, by=by_elif, at=now, owner_id=mert.pk)

    assert _names(by_elif, to=Narrowing(owner_id=mert.pk)) == ["Tomáš Novák"]


def test_counts_tell_what_is_shown_and_what_is_there(
    zeynep: Any, daniel: Any, tomas: Any, by_elif: Any, now: Any
) -> None:
    delete_person(person_id=tomas.pk, by=by_elif, at=now)

    tally = queries.count_people(viewer=by_elif, to=Narrowing(text="zeynep"))

    assert (tally.shown, tally.total) == (1, 2)


def test_who_is_hidden_is_not_listed_nor_counted(
    zeynep: Any, by_elif: Any, by_mert: Any, by_robin: Any, by_deniz: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.GROUP)

    assert _names(by_mert) == _names(by_deniz) == ["Zeynep Karaca"]
    assert _names(by_robin) == []
    assert queries.count_people(viewer=by_robin).total == 0


def test_another_company_sees_nobody(zeynep: Any, marmara: Any, by_outsider: Any) -> None:
    assert _names(by_outsider) == []
    assert queries.organizations(viewer=by_outsider).rows == []
    assert queries.count_organizations(viewer=by_outsider).total == 0


def test_a_row_shows_the_primary_address(zeynep: Any, by_elif: Any, now: Any) -> None:
    edit_person(
        person_id=zeynep.pk,
        by=by_elif,
        at=now,
        addresses=[AddressIn("first@x.example"), AddressIn("main@x.example", is_primary=True)],
    )

    assert queries.people(viewer=by_elif).rows[0].address == "main@x.example"


def test_a_damaged_cursor_is_refused(by_elif: Any) -> None:
    with pytest.raises(CursorLost):
        queries.people(viewer=by_elif, after="not ours")


def test_a_cursor_of_another_order_is_refused(zeynep: Any, daniel: Any, by_elif: Any) -> None:
    by_name = queries.people(viewer=by_elif, limit=1)

    with pytest.raises(CursorLost):
        queries.people(viewer=by_elif, sort="updated", after=by_name.next)


def test_an_organization_counts_the_people_one_sees(
    zeynep: Any, marmara: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    [mine] = queries.organizations(viewer=by_elif).rows
    [theirs] = queries.organizations(viewer=by_robin).rows
    assert (mine.people_count, theirs.people_count) == (1, 0)


def test_a_page_of_many_people_costs_as_many_queries_as_one_of_few(
    zeynep: Any, by_elif: Any, now: Any, django_assert_num_queries: Any
) -> None:
    for number in range(20):
        create_person(
            by=by_elif, at=now, name=f"N {number}", addresses=[AddressIn(f"n{number}@x.example")]
        )

    with django_assert_num_queries(4):
        assert len(queries.people(viewer=by_elif).rows) == 21


def test_labels_count_the_records_one_sees(
    zeynep: Any, daniel: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    label = add_new_label(subject=zeynep, name="Key account", by=by_elif, at=now)
    add_new_label(subject=daniel, name="Key account", by=by_elif, at=now)
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    def count(viewer: Any) -> int:
        [found] = queries.labels_in_use("person", viewer=viewer)
        assert found.id == label.pk
        return found.count

    assert (count(by_elif), count(by_robin)) == (2, 1)
