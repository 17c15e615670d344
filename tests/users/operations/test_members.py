"""Who works in the company: changed, gone, and back again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.users.models import ApiToken, Company, PermissionSet, User
from kartotek.users.operations import (
    LastAdmin,
    NotYoursToGive,
    OwnSeat,
    change_user,
    create_token,
    deactivate,
    reactivate,
    sign_out_elsewhere,
)
from kartotek.users.permissions import NotPermitted, Permission
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_helper(mert: User) -> Viewer:
    """Mert, who may manage users but is no admin."""
    more = {Permission.MANAGE_USERS}
    return replace(Viewer.of(mert), permissions=Viewer.of(mert).permissions | more)


def _change(user: User, by: Viewer, **new: Any) -> User:
    known = {"name": user.name, "email": user.email, "group_id": None, "role": "regular"}
    return change_user(user_id=user.pk, by=by, **(known | new))


def test_a_user_gets_another_name_group_and_address(
    elif_: User, by_deniz: Viewer, export_team: Any
) -> None:
    new = {"name": " Elif  Ay ", "email": "Elif@Isik.example", "group_id": export_team.pk}
    _change(elif_, by_deniz, **new)

    elif_.refresh_from_db()
    assert (elif_.name, elif_.email) == ("Elif Ay", "elif@isik.example")
    assert elif_.group == export_team


def test_an_address_somebody_else_signs_in_with_is_refused(
    elif_: User, mert: User, by_deniz: Viewer
) -> None:
    with pytest.raises(Invalid):
        _change(elif_, by_deniz, email=mert.email)


def test_a_group_of_another_company_is_refused(
    elif_: User, by_deniz: Viewer, other_company: Company
) -> None:
    from kartotek.users.models import Group

    theirs = Group.objects.create(company=other_company, name="Sales")

    with pytest.raises(Invalid):
        _change(elif_, by_deniz, group_id=theirs.pk)


def test_a_user_of_another_company_is_not_found(outsider: User, by_deniz: Viewer) -> None:
    with pytest.raises(NotFound):
        _change(outsider, by_deniz)


def test_who_may_not_manage_users_changes_nobody(elif_: User, by_mert: Viewer) -> None:
    with pytest.raises(NotPermitted):
        _change(elif_, by_mert)


def test_a_set_is_given_and_taken_back(elif_: User, by_deniz: Viewer, company: Company) -> None:
    readers = PermissionSet.objects.create(company=company, name="Readers")

    _change(elif_, by_deniz, role=str(readers.pk))
    elif_.refresh_from_db()
    assert elif_.permission_set == readers

    _change(elif_, by_deniz, role="regular")
    elif_.refresh_from_db()
    assert elif_.permission_set is None


@pytest.mark.parametrize("role", ["0", "999999", "emperor"])
def test_a_role_that_is_not_there_is_refused(role: str, elif_: User, by_deniz: Viewer) -> None:
    with pytest.raises(Invalid):
        _change(elif_, by_deniz, role=role)


def test_the_last_admin_stays_an_admin(deniz: User, by_deniz: Viewer) -> None:
    with pytest.raises(LastAdmin):
        _change(deniz, by_deniz)


def test_an_admin_who_left_is_no_other_admin(deniz: User, elif_: User, by_deniz: Viewer) -> None:
    User.objects.filter(pk=elif_.pk).update(is_admin=True, is_active=False)

    with pytest.raises(LastAdmin):
        _change(deniz, by_deniz)


def test_one_of_two_admins_can_step_down(deniz: User, elif_: User, by_deniz: Viewer) -> None:
    _change(elif_, by_deniz, role="admin")
    _change(deniz, by_deniz)

    deniz.refresh_from_db()
    assert not deniz.is_admin


def test_only_an_admin_makes_admins(elif_: User, by_helper: Viewer) -> None:
    with pytest.raises(NotYoursToGive):
        _change(elif_, by_helper, role="admin")


def test_only_an_admin_changes_an_admin(deniz: User, by_helper: Viewer) -> None:
    with pytest.raises(NotYoursToGive):
        _change(deniz, by_helper, role="admin")


def test_nobody_gives_a_set_that_allows_more_than_theirs(
    elif_: User, by_helper: Viewer, company: Company
) -> None:
    more = PermissionSet.objects.create(company=company, name="X", permissions=["manage-fields"])

    with pytest.raises(NotYoursToGive):
        _change(elif_, by_helper, role=str(more.pk))


def test_a_helper_gives_what_they_may_do_themselves(
    elif_: User, by_helper: Viewer, company: Company
) -> None:
    less = PermissionSet.objects.create(company=company, name="X", permissions=["delete"])

    assert _change(elif_, by_helper, role=str(less.pk)).permission_set == less


def test_who_is_deactivated_is_out_at_once(elif_: User, by_deniz: Viewer, now: datetime) -> None:
    create_token(user=elif_, at=now)
    before = elif_.get_session_auth_hash()

    gone = deactivate(user_id=elif_.pk, by=by_deniz)

    assert not gone.is_active
    assert gone.get_session_auth_hash() != before
    assert not ApiToken.objects.filter(user=elif_).exists()


def test_old_sessions_stay_ended_when_somebody_comes_back(elif_: User, by_deniz: Viewer) -> None:
    before = elif_.get_session_auth_hash()
    deactivate(user_id=elif_.pk, by=by_deniz)

    back = reactivate(user_id=elif_.pk, by=by_deniz)

    assert back.is_active
    assert back.get_session_auth_hash() != before


def test_nobody_deactivates_themselves(deniz: User, elif_: User, by_deniz: Viewer) -> None:
    User.objects.filter(pk=elif_.pk).update(is_admin=True)

    with pytest.raises(OwnSeat):
        deactivate(user_id=deniz.pk, by=by_deniz)


def test_the_last_admin_is_not_deactivated_by_the_engine(deniz: User) -> None:
    with pytest.raises(LastAdmin):
        deactivate(user_id=deniz.pk, by=Viewer.engine(deniz.company_id))


def test_a_helper_deactivates_no_admin(deniz: User, elif_: User, by_helper: Viewer) -> None:
    User.objects.filter(pk=elif_.pk).update(is_admin=True)

    with pytest.raises(NotYoursToGive):
        deactivate(user_id=deniz.pk, by=by_helper)


def test_signing_out_elsewhere_ends_every_session(elif_: User, by_elif: Viewer) -> None:
    before = elif_.get_session_auth_hash()

    assert sign_out_elsewhere(by=by_elif).get_session_auth_hash() != before


def test_the_engine_has_no_sessions(company: Company) -> None:
    with pytest.raises(NotFound):
        sign_out_elsewhere(by=Viewer.engine(company.pk))
