"""Reading companies and users."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kartotek.errors import NotFound
from kartotek.users import queries
from kartotek.users.models import Company, User
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db


def test_people_are_listed_by_name_with_their_group(elif_: User, by_deniz: Viewer) -> None:
    rows = queries.users_of(viewer=by_deniz)

    assert [(row.name, row.group, row.is_admin) for row in rows] == [
        ("Deniz Acar", "", True),
        ("Elif Aydın", "Sales", False),
    ]


def test_people_of_another_company_are_not_listed(elif_: User, by_outsider: Viewer) -> None:
    assert [row.name for row in queries.users_of(viewer=by_outsider)] == ["Nora Kask"]


def test_listing_people_takes_one_query(
    elif_: User, by_deniz: Viewer, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        queries.users_of(viewer=by_deniz)


def test_a_user_is_found_by_address_whatever_its_case(elif_: User) -> None:
    assert queries.user_by_email("ELIF@kuzeyisik.example") == elif_


def test_nobody_is_found_by_an_unknown_address(elif_: User) -> None:
    with pytest.raises(NotFound):
        queries.user_by_email("nobody@kuzeyisik.example")


def test_the_only_company_need_not_be_named(company: Company) -> None:
    assert queries.only_company() == company


def test_one_of_several_companies_must_be_named(company: Company, other_company: Company) -> None:
    with pytest.raises(NotFound, match="several"):
        queries.only_company()


def test_an_empty_installation_has_no_company_to_use() -> None:
    with pytest.raises(NotFound, match="create_company"):
        queries.only_company()


def test_an_unknown_company_is_not_found(company: Company) -> None:
    with pytest.raises(NotFound):
        queries.company_with_id(company.pk + 1)


def test_a_removed_user_has_no_record(by_elif: Viewer, elif_: User, now: datetime) -> None:
    elif_.delete()

    with pytest.raises(NotFound):
        queries.user_of(viewer=by_elif)
