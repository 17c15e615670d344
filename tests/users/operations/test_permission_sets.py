"""The permission sets of a company: what their users may do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kartotek.errors import Forbidden, Invalid, NotFound
from kartotek.users.models import PermissionSet, User
from kartotek.users.operations import (
    SetInUse,
    add_set,
    change_regular,
    change_set,
    delete_set,
)
from kartotek.users.permissions import ALL, Permission
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db


def _readers(by: Viewer) -> PermissionSet:
    return add_set(name="Readers", permissions=["export", "fly"], by=by)


def _give(user: User, held: PermissionSet) -> None:
    User.objects.filter(pk=user.pk).update(permission_set=held)


def test_a_set_keeps_the_permissions_there_are(by_deniz: Viewer) -> None:
    assert _readers(by_deniz).permissions == ["export"]


@pytest.mark.parametrize("name", ["Readers", "Admin", "regular", " "])
def test_a_name_that_is_taken_or_empty_is_refused(name: str, by_deniz: Viewer) -> None:
    _readers(by_deniz)

    with pytest.raises(Invalid):
        add_set(name=name, permissions=[], by=by_deniz)


def test_a_changed_set_counts_at_once(by_deniz: Viewer, elif_: User) -> None:
    readers = _readers(by_deniz)
    _give(elif_, readers)

    change_set(set_id=readers.pk, name="Readers", permissions=["delete"], by=by_deniz)

    assert User.objects.get(pk=elif_.pk).allowed() == {Permission.DELETE}


def test_what_regular_users_may_do_can_be_changed(
    by_deniz: Viewer, elif_: User, mert: User, deniz: User
) -> None:
    _give(mert, _readers(by_deniz))

    change_regular(permissions=["merge"], by=by_deniz)
    change_regular(permissions=["delete"], by=by_deniz)

    allowed = {user.name: user.allowed() for user in User.objects.all()}
    assert allowed == {
        elif_.name: {Permission.DELETE},
        mert.name: {Permission.EXPORT},
        deniz.name: ALL,
    }


def test_the_regular_set_keeps_its_name_and_is_not_deleted(by_deniz: Viewer) -> None:
    regular = change_regular(permissions=[], by=by_deniz)

    assert change_set(set_id=regular.pk, name="X", permissions=[], by=by_deniz).name == "Regular"
    with pytest.raises(NotFound):
        delete_set(set_id=regular.pk, heir="", by=by_deniz)


def test_a_set_nobody_has_is_deleted(by_deniz: Viewer) -> None:
    delete_set(set_id=_readers(by_deniz).pk, heir="", by=by_deniz)

    assert not PermissionSet.objects.exists()


def test_a_set_in_use_is_deleted_only_with_another_for_its_users(
    by_deniz: Viewer, elif_: User
) -> None:
    readers = _readers(by_deniz)
    writers = add_set(name="Writers", permissions=["delete"], by=by_deniz)
    _give(elif_, readers)

    with pytest.raises(SetInUse):
        delete_set(set_id=readers.pk, heir="", by=by_deniz)
    delete_set(set_id=readers.pk, heir=str(writers.pk), by=by_deniz)
    assert User.objects.get(pk=elif_.pk).permission_set == writers
    delete_set(set_id=writers.pk, heir="regular", by=by_deniz)
    assert User.objects.get(pk=elif_.pk).permission_set is None


def test_only_an_admin_changes_sets(by_deniz: Viewer, by_elif: Viewer) -> None:
    helper = replace(by_elif, permissions=ALL)
    readers = _readers(by_deniz)

    with pytest.raises(Forbidden):
        add_set(name="X", permissions=[], by=helper)
    with pytest.raises(Forbidden):
        change_set(set_id=readers.pk, name="X", permissions=[], by=helper)
    with pytest.raises(Forbidden):
        change_regular(permissions=[], by=helper)
    with pytest.raises(Forbidden):
        delete_set(set_id=readers.pk, heir="", by=helper)


def test_a_set_of_another_company_is_not_found(by_deniz: Viewer, by_outsider: Viewer) -> None:
    readers = _readers(by_deniz)

    with pytest.raises(NotFound):
        change_set(set_id=readers.pk, name="X", permissions=[], by=by_outsider)
