"""What somebody may do, apart from what they may see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kartotek.users.models import PermissionSet, User
from kartotek.users.permissions import (
    ALL,
    REFUSALS,
    REGULAR,
    NotPermitted,
    OwnedByAnother,
    Permission,
    known,
    may_edit,
    refuse_unless,
    refuse_unless_editable,
)
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("permission", list(Permission))
def test_an_admin_may_do_everything(permission: Permission, by_deniz: Viewer) -> None:
    assert by_deniz.may(permission)


def test_the_engine_may_do_everything(elif_: User) -> None:
    assert Viewer.engine(elif_.company_id).permissions == ALL


def test_a_regular_user_works_with_records_but_does_not_furnish_the_house(by_elif: Viewer) -> None:
    refused = {permission for permission in Permission if not by_elif.may(permission)}

    assert refused == {
        Permission.MANAGE_FIELDS,
        Permission.MANAGE_DUPLICATE_RULES,
        Permission.MANAGE_PIPELINES,
        Permission.MANAGE_USERS,
        Permission.MANAGE_COMPANY,
    }


def test_a_user_may_do_what_their_set_allows_and_nothing_else(elif_: User) -> None:
    elif_.permission_set = PermissionSet.objects.create(
        company=elif_.company, name="Readers", permissions=["export"]
    )

    assert Viewer.of(elif_).permissions == {Permission.EXPORT}


def test_a_set_without_permissions_allows_nothing(elif_: User) -> None:
    elif_.permission_set = PermissionSet.objects.create(company=elif_.company, name="Guests")

    assert not any(Viewer.of(elif_).may(permission) for permission in Permission)


def test_a_permission_of_another_version_is_left_out() -> None:
    assert known(["delete", "fly"]) == {Permission.DELETE}


@pytest.mark.parametrize("permission", sorted(ALL - REGULAR))
def test_what_is_not_allowed_is_refused_with_its_sentence(
    permission: Permission, by_elif: Viewer
) -> None:
    with pytest.raises(NotPermitted, match=str(REFUSALS[permission])):
        refuse_unless(by_elif, permission)


@pytest.mark.parametrize("permission", list(Permission))
def test_each_permission_has_a_sentence_for_its_refusal(permission: Permission) -> None:
    assert str(REFUSALS[permission]).endswith(".")


def test_who_may_edit_only_their_own_records_is_refused_those_of_others(
    by_elif: Viewer, by_mert: Viewer
) -> None:
    alone = replace(by_elif, permissions=frozenset())

    assert may_edit(alone, alone.own_id)
    with pytest.raises(OwnedByAnother):
        refuse_unless_editable(alone, by_mert.own_id)
