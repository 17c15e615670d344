"""Saved views, and how a list is arranged."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.search.lists import views
from kartotek.search.lists.rules import Condition, Filter
from kartotek.search.lists.views import Content
from kartotek.search.models import SavedView
from kartotek.users.permissions import NotPermitted
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

HOTELS = Filter((Condition("industry", "contains", ("Hotels",)),))


def save(by: Any, name: str = "Hotels", **more: Any) -> SavedView:
    content = Content(HOTELS, "-created", ("name", "owner"))
    return views.save_view(kind="person", name=name, content=content, by=by, at=NOW, **more)


def named(by: Any) -> list[str]:
    return [one.name for one in views.views_of("person", viewer=by)]


def test_a_view_keeps_filter_order_and_columns(by_elif: Any) -> None:
    kept = views.view(save(by_elif).pk, viewer=by_elif)

    assert (kept.filter, kept.sort, kept.columns) == (HOTELS, "-created", ("name", "owner"))


def test_a_private_view_is_its_makers_alone(by_elif: Any, by_mert: Any, by_outsider: Any) -> None:
    made = save(by_elif)

    assert named(by_elif) == ["Hotels"]
    for by in (by_mert, by_outsider):
        assert named(by) == []
        with pytest.raises(NotFound):
            views.view(made.pk, viewer=by)


def test_a_shared_view_is_seen_by_the_company(by_elif: Any, by_mert: Any, by_outsider: Any) -> None:
    save(by_elif, is_shared=True)

    assert named(by_mert) == ["Hotels"]
    assert named(by_outsider) == []


def test_who_may_not_change_shared_views_does_not(by_elif: Any, by_mert: Any) -> None:
    made = save(by_elif, is_shared=True)
    from dataclasses import replace

    bound = replace(by_mert, permissions=frozenset())
    with pytest.raises(NotPermitted):
        views.delete_view(view_id=made.pk, by=bound)
    with pytest.raises(NotPermitted):
        save(bound, is_shared=True)
    assert named(by_elif) == ["Hotels"]


def test_favourites_come_first_for_whoever_starred_them(by_elif: Any, by_mert: Any) -> None:
    save(by_elif, "Architects", is_shared=True)
    starred = save(by_elif, is_shared=True)
    views.set_starred(view_id=starred.pk, is_starred=True, by=by_elif)
    views.set_starred(view_id=starred.pk, is_starred=True, by=by_elif)

    assert named(by_elif) == ["Hotels", "Architects"]
    assert named(by_mert) == ["Architects", "Hotels"]
    views.set_starred(view_id=starred.pk, is_starred=False, by=by_elif)
    assert named(by_elif) == ["Architects", "Hotels"]


def test_a_view_is_renamed_shared_and_saved_anew(by_elif: Any, by_mert: Any) -> None:
    made = save(by_elif)
    views.rename_view(view_id=made.pk, name=" Hotel  buyers ", is_shared=True, by=by_elif, at=NOW)
    save(by_elif, "Hotel buyers", view_id=made.pk, is_shared=True)

    assert named(by_mert) == ["Hotel buyers"]
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize("name", ["", "  ", "x" * 65])
def test_a_view_needs_a_name_that_fits(by_elif: Any, name: str) -> None:
    with pytest.raises(Invalid):
        save(by_elif, name)


def test_columns_that_were_chosen_are_remembered_for_the_user(by_elif: Any, by_mert: Any) -> None:
    views.choose_columns(kind="person", columns=["name", "owner", "name"], by=by_elif)

    assert views.arranged("person", viewer=by_elif).columns == ("name", "owner")
    assert views.arranged("person", viewer=by_mert).columns == ()
    assert views.arranged("organization", viewer=by_elif).columns == ()


def test_a_width_is_kept_within_what_can_be_seen(by_elif: Any) -> None:
    for column, pixels in (("name", 3), ("owner", 9000), ("email", 200)):
        views.set_width(kind="person", column=column, pixels=pixels, by=by_elif)

    assert views.arranged("person", viewer=by_elif).widths == {
        "name": views.NARROWEST,
        "owner": views.WIDEST,
        "email": 200,
    }


def test_the_widths_of_a_view_are_each_users_own(by_elif: Any, by_mert: Any) -> None:
    made = save(by_elif, is_shared=True)
    views.set_width(kind="person", column="name", pixels=300, by=by_mert, view_id=made.pk)

    assert views.arranged("person", viewer=by_mert, view_id=made.pk).widths == {"name": 300}
    assert views.arranged("person", viewer=by_elif, view_id=made.pk).widths == {}
