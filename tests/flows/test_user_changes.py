"""Who works in the company changes, and the history of the company tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.contacts.operations import create_person
from kartotek.errors import Invalid, NotFound
from kartotek.flows import user_changes
from kartotek.flows.hand_over import hand_over, owned_count
from kartotek.history.models import Entry
from kartotek.users.models import User
from kartotek.users.operations import Invited
from kartotek.users.operations.roles import NotYoursToGive
from kartotek.users.permissions import NotPermitted, Permission
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility

pytestmark = pytest.mark.django_db

ASLI = Invited(name="Aslı Demir", email="asli@kuzeyisik.example", language="tr")


def _kinds() -> list[str]:
    told = Entry.objects.filter(kind__startswith="user.").order_by("pk")
    return list(told.values_list("kind", flat=True))


def test_an_invitation_is_told_from_its_sending_to_its_end(by_deniz: Viewer, now: datetime) -> None:
    first = user_changes.invite(invited=ASLI, by=by_deniz, at=now)
    again = user_changes.resend_invitation(invitation_id=first.invitation.pk, by=by_deniz, at=now)
    user = user_changes.accept_invitation(
        token=again.token, name="Aslı Demir", password="avize-sarkıt-7", language="tr", at=now
    )

    assert _kinds() == ["user.invited", "user.invited-again", "user.joined"]
    assert Entry.objects.get(kind="user.joined").user == user


def test_a_revoked_invitation_is_told(by_deniz: Viewer, now: datetime) -> None:
    link = user_changes.invite(invited=ASLI, by=by_deniz, at=now)
    user_changes.revoke_invitation(invitation_id=link.invitation.pk, by=by_deniz, at=now)

    assert Entry.objects.get(kind="user.invitation-revoked").data["email"] == ASLI.email


def test_a_changed_user_is_told_with_what_was_before(
    by_deniz: Viewer, elif_: User, export_team: Any, now: datetime
) -> None:
    new = {"name": elif_.name, "email": elif_.email, "role": "admin"}
    for _twice in range(2):
        user_changes.change_user(
            user_id=elif_.pk, by=by_deniz, at=now, group_id=export_team.pk, **new
        )

    assert Entry.objects.get(kind="user.edited").data["changes"] == {
        "group": ["Sales", "Export"],
        "role": ["regular", "admin"],
    }


def test_the_records_of_who_leaves_stay_theirs_unless_somebody_gets_them(
    by_deniz: Viewer, elif_: User, zeynep: Any, now: datetime
) -> None:
    count = user_changes.deactivate_user(user_id=elif_.pk, heir_id=None, by=by_deniz, at=now)

    zeynep.refresh_from_db()
    assert (count, zeynep.owner) == (0, elif_)


def test_everything_of_who_leaves_goes_to_one_colleague(
    by_deniz: Viewer, elif_: User, mert: User, lobby_deal: Any, clinic_lead: Any, now: datetime
) -> None:
    count = user_changes.deactivate_user(user_id=elif_.pk, heir_id=mert.pk, by=by_deniz, at=now)

    # Two people, two organizations, a deal and a lead.
    assert count == 6
    for record in (lobby_deal, clinic_lead, lobby_deal.person, lobby_deal.organization):
        record.refresh_from_db()
        assert record.owner == mert
    assert _kinds() == ["user.deactivated", "user.handed-over"]


def test_a_record_tells_that_it_changed_hands(
    by_deniz: Viewer, elif_: User, mert: User, zeynep: Any, now: datetime
) -> None:
    hand_over(user_id=elif_.pk, heir_id=mert.pk, by=by_deniz, at=now)

    told = Entry.objects.get(kind="person.edited", subject_id=zeynep.pk)
    assert (told.user_id, told.data["changes"]) == (
        by_deniz.user_id,
        {"owner_id": [elif_.pk, mert.pk]},
    )


def test_records_nobody_else_sees_and_deleted_ones_are_handed_over_too(
    by_elif: Viewer, by_deniz: Viewer, mert: User, now: datetime
) -> None:
    hidden = create_person(by=by_elif, at=now, name="Hidden", visibility=Visibility.OWNER)
    Person.objects.filter(pk=hidden.pk).update(deleted_at=now)

    assert owned_count(by_elif.own_id, viewer=by_deniz) == 1
    assert hand_over(user_id=by_elif.own_id, heir_id=mert.pk, by=by_deniz, at=now) == 1


def test_records_go_to_nobody_who_left_or_is_elsewhere(
    by_deniz: Viewer, elif_: User, mert: User, outsider: User, now: datetime
) -> None:
    User.objects.filter(pk=mert.pk).update(is_active=False)

    for heir in (mert, outsider, elif_):
        with pytest.raises(Invalid):
            hand_over(user_id=elif_.pk, heir_id=heir.pk, by=by_deniz, at=now)


def test_a_user_who_could_not_be_followed_is_not_deactivated(
    by_deniz: Viewer, elif_: User, outsider: User, now: datetime
) -> None:
    with pytest.raises(Invalid):
        user_changes.deactivate_user(user_id=elif_.pk, heir_id=outsider.pk, by=by_deniz, at=now)

    elif_.refresh_from_db()
    assert elif_.is_active


def test_who_comes_back_is_told(by_deniz: Viewer, elif_: User, now: datetime) -> None:
    user_changes.deactivate_user(user_id=elif_.pk, heir_id=None, by=by_deniz, at=now)
    user_changes.reactivate_user(user_id=elif_.pk, by=by_deniz, at=now)

    assert _kinds() == ["user.deactivated", "user.reactivated"]


def test_who_may_not_manage_users_hands_nothing_over(
    by_mert: Viewer, elif_: User, mert: User, now: datetime
) -> None:
    with pytest.raises(NotPermitted):
        hand_over(user_id=elif_.pk, heir_id=mert.pk, by=by_mert, at=now)


def test_a_user_of_another_company_owns_nothing_here(by_outsider: Viewer, elif_: User) -> None:
    with pytest.raises(NotFound):
        owned_count(elif_.pk, viewer=by_outsider)


def test_records_of_an_admin_are_handed_over_by_admins_alone(
    by_elif: Viewer, by_deniz: Viewer, deniz: User, now: datetime
) -> None:
    secret = create_person(by=by_deniz, at=now, name="Own Guest", visibility=Visibility.OWNER)
    manager = replace(by_elif, permissions=frozenset({Permission.MANAGE_USERS}))

    with pytest.raises(NotYoursToGive):
        hand_over(user_id=deniz.pk, heir_id=by_elif.own_id, by=manager, at=now)

    assert Person.objects.get(pk=secret.pk).owner == deniz
