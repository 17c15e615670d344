"""Inviting a colleague by a one-time link, and coming in with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.users.models import Invitation, PermissionSet, User
from kartotek.users.operations import (
    Invited,
    NotWelcome,
    NotYoursToGive,
    accept,
    change_regular,
    drop_stale_entries,
    invite,
    resend,
    revoke,
)
from kartotek.users.permissions import NotPermitted, Permission
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db

PASSWORD = "avize-ve-sarkıt-7"
ASLI = Invited(name="Aslı Demir", email="Asli@kuzeyisik.example", language="tr")


def _come_in(token: str, at: datetime, **more: Any) -> User:
    typed = {"name": "Aslı Demir", "password": PASSWORD, "language": "tr"} | more
    return accept(token=token, at=at, **typed)


def test_who_is_invited_comes_in_as_what_they_were_invited_for(
    by_deniz: Viewer, sales: Any, now: datetime
) -> None:
    readers = PermissionSet.objects.create(company_id=by_deniz.company_id, name="Readers")
    invited = replace(ASLI, group_id=sales.pk, role=str(readers.pk))

    user = _come_in(invite(invited=invited, by=by_deniz, at=now).token, now)

    assert (user.email, user.group, user.permission_set) == (
        "asli@kuzeyisik.example",
        sales,
        readers,
    )
    assert user.check_password(PASSWORD)
    assert not user.is_admin


def test_an_invited_admin_becomes_one(by_deniz: Viewer, now: datetime) -> None:
    link = invite(invited=replace(ASLI, role="admin"), by=by_deniz, at=now)

    assert _come_in(link.token, now).is_admin


def test_a_regular_user_gets_what_the_company_allows_regular_users(
    by_deniz: Viewer, now: datetime
) -> None:
    link = invite(invited=ASLI, by=by_deniz, at=now)
    change_regular(permissions=["export"], by=by_deniz)

    assert _come_in(link.token, now).allowed() == {Permission.EXPORT}


def test_a_link_works_once(by_deniz: Viewer, now: datetime) -> None:
    token = invite(invited=ASLI, by=by_deniz, at=now).token
    _come_in(token, now)

    with pytest.raises(NotWelcome):
        _come_in(token, now)


def test_a_link_is_good_for_seven_days(by_deniz: Viewer, now: datetime) -> None:
    token = invite(invited=ASLI, by=by_deniz, at=now).token

    with pytest.raises(NotWelcome):
        _come_in(token, now + timedelta(days=7))


def test_a_weak_password_leaves_the_link_good(by_deniz: Viewer, now: datetime) -> None:
    token = invite(invited=ASLI, by=by_deniz, at=now).token

    with pytest.raises(Invalid):
        _come_in(token, now, password="12345678")
    assert _come_in(token, now).is_active


def test_a_link_sent_again_replaces_the_one_before(by_deniz: Viewer, now: datetime) -> None:
    first = invite(invited=ASLI, by=by_deniz, at=now)
    later = now + timedelta(days=20)
    second = resend(invitation_id=first.invitation.pk, by=by_deniz, at=later)

    with pytest.raises(NotWelcome):
        _come_in(first.token, later)
    assert _come_in(second.token, later).is_active


def test_a_revoked_link_is_worthless(by_deniz: Viewer, now: datetime) -> None:
    link = invite(invited=ASLI, by=by_deniz, at=now)
    revoke(invitation_id=link.invitation.pk, by=by_deniz)

    with pytest.raises(NotWelcome):
        _come_in(link.token, now)


def test_an_accepted_invitation_cannot_be_revoked(by_deniz: Viewer, now: datetime) -> None:
    link = invite(invited=ASLI, by=by_deniz, at=now)
    _come_in(link.token, now)

    with pytest.raises(NotFound):
        revoke(invitation_id=link.invitation.pk, by=by_deniz)


def test_an_invitation_of_another_company_is_not_found(
    by_deniz: Viewer, by_outsider: Viewer, now: datetime
) -> None:
    link = invite(invited=ASLI, by=by_deniz, at=now)

    with pytest.raises(NotFound):
        resend(invitation_id=link.invitation.pk, by=by_outsider, at=now)


@pytest.mark.parametrize("email", ["elif@kuzeyisik.example", "not an address", ""])
def test_an_address_that_cannot_be_invited_is_refused(
    email: str, elif_: User, by_deniz: Viewer, now: datetime
) -> None:
    with pytest.raises(Invalid) as refused:
        invite(invited=replace(ASLI, email=email), by=by_deniz, at=now)
    assert set(refused.value.fields) == {"email"}


def test_nobody_is_invited_twice(by_deniz: Viewer, now: datetime) -> None:
    invite(invited=ASLI, by=by_deniz, at=now)

    with pytest.raises(Invalid):
        invite(invited=ASLI, by=by_deniz, at=now)


def test_who_may_not_manage_users_invites_nobody(by_elif: Viewer, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        invite(invited=ASLI, by=by_elif, at=now)


def test_who_is_no_admin_neither_invites_one_nor_sends_their_link_again(
    by_elif: Viewer, by_deniz: Viewer, now: datetime
) -> None:
    helper = replace(by_elif, permissions=by_elif.permissions | {Permission.MANAGE_USERS})
    link = invite(invited=replace(ASLI, role="admin"), by=by_deniz, at=now)

    with pytest.raises(NotYoursToGive):
        invite(invited=Invited("X", "x@kuzeyisik.example", "en", role="admin"), by=helper, at=now)
    with pytest.raises(NotYoursToGive):
        resend(invitation_id=link.invitation.pk, by=helper, at=now)


def test_an_ended_invitation_can_be_sent_again_for_some_weeks(
    by_deniz: Viewer, now: datetime
) -> None:
    invite(invited=ASLI, by=by_deniz, at=now)

    drop_stale_entries(at=now + timedelta(days=20))
    assert Invitation.objects.count() == 1
    drop_stale_entries(at=now + timedelta(days=36))
    assert Invitation.objects.count() == 0


def test_a_link_is_worthless_once_its_sender_may_not_invite(
    by_deniz: Viewer, deniz: User, now: datetime
) -> None:
    link = invite(invited=Invited("Can", "can@kuzeyisik.example", "tr"), by=by_deniz, at=now)
    User.objects.filter(pk=deniz.pk).update(is_admin=False)

    with pytest.raises(NotWelcome, match="may no longer invite"):
        _come_in(link.token, now)


def test_a_link_sent_again_by_another_admin_is_theirs(
    by_deniz: Viewer, deniz: User, mert: User, now: datetime
) -> None:
    link = invite(invited=Invited("Can", "can@kuzeyisik.example", "tr"), by=by_deniz, at=now)
    User.objects.filter(pk=mert.pk).update(is_admin=True)
    mert.refresh_from_db()
    again = resend(invitation_id=link.invitation.pk, by=Viewer.of(mert), at=now)
    User.objects.filter(pk=deniz.pk).update(is_active=False)

    assert _come_in(again.token, now).email == "can@kuzeyisik.example"
