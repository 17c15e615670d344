"""What a permission set does not allow is refused at every door, and no button offers it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from kartotek.users.models import PermissionSet, User
from kartotek.users.operations import create_token

HTMX = {"HX-Request": "true"}

# Record, what is posted, and where.
EDITS = [
    ("zeynep", {"value": "Buyer"}, "/people/{}/facts/job_title/"),
    ("zeynep", {}, "/people/{}/deletion/"),
    ("marmara", {"value": "Hotels"}, "/organizations/{}/facts/industry/"),
    ("marmara", {}, "/organizations/{}/deletion/"),
    ("lobby_deal", {"value": "Lobby"}, "/deals/{}/facts/title/"),
    ("lobby_deal", {"outcome": "won"}, "/deals/{}/outcome/"),
    ("lobby_deal", {}, "/deals/{}/deletion/"),
    ("clinic_lead", {"value": "Clinic"}, "/leads/{}/facts/title/"),
    ("clinic_lead", {}, "/leads/{}/deletion/"),
    ("bodrum_project", {"value": "Bodrum"}, "/projects/{}/facts/title/"),
    ("bodrum_project", {}, "/projects/{}/deletion/"),
]

DELETIONS = [row for row in EDITS if row[2].endswith("/deletion/")]


def _with_set(user: User, *allowed: str) -> Client:
    held = PermissionSet.objects.create(
        company_id=user.company_id, name="Some", permissions=list(allowed)
    )
    User.objects.filter(pk=user.pk).update(permission_set=held)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(("name", "typed", "address"), EDITS)
def test_a_colleagues_record_is_seen_but_not_changed_without_permission(
    name: str, typed: dict[str, str], address: str, mert: User, request: pytest.FixtureRequest
) -> None:
    record: Any = request.getfixturevalue(name)
    as_mert = _with_set(mert, "delete")

    shown = as_mert.get(f"/{address.split('/')[1]}/{record.pk}/")
    answer = as_mert.post(address.format(record.pk), typed, headers=HTMX)

    assert (shown.status_code, answer.status_code) == (200, 403)


@pytest.mark.parametrize(("name", "typed", "address"), EDITS)
def test_who_changes_only_their_own_records_changes_those(
    name: str, typed: dict[str, str], address: str, elif_: User, request: pytest.FixtureRequest
) -> None:
    record: Any = request.getfixturevalue(name)
    as_elif = _with_set(elif_, "delete")

    assert as_elif.post(address.format(record.pk), typed).status_code in {200, 204, 303}


@pytest.mark.parametrize(("name", "typed", "address"), DELETIONS)
def test_nobody_deletes_without_permission_and_no_button_offers_it(
    name: str, typed: dict[str, str], address: str, elif_: User, request: pytest.FixtureRequest
) -> None:
    record: Any = request.getfixturevalue(name)
    as_elif = _with_set(elif_, "edit-others")
    page = as_elif.get(f"/{address.split('/')[1]}/{record.pk}/").content.decode()

    assert as_elif.post(address.format(record.pk), typed).status_code == 403
    assert address.format(record.pk) not in page
    record.refresh_from_db()
    assert record.deleted_at is None


def test_the_refusal_says_what_to_do(elif_: User, zeynep: Any) -> None:
    as_elif = _with_set(elif_)
    answer = as_elif.post(f"/people/{zeynep.pk}/deletion/", headers=HTMX)

    assert "You may not delete records. Ask an admin." in answer.content.decode()


def test_a_program_may_do_what_its_user_may(elif_: User, zeynep: Any, now: datetime) -> None:
    _with_set(elif_)
    token = create_token(user=elif_, at=now)

    answer = Client().delete(f"/api/v2/persons/{zeynep.pk}", headers={"x-api-token": token})

    assert answer.status_code == 403


def test_a_label_is_put_on_but_not_invented_without_permission(elif_: User, zeynep: Any) -> None:
    as_elif = _with_set(elif_)
    answer = as_elif.post(f"/records/person/{zeynep.pk}/labels/", {"name": "Brand new"})

    assert answer.status_code == 403


def test_a_deal_becomes_a_lead_without_the_permission_to_delete(
    elif_: User, lobby_deal: Any, now: datetime
) -> None:
    from kartotek.pipeline.leads.operations import become_lead
    from kartotek.users.viewer import Viewer

    _with_set(elif_, "edit-others")
    elif_.refresh_from_db()

    assert become_lead(deal_id=lobby_deal.pk, by=Viewer.of(elif_), at=now).title
