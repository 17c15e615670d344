"""What lets somebody in changes: their password, their sessions, the tokens of their programs."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.contrib.auth.hashers import make_password

from kartotek.errors import Invalid
from kartotek.flows import entry_changes
from kartotek.history.models import Entry
from kartotek.users.models import ApiToken, User
from kartotek.users.permissions import NotPermitted
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db

COMPANY = {
    "name": "Kuzey Işık",
    "currency": "EUR",
    "region": "TR",
    "time_zone": "UTC",
    "only_younger_conversations": False,
}


def _kinds() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


def test_a_changed_password_is_told_but_not_the_password(
    by_elif: Viewer, elif_: User, now: datetime
) -> None:
    User.objects.filter(pk=elif_.pk).update(password=make_password("lamba-ve-kablo-42"))

    entry_changes.change_password(
        old="lamba-ve-kablo-42", new="avize-ve-kablo-43", by=by_elif, at=now
    )

    assert Entry.objects.get(kind="user.password-changed").data == {"name": "Elif Aydın"}


def test_tokens_and_signing_out_are_told(by_elif: Viewer, now: datetime) -> None:
    entry_changes.add_token(name="Website form", by=by_elif, at=now)
    entry_changes.revoke_token(token_id=ApiToken.objects.get().pk, by=by_elif, at=now)
    entry_changes.sign_out_elsewhere(by=by_elif, at=now)

    assert _kinds() == [
        "user.token-created",
        "user.token-revoked",
        "user.signed-out-elsewhere",
    ]


def test_what_changed_about_the_company_is_told_once(by_deniz: Viewer, now: datetime) -> None:
    for _twice in range(2):
        entry_changes.change_company(by=by_deniz, at=now, default_visibility=3, **COMPANY)

    assert Entry.objects.get().data["changes"] == {
        "currency": ["TRY", "EUR"],
        "default_visibility": [7, 3],
    }


def test_new_records_are_seen_by_nobody_unknown(by_deniz: Viewer, now: datetime) -> None:
    with pytest.raises(Invalid):
        entry_changes.change_company(by=by_deniz, at=now, default_visibility=4, **COMPANY)


def test_who_may_not_manage_the_company_changes_nothing(by_elif: Viewer, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        entry_changes.change_company(by=by_elif, at=now, **COMPANY)
    assert not Entry.objects.exists()
