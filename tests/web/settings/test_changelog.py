"""What happened to users, groups, permission sets and settings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from kartotek.flows import entry_changes, group_changes, user_changes
from kartotek.history.operations import record
from kartotek.users.models import User
from kartotek.users.operations import Invited
from kartotek.users.viewer import Viewer
from kartotek.web.settings.changelog import PAGE


@pytest.fixture
def as_deniz(deniz: User) -> Client:
    client = Client()
    client.force_login(deniz)
    return client


def _lines(client: Client, query: str = "") -> str:
    page = client.get(f"/settings/changelog/{query}").content.decode()
    return page.replace("<b>", "").replace("</b>", "")


def test_the_changelog_says_who_did_what(
    as_deniz: Client, by_deniz: Viewer, elif_: User, mert: User, zeynep: Any, now: datetime
) -> None:
    invited = Invited("Aslı Demir", "asli@kuzeyisik.example", "tr")
    user_changes.invite(invited=invited, by=by_deniz, at=now)
    group = group_changes.add_group(name="West", parent_id=None, by=by_deniz, at=now)
    known = {"name": elif_.name, "email": elif_.email, "role": "admin"}
    user_changes.change_user(user_id=elif_.pk, by=by_deniz, at=now, group_id=group.pk, **known)
    user_changes.deactivate_user(user_id=elif_.pk, heir_id=mert.pk, by=by_deniz, at=now)
    made = group_changes.add_set(name="Readers", permissions=["export"], by=by_deniz, at=now)
    group_changes.change_set(
        set_id=made.pk, name="Guests", permissions=["merge"], by=by_deniz, at=now
    )

    told = _lines(as_deniz)

    for sentence in (
        "Deniz Acar invited Aslı Demir, asli@kuzeyisik.example",
        "Deniz Acar added the group West",
        "Deniz Acar changed Permission set of Elif Aydın from Regular user to Admin",
        "Deniz Acar changed Group of Elif Aydın from Sales to West",
        "Deniz Acar deactivated Elif Aydın",
        "Deniz Acar handed the records of Elif Aydın over to Mert Kaya: 2",
        "Deniz Acar added the permission set Readers: Export records",
        "Deniz Acar renamed the permission set Readers to Guests",
        "Deniz Acar allowed more with Guests: Merge records",
        "Deniz Acar allowed less with Guests, no longer: Export records",
    ):
        assert sentence in told


def test_settings_of_the_company_are_told(
    as_deniz: Client, by_deniz: Viewer, now: datetime
) -> None:
    entry_changes.change_company(
        by=by_deniz,
        at=now,
        name="Kuzey Işık",
        currency="TRY",
        region="TR",
        time_zone="UTC",
        only_younger_conversations=True,
        default_visibility=1,
    )

    told = _lines(as_deniz)
    assert "New records are visible to from Everyone in the company to Owner only" in told
    assert "Only younger conversations are linked from no to yes" in told


def test_names_are_escaped(as_deniz: Client, by_deniz: Viewer, now: datetime) -> None:
    group_changes.add_group(name="<i>West", parent_id=None, by=by_deniz, at=now)

    assert "&lt;i&gt;West" in _lines(as_deniz)


def test_what_happened_elsewhere_is_not_told(
    as_deniz: Client, by_outsider: Viewer, now: datetime
) -> None:
    group_changes.add_group(name="Northern", parent_id=None, by=by_outsider, at=now)

    assert "Northern" not in _lines(as_deniz)


def test_a_kind_of_another_version_is_left_out(
    as_deniz: Client, by_deniz: Viewer, deniz: User, now: datetime
) -> None:
    record("user.cloned", subject=deniz, by=by_deniz, at=now)

    assert "Nothing was changed yet" in _lines(as_deniz)


def test_older_lines_are_a_page_away(as_deniz: Client, by_deniz: Viewer, now: datetime) -> None:
    first = group_changes.add_group(name="Eldest", parent_id=None, by=by_deniz, at=now)
    for number in range(PAGE):
        group_changes.add_group(name=f"G {number}", parent_id=first.pk, by=by_deniz, at=now)

    told = _lines(as_deniz)
    assert "Eldest" not in told
    after = told.split("after=")[1].split('"')[0]
    assert "Eldest" in _lines(as_deniz, f"?after={after}")


def test_a_place_that_no_line_has_begins_with_the_newest(as_deniz: Client, mert: User) -> None:
    assert as_deniz.get("/settings/changelog/", {"after": "9" * 5000}).status_code == 200
