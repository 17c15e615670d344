"""The groups of a company: a tree that decides who sees whose records."""

from __future__ import annotations

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.users.models import Group, User
from kartotek.users.operations import (
    GroupInUse,
    GroupUnderItself,
    add_group,
    change_group,
    delete_group,
)
from kartotek.users.permissions import NotPermitted
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db


def test_a_group_is_put_below_another(by_deniz: Viewer, sales: Group) -> None:
    below = add_group(name="  Sales   West ", parent_id=sales.pk, by=by_deniz)

    assert (below.name, below.parent) == ("Sales West", sales)


def test_who_leads_a_group_sees_what_is_below_it(by_deniz: Viewer, elif_: User) -> None:
    assert elif_.group is not None
    below = add_group(name="West", parent_id=elif_.group_id, by=by_deniz)
    elif_.group = below

    assert Viewer.of(elif_).group_ids == (below.pk, below.parent_id)


def test_a_group_is_renamed_and_moved_to_the_top(by_deniz: Viewer, sales: Group) -> None:
    below = add_group(name="West", parent_id=sales.pk, by=by_deniz)

    moved = change_group(group_id=below.pk, name="East", parent_id=None, by=by_deniz)

    assert (moved.name, moved.parent) == ("East", None)


def test_a_group_keeps_its_name_when_it_moves(
    by_deniz: Viewer, sales: Group, export_team: Group
) -> None:
    moved = change_group(group_id=sales.pk, name=sales.name, parent_id=export_team.pk, by=by_deniz)

    assert moved.parent == export_team


def test_a_group_never_stands_below_itself(by_deniz: Viewer, sales: Group) -> None:
    below = add_group(name="West", parent_id=sales.pk, by=by_deniz)
    lowest = add_group(name="Far west", parent_id=below.pk, by=by_deniz)

    for parent in (sales, below, lowest):
        with pytest.raises(GroupUnderItself):
            change_group(group_id=sales.pk, name="Sales", parent_id=parent.pk, by=by_deniz)


def test_two_groups_do_not_share_a_name(by_deniz: Viewer, sales: Group, export_team: Group) -> None:
    with pytest.raises(Invalid):
        add_group(name=sales.name, parent_id=None, by=by_deniz)
    with pytest.raises(Invalid):
        change_group(group_id=export_team.pk, name=sales.name, parent_id=None, by=by_deniz)


def test_an_empty_group_is_deleted(by_deniz: Viewer, sales: Group) -> None:
    delete_group(group_id=sales.pk, heir_id=None, by=by_deniz)

    assert not Group.objects.filter(pk=sales.pk).exists()


def test_a_group_with_people_is_deleted_only_with_a_place_for_them(
    by_deniz: Viewer, elif_: User, sales: Group, export_team: Group
) -> None:
    with pytest.raises(GroupInUse):
        delete_group(group_id=sales.pk, heir_id=None, by=by_deniz)
    with pytest.raises(GroupInUse):
        delete_group(group_id=sales.pk, heir_id=sales.pk, by=by_deniz)

    delete_group(group_id=sales.pk, heir_id=export_team.pk, by=by_deniz)

    elif_.refresh_from_db()
    assert elif_.group == export_team


def test_a_group_with_groups_below_is_not_deleted(by_deniz: Viewer, sales: Group) -> None:
    add_group(name="West", parent_id=sales.pk, by=by_deniz)

    with pytest.raises(GroupInUse):
        delete_group(group_id=sales.pk, heir_id=None, by=by_deniz)


def test_a_group_of_another_company_is_not_found(by_outsider: Viewer, sales: Group) -> None:
    with pytest.raises(NotFound):
        change_group(group_id=sales.pk, name="Ours", parent_id=None, by=by_outsider)
    with pytest.raises(NotFound):
        add_group(name="Ours", parent_id=sales.pk, by=by_outsider)
    with pytest.raises(NotFound):
        delete_group(group_id=sales.pk, heir_id=None, by=by_outsider)


def test_who_may_not_manage_users_changes_no_group(by_elif: Viewer, sales: Group) -> None:
    with pytest.raises(NotPermitted):
        add_group(name="West", parent_id=None, by=by_elif)
    with pytest.raises(NotPermitted):
        change_group(group_id=sales.pk, name="West", parent_id=None, by=by_elif)
    with pytest.raises(NotPermitted):
        delete_group(group_id=sales.pk, heir_id=None, by=by_elif)
